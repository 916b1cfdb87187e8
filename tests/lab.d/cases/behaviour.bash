# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-or-later
# What single packets do not show.

make_beacon() {
    web far
    listen
    for number in {1..16}; do
        on client curl -s -o /dev/null "http://192.0.2.80/7.txt"
        sleep "$((9 + number % 3)).$((number * 37 % 10))" # 9.0 s to 11.9 s
    done
}

make_beacon_sizes() {
    web far
    listen
    for number in {1..16}; do
        on client curl -s -o /dev/null "http://192.0.2.80/$((number * number % 97 + 1)).txt"
        sleep "$((9 + number % 3)).$((number * 37 % 10))"
    done
}

make_beacon_3_s() {
    web far
    listen
    for number in {1..30}; do
        on client curl -s -o /dev/null "http://192.0.2.80/7.txt"
        sleep "2.$((number * 37 % 10))"
    done
}

# 150 s, of which every pause of over half a second is then a hundred times as long: a little over 4 h.
make_long_connection() {
    stretch=110
    ssh_server far
    anna_key
    listen
    run_for 150 ip netns exec client "$work/ssh" anna@192.0.2.80 'while sleep 0.9; do date; done'
}

# Large frames, of which only the headers are kept: a back host has an address of the documentation's.
make_exfiltration() {
    on back10 ip address add 203.0.113.10/32 dev eth0
    on gateway ip route add 203.0.113.10/32 via 172.16.9.10
    for end in victim:eth0 gateway:eth0 gateway:back back10:eth0; do
        large_frames "${end%:*}" "${end#*:}"
    done
    on victim sysctl -qw net.ipv4.tcp_timestamps=0 # fewer bytes that differ
    on back10 socat -u TCP-LISTEN:443 OPEN:/dev/null &
    wait_for back10 443
    listen -s 58
    on victim bash -c 'head -c 110000000 /dev/zero | socat -u -b 4000000 - TCP:203.0.113.10:443'
}

random_name() {
    tr -dc a-z </dev/urandom 2>/dev/null | head -c "$1" || true
}

make_dga() {
    local endings=(com net org info biz)
    name_server far
    listen
    for number in {1..15}; do
        try on client dig +short "$(random_name $((10 + number % 5))).${endings[number % 5]}" @192.0.2.53
        sleep 0.3
    done
    try on client dig +short www.example.test @192.0.2.53
}

# A server that answers what it should have cut.
make_dns_size() {
    on far "$here/lab.d/big_answer" &
    sleep 1
    listen
    try on client dig +noedns +ignore TXT big.example.test @192.0.2.53
    try on client dig +bufsize=600 +ignore TXT big.example.test @192.0.2.53
}

make_dns_fragmented() {
    mapfile -t texts < <(big_text)
    name_server far --edns-packet-max=4096 "${texts[@]}"
    listen
    try on client dig +bufsize=4096 TXT big.example.test @192.0.2.53
}

make_dns_names() {
    name_server far
    listen
    try on client dig +short "$(repeat 60 a).example.test" @192.0.2.53
    try on client dig +short "$(repeat 60 a).$(repeat 60 b).$(repeat 60 c).example.test" @192.0.2.53
    try on client dig +short 'with space\ .example.test' @192.0.2.53
    try on client dig +short '\200\201\000.example.test' @192.0.2.53
}

make_icmp_payload() {
    listen
    for size in 100 300 900 120 640; do
        try on client ping -q -c 2 -i 0.3 -s "$size" -p "$(printf %02x $((size % 256)))" 192.0.2.80
    done
}

make_ssh_on_443() {
    ssh_server far 443
    anna_key
    listen
    try on client "$work/ssh" -p 443 anna@192.0.2.80 date
}

make_http_on_22() {
    web far 22
    listen
    try on client curl -s -o /dev/null http://192.0.2.80:22/50.txt
}
