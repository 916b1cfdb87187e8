# SPDX-License-Identifier: GPL-2.0-or-later
# Three networks, two routers, and the hosts. dumpcap listens at the switch "lan".
#
#   lan ── router ── dmz ── isp ── wan
#    └ attic (a second switch, which speaks STP)

declare -A prefix4=([lan]=192.0.2 [dmz]=198.51.100 [wan]=203.0.113)
declare -A prefix6=([lan]=2001:db8:1: [dmz]=2001:db8:2: [wan]=2001:db8:3:)
declare -A mac=([lan]=02:00:00:00:01 [dmz]=02:00:00:00:02 [wan]=02:00:00:00:03)

# host, DNS name, network, number in it, number of its router, switch
hosts=(
    'laptop   laptop.home.test  lan 10 1 lan'
    'desktop  desktop.home.test lan 11 1 lan'
    'phone    phone.home.test   lan 20 1 attic'
    'printer  printer.home.test lan 30 1 lan'
    'files    files.example.com dmz 21 1 dmz'
    'mail     mail.example.com  dmz 25 1 dmz'
    'data     data.example.com  dmz 54 1 dmz'
    'web      www.example.com   dmz 80 1 dmz'
    'cloud    cloud.example     wan 44 2 wan'
    'stranger stranger.example  wan 66 2 wan'
)

declare -A address address6 # by host

on() {
    local host=$1
    shift
    # shellcheck disable=SC2016
    ip netns exec "$host" unshare --uts sh -c 'hostname "$0"; exec "$@"' "$host" "$@"
}

build_switches() {
    sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1
    ip link set lo up
    for switch in lan dmz wan attic; do
        ip link add $switch type bridge mcast_snooping 0
        ip link set $switch up
    done
    ip link set lan type bridge group_fwd_mask 0x4000 # LLDP: switches keep it to themselves otherwise
    # In hundredths of a second.
    ip link set attic address "${mac[lan]}:99" type bridge stp_state 1 forward_delay 200 hello_time 1000
    ip link add attic-lan address "${mac[lan]}:97" type veth peer name lan-attic address "${mac[lan]}:98"
    ip link set attic-lan master attic up
    ip link set lan-attic master lan up
}

build_network() {
    local row host network number router switch
    build_router router lan dmz 1
    build_router isp dmz wan 2
    for row in "${hosts[@]}"; do
        read -r host _ network number router switch <<<"$row"
        add_host "$host"
        plug "$host" "$network" "$number" "$switch"
        number "$host" "$network" "$number"
        route "$host" "$network" "$router" default default
    done
    route router dmz 2 203.0.113.0/24 2001:db8:3::/64
    route isp dmz 1 192.0.2.0/24 2001:db8:1::/64
    add_host tablet
    plug tablet lan 40 lan
    wait_for_network
}

# A router has the same number in both of its networks.
build_router() {
    local host=$1 number=$4
    add_host "$host"
    ip netns exec "$host" sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1
    for network in "$2" "$3"; do
        plug "$host" "$network" "0$number" "$network"
        number "$host" "$network" "$number"
    done
}

add_host() {
    ip netns add "$1"
    ip -n "$1" link set lo up
    ip netns exec "$1" sysctl -qw net.ipv6.conf.default.accept_ra=0 net.ipv4.ip_unprivileged_port_start=0
}

# Without offloading: frames have their true sizes and checksums.
plug() {
    local host=$1 network=$2 number=$3 switch=$4
    local offload=(tx off rx off tso off gso off gro off)
    ip link add "$host-$network" type veth peer name "$network" netns "$host" address "${mac[$network]}:$number"
    ethtool -K "$host-$network" "${offload[@]}" >/dev/null
    ip netns exec "$host" ethtool -K "$network" "${offload[@]}" >/dev/null
    ip link set "$host-$network" master "$switch" up
    ip -n "$host" link set "$network" up
}

number() {
    local host=$1 network=$2 number=$3
    address[$host]=${prefix4[$network]}.$number
    address6[$host]=${prefix6[$network]}:$number
    ip -n "$host" address add "${address[$host]}/24" dev "$network"
    ip -n "$host" address add "${address6[$host]}/64" dev "$network"
}

route() {
    local host=$1 network=$2 router=$3
    ip -n "$host" route add "$4" via "${prefix4[$network]}.$router"
    ip -n "$host" -6 route add "$5" via "${prefix6[$network]}:$router"
}

wait_for_network() {
    while bridge link | grep -Eq 'state (listening|learning|disabled)' || tentative_addresses; do
        sleep 0.2
    done
}

tentative_addresses() {
    for host in "${!address[@]}"; do
        ip -n "$host" address show tentative
    done | grep -q inet6
}
