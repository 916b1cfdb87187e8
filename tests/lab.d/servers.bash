# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Servers in the lab: SERVER HOST [PORT]. anna's password is sunflower.

# repeat TIMES TEXT
repeat() {
    local text
    printf -v text "%$1s" ''
    printf %s "${text// /$2}"
}

# long_page: megabytes for who asks for /long.txt.
long_page() {
    head -c 4000000 /dev/zero | tr '\0' x >"$work/www/long.txt"
}

web() {
    local port=${2:-80}
    mkdir -p "$work/www"
    for number in {1..100}; do
        repeat $((20 + number * 3)) "file $number, " >"$work/www/$number.txt"
    done
    echo '<form action="/login" method="post"><input name="user"><input name="password" type="password"></form>' >"$work/www/index.html"
    printf 'anna:%s\n' "$(openssl passwd -apr1 sunflower)" >"$work/users"
    cat >"$work/nginx.conf" <<EOF
user root;
worker_processes 1;
pid $work/nginx.pid;
error_log $work/nginx.log;
events { worker_connections 1024; }
http {
    access_log off;
    client_header_timeout 300s;
    client_body_timeout 300s;
    send_timeout 300s;
    types { text/html html; text/plain txt; }
    server {
        listen $port ${web_listen_options:-};
        root $work/www;
        client_body_temp_path $work/body;
        location /private/ { auth_basic "lab"; auth_basic_user_file $work/users; alias $work/www/; }
        location /upload { proxy_pass http://127.0.0.1:$port/; }
        location /login { default_type text/html; return 200 "wrong name or password\n"; }
    }
}
EOF
    on "$1" nginx -c "$work/nginx.conf" -g 'daemon off;' &
    wait_for "$1" "$port"
}

ssh_server() {
    local port=${2:-22} key=$work/host_key
    [ -e "$key" ] || ssh-keygen -q -t ed25519 -N '' -f "$key"
    on "$1" /usr/sbin/sshd -D -e -f /dev/null -h "$key" -p "$port" -o UsePAM=no -o PidFile=none -o MaxStartups=100 \
        -o MaxAuthTries=6 -o Subsystem='sftp internal-sftp' &
    wait_for "$1" "$port"
}

# anna_key: $work/ssh is anna's ssh, with a key that the servers know.
anna_key() {
    ssh-keygen -q -t ed25519 -N '' -f "$work/anna_key"
    mkdir -p "$work/anna/.ssh"
    cp "$work/anna_key.pub" "$work/anna/.ssh/authorized_keys"
    chown -R 4321:4321 "$work/anna"
    printf '%s\n' '#!/bin/sh' "exec ssh $ssh_options -i $work/anna_key \"\$@\"" >"$work/ssh"
    chmod +x "$work/ssh"
}
ssh_options='-F /dev/null -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR'

ftp_server() {
    cat >"$work/vsftpd.conf" <<EOF
listen=YES
background=NO
local_enable=YES
anonymous_enable=NO
secure_chroot_dir=/run/vsftpd/empty
pam_service_name=vsftpd
seccomp_sandbox=NO
EOF
    on "$1" vsftpd "$work/vsftpd.conf" &
    wait_for "$1" 21
}

# name_server HOST [dnsmasq's options]: knows www.example.test, and that nothing else is there.
name_server() {
    local host=$1
    shift
    on "$host" dnsmasq --conf-file=/dev/null --no-daemon --no-resolv --no-hosts --user=root --pid-file= --dhcp-leasefile="$work/leases" \
        --local=/#/ --address=/www.example.test/192.0.2.80 "$@" &
    wait_for "$host" 53
}

# Some kilobytes of text under big.example.test, as reflectors like it.
big_text() {
    for number in {1..14}; do
        printf -- '--txt-record=big.example.test,%s\n' "$(repeat 11 "ip4:192.0.2.$((100 + number))/32 ")"
    done
}

# A clock that is right by its own word; it leaves the machine's alone.
clock() {
    cat >"$work/chrony.conf" <<EOF
local stratum 1
allow all
cmdport 0
bindcmdaddress /
pidfile $work/chronyd.pid
EOF
    on "$1" chronyd -x -d -u root -f "$work/chrony.conf" &
    wait_for "$1" 123
}

# dhcp_client HOST INTERFACE SCRIPT: until it has a lease; the script is told of it.
dhcp_client() {
    try timeout 20 ip netns exec "$1" dhclient -1 -d -sf "$3" -cf /dev/null -lf "$work/leases.$1.$2" -pf "$work/dhclient.$1.$2" "$2"
}

# What a lease means, for who has no /etc to change.
lease_script() {
    cat >"$work/lease" <<'EOF'
#!/bin/sh
[ -z "$new_ip_address" ] || ip address replace "$new_ip_address/24" brd + dev "$interface"
[ -z "$new_routers" ] || ip route replace default via "$new_routers"
EOF
    chmod +x "$work/lease"
    echo "$work/lease"
}
