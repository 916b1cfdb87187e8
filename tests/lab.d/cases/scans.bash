# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-or-later
# One looks for what is there.

# A host with open, closed and filtered ports.
watch_victim() {
    web victim
    ssh_server victim
    drop victim 'tcp dport { 23, 25, 110, 135, 139, 143, 445, 3306 }' 'udp dport { 137, 138, 161 }'
    listen
}

scan_victim() {
    watch_victim
    try on attacker nmap -n -Pn --max-retries 1 "$@" 10.9.0.20
    afterwards
}

make_nmap_syn() { scan_victim -sS --top-ports 60; }
make_nmap_connect() { scan_victim -sT --top-ports 60; }
make_nmap_fin() { scan_victim -sF --top-ports 60; }
make_nmap_null() { scan_victim -sN --top-ports 60; }
make_nmap_xmas() { scan_victim -sX --top-ports 60; }
make_nmap_ack() { scan_victim -sA --top-ports 60; }
make_nmap_window() { scan_victim -sW --top-ports 60; }
make_nmap_maimon() { scan_victim -sM --top-ports 60; }
make_nmap_udp() { scan_victim -sU --top-ports 30; }
make_nmap_protocols() { scan_victim -sO -p 0-60; }
make_nmap_sctp() { scan_victim -sY --top-ports 30; }
make_nmap_os() { scan_victim -O --top-ports 60; }
make_nmap_version() { scan_victim -sV -p 20-60,80; }
make_nmap_slow() { scan_victim -T2 -sS --top-ports 100; }
make_nmap_fragments() { scan_victim -sS -f --top-ports 30; }
make_nmap_fragments_mtu8() { scan_victim -sS --mtu 8 --data-length 40 --top-ports 30; }
make_nmap_min_rate() { scan_victim -sS --min-rate 2000 -p 1-600; }
make_nmap_decoys() { scan_victim -sS -D 10.9.0.10,10.9.0.11,ME --top-ports 40; }

make_nmap_udp_dropped() {
    drop victim 'meta l4proto udp'
    listen
    try on attacker nmap -n -Pn -sU --max-retries 1 --top-ports 30 10.9.0.20
    afterwards
}

make_nmap_syn_dropped() {
    drop victim 'meta l4proto tcp'
    listen
    try on attacker nmap -n -Pn -sS --max-retries 1 --top-ports 40 10.9.0.20
    afterwards
}

make_nmap_syn_ipv6() {
    with_ipv6
    announce
    ssh_server victim
    sleep 5
    listen
    try on attacker nmap -6 -n -Pn --max-retries 1 -sS --top-ports 60 "$(address6 victim global)"
    afterwards
}

sweep() {
    ssh_server victim
    ssh_server back10
    listen
    try on attacker nmap -n --max-retries 1 "$@"
    afterwards
}

make_sweep_22_on_link() { sweep -Pn -sS -p 22 10.9.0.0/24; }
make_sweep_22_routed() { sweep -Pn -sS -p 22 172.16.9.0/24; }
make_sweep_445_routed() { sweep -Pn -sS -p 445 198.51.100.0/25 172.16.9.0/25; }
make_sweep_arp() { sweep -sn 10.9.0.0/24; }
make_sweep_ping() { sweep -sn -PE 172.16.9.0/24; }

make_masscan() {
    listen
    run_for 12 ip netns exec attacker masscan --rate 500 -p 80,443 198.51.100.0/25 172.16.9.0/25 --router-mac "$(mac_of 10.9.0.1)" --wait 2
    afterwards
}
