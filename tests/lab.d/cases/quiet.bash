# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-or-later
# What is no attack.

make_quiet_browsing() {
    web far
    listen
    on client curl -sZ --parallel-max 6 'http://192.0.2.80/[1-100].txt' -o /dev/null
}

make_quiet_browsing_no_keepalive() {
    web far
    listen
    on client ab -q -n 60 -c 6 http://192.0.2.80/5.txt
}

make_quiet_ssh_files() {
    local remote=anna@192.0.2.80
    ssh_server far
    anna_key
    on far runuser -u anna -- git init -q -b main "$work/anna/repository"
    cp "$here"/lab.d/network.bash "$work/anna/repository"
    on far runuser -u anna -- git -C "$work/anna/repository" -c user.name=anna -c user.email=anna@example.test \
        commit -q --allow-empty -m first
    listen
    try on client env GIT_SSH="$work/ssh" git clone -q "$remote:repository" "$work/clone"
    try on client rsync -a -e "$work/ssh" "$here/captures/README.md" "$remote:"
    try on client scp -q -S "$work/ssh" "$here/lab" "$remote:lab"
    try on client sftp -q -S "$work/ssh" "$remote:lab" "$work/back"
}

make_quiet_ssh_typos() {
    local word
    ssh_server victim
    listen
    for word in sunflwoer Sunflower sunfolwer sunflower; do
        try on client sshpass -p "$word" ssh -F /dev/null -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null \
            -o PubkeyAuthentication=no -o NumberOfPasswordPrompts=1 anna@10.9.0.20 uptime
        sleep 2
    done
}

make_quiet_ssh_idle() {
    stretch=30
    ssh_server far
    anna_key
    listen
    run_for 40 ip netns exec client "$work/ssh" -o ServerAliveInterval=2 anna@192.0.2.80 sleep 30
}

make_quiet_dns() {
    local number
    name_server far --address=/example/192.0.2.80 --address=/example/2001:db8::80
    listen
    for number in {1..34}; do
        on client dig +short "www.site$number.example" @192.0.2.53
        on client dig +short AAAA "www.site$number.example" @192.0.2.53
        on client dig +short "cdn-$((number * 7919))-eu-west.edge-$((number % 9)).assets.static.site$((number % 20)).example" @192.0.2.53
    done
    for number in wpad.corp isatap.corp printer _ldap._tcp.corp; do
        on client dig +short "$number.site1.test" @192.0.2.53
    done
}

make_quiet_dns_big() {
    mapfile -t texts < <(big_text)
    name_server far --edns-packet-max=1232 "${texts[@]:0:5}"
    listen
    on client dig +bufsize=1232 TXT big.example.test @192.0.2.53
    on client dig +bufsize=512 TXT big.example.test @192.0.2.53 # comes cut, then by TCP
    on client dig +noedns TXT big.example.test @192.0.2.53
}

make_quiet_ping() {
    listen
    on client ping -q -c 20 -s 1400 192.0.2.80
}

make_quiet_ping_usual() {
    listen
    on client ping -q -c 10 192.0.2.80
    on other ping -q -c 10 -i 0.5 10.9.0.20
    on client ping -q -c 3 -s 32 10.9.0.20
}

make_quiet_tracepath() {
    on gateway ip link set wan mtu 1400
    listen
    try on client tracepath -n 192.0.2.80
    try on client ping -q -M do -s 1472 -c 2 192.0.2.81
}

make_quiet_traceroute() {
    web far
    listen
    for way in --module=default -I -T; do
        try on client traceroute -n "$way" 192.0.2.80
        sleep 1
    done
}

make_quiet_mtr() {
    web far
    listen
    try on client mtr -n -r -c 8 192.0.2.80
    try on client mtr -n -r -c 8 -u 192.0.2.80
    try on client mtr -n -r -c 8 -T -P 80 192.0.2.80
}

make_quiet_dhcp() {
    local number script
    dhcp_server
    script=$(lease_script)
    for number in {1..6}; do
        host "new$number"
        on "new$number" ip link set eth0 address "02:00:00:00:77:0$number"
    done
    listen
    for number in {1..6}; do
        dhcp_client "new$number" eth0 "$script" &
        sleep 0.5
    done
    sleep 6
}

# Three hosts come up and say so.
make_quiet_arp_boot() {
    local number
    listen
    for number in 31 32 33; do
        host "boot$number" "10.9.0.$number"
        try on "boot$number" arping -q -D -c 2 -I eth0 "10.9.0.$number"
        try on "boot$number" arping -q -U -c 2 -I eth0 "10.9.0.$number"
        on "boot$number" ping -q -c 2 10.9.0.1
        on "boot$number" ping -q -c 2 10.9.0.20
    done
}

# Away for more than a minute (4 s, stretched), then there with another card.
make_quiet_new_mac() {
    stretch=20
    listen
    on other ping -q -c 6 -i 0.3 10.9.0.20
    on other ip link set eth0 down
    sleep 4
    on other ip link set eth0 address 02:00:00:00:88:01
    on other ip link set eth0 up
    on other ip route replace default via 10.9.0.1
    on other arping -q -U -c 1 -I eth0 10.9.0.11
    on other ping -q -c 6 -i 0.3 10.9.0.20
}

# vrrp HOST PRIORITY [keepalived's lines]
vrrp() {
    cat >"$work/keepalived.$1" <<EOF
vrrp_instance lan {
    interface eth0
    virtual_router_id 9
    priority $2
    advert_int 1
    virtual_ipaddress { 10.9.0.2/24 }
    ${3:-}
}
EOF
    on "$1" keepalived -n -l -P -f "$work/keepalived.$1" -p "$work/keepalived.$1.pid" -r "$work/vrrp.$1.pid" &
}

failover() {
    vrrp victim 200 "${1:-}"
    vrrp other 100 "${1:-}"
    sleep 5
    listen
    on client ping -q -c 10 -i 0.5 10.9.0.2
    kill "$(cat "$work/keepalived.victim.pid")"
    try on client ping -q -c 14 -i 0.5 10.9.0.2
}

make_quiet_vrrp() { failover use_vmac; }
make_failover_arp() { failover; }

make_quiet_ipv6() {
    with_ipv6
    listen
    announce
    sleep 8
    try on client ping -q -c 3 "$(address6 gateway link)%eth0"
    try on client ping -q -c 3 "$(address6 victim global)"
    try on client ping -q -c 2 ff02::1%eth0
}

make_quiet_ntp() {
    clock far
    listen
    printf '%s\n' 'server 192.0.2.123 iburst minpoll 1 maxpoll 2' 'cmdport 0' 'bindcmdaddress /' "pidfile $work/ntp.pid" >"$work/ntp.conf"
    run_for 20 ip netns exec client chronyd -x -d -u root -f "$work/ntp.conf"
}

make_quiet_smtp() {
    on far /usr/bin/python3 -W ignore -m smtpd -n -c DebuggingServer 192.0.2.25:25 &
    wait_for far 25
    listen
    for number in 1 2 3; do
        try on client swaks --server 192.0.2.25 --from anna@example.test --to bert@example.net --body "$(repeat 200 "letter $number ")"
    done
}

make_quiet_monitoring() {
    web far
    listen
    for _ in {1..5}; do
        on client curl -sZ 'http://192.0.2.[100-119]/1.txt' -o /dev/null
        sleep 4
    done
}

# Ten services of a host, all there.
make_quiet_checks() {
    local ports='21 25 110 143 389 636 993 995 3306 8080' port
    for port in $ports; do
        on victim socat "TCP-LISTEN:$port,fork,reuseaddr" 'SYSTEM:echo ready' &
    done
    wait_for victim 8080
    listen
    for _ in {1..6}; do
        for port in $ports; do
            try on other timeout 2 bash -c "exec 3<>/dev/tcp/10.9.0.20/$port && read -r <&3"
        done
        sleep 3
    done
}

# Peers that are gone, between some that are there.
make_quiet_peers() {
    drop far 'ip daddr 198.51.100.128/25 tcp flags syn'
    web far 6881
    listen
    for number in {1..15}; do
        try on client timeout 4 ncat "198.51.100.$((120 + number * 8))" $((20000 + number * 1811)) &
        on client curl -s -o /dev/null "http://198.51.100.$((number * 8)):6881/$((number * 6)).txt"
        sleep 0.5
    done
    afterwards
}

make_quiet_iperf_tcp() {
    keep='1-500'
    on far iperf3 -s -B 192.0.2.80 &
    wait_for far 5201
    listen -s 96
    try on client iperf3 -c 192.0.2.80 -n 2M
}

make_quiet_iperf_udp() {
    keep='1-1200'
    on far iperf3 -s -B 192.0.2.80 &
    wait_for far 5201
    listen -s 96
    try on client iperf3 -c 192.0.2.80 -u -b 3M -t 2
}

make_quiet_restart() {
    web victim
    listen
    (
        sleep 3
        kill "$(cat "$work/nginx.pid")"
        sleep 2
        on victim nginx -c "$work/nginx.conf" -g 'daemon off;'
    ) &
    for host in client other; do
        (
            for _ in {1..35}; do
                try on "$host" curl -s -o /dev/null http://10.9.0.20/3.txt
                sleep 0.2
            done
        ) &
    done
    sleep 12
}

make_quiet_proxy() {
    keep='1-1000'
    web far
    printf '%s\n' 'defaults' 'mode http' 'timeout connect 5s' 'timeout client 9s' 'timeout server 9s' \
        'listen proxy' 'bind :8080' 'server one 192.0.2.80:80' >"$work/haproxy.conf"
    on other haproxy -db -f "$work/haproxy.conf" &
    wait_for other 8080
    listen -s 100
    try on client ab -q -n 200 -c 10 http://10.9.0.11:8080/1.txt
}

make_quiet_fast_open() {
    on far sysctl -qw net.ipv4.tcp_fastopen=3
    on client sysctl -qw net.ipv4.tcp_fastopen=1
    web_listen_options='fastopen=16' web far
    listen
    for number in 1 2 3 4; do
        on client curl -s --tcp-fastopen -o /dev/null "http://192.0.2.80/$number.txt"
        sleep 0.3
    done
}

# announcer HOST: avahi, with a /run of its own.
announcer() {
    printf '%s\n' '[server]' "host-name=$1" 'enable-dbus=no' 'use-ipv6=no' '[publish]' 'publish-workstation=yes' >"$work/avahi.$1"
    on "$1" unshare --mount bash -c "mount -t tmpfs none /run && avahi-daemon --no-drop-root --no-chroot --no-rlimits -f $work/avahi.$1" &
}

make_quiet_multicast() {
    local search='M-SEARCH * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nMAN: "ssdp:discover"\r\nMX: 2\r\nST: ssdp:all\r\n\r\n'
    listen
    announcer client
    announcer other
    sleep 4
    try on victim dig +short +time=1 +tries=2 -p 5353 client.local @224.0.0.251
    for _ in 1 2 3; do
        # shellcheck disable=SC2059
        printf "$search" | try on victim socat -t 1 - UDP4-DATAGRAM:239.255.255.250:1900,ip-multicast-ttl=2
        # shellcheck disable=SC2059
        printf "$search" | try on victim socat -t 1 - UDP4-DATAGRAM:10.9.0.255:1900,broadcast
    done
}
