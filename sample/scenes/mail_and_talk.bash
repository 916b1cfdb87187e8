# SPDX-License-Identifier: GPL-2.0-or-later

mail() {
    install -d -o nobody inbox inbox/Maildir/{,cur,new,tmp}
    for port in 25 587; do
        serve mail $port /usr/bin/python3 -m aiosmtpd -c aiosmtpd.handlers.Mailbox -l "${address[mail]}:$port" \
            --tlscert cert.pem --tlskey key.pem --no-requiretls inbox/Maildir
    done
    printf '%s\r\n' 'From: anna@example.com' 'To: bert@example.com' 'Subject: Lunch' '' 'At noon?' >letter
    send_letter smtp://mail.example.com
    send_letter smtp://mail.example.com:587 --ssl-reqd
    mailboxes
    for url in imap imaps pop3; do
        on laptop curl -sS -u bert:made-up "$url://mail.example.com/"
    done
    on laptop curl -sS -u bert:made-up 'imap://mail.example.com/INBOX;MAILINDEX=1'
    on laptop curl -sS -u bert:made-up pop3://mail.example.com/1
}

send_letter() {
    on laptop curl -sS "$@" --mail-from anna@example.com --mail-rcpt bert@example.com -T letter
}

mailboxes() {
    cat >dovecot.conf <<END
base_dir = $work/dovecot
state_dir = $work/dovecot
log_path = /dev/stderr
protocols = imap pop3
listen = ${address[mail]}
disable_plaintext_auth = no
ssl_cert = <$work/cert.pem
ssl_key = <$work/key.pem
mail_location = maildir:$work/inbox/Maildir
passdb {
  driver = static
  args = password=made-up
}
userdb {
  driver = static
  args = uid=nobody gid=nogroup home=$work/inbox
}
END
    serve mail 143 dovecot -F -c dovecot.conf
}

chat() {
    printf '%s\n' '[Global]' 'Name = irc.example.com' 'Info = A made-up server' 'Listen = 198.51.100.54' \
        'MotdPhrase = Hello' 'ServerUID = nobody' 'ServerGID = nogroup' '[Options]' 'PAM = no' 'Ident = no' >ngircd.conf
    serve data 6667 ngircd -n -f $work/ngircd.conf
    say ':j #garden' ':m #garden The tomatoes are ripe.' ':l #garden' |
        on desktop sic -h data.example.com -n anna || true # sic is not content with the end of its input
}

# sipp brings the call; it is cut down to the first second and a half of its voice recording.
voice_call() {
    local recordings=/usr/share/sip-tester
    editcap -F pcap -r $recordings/g711a.pcap voice.pcap 1-50
    sipp -sd uac_pcap >call.xml || true
    sed -i -e "s|pcap/g711a.pcap|voice.pcap|; s|pcap/dtmf|$recordings/dtmf|; s|8000\"/>|1800\"/>|" \
        -e 's|sipp <sip:sipp@|anna <sip:anna@|; s|sip:sipp@|sip:anna@|; s|Performance Test|Hello|' call.xml
    serve phone 5060 sipp -sn uas -i "${address[phone]}" -p 5060 -mp 16384 -rtp_echo -m 1 -nostdin
    on laptop sipp -sf call.xml -i "${address[laptop]}" -p 5060 -mp 17000 -s bert -m 1 -nostdin "${address[phone]}:5060"
}
