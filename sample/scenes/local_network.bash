# SPDX-License-Identifier: GPL-2.0-or-later

addresses() {
    local row name host lines=()
    for row in "${hosts[@]}"; do
        read -r host name _ <<<"$row"
        lines+=("host-record=$name,${address[$host]}")
    done
    cat >dnsmasq.conf - <(printf '%s\n' "${lines[@]}") <<END
no-resolv
no-hosts
no-ping
interface=lan
bind-interfaces
dhcp-range=192.0.2.100,192.0.2.150,1h
dhcp-range=2001:db8:1::,ra-stateless,64
dhcp-host=02:00:00:00:01:40,192.0.2.140
enable-ra
dhcp-leasefile=$work/leases
domain=home.test
local=/home.test/example.com/example/
host-record=www.example.com,${address6[web]}
host-record=cloud.example,${address6[cloud]}
mx-host=example.com,mail.example.com,10
txt-record=example.com,"v=spf1 mx -all"
enable-tftp
tftp-root=$work/tftp
END
    mkdir tftp
    text 40 >tftp/phone.cfg
    serve router 53 dnsmasq --keep-in-foreground --user=root --pid-file= --conf-file=dnsmasq.conf

    cat >lease <<'END'
#!/bin/sh
[ "$1" = bound ] || exit 0
ip address add "$ip/$mask" dev "$interface"
ip route add default via "$router"
END
    chmod +x lease
    on tablet sysctl -qw net.ipv6.conf.lan.accept_ra=1
    on tablet busybox udhcpc -i lan -n -q -s $work/lease -x hostname:tablet
    on tablet ping -c 1 192.0.2.1
}

names() {
    on laptop dig mail.example.com
    on laptop dig www.example.com AAAA
    on laptop dig example.com MX
    on laptop dig +tcp example.com TXT
    on laptop dig nothing.example.com
    on tablet dig -x 198.51.100.80
}

reachability() {
    on laptop ping -c 3 -i 0.4 "${address[web]}"
    on laptop ping -c 2 -i 0.4 "${address6[cloud]}"
    on laptop ping -c 1 -s 3000 "${address[files]}"
    on laptop traceroute -n -q 1 "${address[cloud]}"
    on desktop curl -sS http://printer.home.test:631/ || true # refused
}

discovery() {
    on router lldpd -d -k -I lan -S 'A made-up router' &
    printer_announces
    on laptop timeout 3 mdns-scan || true
    serve desktop 5355 llmnrd -H desktop -i lan
    on laptop llmnr-query -c 1 desktop
    ssdp
}

printer_announces() {
    mkdir avahi
    cat >avahi/ipp.service <<'END'
<service-group>
  <name>Printer in the hall</name>
  <service><type>_ipp._tcp</type><port>631</port><txt-record>ty=A made-up printer</txt-record></service>
</service-group>
END
    printf '[server]\nenable-dbus=no\nuse-ipv6=no\n' >avahi.conf
    mount --bind avahi /etc/avahi/services
    serve printer 5353 avahi-daemon -f $work/avahi.conf --no-drop-root --no-chroot --no-rlimits
}

ssdp() {
    local type=urn:schemas-upnp-org:device:InternetGatewayDevice:1
    serve router 1900 minissdpd -d -s $work/ssdp.sock -p $work/ssdp.pid -i lan
    mkdir upnp
    cat >upnp/root.xml <<END
<root xmlns="urn:schemas-upnp-org:device-1-0"><device><deviceType>$type</deviceType></device></root>
END
    serve router 5000 busybox httpd -f -p 192.0.2.1:5000 -h upnp
    ssdp_service $type uuid:02000000-0101::$type 'Router/1.0 UPnP/1.1' http://192.0.2.1:5000/root.xml >service
    socat -t 1 - UNIX-CONNECT:ssdp.sock <service
    on laptop upnpc -m lan -l || true # nothing is there to be listed
}

# minissdpd is told of a service by the number 4 and four strings, each after its length.
ssdp_service() {
    printf '\x04'
    for field in "$@"; do
        # shellcheck disable=SC2059
        printf "\\x$(printf %x ${#field})%s" "$field"
    done
}
