# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Passwords are guessed, and servers kept busy slowly.

words() {
    printf 'guess%s\n' $(seq "$1") >"$work/words"
}

make_hydra_ssh() {
    ssh_server victim
    words 260
    listen -s 110
    run_for 170 ip netns exec attacker hydra -q -I -t 4 -l anna -P "$work/words" ssh://10.9.0.20
}

make_hydra_ssh_2222() {
    ssh_server victim 2222
    words 260
    listen -s 110
    run_for 170 ip netns exec attacker hydra -q -I -t 4 -l anna -P "$work/words" ssh://10.9.0.20:2222
}

make_ncrack_ssh() {
    ssh_server victim
    words 130
    listen -s 110
    run_for 60 ip netns exec attacker ncrack --user anna -P "$work/words" ssh://10.9.0.20:22,CL=4,cl=4
}

make_hydra_ftp() {
    ftp_server victim
    words 75
    listen
    run_for 90 ip netns exec attacker hydra -q -I -t 4 -l anna -P "$work/words" ftp://10.9.0.20
}

make_medusa_ftp() {
    ftp_server victim
    words 40
    listen
    run_for 60 ip netns exec attacker medusa -h 10.9.0.20 -u anna -P "$work/words" -M ftp -t 2
}

make_hydra_http_basic() {
    web victim
    words 60
    listen
    run_for 30 ip netns exec attacker hydra -q -I -t 4 -l anna -P "$work/words" http-get://10.9.0.20/private/
}

make_hydra_http_form() {
    web victim
    words 40
    listen
    run_for 30 ip netns exec attacker hydra -q -I -t 4 -l anna -P "$work/words" 10.9.0.20 http-post-form '/login:user=^USER^&password=^PASS^:wrong'
}

slowly() {
    web victim
    listen
    run_for 125 ip netns exec attacker slowhttptest -c 55 -r 50 -l 80 "$@"
}

make_slow_headers() { slowly -H -i 30 -u http://10.9.0.20/; }
make_slow_body() { slowly -B -i 40 -s 8192 -u http://10.9.0.20/upload; }
make_slow_read() { slowly -X -w 10 -y 20 -n 45 -z 8 -u http://10.9.0.20/100.txt; }
