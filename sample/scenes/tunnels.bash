# SPDX-License-Identifier: GPL-2.0-or-later

wireguard_tunnel() {
    for host in laptop cloud; do
        wg genkey | tee $host.key | wg pubkey >$host.pub
        on $host wireguard-go -f wg-$host >"logs/wg-$host" 2>&1 &
        until on $host wg show wg-$host >/dev/null 2>&1; do sleep 0.1; done
    done
    on laptop wg set wg-laptop listen-port 51820 private-key laptop.key peer "$(cat cloud.pub)" \
        endpoint "${address[cloud]}:51820" allowed-ips 2001:db8:a::/64
    on cloud wg set wg-cloud listen-port 51820 private-key cloud.key peer "$(cat laptop.pub)" \
        allowed-ips 2001:db8:a::/64
    on laptop ip address add 2001:db8:a::1/64 dev wg-laptop nodad
    on cloud ip address add 2001:db8:a::2/64 dev wg-cloud nodad
    ip -n laptop link set wg-laptop up
    ip -n cloud link set wg-cloud up
    on laptop ping -c 4 -i 0.3 2001:db8:a::2
}

openvpn_tunnel() {
    local print options
    print=$(openssl x509 -in cert.pem -noout -fingerprint -sha256 | cut -d = -f 2)
    options=(--dev tun --cert cert.pem --key key.pem --peer-fingerprint "$print" --cipher AES-256-GCM)
    serve cloud 1194 openvpn "${options[@]}" --tls-server --dh none --ifconfig 203.0.113.201 203.0.113.202
    serve desktop 1194 openvpn "${options[@]}" --tls-client --remote "${address[cloud]}" \
        --ifconfig 203.0.113.202 203.0.113.201
    sleep 3
    on desktop ping -c 3 -i 0.3 203.0.113.201
}

vxlan_tunnel() {
    vxlan_end desktop lan data 1
    vxlan_end data dmz desktop 2
    sleep 2
    serve data 80 busybox httpd -f -p 80 -h site
    on desktop curl -sS 'http://[2001:db8:b::2]/'
}

vxlan_end() {
    ip -n "$1" link add overlay type vxlan id 7 dev "$2" local "${address[$1]}" remote "${address[$3]}" dstport 4789
    ip -n "$1" link set overlay address "02:00:00:00:0b:0$4" up
    ip -n "$1" address add "2001:db8:b::$4/64" dev overlay
}

# vde_switch tags frames by itself: the kernel need not know of VLANs.
tagged_vlan() {
    printf '%s\n' 'vlan/create 20' 'port/setvlan 1 20' 'vlan/addport 20 2' >vde
    tagged_host recorder 50
    tagged_host camera 51
    serve camera 80 busybox httpd -f -p 80 -h site
    on recorder ping -c 2 -i 0.4 "${address[camera]}"
    on recorder curl -sS "http://${address[camera]}/seeds.bin"
}

tagged_host() {
    local host=$1 number=$2
    add_host "$host"
    vde_switch -d -s "$host.ctl" -f vde -t "$host" -t "trunk-$host"
    until ip link show "$host" && ip link show "trunk-$host"; do sleep 0.1; done
    ip link set "trunk-$host" master lan up
    ip link set "$host" netns "$host" name lan address "02:00:00:00:0c:$number"
    ip -n "$host" link set lan up
    number "$host" lan "$number"
}
