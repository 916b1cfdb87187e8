# SPDX-License-Identifier: GPL-2.0-or-later

web() {
    mkdir site
    text 60 >site/index.html
    head -c 9000 /dev/urandom >site/seeds.bin
    cat >nginx.conf <<END
pid $work/nginx.pid;
error_log stderr;
daemon off;
events {}
http {
    access_log off;
    server {
        listen 80;
        listen [::]:80;
        listen 8888;
        listen 443 ssl http2;
        listen [::]:443 ssl http2;
        ssl_certificate $work/cert.pem;
        ssl_certificate_key $work/key.pem;
        root $work/site;
    }
}
END
    serve web 443 nginx -c $work/nginx.conf
    on laptop curl -sS -4 http://www.example.com/ http://www.example.com/seeds.bin http://www.example.com/none
    on laptop curl -sS -6 http://www.example.com/
    on laptop curl -sS -4 http://www.example.com:8888/
    on desktop curl -sS -4 https://www.example.com/ https://www.example.com/seeds.bin
    on tablet curl -sS -4 https://www.example.com/
    on desktop curl -sS -6 --http1.1 --tls-max 1.2 https://www.example.com/
}

proxy() {
    printf '%s\n' 'Port 8080' 'Listen 192.0.2.1' 'DisableViaHeader yes' 'Allow 192.0.2.0/24' >tinyproxy.conf
    serve router 8080 tinyproxy -d -c tinyproxy.conf
    on desktop curl -sS -x http://192.0.2.1:8080 http://198.51.100.80/
    on desktop curl -sS -x http://192.0.2.1:8080 https://www.example.com/
}

quic() {
    serve cloud 443 gtlsserver -q -d site "${address[cloud]}" 443 key.pem cert.pem
    on tablet gtlsclient -q --exit-on-all-streams-close --timeout=2s "${address[cloud]}" 443 \
        https://cloud.example/index.html https://cloud.example/seeds.bin
}
