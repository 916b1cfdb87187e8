/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "signatures_internal.h"

/* TPKT (RFC 1006) and a COTP data unit (RFC 905, 13.7) around S7's header as Wireshark's packet-s7comm.c tells it: magic
 * 0x32, kind of message, the lengths of parameters and data. */
static gboolean is_s7comm(const struct payload *payload)
{
    guint8 kind = get8(payload, 8);
    guint  header = kind == 2 || kind == 3 ? 12 : 10;

    return get16(payload, 0) == 0x0300 && get16(payload, 2) == payload->length && get16(payload, 4) == 0x02f0 &&
           (get8(payload, 6) & 0x7f) == 0 && get8(payload, 7) == 0x32 &&
           (kind == 1 || kind == 2 || kind == 3 || kind == 7) && zeros_at(payload, 9, 2) && has(payload, 7 + header) &&
           7 + header + get16(payload, 13) + get16(payload, 15) == payload->length;
}

static guint16 dnp3_checksum(const guint8 *bytes, guint count)
{
    guint checksum = 0;

    for (guint i = 0; i < count; i++) {
        checksum ^= bytes[i];
        for (guint bit = 0; bit < 8; bit++)
            checksum = checksum & 1 ? checksum >> 1 ^ 0xa6bc : checksum >> 1;
    }
    return (guint16)~checksum;
}

/* IEEE 1815, 9.2.4: start, length, and the header's own checksum. */
static gboolean is_dnp3(const struct payload *payload)
{
    return get16(payload, 0) == 0x0564 && get8(payload, 2) >= 5 && has(payload, 10) &&
           get16_le(payload, 8) == dnp3_checksum(payload->bytes, 8);
}

/* IEC 60870-5-104, 5.1 to 5.3: an APCI alone: one function of format U, or format S. */
static gboolean is_iec104(const struct payload *payload)
{
    static const guint8 FUNCTIONS[] = { 0x07, 0x0b, 0x13, 0x23, 0x43, 0x83 };

    if (get16(payload, 0) != 0x6804 || payload->length != 6 || !has(payload, 6) || get8(payload, 3) != 0)
        return FALSE;
    if (get8(payload, 2) == 1)
        return (get8(payload, 4) & 1) == 0;
    return memchr(FUNCTIONS, get8(payload, 2), sizeof FUNCTIONS) != NULL && zeros_at(payload, 4, 2);
}

/* AUTOSAR PRS_SOMEIPServiceDiscovery, 4.1.2: its own message id, length, and the fixed versions, type and code. */
static gboolean is_someip_discovery(const struct payload *payload)
{
    return get32(payload, 0) == 0xffff8100 && get32(payload, 4) + 8 == payload->length &&
           LITERAL_AT(payload, 12, "\1\1\2\0");
}

/* ASHRAE 135, annex J.2 and clause 6.2: BVLC; then a network layer of version 1 where one follows. */
static gboolean is_bacnet(const struct payload *payload)
{
    enum { RESULT = 0, FORWARDED = 4, REGISTER = 5, READ_TABLE = 6, UNICAST = 10, BROADCAST = 11, CONTROL_ZEROS = 0x50 };
    guint8 function = get8(payload, 1);
    guint  network = function == FORWARDED ? 10 : 4;

    if (get8(payload, 0) != 0x81 || get16(payload, 2) != payload->length || !has(payload, MIN(6, payload->length)))
        return FALSE;
    if (function == RESULT)
        return payload->length == 6 && (get16(payload, 4) & 0xff8f) == 0;
    if (function == REGISTER)
        return payload->length == 6;
    if (function == READ_TABLE)
        return payload->length == 4;
    return (function == FORWARDED || function == UNICAST || function == BROADCAST) && has(payload, network + 2) &&
           get8(payload, network) == 1 && (get8(payload, network + 1) & CONTROL_ZEROS) == 0;
}

/* OPC 10000-6, 7.1.2.2: message type, chunk, length. */
static gboolean is_opcua(const struct payload *payload)
{
    gboolean is_type = LITERAL_AT(payload, 0, "HELF") || LITERAL_AT(payload, 0, "ACKF") || LITERAL_AT(payload, 0, "OPNF") ||
                       LITERAL_AT(payload, 0, "MSGF") || LITERAL_AT(payload, 0, "CLOF");

    return is_type && has(payload, 8) && get32_le(payload, 4) == payload->length;
}

/* ODVA CIP volume 2, 2-3 and 2-4: command, length, status and options of zero; then what each command begins with. */
static gboolean is_enip(const struct payload *payload)
{
    enum { HEADER = 24, LIST_IDENTITY = 0x63, REGISTER = 0x65, SEND_DATA = 0x6f, SEND_UNIT = 0x70, ITEMS_MAX = 8 };
    guint command = get16_le(payload, 0), length = get16_le(payload, 2), items = get16_le(payload, HEADER + 6);

    if (length + HEADER != payload->length || !zeros_at(payload, 8, 4) || !zeros_at(payload, 20, 4))
        return FALSE;
    if (command == LIST_IDENTITY)
        return length == 0 && zeros_at(payload, 4, 4);
    if (command == REGISTER)
        return length == 4 && LITERAL_AT(payload, HEADER, "\1\0\0\0");
    return (command == SEND_DATA || command == SEND_UNIT) && get32(payload, 4) != 0 && zeros_at(payload, HEADER, 4) &&
           items >= 2 && items <= ITEMS_MAX && has(payload, HEADER + 8);
}

/* EN 13321-2: header size 6, version 1.0, service, total length */
static gboolean is_knxnet_ip(const struct payload *payload)
{
    guint8 family = get8(payload, 2);

    return get16(payload, 0) == 0x0610 && get16(payload, 4) == payload->length && family >= 2 && family <= 10 &&
           get8(payload, 3) <= 0x40;
}

/* OMRON W421, FINS/TCP header: magic, length, command, error */
static gboolean is_fins(const struct payload *payload)
{
    return LITERAL_AT(payload, 0, "FINS") && get32(payload, 4) + 8 == payload->length && get32(payload, 8) <= 6 &&
           has(payload, 16);
}

/* ISO 13400-2, 9.2: version and its complement, payload type and a length it can have. */
static gboolean is_doip(const struct payload *payload)
{
    enum { VERSION_MAX = 4, ANY_VERSION = 0xff, ASKS_MAX = 3 };
    static const struct {
        guint16 type, shortest, longest;
    } TYPES[] = {
        { 0x0000, 1, 1 },    { 0x0001, 0, 0 },    { 0x0002, 6, 6 },    { 0x0003, 17, 17 }, { 0x0004, 32, 33 },
        { 0x0005, 7, 11 },   { 0x0006, 9, 13 },   { 0x0008, 1, 2 },    { 0x4002, 3, 7 },   { 0x4004, 1, 1 },
        { 0x8001, 5, 4096 }, { 0x8002, 5, 4096 }, { 0x8003, 5, 4096 },
    };
    guint8   version = get8(payload, 0);
    guint    type = get16(payload, 2);
    guint32  length = get32(payload, 4);
    gboolean is_version =
        (version >= 1 && version <= VERSION_MAX) || (version == ANY_VERSION && type >= 1 && type <= ASKS_MAX);

    if (!is_version || (get8(payload, 1) ^ version) != 0xff || length + 8 != payload->length || !has(payload, 8))
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(TYPES); i++)
        if (TYPES[i].type == type)
            return length >= TYPES[i].shortest && length <= TYPES[i].longest;
    return FALSE;
}

static guint16 synchrophasor_checksum(const guint8 *bytes, guint count)
{
    guint checksum = 0xffff;

    for (guint i = 0; i < count; i++) {
        checksum ^= (guint)bytes[i] << 8;
        for (guint bit = 0; bit < 8; bit++)
            checksum = checksum & 0x8000 ? checksum << 1 ^ 0x1021 : checksum << 1;
    }
    return (guint16)checksum;
}

/* IEEE C37.118.2, 6.2: sync byte, kind and version, size; the checksum over all of it */
static gboolean is_synchrophasor(const struct payload *payload)
{
    guint8 kind = get8(payload, 1) >> 4, version = get8(payload, 1) & 0x0f;

    return get8(payload, 0) == 0xaa && kind <= 5 && (version == 1 || version == 2) && get16(payload, 2) == payload->length &&
           payload->length >= 16 && payload->length <= 2048 && has(payload, payload->length) &&
           get16(payload, payload->length - 2) == synchrophasor_checksum(payload->bytes, payload->length - 2);
}

static const struct signature SIGNATURES[] = {
    { "S7comm", OVER_TCP, is_s7comm },
    { "DNP3", OVER_ANY, is_dnp3 },
    { "IEC 60870-5-104", OVER_TCP, is_iec104 },
    { "SOME/IP", OVER_ANY, is_someip_discovery },
    { "BACnet", OVER_UDP, is_bacnet },
    { "OPC UA", OVER_TCP, is_opcua },
    { "EtherNet/IP", OVER_ANY, is_enip },
    { "KNXnet/IP", OVER_ANY, is_knxnet_ip },
    { "OMRON FINS", OVER_TCP, is_fins },
    { "DoIP", OVER_ANY, is_doip },
    { "Synchrophasor", OVER_ANY, is_synchrophasor },
};

const char *signatures_industrial(const struct payload *payload)
{
    return signature_first(SIGNATURES, G_N_ELEMENTS(SIGNATURES), payload);
}
