/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "signatures.h"

#include <string.h>

enum { TCP = 6, UDP = 17, MAX_BYTES = 2048 };

/* A payload worked by hand from the protocol's document. */
struct vector {
    const char *application;
    guint8      ip_protocol;
    const char *bytes;
    guint       given;    /* bytes of it; the rest is filled */
    guint       total;    /* bytes on the wire */
    guint       proof;    /* bytes that must be captured of the whole payload */
    guint       shortest; /* bytes that prove it when the payload ends there */
};

#define SIZE(literal) (sizeof(literal) - 1)
/* The first part proves it, whatever follows. */
#define PREFIX(application, protocol, proof, rest)                                                                          \
    {                                                                                                                       \
        application, protocol, proof rest, SIZE(proof rest), SIZE(proof rest), SIZE(proof), SIZE(proof)                     \
    }
/* The first part proves it if the payload is as long as it says. */
#define WHOLE(application, protocol, proof, rest)                                                                           \
    {                                                                                                                       \
        application, protocol, proof rest, SIZE(proof rest), SIZE(proof rest), SIZE(proof), SIZE(proof rest)                \
    }
#define FILLED(application, protocol, bytes, total, proof, shortest)                                                        \
    {                                                                                                                       \
        application, protocol, bytes, SIZE(bytes), total, proof, shortest                                                   \
    }

#define EIGHT "\x83\x94\xc8\xf0\x3e\x51\x57\x08"
#define RANDOM16 "0123456789abcdef"
#define RANDOM32 "0123456789abcdefghijklmnopqrstuv"
#define ZEROS10 "\0\0\0\0\0\0\0\0\0\0"
#define ONES16 "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"
#define RAKNET_MAGIC "\x00\xff\xff\x00\xfe\xfe\xfe\xfe\xfd\xfd\xfd\xfd\x12\x34\x56\x78"

/* clang-format off */
static const struct vector VECTORS[] = {
    /* text */
    PREFIX("SSH", TCP, "SSH-2.0-", "OpenSSH_9.2p1\r\n"),
    PREFIX("SSH", TCP, "SSH-1.", "99-Cisco-1.25\n"),
    PREFIX("HTTP", TCP, "GET /index.html HTTP/1.1\r", "\nHost: example.org\r\n\r\n"),
    PREFIX("HTTP", TCP, "CONNECT example.org:443 HTTP/1.0\r", "\n\r\n"),
    PREFIX("HTTP", TCP, "HTTP/1.1 404 Not Found\r", "\nServer: x\r\n\r\n"),
    PREFIX("SSDP", UDP, "M-SEARCH * HTTP/1.1\r\nMAN: \"ssdp:", "discover\"\r\n\r\n"),
    PREFIX("SSDP", UDP, "NOTIFY * HTTP/1.1\r\nNTS: ssdp:", "alive\r\n\r\n"),
    PREFIX("SSDP", UDP, "HTTP/1.1 200 OK\r\nEXT:\r\nUSN:", " uuid:1\r\n\r\n"),
    PREFIX("BT-LSD", UDP, "BT-SEARCH * HTTP/1.", "1\r\nHost: 239.192.152.143:6771\r\n\r\n"),
    PREFIX("SMTP", TCP, "220 mail.example.org ESMTP Postfix\r", "\n"),
    PREFIX("SMTP", TCP, "220-ftp.example.org ESMTP\r", "\n220 ready\r\n"),
    PREFIX("SMTP", TCP, "220 example.org Simple Mail Transfer SMTP\r", "\n"),
    WHOLE("SMTP", TCP, "EHLO client.example.org\r\n", ""),
    WHOLE("SMTP", TCP, "HELO client\r\n", ""),
    PREFIX("SMTP", TCP, "MAIL FROM:<a@example.org>\r", "\n"),
    PREFIX("SMTP", TCP, "RCPT TO:<b@example.org>\r", "\n"),
    PREFIX("FTP", TCP, "220 (vsFTPd 3.0.3)\r", "\n"),
    PREFIX("FTP", TCP, "220-FTP server\r", "\n220 ready\r\n"),
    PREFIX("FTP", TCP, "331 Please specify the password.\r", "\n"),
    PREFIX("FTP", TCP, "227 Entering Passive Mode", " (192,0,2,1,4,1)\r\n"),
    PREFIX("FTP", TCP, "229 Entering Extended Passive Mode", " (|||1025|)\r\n"),
    WHOLE("FTP", TCP, "AUTH TLS\r\n", ""),
    PREFIX("POP3", TCP, "+OK POP3 server ready\r", "\n"),
    WHOLE("POP3", TCP, "CAPA\r\n", ""),
    PREFIX("IMAP", TCP, "* OK [CAPABILITY IMAP4rev1] ready\r", "\n"),
    PREFIX("IMAP", TCP, "* PREAUTH IMAP4rev1 server\r", "\n"),
    WHOLE("IMAP", TCP, "a1 CAPABILITY\r\n", ""),
    PREFIX("NNTP", TCP, "200 news.example.org InterNetNews NNRP, NNTP ready\r", "\n"),
    PREFIX("NNTP", TCP, "201 NNTP server, no posting\r", "\n"),
    PREFIX("IRC", TCP, "NOTICE AUTH :***", " Looking up your hostname\r\n"),
    PREFIX("IRC", TCP, "CAP LS 30", "2\r\n"),
    PREFIX("IRC", TCP, "NICK Wiz\r\nUSER ", "guest 0 * :Ronnie Reagan\r\n"),
    PREFIX("IRC", TCP, "PASS secret\r\nNICK ", "Wiz\r\n"),
    PREFIX("IRC", TCP, "USER guest 0 * :Ronnie Reagan\r\n", "NICK Wiz\r\n"),
    PREFIX("IRC", TCP, ":irc.example.org 001 Wiz :Welcome\r\n", ""),
    PREFIX("IRC", TCP, ":irc.example.org NOTICE * :*** Checking\r\n", ""),
    PREFIX("XMPP", TCP, "<stream:stream ", "to='example.org' xmlns='jabber:client'>"),
    PREFIX("XMPP", TCP, "<?xml version='1.0'?><stream:stream ", "to='example.org'>"),
    PREFIX("SIP", UDP, "INVITE sip:bob@example.org SIP/2.0\r", "\nVia: SIP/2.0/UDP\r\n"),
    PREFIX("SIP", TCP, "SIP/2.0 180 Ringing\r", "\n"),
    PREFIX("RTSP", TCP, "OPTIONS rtsp://example.org/a RTSP/1.0\r", "\nCSeq: 1\r\n"),
    PREFIX("RTSP", TCP, "RTSP/1.0 200 OK\r", "\nCSeq: 1\r\n"),
    PREFIX("RTSP", TCP, "PLAY rtsp://example.org/a RTSP/2.0\r", "\nCSeq: 1\r\n"),
    PREFIX("ICAP", TCP, "OPTIONS icap://example.org/a ICAP/1.0\r", "\n"),
    PREFIX("STOMP", TCP, "CONNECT\naccept-version:", "1.2\nhost:example.org\n\n"),
    PREFIX("STOMP", TCP, "CONNECTED\nversion:", "1.2\n\n"),
    PREFIX("NATS", TCP, "INFO {\"server_id\"", ":\"A\"}\r\n"),
    PREFIX("NATS", TCP, "CONNECT {\"verbose\"", ":false}\r\n"),
    PREFIX("VNC", TCP, "RFB 003.008\n", ""),
    PREFIX("Memcached", TCP, "STAT pid 1\r\nSTAT uptime ", "5\r\n"),
    PREFIX("Memcached", TCP, "VALUE key 0 5\r\n", "hello\r\nEND\r\n"),
    PREFIX("Memcached", UDP, "\x12\x34\0\0\0\1\0\0stats", "\r\n"),
    PREFIX("RSYNC", TCP, "@RSYNCD: 31.0\n", ""),
    PREFIX("SVN", TCP, "( success ( 2 2 ( ", ") ( edit-pipeline ) ) ) "),
    PREFIX("BitTorrent", TCP, "\x13" "BitTorrent protocol", "\0\0\0\0\0\0\0\0" RANDOM32),
    PREFIX("BT-DHT", UDP, "d1:ad2:id20:", "abcdefghij0123456789e1:q4:ping1:t2:aa1:y1:qe"),
    PREFIX("BT-DHT", UDP, "d1:rd2:id20:", "mnopqrstuvwxyz123456e1:t2:aa1:y1:re"),
    PREFIX("BT-DHT", UDP, "d2:ip6:\xc0\0\2\1\4\1" "1:rd2:id20:", "mnopqrstuvwxyz123456e1:t2:aa1:y1:re"),
    PREFIX("Gnutella", TCP, "GNUTELLA CONNECT/0.", "6\r\n"),
    PREFIX("Stratum", TCP, "{\"id\": 1, \"method\": \"mining.subscribe\"", ", \"params\": []}\n"),
    PREFIX("Source Engine", UDP, "\xff\xff\xff\xffTSource Engine Query", "\0"),
    PREFIX("Munin", TCP, "# munin node at ", "example\n"),
    PREFIX("Checkmk", TCP, "<<<check_mk>>>\n", "Version: 2.0\n"),
    PREFIX("Redis", TCP, "*1\r\n$4\r\nPING\r\n", ""),
    PREFIX("Redis", TCP, "*2\r\n$3\r\nGET\r\n", "$1\r\na\r\n"),
    WHOLE("Git", TCP, "0033git-upload-pack ", "/project.git\0host=myserver.com\0"),
    PREFIX("Syslog", UDP, "<34>Oct 11 22:14:15", " mymachine su: failed\n"),
    PREFIX("Syslog", UDP, "<34>1 2003-10-11T", "22:14:15.003Z mymachine.example.com su - ID47 - failed"),
    PREFIX("MGCP", UDP, "RQNT 1201 aaln/1@rgw.example.net MGCP 1.0\r", "\nN: ca@ca1\r\n"),
    PREFIX("TFTP", UDP, "\0\1boot.img\0octet\0", ""),

    /* web */
    PREFIX("TLS", TCP, "\x16\x03\x01\x00\x2d\x01\x00\x00\x29\x03\x03" RANDOM32 "\x00\x00\x02\x13", "\x01\x01\x00"),
    PREFIX("TLS", TCP, "\x16\x03\x03\x00\x2a\x02\x00\x00\x26\x03\x03" RANDOM32 "\x00\xc0\x2f\x00", ""),
    FILLED("TLS", TCP, "\x16\x03\x03\x01\x00\x0b\0\0\xfc\0\0\xf9\0\0\x64\x30\x82\x00\x60", 261, 19, 19),
    PREFIX("TLS", TCP, "\x14\x03\x03\x00\x01\x01", "\x16\x03\x03\x00\x28"),
    WHOLE("TLS", TCP, "\x15\x03\x03\x00\x02\x02\x28", ""),
    WHOLE("DTLS", UDP, "\x16\xfe\xfd\0\0\0\0\0\0\0\0\0\x10", "\x01\0\0\x04\0\0\0\0\0\0\0\x04" "abcd"),
    PREFIX("HTTP2", TCP, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "\0\0\0\4\0\0\0\0\0"),
    WHOLE("HTTP2", TCP, "\0\0\6\4\0\0\0\0\0\0\3\0\0\0\x64", ""),
    /* RFC 9001, A.2 and A.4; RFC 9369, A.2 */
    FILLED("QUIC", UDP, "\xc3\0\0\0\1\x08" EIGHT "\x00\x00\x44\x9e", 1200, 34, 1200),
    FILLED("QUIC", UDP, "\xff\0\0\0\1\x00\x08\xf0\x67\xa5\x50\x2a\x42\x62\xb5token", 36, 31, 32),
    FILLED("QUIC", UDP, "\xd3\x6b\x33\x43\xcf\x08" EIGHT "\x00\x00\x44\x9e", 1200, 34, 1200),
    WHOLE("QUIC", UDP, "\x80\0\0\0\0\x08" EIGHT "\x08" EIGHT "\0\0\0\1", ""),
    FILLED("QUIC", UDP, "\x0d" EIGHT "Q043\x01", 1350, 13, 14),
    PREFIX("QUIC", UDP, "\xc3Q046\x50" EIGHT "\0\0", "\0\1"),
    FILLED("QUIC", UDP, "\xc3Q050\x08" EIGHT "\x00\x00\x44\x9e", 1200, 34, 1200),
    WHOLE("AJP", TCP, "\x12\x34\x00\x0d\x02\x02\x00\x08HTTP/1.", "1\0"),
    WHOLE("AJP", TCP, "\x12\x34\x00\x01\x0a", ""),
    FILLED("AJP", TCP, "AB\x00\x0a\x04\x00\xc8\x00\x02OK\0\0\0", 14, 12, 14),
    WHOLE("AJP", TCP, "AB\x00\x01\x09", ""),
    FILLED("RTMP", TCP, "\x03\0\0\0\1\0\0\0\0", 1537, 73, 1024),

    /* remote access */
    WHOLE("RDP", TCP, "\x03\0\0\x13\x0e\xe0\0\0\0\0\0\x01\0\x08\0\x03\0\0\0", ""),
    WHOLE("RDP", TCP, "\x03\0\0\x22\x1d\xe0\0\0\0\0\0Cookie: mstshash=User\r\n", ""),
    WHOLE("RDP", TCP, "\x03\0\0\x13\x0e\xd0\0\0\x12\x34\0\x02\0\x08\0\x01\0\0\0", ""),
    WHOLE("Telnet", TCP, "\xff\xfd\x18\xff\xfd\x20", ""),
    WHOLE("X11", TCP, "l\0\x0b\0\0\0\x12\0\x10\0\0\0", "MIT-MAGIC-COOKIE-1\0\0" "0123456789abcdef"),
    PREFIX("ADB", TCP, "CNXN\0\0\0\1\0\x10\0\0\7\0\0\0\x32\2\0\0\xbc\xb1\xa7\xb1", "host::\0"),
    WHOLE("WireGuard", UDP, "\1\0\0\0abcd" RANDOM32 RANDOM32 RANDOM32 RANDOM16 "0123456789ab" ZEROS10 "\0\0\0\0\0\0", ""),
    WHOLE("WireGuard", UDP, "\2\0\0\0abcdefgh" RANDOM32 RANDOM32 ZEROS10 "\0\0\0\0\0\0", ""),
    WHOLE("IKE", UDP, EIGHT "\0\0\0\0\0\0\0\0\x21\x20\x22\x08\0\0\0\0\0\0\0\x20", "\0\0\0\4"),
    WHOLE("IKE", UDP, "\0\0\0\0" EIGHT "\0\0\0\0\0\0\0\0\x01\x10\x02\0\0\0\0\0\0\0\0\x20", "\0\0\0\4"),
    WHOLE("OpenVPN", UDP, "\x38" EIGHT "\0\0\0\0\0", ""),
    WHOLE("OpenVPN", UDP, "\x40" EIGHT "\1\0\0\0\0" EIGHT "\0\0\0\0", ""),
    WHOLE("OpenVPN", UDP, "\x38" EIGHT "abcdefghijklmnopqrst\0\0\0\1\x65\0\0\0\0\0\0\0\0", ""),
    WHOLE("OpenVPN", UDP, "\x38" EIGHT "\0\0\0\1\x65\x66\x67\x68" RANDOM32 "abcde", ""),
    WHOLE("OpenVPN", TCP, "\0\x0e\x38" EIGHT "\0\0\0\0\0", ""),
    FILLED("PPTP", TCP, "\0\x9c\0\1\x1a\x2b\x3c\x4d\0\1\0\0\1", 156, 10, 156),

    /* databases and brokers */
    FILLED("MySQL", TCP, "\x4a\0\0\0\x0a" "8.0.32\0\1\0\0\0saltsalt\0", 78, 25, 78),
    WHOLE("MySQL", TCP, "\x20\0\0\1\x85\xae\x7f\0\0\0\0\1\x21" ZEROS10 "\0\0\0\0\0\0\0\0\0", "\0\0\0\0"),
    WHOLE("PostgreSQL", TCP, "\0\0\0\x08\x04\xd2\x16\x2f", ""),
    WHOLE("PostgreSQL", TCP, "\0\0\0\x22\0\3\0\0user\0", "postgres\0database\0x\0\0"),
    WHOLE("MongoDB", TCP, "\x3a\0\0\0\1\0\0\0\0\0\0\0\xd4\7\0\0\0\0\0\0admin.", "$cmd\0\0\0\0\0\xff\xff\xff\xff\x13\0\0\0\x10isMaster\0\1\0\0\0\0"),
    WHOLE("MongoDB", TCP, "\x1b\0\0\0\1\0\0\0\xff\xff\xff\xff\xd4\7\0\0\0\0\0\0admin.", "$"),
    WHOLE("MongoDB", TCP, "\x1a\0\0\0\1\0\0\0\0\0\0\0\xdd\7\0\0\0\0\0\0\0\5\0\0\0\0", ""),
    WHOLE("TDS", TCP, "\x12\1\0\x14\0\0\0\0\0\0\6\0\6", "\xff\x0f\0\x07\xd0\0\0"),
    FILLED("TDS", TCP, "\x10\1\0\x90\0\0\1\0\x88\0\0\0\4\0\0\x74", 144, 16, 144),
    WHOLE("TNS", TCP, "\0\x4a\0\0\1\0\0\0\x01\x39\x01\x2c\0\0\x08\0\x7f\xff\x7f\x08\0\0\1\0\0\x10\0\x3a" ZEROS10 ZEROS10 ZEROS10 "(", "DESCRIPTION=(A)"),
    FILLED("DRDA", TCP, "\0\x26\xd0\x41\0\1\0\x20\x10\x41", 38, 10, 38),
    WHOLE("Cassandra", TCP, "\4\0\0\0\1\0\0\0\x16\0\1\0\x0b" "CQL_VERSION", "\0\5" "3.0.0"),
    WHOLE("Memcached", TCP, "\x80\0\0\5\0\0\0\0\0\0\0\5\0\0\0\0\0\0\0\0\0\0\0\0", "Hello"),
    WHOLE("MQTT", TCP, "\x10\x0c\0\4MQTT\4", "\2\0\x3c\0\0"),
    WHOLE("MQTT", TCP, "\x10\x0e\0\6MQIsdp\3", "\2\0\x3c\0\0"),
    PREFIX("AMQP", TCP, "AMQP\0\0\x09\x01", ""),
    PREFIX("AMQP", TCP, "AMQP\3\1\0\0", ""),
    WHOLE("Kafka", TCP, "\0\0\0\x12\0\x12\0\3\0\0\0\1\0\x08" "consumer", ""),
    FILLED("OpenWire", TCP, "\0\0\0\xf0\1ActiveMQ\0\0\0\x0c", 244, 13, 244),
    WHOLE("Neo4j", TCP, "\x60\x60\xb0\x17", "\0\0\4\4\0\0\0\0\0\0\0\0\0\0\0\0"),
    WHOLE("Zabbix", TCP, "ZBXD\1\5\0\0\0\0\0\0\0", "hello"),

    /* directories and networks */
    WHOLE("LDAP", TCP, "\x30\x0c\2\1\1\x60\7\2\1\3\4\0\x80\0", ""),
    WHOLE("LDAP", TCP, "\x30\x0c\2\1\1\x61\7\x0a\1\0\4\0\4\0", ""),
    WHOLE("CLDAP", UDP, "\x30\x25\2\1\1\x63\x20\4\0\x0a\1\0\x0a\1\0\2\1\0\2\1\0\1\1\0\x87", "\x0bobjectclass\x30\0"),
    WHOLE("SNMP", UDP, "\x30\x29\2\1\1\4\6public\xa0\x1c\2\4\x12\x34\x56\x78\2\1\0\2\1\0\x30\x0e", "\x30\x0c\6\x08\x2b\6\1\2\1\1\1\0\5\0"),
    FILLED("SNMP", UDP, "\x30\x1f\2\1\3\x30\x0d\2\1\1\2\2\5\xdc\4\1\4\2\1\3\4\0", 33, 22, 33),
    FILLED("Kerberos", UDP, "\x6a\x1e\x30\x1c\xa1\3\2\1\5\xa2\3\2\1\x0a", 32, 14, 32),
    FILLED("Kerberos", TCP, "\0\0\0\x20\x6a\x1e\x30\x1c\xa1\3\2\1\5\xa2\3\2\1\x0a", 36, 18, 36),
    WHOLE("RADIUS", UDP, "\1\5\0\x27" RANDOM16 "\1\7steve\4\6\xc0\xa8\1\x10\5\6\0\0\0\3", ""),
    FILLED("Diameter", TCP, "\1\0\0\x2c\x80\0\1\1\0\0\0\0\0\0\0\1\0\0\0\1\0\0\1\x08\x40\0\0\x0chost", 44, 28, 44),
    FILLED("SMB", TCP, "\0\0\0\x2f\xffSMB\x72", 51, 8, 36),
    FILLED("SMB2", TCP, "\0\0\0\x40\xfeSMB\x40\0", 68, 10, 36),
    WHOLE("DNS", UDP, "\x12\x34\1\0\0\1\0\0\0\0\0\0\7example\3com\0\0\1\0\1", ""),
    WHOLE("DNS", TCP, "\0\x1d\x12\x34\1\0\0\1\0\0\0\0\0\0\7example\3com\0\0\1\0\1", ""),
    PREFIX("DNS", UDP, "\x12\x34\x81\x80\0\1\0\1\0\0\0\0\7example\3com\0\0\1\0\1\xc0\x0c\0\1\0\1", "\0\0\1\0\0\4\xc0\0\2\1"),
    PREFIX("BGP", TCP, ONES16 "\0\x13\4", ""),

    /* industry */
    WHOLE("S7comm", TCP, "\3\0\0\x19\2\xf0\x80\x32\1\0\0\4\0\0\x08\0\0", "\xf0\0\0\1\0\1\1\xe0"),
    PREFIX("DNP3", TCP, "\5\x64\5\xc0\1\0\0\4\xe9\x21", ""),
    WHOLE("IEC 60870-5-104", TCP, "\x68\4\7\0\0\0", ""),
    WHOLE("IEC 60870-5-104", TCP, "\x68\4\1\0\2\0", ""),
    WHOLE("SOME/IP", UDP, "\xff\xff\x81\0\0\0\0\x14\0\0\0\1\1\1\2\0", "\xc0\0\0\0\0\0\0\0\0\0\0\0"),
    WHOLE("BACnet", UDP, "\x81\x0b\0\x0c\1\x20", "\xff\xff\0\xff\x10\x08"),
    WHOLE("BACnet", UDP, "\x81\5\0\6\0\x3c", ""),
    FILLED("OPC UA", TCP, "HELF\x20\0\0\0", 32, 8, 32),
    WHOLE("EtherNet/IP", TCP, "\x65\0\4\0\0\0\0\0\0\0\0\0" EIGHT "\0\0\0\0\1\0\0\0", ""),
    WHOLE("EtherNet/IP", TCP, "\x6f\0\x10\0\1\0\0\0\0\0\0\0" EIGHT "\0\0\0\0\0\0\0\0\5\0\2\0", "\0\0\0\0\xb2\0\0\0"),
    WHOLE("KNXnet/IP", UDP, "\6\x10\2\1\0\x0e", "\x08\1\xc0\0\2\1\x0e\x57"),
    WHOLE("OMRON FINS", TCP, "FINS\0\0\0\x0c\0\0\0\0\0\0\0\0", "\0\0\0\0"),
    WHOLE("DoIP", UDP, "\2\xfd\0\1\0\0\0\0", ""),
    WHOLE("Synchrophasor", TCP, "\xaa\x41\0\x12\0\1\x65\0\0\0\0\0\0\0\0\2\x1c\x68", ""),

    /* media and peers */
    WHOLE("STUN", UDP, "\0\1\0\0\x21\x12\xa4\x42", "abcdefghijkl"),
    WHOLE("STUN", UDP, "\0\1\0\x08" ONES16 "\0\3\0\4\0\0\0", "\0"),
    WHOLE("STUN", UDP, "\1\1\0\x0c" ONES16 "\0\1\0\x08\0\1", "\x04\x01\xc0\0\2\1"),
    WHOLE("RTCP", UDP, "\x80\xc8\0\6abcdefghijklmnopqrstuvwx\x81\xca\0\3", "ssrc\1\3xyz\0\0\0"),
    PREFIX("RakNet", UDP, "\1" EIGHT RAKNET_MAGIC, EIGHT),
    PREFIX("RakNet", UDP, "\5" RAKNET_MAGIC, "\x0b\0\0\0\0"),
    PREFIX("TeamSpeak", UDP, "TS3INIT1", "\0\x65\0\0\x88"),
    FILLED("RTPS", UDP, "RTPS\2\1\1\x0f" "abcdefghijkl\x09\1\x08\0", 32, 24, 32),
    WHOLE("BT-Tracker", UDP, "\0\0\x04\x17\x27\x10\x19\x80\0\0\0\0", "abcd"),
    PREFIX("Bitcoin", TCP, "\xf9\xbe\xb4\xd9version\0\0\0\0\0\x64\0\0\0", "\1\2\3\4"),
    PREFIX("Litecoin", TCP, "\xfb\xc0\xb6\xdbverack\0\0\0\0\0\0\0\0\0\0", "\1\2\3\4"),
};

/* Nearly one of the above, or like it. */
static const struct {
    guint8 ip_protocol;
    const char *bytes;
    guint length;
} NEAR_MISSES[] = {
#define MISS(protocol, bytes)                                                                                            \
    {                                                                                                                    \
        protocol, bytes, SIZE(bytes)                                                                                     \
    }
    MISS(TCP, "SSH-3.0-x\r\n"),
    MISS(UDP, "SSH-2.0-OpenSSH\r\n"),
    MISS(TCP, "GET /index.html HTTP/2.0\r\n"),
    MISS(TCP, "get /index.html HTTP/1.1\r\n"),
    MISS(TCP, "G\1T /index.html HTTP/1.1\r\n"),
    MISS(TCP, "HTTP/1.1 abc\r\n"),
    MISS(UDP, "GET / HTTP/1.1\r\n\r\n"),
    MISS(UDP, "M-SEARCH * HTTP/1.1\r\n\r\n"), /* Plex */
    MISS(TCP, "220 example.org ready\r\n"),
    MISS(TCP, "EHLO example.org\r\nMORE"),
    MISS(TCP, "USER anonymous\r\n"),
    MISS(TCP, "+OK\r\n"),
    MISS(TCP, "* OK ready\r\n"),
    MISS(TCP, ":-) 100 percent\r\n"),
    MISS(TCP, "stats\r\n"),
    MISS(TCP, "*1\r\n$4\r\nPING"),
    MISS(TCP, "*1\r\n$5\r\nPING\r\n"),
    MISS(TCP, "0034git-upload-pack /project.git\0host=myserver.com\0"),
    MISS(UDP, "<192>Oct 11 22:14:15 x"),
    MISS(UDP, "<34>Okt 11 22:14:15 x"),
    MISS(UDP, "\0\3boot.img\0octet\0"),
    MISS(TCP, "\x16\x03\x01\x00\x2e\x01\x00\x00\x29\x03\x03" RANDOM32 "\x00\x00\x02\x13\x01\x01\x00"),
    MISS(TCP, "\x16\x03\x01\x00\x2d\x01\x00\x00\x29\x03\x03" RANDOM32 "\x21\x00\x02\x13\x01\x01\x00"),
    MISS(TCP, "\x17\x03\x03\x00\x20" RANDOM32),
    MISS(TCP, "\x15\x03\x03\x00\x02\x03\x28"),
    MISS(UDP, "\x16\xfe\xfd\0\0\0\0\0\0\0\0\0\x11\x01\0\0\x04\0\0\0\0\0\0\0\x04"
              "abcd"),
    MISS(UDP, "\x16\xfe\xfc\0\0\0\0\0\0\0\0\0\4abcd"),
    MISS(TCP, "\0\0\0\4\0\0\0\0\0"),
    MISS(TCP, "\0\0\6\4\0\0\0\0\1\0\3\0\0\0\x64"),
    MISS(UDP, "\xc3\0\0\0\3\x08" EIGHT "\x00\x00\x04"
              "abcd"),
    MISS(UDP, "\xc3\0\0\0\1\x15" EIGHT EIGHT EIGHT "\x00\x00\x04"
              "abcd"),
    MISS(UDP, "\xc0\0\0\0\1\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"),
    MISS(TCP, "\3\0\0\x0b\6\xe0\0\0\0\0\0"),
    MISS(TCP, "\xff\xfd\x18"),
    MISS(TCP, "\xff\xfd\x18\xff\xfd\x99"),
    MISS(TCP, "CNXN\0\0\0\1\0\x10\0\0\7\0\0\0\x32\2\0\0\xbc\xb1\xa7\xb0"),
    MISS(UDP, "\x38" EIGHT "\0\0\0\0\1"),
    MISS(TCP, "\0\0\0\x08\x04\xd2\x16\x30\0"),
    MISS(TCP, "\x1b\0\0\0\1\0\0\0\0\0\0\0\xdd\7\0\0\0\0\0\0\0\5\0\0\0\0"),
    MISS(TCP, "\x1a\0\0\0\1\0\0\0\0\0\0\0\xdc\6\0\0\0\0\0\0\0\5\0\0\0\0"),
    MISS(TCP, "\x12\1\0\x15\0\0\0\0\0\0\6\0\6\xff\x0f\0\x07\xd0\0\0"),
    MISS(TCP, "\x10\x0c\0\4MQTX\4\2\0\x3c\0\0"),
    MISS(TCP, "\x30\x0d\2\1\1\x60\7\2\1\3\4\0\x80\0"),
    MISS(TCP, "\x30\x0c\2\1\1\x60\7\2\1\1\4\0\x80\0"),
    MISS(TCP, "\x30\x80\2\1\1\x60\7\2\1\3\4\0\x80\0"),
    MISS(UDP, "\1\5\0\x27" RANDOM16 "\1\7steve\4\7\xc0\xa8\1\x10\5\5\0\0\3"),
    MISS(UDP, "\2\5\0\x14" ONES16),
    MISS(UDP, "\x12\x34\0\0\0\1\0\0\0\0\0\0\7example\5local\0\0\1\0\1"), /* mDNS, LLMNR */
    MISS(UDP, "\x12\x34\1\x10\0\1\0\0\0\0\0\0\x20"
              "CKAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\0\0\x20\0\1"), /* NetBIOS */
    MISS(UDP, "\x12\x34\1\0\0\1\0\0\0\0\0\0\7example\3com\0\0\1\0\2"),
    MISS(TCP, "\5\x64\5\xc0\1\0\0\4\xe9\x22"),
    MISS(TCP, "\x68\4\x0f\0\0\0"),
    MISS(UDP, "\x81\x0b\0\x0d\1\x20\xff\xff\0\xff\x10\x08"),
    MISS(UDP, "\0\1\0\4\x21\x12\xa4\x42"
              "abcdefghijkl"),
    MISS(UDP, "\x80\xc8\0\6abcdefghijklmnopqrstuvwx"),
    MISS(UDP, "\x80\xc8\0\6abcdefghijklmnopqrstuvwx\x81\xca\0\4ssrc\1\3xyz\0\0\0"),
    MISS(TCP, "\xf9\xbe\xb4\xd9ver\0ion\0\0\0\0\0\x64\0\0\0"),
};
/* clang-format on */

static guint8 filling(guint at)
{
    return (guint8)(at * 37 % 251 + 1);
}

static void fill(const struct vector *vector, guint8 *bytes)
{
    memcpy(bytes, vector->bytes, vector->given);
    for (guint i = vector->given; i < vector->total; i++)
        bytes[i] = filling(i);
}

/* In memory of just that size, so that the sanitizer sees what is read beyond. */
static const char *match_in(struct signature_memory *memory, guint8 ip_protocol, const void *bytes, guint captured,
                            guint length, gboolean from_initiator)
{
    guint8        *copy = g_memdup2(bytes, captured);
    struct payload payload = { copy, captured, length, ip_protocol, from_initiator };
    const char    *application = signature_match(&payload, memory);

    g_free(copy);
    return application;
}

static const char *match(guint8 ip_protocol, const void *bytes, guint captured, guint length)
{
    struct signature_memory memory = { 0 };

    return match_in(&memory, ip_protocol, bytes, captured, length, TRUE);
}

static void check_vector(const struct vector *vector)
{
    guint8 bytes[MAX_BYTES];

    fill(vector, bytes);
    for (guint captured = 1; captured <= vector->total; captured++) {
        const char *snapped = match(vector->ip_protocol, bytes, captured, vector->total);
        const char *ended = match(vector->ip_protocol, bytes, captured, captured);
        g_test_message("%s, %u of %u bytes", vector->application, captured, vector->total);
        g_assert_cmpstr(snapped, ==, captured >= vector->proof ? vector->application : NULL);
        g_assert_cmpstr(ended, ==, captured >= vector->shortest ? vector->application : NULL);
    }
}

static void test_vectors(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(VECTORS); i++)
        check_vector(&VECTORS[i]);
}

static void test_near_misses(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(NEAR_MISSES); i++) {
        g_test_message("near miss %u", i);
        g_assert_cmpstr(
            match(NEAR_MISSES[i].ip_protocol, NEAR_MISSES[i].bytes, NEAR_MISSES[i].length, NEAR_MISSES[i].length), ==, NULL);
    }
}

/* A longer payload is none either where its length is part of the proof. */
static void test_length_is_proof(void)
{
    guint8 bytes[MAX_BYTES + 1];

    for (guint i = 0; i < G_N_ELEMENTS(VECTORS); i++) {
        const struct vector *vector = &VECTORS[i];
        fill(vector, bytes);
        bytes[vector->total] = '!';
        const char *longer = match(vector->ip_protocol, bytes, vector->total + 1, vector->total + 1);
        if (longer)
            g_assert_cmpstr(longer, ==, vector->application);
    }
}

static void test_other_transport(void)
{
    guint8 bytes[MAX_BYTES];

    for (guint i = 0; i < G_N_ELEMENTS(VECTORS); i++) {
        fill(&VECTORS[i], bytes);
        g_assert_cmpstr(match(132, bytes, VECTORS[i].total, VECTORS[i].total), ==, NULL);
    }
}

static void test_websocket_answer(void)
{
    static const char ANSWER[] = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                                 "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";

    g_assert_cmpstr(match(TCP, ANSWER, SIZE(ANSWER), SIZE(ANSWER)), ==, "WebSocket");
    g_assert_cmpstr(match(TCP, ANSWER, 50, SIZE(ANSWER)), ==, "HTTP");
}

/* RFC 9113, 6.5: SETTINGS, then its acknowledgement */
static void test_http2_frames(void)
{
    static const char FRAMES[] = "\0\0\6\4\0\0\0\0\0\0\3\0\0\0\x64\0\0\0\4\1\0\0\0\0";

    g_assert_cmpstr(match(TCP, FRAMES, SIZE(FRAMES), SIZE(FRAMES)), ==, "HTTP2");
    for (guint length = 16; length < SIZE(FRAMES); length++)
        g_assert_cmpstr(match(TCP, FRAMES, length, length), ==, NULL);
}

static void test_mpeg_ts(void)
{
    guint8 bytes[188 * 7];

    for (guint i = 0; i < sizeof bytes; i++)
        bytes[i] = i % 188 == 0 ? 0x47 : filling(i);
    g_assert_cmpstr(match(UDP, bytes, sizeof bytes, sizeof bytes), ==, "MPEG-TS");
    g_assert_cmpstr(match(UDP, bytes, 188 * 4, 188 * 4), ==, "MPEG-TS");
    g_assert_cmpstr(match(UDP, bytes, 188 * 3, 188 * 3), ==, NULL);
    g_assert_cmpstr(match(UDP, bytes, sizeof bytes - 1, sizeof bytes - 1), ==, NULL);
    bytes[188 * 5] = 0x46;
    g_assert_cmpstr(match(UDP, bytes, sizeof bytes, sizeof bytes), ==, NULL);
}

/* ---- Runs: a side's payloads, of which the last must bring the name */

struct step {
    const char *bytes;
    guint       length;
};
#define STEP(bytes)                                                                                                         \
    {                                                                                                                       \
        bytes, SIZE(bytes)                                                                                                  \
    }

static const char *match_steps(guint8 ip_protocol, gboolean from_initiator, const struct step *steps, guint count)
{
    struct signature_memory memory = { 0 };
    const char             *application = NULL;

    for (guint i = 0; i < count; i++) {
        g_assert_null(application);
        for (guint captured = 1; captured < steps[i].length; captured++) {
            struct signature_memory aside = memory; /* cut ones must not crash */
            match_in(&aside, ip_protocol, steps[i].bytes, captured, steps[i].length, from_initiator);
        }
        application = match_in(&memory, ip_protocol, steps[i].bytes, steps[i].length, steps[i].length, from_initiator);
    }
    return application;
}

#define ASSERT_RUN(protocol, from_initiator, application, ...)                                                              \
    G_STMT_START                                                                                                            \
    {                                                                                                                       \
        static const struct step STEPS[] = { __VA_ARGS__ };                                                                 \
        g_assert_cmpstr(match_steps(protocol, from_initiator, STEPS, G_N_ELEMENTS(STEPS)), ==, application);                \
    }                                                                                                                       \
    G_STMT_END

#define RTP(sequence, source) STEP("\x80\0" sequence "time" source "mediamediamedia")

static void test_rtp(void)
{
    ASSERT_RUN(UDP, TRUE, "RTP", RTP("\xff\xfe", "ssrc"), RTP("\xff\xff", "ssrc"), RTP("\0\0", "ssrc"));
    ASSERT_RUN(UDP, TRUE, NULL, RTP("\0\1", "ssrc"), RTP("\0\2", "ssrc"));
    ASSERT_RUN(UDP, TRUE, NULL, RTP("\0\1", "ssrc"), RTP("\0\2", "ssrc"), RTP("\0\4", "ssrc"));
    ASSERT_RUN(UDP, TRUE, NULL, RTP("\0\1", "ssrc"), RTP("\0\2", "ssrd"), RTP("\0\3", "ssrc"));
    ASSERT_RUN(UDP, TRUE, NULL, RTP("\0\1", "ssrc"), RTP("\0\2", "ssrc"), STEP("\x80\x48\0\3timessrcmedia567"));
    ASSERT_RUN(UDP, TRUE, NULL, RTP("\0\1", "ssrc"), RTP("\0\2", "ssrc"), STEP("\x80\0\0\3timessrcshort"));
    ASSERT_RUN(UDP, TRUE, "RTP", RTP("\0\1", "ssrc"), RTP("\0\3", "ssrc"), RTP("\0\4", "ssrc"), RTP("\0\5", "ssrc"));
    ASSERT_RUN(TCP, TRUE, NULL, RTP("\0\1", "ssrc"), RTP("\0\2", "ssrc"), RTP("\0\3", "ssrc"));
}

/* first byte, low byte of the time, number, what follows */
#define UTP(first, time, number, rest) STEP(first "\0id\1\2\3" time "diff\0\0\x20\0\0" number "\0\1" rest)

static void test_utp(void)
{
    ASSERT_RUN(UDP, TRUE, "BT-uTP", UTP("\x01", "\1", "\1", "data"), UTP("\x21", "\2", "\2", ""),
               UTP("\x01", "\3", "\2", "data"));
    ASSERT_RUN(UDP, TRUE, "BT-uTP", UTP("\x21", "\1", "\1", ""), UTP("\x21", "\2", "\1", ""), UTP("\x21", "\3", "\1", ""));
    ASSERT_RUN(UDP, TRUE, "BT-uTP", UTP("\x01", "\1", "\1", "data"), UTP("\x01", "\2", "\2", "data"),
               UTP("\x01", "\3", "\3", "data"));
    ASSERT_RUN(UDP, TRUE, NULL, UTP("\x01", "\1", "\1", "data"), UTP("\x01", "\2", "\1", "data"),
               UTP("\x01", "\3", "\1", "data"));
    ASSERT_RUN(UDP, TRUE, NULL, UTP("\x01", "\1", "\1", "data"), UTP("\x01", "\1", "\2", "data"),
               UTP("\x01", "\1", "\3", "data"));
    ASSERT_RUN(UDP, TRUE, NULL, UTP("\x01", "\1", "\1", "data"), UTP("\x21", "\2", "\2", "x"),
               UTP("\x01", "\3", "\2", "data"));
    ASSERT_RUN(UDP, TRUE, NULL, UTP("\x02", "\1", "\1", "data"), UTP("\x02", "\2", "\2", "data"),
               UTP("\x02", "\3", "\3", "data"));
}

#define WIREGUARD(counter) STEP("\4\0\0\0recv" counter "\0\0\0\0\0\0\0" RANDOM32)

static void test_wireguard_data(void)
{
    ASSERT_RUN(UDP, TRUE, "WireGuard", WIREGUARD("\0"), WIREGUARD("\1"));
    ASSERT_RUN(UDP, TRUE, NULL, WIREGUARD("\0"), WIREGUARD("\0"));
}

/* GET coap://…/temp (RFC 7252, A): confirmable, token 0x20, Uri-Path */
#define COAP(id)                                                                                                            \
    STEP("\x41\1\x7d" id "\x20\xb4"                                                                                         \
         "temp")

static void test_coap(void)
{
    ASSERT_RUN(UDP, TRUE, "CoAP", COAP("\x34"), COAP("\x35"), COAP("\x36"), COAP("\x37"));
    ASSERT_RUN(UDP, TRUE, NULL, COAP("\x34"), COAP("\x35"), COAP("\x36"), COAP("\x38"));
    ASSERT_RUN(UDP, TRUE, NULL, COAP("\x34"), COAP("\x35"), COAP("\x36"), STEP("\x41\1\x7d\x37\x20\xb5temp"));
}

static void test_tls_records(void)
{
    ASSERT_RUN(TCP, TRUE, "TLS", STEP("\x17\3\3\0\x20" RANDOM32), STEP("\x17\3\3\0\x20" RANDOM32 "\x17\3\3\0\x20" RANDOM32));
    ASSERT_RUN(TCP, TRUE, NULL, STEP("\x17\3\3\0\x20" RANDOM32), STEP("\x17\3\3\0\x21" RANDOM32));
    ASSERT_RUN(TCP, TRUE, NULL, STEP("\x17\3\3\0\x20" RANDOM32), STEP("\x17\3\1\0\x20" RANDOM32));
}

/* RFC 6455, 5.7: "Hello" of a server and of a client */
#define SERVER_HELLO STEP("\x81\5Hello")
#define CLIENT_HELLO STEP("\x81\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58")

static void test_websocket_frames(void)
{
    ASSERT_RUN(TCP, TRUE, "WebSocket", CLIENT_HELLO, CLIENT_HELLO, CLIENT_HELLO);
    ASSERT_RUN(TCP, FALSE, "WebSocket", SERVER_HELLO, SERVER_HELLO, SERVER_HELLO);
    ASSERT_RUN(TCP, TRUE, NULL, CLIENT_HELLO, CLIENT_HELLO, SERVER_HELLO);
    ASSERT_RUN(TCP, FALSE, NULL, SERVER_HELLO, SERVER_HELLO, STEP("\x81\6Hello"));
    ASSERT_RUN(TCP, FALSE, NULL, SERVER_HELLO, SERVER_HELLO, STEP("\x81\5Hel\1o"));
}

/* MODBUS Application Protocol, 6.3: read holding registers */
#define MODBUS_ASK(transaction, length) STEP("\0" transaction "\0\0\0" length "\x11\3\0\x6b\0\3")
#define MODBUS_ANSWER(transaction) STEP("\0" transaction "\0\0\0\x09\x11\3\6\2\x2b\0\0\0\x64")

static void test_modbus(void)
{
    ASSERT_RUN(TCP, TRUE, "Modbus", MODBUS_ASK("\1", "\6"), MODBUS_ASK("\2", "\6"), MODBUS_ASK("\3", "\6"));
    ASSERT_RUN(TCP, FALSE, "Modbus", MODBUS_ANSWER("\1"), STEP("\0\2\0\0\0\3\x11\x83\2"), MODBUS_ANSWER("\3"));
    ASSERT_RUN(TCP, TRUE, NULL, MODBUS_ASK("\1", "\6"), MODBUS_ASK("\2", "\6"), MODBUS_ASK("\3", "\7"));
    ASSERT_RUN(TCP, TRUE, NULL, MODBUS_ASK("\1", "\6"), MODBUS_ASK("\2", "\6"), STEP("\0\3\0\0\0\6\x12\3\0\x6b\0\3"));
}

#define IEC104(sent) STEP("\x68\x0e" sent "\0\2\0\x64\1\6\0\1\0\0\0\0\x14")

/* A method's requests and its service's events */
#define SOMEIP_REQUEST(session) STEP("\x12\x34\0\1\0\0\0\x0c\0\1\0" session "\1\1\0\0abcd")
#define SOMEIP_EVENT(session) STEP("\x12\x34\x80\1\0\0\0\x0c\0\0\0" session "\1\1\2\0abcd")

static void test_someip(void)
{
    ASSERT_RUN(UDP, TRUE, "SOME/IP", SOMEIP_REQUEST("\1"), SOMEIP_EVENT("\2"), SOMEIP_REQUEST("\4"));
    ASSERT_RUN(UDP, TRUE, NULL, SOMEIP_REQUEST("\1"), SOMEIP_REQUEST("\2"), SOMEIP_REQUEST("\2"));
    ASSERT_RUN(UDP, TRUE, NULL, SOMEIP_REQUEST("\1"), SOMEIP_REQUEST("\2"),
               STEP("\x12\x35\0\1\0\0\0\x0c\0\1\0\3\1\1\0\0abcd"));
    ASSERT_RUN(UDP, TRUE, NULL, SOMEIP_REQUEST("\1"), SOMEIP_REQUEST("\2"),
               STEP("\x12\x34\0\1\0\0\0\x0c\0\1\0\3\1\1\2\0abcd"));
}

static void test_iec104_information(void)
{
    ASSERT_RUN(TCP, TRUE, "IEC 60870-5-104", IEC104("\0"), IEC104("\2"));
    ASSERT_RUN(TCP, TRUE, NULL, IEC104("\0"), IEC104("\4"));
}

/* ---- What has no shape */

enum { POOL = 1 << 20, RANDOM_PAYLOADS = 2000000, PREFIXED_PAYLOADS = 20000, PREFIX_BYTES = 4, LENGTH_MAX = 1500 };

static guint8 *random_pool(GRand *random)
{
    guint8 *pool = g_malloc(POOL);

    for (guint i = 0; i < POOL; i += 4) {
        guint32 word = g_rand_int(random);
        memcpy(pool + i, &word, sizeof word);
    }
    return pool;
}

static struct payload random_payload(GRand *random, const guint8 *pool)
{
    guint length = (guint)g_rand_int_range(random, 1, g_rand_boolean(random) ? LENGTH_MAX : 64);
    guint at = (guint)g_rand_int_range(random, 0, POOL - LENGTH_MAX);

    return (struct payload){ pool + at, length, length, g_rand_boolean(random) ? TCP : UDP, g_rand_boolean(random) };
}

static void test_random(void)
{
    GRand                  *random = g_rand_new_with_seed(20260101);
    guint8                 *pool = random_pool(random);
    struct signature_memory memory = { 0 };

    for (guint i = 0; i < RANDOM_PAYLOADS; i++) {
        struct payload payload = random_payload(random, pool);
        g_assert_cmpstr(signature_match(&payload, &memory), ==, NULL);
    }
    g_free(pool);
    g_rand_free(random);
}

/* Of those that are proven by fewer than three bytes more, some would match by chance; and what is encrypted behind its
 * first bytes, as with WireGuard, is what it says if it is as long as it must be. */
static void test_random_behind_prefix(void)
{
    GRand  *random = g_rand_new_with_seed(20260102);
    guint8 *pool = random_pool(random);
    guint8  bytes[LENGTH_MAX];

    for (guint i = 0; i < G_N_ELEMENTS(VECTORS) * PREFIXED_PAYLOADS; i++) {
        const struct vector    *vector = &VECTORS[i / PREFIXED_PAYLOADS];
        struct payload          payload = random_payload(random, pool);
        struct signature_memory memory = { 0 };

        if (vector->proof < PREFIX_BYTES + 3 || payload.length == vector->total)
            continue;
        memcpy(bytes, payload.bytes, payload.length);
        memcpy(bytes, vector->bytes, MIN(PREFIX_BYTES, payload.length));
        payload.bytes = bytes;
        payload.ip_protocol = vector->ip_protocol;
        g_assert_cmpstr(signature_match(&payload, &memory), ==, NULL);
    }
    g_free(pool);
    g_rand_free(random);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/signatures/vectors", test_vectors);
    g_test_add_func("/signatures/near-misses", test_near_misses);
    g_test_add_func("/signatures/length-is-proof", test_length_is_proof);
    g_test_add_func("/signatures/other-transport", test_other_transport);
    g_test_add_func("/signatures/websocket-answer", test_websocket_answer);
    g_test_add_func("/signatures/http2-frames", test_http2_frames);
    g_test_add_func("/signatures/mpeg-ts", test_mpeg_ts);
    g_test_add_func("/signatures/runs/rtp", test_rtp);
    g_test_add_func("/signatures/runs/utp", test_utp);
    g_test_add_func("/signatures/runs/wireguard", test_wireguard_data);
    g_test_add_func("/signatures/runs/coap", test_coap);
    g_test_add_func("/signatures/runs/tls", test_tls_records);
    g_test_add_func("/signatures/runs/websocket", test_websocket_frames);
    g_test_add_func("/signatures/runs/modbus", test_modbus);
    g_test_add_func("/signatures/runs/iec104", test_iec104_information);
    g_test_add_func("/signatures/runs/someip", test_someip);
    g_test_add_func("/signatures/random", test_random);
    g_test_add_func("/signatures/random-behind-prefix", test_random_behind_prefix);
    return g_test_run();
}
