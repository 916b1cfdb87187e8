# SPDX-License-Identifier: GPL-2.0-or-later

# Nobody knows what is spoken here.
unknown_protocols() {
    serve data 41234 socat TCP-LISTEN:41234,reuseaddr,fork EXEC:cat
    serve data 41234 socat UDP-RECVFROM:41234,fork EXEC:cat
    for transport in TCP:data.example.com:41234 UDP:data.example.com:41234; do
        for ((round = 1; round <= 5; round++)); do
            printf '\xf%x\xe7\xa1\xb2\x9c\x0%x garden' $round $round
            sleep 0.3
        done | on laptop socat -t 0.5 - $transport
    done
}

port_scan() {
    on stranger nmap -sS -n -Pn -g 40123 -p 1-25 --max-rate 20 "${address[printer]}"
}
