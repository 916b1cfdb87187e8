# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The lab's network:
#
#   attacker .66 ─┐
#   client   .10 ─┤
#   other    .11 ─┼── lan 10.9.0.0/24 ── .1 gateway ── 5 ms ── far: 192.0.2/24, 198.51.100/24, 203.0.113/24
#   victim   .20 ─┘                           └── back: 172.16.9.0/24, of which .10 and .11 are there
#
# A host's MAC is 02:00 and its IPv4 address. Frames of attacker, client and other need half a millisecond to the bridge,
# where dumpcap sees what a mirror port would.

# Folders, users and a resolver that only this capture's processes see.
hide_folders() {
    mount -t tmpfs none /run
    mkdir -p /run/netns /run/sshd /run/vsftpd/empty /run/lock
    cp /etc/passwd /etc/shadow "$work"
    mkdir "$work/anna"
    echo "anna:x:4321:4321::$work/anna:/bin/bash" >>"$work/passwd"
    # shellcheck disable=SC2016
    echo 'anna:'"$(openssl passwd -6 -salt lab sunflower)"':19000:0:99999:7:::' >>"$work/shadow"
    chown 4321:4321 "$work/anna"
    echo "nameserver 192.0.2.53" >"$work/resolv.conf"
    for file in passwd shadow resolv.conf; do
        mount --bind "$work/$file" "/etc/$file"
    done
}

on() {
    ip netns exec "$@"
}

mac_of() {
    # shellcheck disable=SC2046,SC2183
    printf '02:00:%02x:%02x:%02x:%02x' $(tr . ' ' <<<"${1%/*}")
}

# Frames shall look as they do on a wire: no offloading.
plain_frames() {
    on "$1" ethtool -K "$2" tx off tso off gso off gro off >/dev/null
}

# cable HOST INTERFACE END: END is the side that stays with us.
cable() {
    ip link add "$3" type veth peer name "$2" netns "$1"
    ip link set "$3" up
    on "$1" ip link set lo up
    on "$1" ip link set "$2" up
    plain_frames "$1" "$2"
}

# The opposite, for few and large frames; not behind the relays of late.
large_frames() {
    on "$1" ethtool -K "$2" tx on tso on gso on gro on >/dev/null
}

quiet_ipv6() {
    on "$1" sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1
}

# late SECONDS END OTHER: frames that come in at END go out, late, at a new interface OTHER of the bridge.
late() {
    ip link add "$3" type veth peer name "$3-"
    ip link set "$3" master lan up
    ip link set "$3-" up
    "$here/lab.d/delay" "$1" "$2" "$3-" &
}

# host NAME [ADDRESS [SECONDS]]: on the lan; without an address it has none.
host() {
    ip netns add "$1"
    quiet_ipv6 "$1"
    cable "$1" eth0 "$1"
    if [ -n "${3:-}" ]; then
        late "$3" "$1" "$1-lan"
    else
        ip link set "$1" master lan
    fi
    [ $# -gt 1 ] || return 0
    on "$1" ip link set eth0 address "$(mac_of "$2")"
    on "$1" ip address add "$2/24" brd + dev eth0
    [ "$1" = gateway ] || on "$1" ip route add default via 10.9.0.1
}

lay_gateway() {
    host gateway 10.9.0.1
    on gateway sysctl -qw net.ipv4.ip_forward=1 net.ipv4.conf.all.send_redirects=0 net.ipv4.conf.eth0.send_redirects=0
    ip netns add far
    quiet_ipv6 far
    cable gateway wan wan1
    cable far wan wan2
    on gateway ip address add 192.0.2.1/30 dev wan
    on far ip address add 192.0.2.2/30 dev wan
    for net in 192.0.2.0/24 198.51.100.0/24 203.0.113.0/24; do
        on gateway ip route add "$net" via 192.0.2.2
        on far ip route add local "$net" dev lo
    done
    on far ip route add default via 192.0.2.1
    on far ip address add 192.0.2.53/32 dev lo # dnsmasq answers over TCP only as somebody whom it knows
    "$here/lab.d/delay" 0.005 wan1 wan2 &
}

lay_back() {
    ip link add back_net type bridge
    ip link set back_net up
    cable gateway back back0
    ip link set back0 master back_net
    on gateway ip address add 172.16.9.1/24 dev back
    for number in 10 11; do
        ip netns add "back$number"
        quiet_ipv6 "back$number"
        cable "back$number" eth0 "b$number"
        ip link set "b$number" master back_net
        on "back$number" ip address add "172.16.9.$number/24" dev eth0
        on "back$number" ip route add default via 172.16.9.1
    done
}

lay_cables() {
    sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1
    ip link set lo up
    ip link add lan type bridge
    ip link set lan up
    lay_gateway
    lay_back
    host attacker 10.9.0.66 0.0005
    host client 10.9.0.10 0.0005
    host other 10.9.0.11 0.0005
    host victim 10.9.0.20
}

# listen [dumpcap's options]
listen() {
    dumpcap -q -P -i "$watch" -w "$work/raw" "$@" &
    dumpcap=$!
    for _ in {1..50}; do
        [ ! -e "$work/raw" ] || break
        sleep 0.1
    done
    sleep 0.3
}

stop_listening() {
    sleep 1
    kill -INT "$dumpcap"
    wait "$dumpcap" || true
}

# Time goes on, and somebody else does something: who waits for answers sees that none came.
afterwards() {
    sleep 6
    on client ping -q -c 2 10.9.0.1
}

# Tools that fail are part of the show.
try() {
    "$@" || echo "exit status $?: $*"
}

# run_for SECONDS COMMAND…
run_for() {
    try timeout -k 2 "$@"
}

# wait_for HOST PORT: until a server listens there.
wait_for() {
    for _ in {1..50}; do
        [ -z "$(on "$1" ss -Hltun "sport = :$2")" ] || return 0
        sleep 0.1
    done
    echo "nobody listens on $1 $2" && return 1
}

# ipv6 HOST…: with link-local addresses, once duplicates were looked for.
ipv6() {
    local one
    for one in "$@"; do
        on "$one" sysctl -qw net.ipv6.conf.all.disable_ipv6=0 net.ipv6.conf.default.disable_ipv6=0 net.ipv6.conf.eth0.disable_ipv6=0
    done
    sleep 3
}

# The switch forgets who is where and sends everything everywhere.
like_a_hub() {
    ip link set lan type bridge ageing_time 0
}

# spoof_net HOST MASK BITS RULE…: of the sources of what matches, MASK stays and BITS are added.
spoof_net() {
    local host=$1 mask=$2 bits=$3
    shift 3
    on "$host" nft -f - <<EOF
table ip spoof {
    chain output {
        type filter hook output priority 0
        $* ip saddr set ip saddr & $mask | $bits
    }
}
EOF
}

# drop HOST RULE…: nftables' matches of what is dropped on the way in.
drop() {
    local host=$1
    shift
    {
        printf '%s\n' 'table inet lab {' 'chain input {' 'type filter hook input priority 0;'
        printf '%s drop\n' "$@"
        printf '}\n}\n'
    } | on "$host" nft -f -
}
