# SPDX-License-Identifier: GPL-2.0-or-later

shells() {
    ssh-keygen -q -t ed25519 -N '' -C sample -f ssh_host
    ssh-keygen -q -t ed25519 -N '' -C sample -f ssh_user
    mkdir -p /run/sshd
    serve files 22 /usr/sbin/sshd -D -e -f /dev/null -h $work/ssh_host -o StrictModes=no \
        -o AuthorizedKeysFile=$work/ssh_user.pub
    on laptop ssh -F none -i ssh_user -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR \
        root@files.example.com 'echo hello'

    printf '%s\n' '#!/bin/sh' 'printf "login: "; read name; printf "Password: "; read word' \
        'echo "Welcome, $name."; while printf "\$ " && read line; do eval "$line"; done' >login
    chmod +x login
    serve files 23 socat TCP-LISTEN:23,reuseaddr,fork EXEC:"telnetd -h -E $work/login",nofork
    say anna made-up 'echo hello' 'exit' | on desktop busybox telnet files.example.com || true
}

ftp() {
    mkdir ftp
    text 100 >ftp/letter.txt
    serve files 21 /usr/bin/python3 -m pyftpdlib -i "${address[files]}" -p 21 -r 50000-50009 \
        -w -d ftp -u anna -P made-up
    on laptop curl -sS -u anna:made-up ftp://files.example.com/
    on laptop curl -sS -u anna:made-up --disable-epsv ftp://files.example.com/letter.txt
    on laptop curl -sS -u anna:made-up --ftp-port - -T letter ftp://files.example.com/sent.txt
}

tftp() {
    on phone curl -sS tftp://192.0.2.1/phone.cfg
}

rsync_files() {
    printf '%s\n' 'use chroot = no' '[site]' "path = $work/site" >rsyncd.conf
    serve files 873 rsync --daemon --no-detach --config=rsyncd.conf
    on laptop rsync -r rsync://files.example.com/site/ copy
}

git_clone() {
    git init -q repositories/garden
    text 20 >repositories/garden/README
    git -C repositories/garden add README
    git -C repositories/garden -c user.name=Anna -c user.email=anna@example.com commit -q -m 'Plant a garden'
    serve files 9418 git daemon --base-path=repositories --export-all
    on laptop git clone -q git://files.example.com/garden garden
}

windows_share() {
    mkdir samba /run/samba
    cat >smb.conf <<END
[global]
workgroup = HOME
netbios name = DESKTOP
server string = The desktop
interfaces = lan
bind interfaces only = yes
map to guest = Bad User
disable spoolss = yes
load printers = no
log file = $work/logs/samba
pid directory = $work/samba
lock directory = $work/samba
state directory = $work/samba
cache directory = $work/samba
private dir = $work/samba
ncalrpc dir = $work/samba/ncalrpc
[site]
path = $work/site
guest ok = yes
END
    serve desktop 137 nmbd -F --no-process-group -s smb.conf
    serve desktop 445 smbd -F --no-process-group -s smb.conf
    until on laptop nmblookup -s smb.conf DESKTOP; do sleep 0.5; done # it takes a while to find its name free
    on laptop smbclient -s smb.conf -n LAPTOP -N //192.0.2.11/site -c 'ls; get index.html /dev/null'
}

torrent() {
    mkdir seed leech
    head -c 60000 /dev/urandom >seed/film.bin
    mktorrent -a http://cloud.example:6969/announce -l 15 -o film.torrent seed/film.bin
    aria2c -S film.torrent | sed -n 's/^Info Hash: //p' >allowed
    serve cloud 6969 opentracker -i "${address[cloud]}" -p 6969 -d $work -w allowed
    serve cloud 6881 aria2c "${torrent_options[@]}" -d seed -V --seed-ratio=0 film.torrent
    sleep 2 # until the tracker knows the seeder
    on laptop aria2c "${torrent_options[@]}" -d leech --seed-time=0 --bt-stop-timeout=10 film.torrent
}
torrent_options=(--no-conf --disable-ipv6 --enable-dht=false --enable-dht6=false --enable-peer-exchange=false
    --listen-port=6881 --bt-tracker-interval=600)
