# SPDX-License-Identifier: GPL-2.0-or-later

databases() {
    serve data 6379 redis-server --bind "${address[data]}" --protected-mode no --save ''
    on laptop redis-cli -h data.example.com SET colour green
    on laptop redis-cli -h data.example.com GET colour
    serve data 11211 memcached -u nobody -l "${address[data]}"
    on laptop memccp --servers=data.example.com letter
    on laptop memccat --servers=data.example.com letter
    postgres
}

postgres() {
    local programs
    programs=$(echo /usr/lib/postgresql/*/bin)
    install -d -o postgres postgres
    echo made-up >password
    runuser -u postgres -- "$programs/initdb" -N -D postgres -U anna -A scram-sha-256 --pwfile=password
    echo 'host all all 192.0.2.0/24 scram-sha-256' >>postgres/pg_hba.conf
    serve data 5432 runuser -u postgres -- "$programs/postgres" -D postgres -h "${address[data]}" -k ''
    on laptop env PGPASSWORD=made-up psql -h data.example.com -U anna -d postgres -c 'SELECT 6 * 7 AS answer'
}

directory() {
    install -d slapd
    cat >slapd.conf <<END
include /etc/ldap/schema/core.schema
modulepath /usr/lib/ldap
moduleload back_mdb
database mdb
suffix dc=example,dc=com
rootdn cn=admin,dc=example,dc=com
rootpw made-up
directory $work/slapd
END
    printf '%s\n' 'dn: dc=example,dc=com' 'objectClass: dcObject' 'objectClass: organization' \
        'dc: example' 'o: Example' >entry
    serve data 389 slapd -d 0 -f slapd.conf -h "ldap://${address[data]}/"
    on laptop ldapadd -x -H ldap://data.example.com -D cn=admin,dc=example,dc=com -w made-up -f entry
    on laptop ldapsearch -x -H ldap://data.example.com -b dc=example,dc=com
}

things() {
    printf '%s\n' "listener 1883 ${address[data]}" 'allow_anonymous true' >mosquitto.conf
    serve data 1883 mosquitto -c mosquitto.conf
    on laptop mosquitto_sub -h data.example.com -t home/hall/temperature -C 2 &
    sleep 0.5
    on tablet mosquitto_pub -h data.example.com -t home/hall/temperature -m 20.5
    on tablet mosquitto_pub -h data.example.com -t home/hall/temperature -m 20.6
    wait $!
    serve printer 5683 coap-server-notls -A "${address[printer]}"
    on tablet coap-client-notls -m get "coap://${address[printer]}/.well-known/core"
    on tablet coap-client-notls -m get "coap://${address[printer]}/time"
}

logs() {
    printf '%s\n' 'rocommunity example' 'sysDescr A made-up printer' 'sysName printer' 'sysLocation The hall' \
        'sysContact anna@example.com' >snmpd.conf
    serve printer 161 env SNMP_PERSISTENT_DIR=$work/snmp \
        snmpd -f -Lo -C -c snmpd.conf -p snmpd.pid "udp:${address[printer]}:161"
    on laptop snmpget -v 2c -c example "${address[printer]}" 1.3.6.1.2.1.1.1.0 1.3.6.1.2.1.1.5.0
    on laptop snmpwalk -v 2c -c example "${address[printer]}" 1.3.6.1.2.1.1.9.1.3
    on laptop snmpget -v 2c -c example -r 0 -t 1 "${address[phone]}" 1.3.6.1.2.1.1.1.0 || true # port unreachable
    serve data 514 socat -u UDP-RECV:514 OPEN:syslog,create
    on printer logger -n data.example.com -d -t print --rfc3164 'Out of paper'
    on desktop logger -n data.example.com -d -t backup 'Done, 3 files'
}

clock() {
    printf '%s\n' 'local stratum 3' 'allow all' 'cmdport 0' "bindaddress ${address[cloud]}" 'bindcmdaddress /' \
        "pidfile $work/chronyd.pid" >chrony.conf
    serve cloud 123 chronyd -d -x -u root -f $work/chrony.conf
    on laptop chronyd -Q -u root -t 8 'cmdport 0' "pidfile $work/client.pid" \
        "server ${address[cloud]} iburst maxsamples 2"
}
