/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "signatures_internal.h"

/* MySQL documentation, Protocol::HandshakeV10: version text, thread id, eight bytes of salt, zero. */
static gboolean is_mysql_greeting(const struct payload *payload)
{
    enum { VERSION = 5, VERSION_MAX = 64 };
    guint end = VERSION;

    if (get24_le(payload, 0) + 4 != payload->length || get16(payload, 3) != 0x000a || !g_ascii_isdigit(get8(payload, 5)))
        return FALSE;
    while (end < VERSION + VERSION_MAX && g_ascii_isprint(get8(payload, end)))
        end++;
    return has(payload, end + 14) && get8(payload, end) == 0 && get8(payload, end + 13) == 0 && end > VERSION + 2 &&
           memchr(payload->bytes + VERSION, '.', end - VERSION) != NULL;
}

/* Protocol::HandshakeResponse41 and SSLRequest: capabilities with PROTOCOL_41, zeros that MariaDB uses the last four of.
 */
static gboolean is_mysql_login(const struct payload *payload)
{
    return get24_le(payload, 0) + 4 == payload->length && get8(payload, 3) == 1 && (get8(payload, 5) & 0x02) &&
           zeros_at(payload, 13, 19) && get8(payload, 12) != 0;
}

/* PostgreSQL documentation, 55.7: SSLRequest, GSSENCRequest, CancelRequest, StartupMessage of version 3.0. */
static gboolean is_postgresql(const struct payload *payload)
{
    guint32 length = get32(payload, 0), code = get32(payload, 4);

    if (length != payload->length)
        return FALSE;
    if (length == 8)
        return code == 80877103 || code == 80877104;
    if (length == 16)
        return code == 80877102;
    return code == 0x00030000 && LITERAL_AT(payload, 8, "user\0") && payload->length < 2048 &&
           (!has(payload, length) || get8(payload, length - 1) == 0);
}

/* MongoDB Wire Protocol: message length, response to, opcode; then what each opcode begins with. */
static gboolean is_mongodb(const struct payload *payload)
{
    enum { QUERY = 2004, COMPRESSED = 2012, MESSAGE = 2013 };
    guint32 flags = get32_le(payload, 16), answers = get32_le(payload, 8);

    if (get32_le(payload, 0) != payload->length || !has(payload, 26))
        return FALSE;
    if (get32_le(payload, 12) == QUERY)
        return flags <= 0xff && (answers == 0 || answers == G_MAXUINT32) && contains(payload, ".");
    if (get32_le(payload, 12) == MESSAGE)
        return (flags & ~0x00010003U) == 0 && get8(payload, 20) <= 1;
    return get32_le(payload, 12) == COMPRESSED && flags >= 2001 && flags <= MESSAGE && get8(payload, 24) <= 3;
}

/* [MS-TDS] 2.2.3.1 and 2.2.6.5: header, then the options' list, which begins with VERSION's six bytes. */
static gboolean is_tds_prelogin(const struct payload *payload)
{
    guint offset = get16(payload, 9);

    return (get8(payload, 0) == 0x12 || get8(payload, 0) == 0x04) && get8(payload, 1) == 1 &&
           get16(payload, 2) == payload->length && zeros_at(payload, 8, 1) && get16(payload, 11) == 6 &&
           offset + 8 + 6 <= payload->length && offset % 5 == 1 && get8(payload, 7) == 0 && has(payload, 13);
}

/* [MS-TDS] 2.2.6.4: LOGIN7 */
static gboolean is_tds_login(const struct payload *payload)
{
    guint version = get8(payload, 15);

    return get16(payload, 0) == 0x1001 && get16(payload, 2) == payload->length &&
           get32_le(payload, 8) + 8 == payload->length && version >= 0x70 && version <= 0x74;
}

/* Oracle Net, as Wireshark's packet-tns.c tells: CONNECT with its data's length and offset, a text in parentheses. */
static gboolean is_tns(const struct payload *payload)
{
    guint version = get16(payload, 8), data = get16(payload, 24), offset = get16(payload, 26);

    return get16(payload, 0) == payload->length && zeros_at(payload, 2, 2) && get8(payload, 4) == 1 && version >= 300 &&
           version < 330 && offset >= 34 && offset + data == payload->length && LITERAL_AT(payload, offset, "(");
}

/* DRDA (The Open Group), volume 3, DDM DSS: magic 0xd0, and the object's length within the segment's. */
static gboolean is_drda(const struct payload *payload)
{
    guint segment = get16(payload, 0), object = get16(payload, 6);
    guint type = get8(payload, 3) & 0x0f, point = get16(payload, 8);

    return get8(payload, 2) == 0xd0 && segment <= payload->length && segment >= 10 && object + 6 == segment &&
           (type >= 1 && type <= 5) && (get8(payload, 3) & 0x80) == 0 && get8(payload, 4) == 0 && point >= 0x1041 &&
           point <= 0x2460;
}

/* Apache Cassandra, native_protocol_v4.spec, 2, 4.1.1 and 4.2.4: STARTUP or SUPPORTED, which tell of CQL's version. */
static gboolean is_cassandra(const struct payload *payload)
{
    enum { ANSWER = 0x80, STARTUP = 1, SUPPORTED = 6, HEADER = 9 };
    guint8 version = get8(payload, 0) & (ANSWER - 1), opcode = get8(payload, 4);

    return version >= 3 && version <= 5 && get8(payload, 1) <= 0x1f && get32(payload, 5) + HEADER == payload->length &&
           opcode == (get8(payload, 0) & ANSWER ? SUPPORTED : STARTUP) &&
           contains(payload, "\x0b"
                             "CQL_VERSION");
}

/* memcached, protocol_binary.txt: a header whose lengths fit into each other and into the payload. */
static gboolean is_memcached_binary(const struct payload *payload)
{
    enum { REQUEST = 0x80, ANSWER = 0x81, HEADER = 24, OPCODE_MAX = 0x48, STATUS_MAX = 0x86 };
    guint key = get16(payload, 2), extras = get8(payload, 4), status = get16(payload, 6);

    return ((get8(payload, 0) == REQUEST && status == 0) || (get8(payload, 0) == ANSWER && status <= STATUS_MAX)) &&
           get8(payload, 1) <= OPCODE_MAX && key <= 250 && extras <= 20 && get8(payload, 5) == 0 && has(payload, HEADER) &&
           get32(payload, 8) + HEADER == payload->length && key + extras <= get32(payload, 8);
}

/* OASIS MQTT 3.1.1, 3.1: the remaining length reaches the payload's end. */
static gboolean is_mqtt(const struct payload *payload)
{
    guint at = 1, length = 0;

    for (guint shift = 0; at <= 4; shift += 7) {
        length |= (guint)(get8(payload, at) & 0x7f) << shift;
        if (!(get8(payload, at++) & 0x80))
            break;
    }
    return get8(payload, 0) == 0x10 && at + length <= payload->length && length >= 10 &&
           (LITERAL_AT(payload, at, "\0\4MQTT\4") || LITERAL_AT(payload, at, "\0\4MQTT\5") ||
            LITERAL_AT(payload, at, "\0\6MQIsdp\3"));
}

/* AMQP 0-9-1, 4.2.2; AMQP 1.0, 2.2 */
static gboolean is_amqp(const struct payload *payload)
{
    static const char VERSIONS[][4] = {
        { 0, 0, 9, 1 }, { 1, 1, 0, 9 }, { 1, 1, 8, 0 }, { 1, 1, 0, 10 }, { 0, 1, 0, 0 }, { 2, 1, 0, 0 }, { 3, 1, 0, 0 },
    };
    for (guint i = 0; i < G_N_ELEMENTS(VERSIONS); i++)
        if (LITERAL_AT(payload, 0, "AMQP") && bytes_at(payload, 4, VERSIONS[i], sizeof VERSIONS[i]))
            return TRUE;
    return FALSE;
}

/* Kafka protocol guide, Request header v1: API key, its version, correlation id, client id. */
static gboolean is_kafka(const struct payload *payload)
{
    enum { KEY_MAX = 74, VERSION_MAX = 18, CLIENT = 14, CLIENT_MIN = 4, CLIENT_MAX = 128 };
    guint client = get16(payload, 12);

    return get32(payload, 0) + 4 == payload->length && get16(payload, 4) <= KEY_MAX && get16(payload, 6) <= VERSION_MAX &&
           client >= CLIENT_MIN && client <= CLIENT_MAX && CLIENT + client <= payload->length &&
           printable_at(payload, CLIENT, client);
}

/* ActiveMQ, OpenWire: WIREFORMAT_INFO with its magic */
static gboolean is_openwire(const struct payload *payload)
{
    return get32(payload, 0) + 4 <= payload->length && LITERAL_AT(payload, 4, "\1ActiveMQ");
}

/* Neo4j, Bolt handshake */
static gboolean is_neo4j(const struct payload *payload)
{
    return get32(payload, 0) == 0x6060b017 && payload->length == 20;
}

/* Zabbix documentation, Header: flags and little-endian length */
static gboolean is_zabbix(const struct payload *payload)
{
    guint8 flags = get8(payload, 4);

    return LITERAL_AT(payload, 0, "ZBXD") && (flags == 1 || flags == 3) && has(payload, 13) &&
           get32_le(payload, 5) + 13 == payload->length;
}

static const struct signature SIGNATURES[] = {
    { "MySQL", OVER_TCP, is_mysql_greeting },
    { "MySQL", OVER_TCP, is_mysql_login },
    { "PostgreSQL", OVER_TCP, is_postgresql },
    { "MongoDB", OVER_TCP, is_mongodb },
    { "TDS", OVER_TCP, is_tds_prelogin },
    { "TDS", OVER_TCP, is_tds_login },
    { "TNS", OVER_TCP, is_tns },
    { "DRDA", OVER_TCP, is_drda },
    { "Cassandra", OVER_TCP, is_cassandra },
    { "Memcached", OVER_TCP, is_memcached_binary },
    { "MQTT", OVER_TCP, is_mqtt },
    { "AMQP", OVER_TCP, is_amqp },
    { "Kafka", OVER_TCP, is_kafka },
    { "OpenWire", OVER_TCP, is_openwire },
    { "Neo4j", OVER_TCP, is_neo4j },
    { "Zabbix", OVER_TCP, is_zabbix },
};

const char *signatures_data(const struct payload *payload)
{
    return signature_first(SIGNATURES, G_N_ELEMENTS(SIGNATURES), payload);
}
