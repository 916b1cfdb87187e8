/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "signatures_internal.h"

/* What takes several payloads of one side in a row. The function says whether a payload may begin a run, where memory's
 * run is 0, or continues it, and then remembers what the next one must fit. */
struct run {
    const char *application;
    guint8      transports;
    guint8      needed;
    gboolean (*fits)(const struct payload *, struct signature_memory *);
};

static gboolean remember(struct signature_memory *memory, guint32 value, guint sequence)
{
    memory->value = value;
    memory->sequence = (guint16)sequence;
    return TRUE;
}

/* RFC 3551, 6: types that are assigned or dynamic. */
static gboolean is_rtp_type(guint type)
{
    static const guint8 ASSIGNED[] = {
        0, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 25, 26, 28, 31, 32, 33, 34
    };
    enum { DYNAMIC_MIN = 96 };

    return type >= DYNAMIC_MIN || memchr(ASSIGNED, (int)type, sizeof ASSIGNED) != NULL;
}

/* RFC 3550, 5.1 and 5.3.1: what stands before the media fits, the sequence number counts by one; source, which is random,
 * and payload type stay. Streams of mixers, which list their sources, are left out. */
static gboolean fits_rtp(const struct payload *payload, struct signature_memory *memory)
{
    enum { HEADER = 12, PAYLOAD_MIN = 20, VERSION_AND_COUNT = 0xcf, VERSION = 0x80, EXTENSION = 0x10 };
    guint8  flags = get8(payload, 0), type = get8(payload, 1) & 0x7f;
    guint   sequence = get16(payload, 2);
    guint   extension = flags & EXTENSION ? 4 + get16(payload, HEADER + 2) * 4U : 0;
    guint32 source = get32(payload, 8), stream = source ^ (guint32)type << 24;

    if ((flags & VERSION_AND_COUNT) != VERSION || payload->length < PAYLOAD_MIN || !is_rtp_type(type) || source >> 16 == 0 ||
        HEADER + extension > payload->length)
        return FALSE;
    if (memory->run > 0 && (stream != memory->value || sequence != (memory->sequence + 1U) % 0x10000))
        return FALSE;
    return remember(memory, stream, sequence);
}

/* BEP 29: where the header with its extensions' chain ends, or 0. Data follow it in data packets only. */
static guint end_of_utp_header(const struct payload *payload, guint type)
{
    enum { DATA = 0, TYPE_MAX = 4, HEADER = 20, EXTENSION_MAX = 3, WINDOW_MAX = 1 << 26 };
    guint   extension = get8(payload, 1), at = HEADER;
    guint32 window = get32(payload, 12);

    if ((get8(payload, 0) & 0x0f) != 1 || type > TYPE_MAX || !has(payload, HEADER) || window == 0 || window > WINDOW_MAX)
        return 0;
    for (guint i = 0; extension != 0; i++) {
        if (i == EXTENSION_MAX || extension > EXTENSION_MAX || !has(payload, at + 2))
            return 0;
        extension = get8(payload, at);
        at += 2U + get8(payload, at + 1);
    }
    return (type == DATA ? at < payload->length : at == payload->length) ? at : 0;
}

/* BEP 29: the connection stays, microseconds go on, data packets count by one, or two if one got lost; the others carry
 * the number of the packet before or after. The low bytes of connection and next number are remembered as one. */
static gboolean fits_utp(const struct payload *payload, struct signature_memory *memory)
{
    enum { DATA = 0, MICROSECONDS_MAX = 10000000 };
    guint   type = get8(payload, 0) >> 4, connection = get8(payload, 3), number = get16(payload, 16);
    guint32 time = get32(payload, 4), elapsed = time - memory->value;
    guint8  ahead = (guint8)(number + (type != DATA) - memory->sequence);

    if (!end_of_utp_header(payload, type))
        return FALSE;
    if (memory->run > 0 && (connection != memory->sequence >> 8 || elapsed == 0 || elapsed > MICROSECONDS_MAX ||
                            ahead > (type == DATA ? 1 : 2)))
        return FALSE;
    return remember(memory, time, connection << 8 | ((number + (type == DATA)) & 0xff));
}

/* WireGuard, 5.4.6: a data message in sixteens; the receiver stays, the counter counts by one. */
static gboolean fits_wireguard(const struct payload *payload, struct signature_memory *memory)
{
    guint32 receiver = get32(payload, 4), counter = get32_le(payload, 8);

    if (get32(payload, 0) != 0x04000000 || payload->length < 32 || payload->length % 16 != 0 || receiver == 0 ||
        !zeros_at(payload, 12, 4) || (payload->captured >= 32 && !is_filled(payload, 16, 16)))
        return FALSE;
    if (memory->run > 0 && (receiver != memory->value || counter % 0x10000 != (memory->sequence + 1U) % 0x10000))
        return FALSE;
    return remember(memory, receiver, counter);
}

/* RFC 7252, 3: the options must lead to the payload's marker or to the end. */
static gboolean coap_options_fit(const struct payload *payload, guint at)
{
    enum { OPTIONS_MAX = 16, MARKER = 0xff };

    for (guint i = 0; i < OPTIONS_MAX && at < payload->length; i++) {
        guint delta = get8(payload, at) >> 4, length = get8(payload, at) & 0x0f;
        if (get8(payload, at) == MARKER)
            return at + 1 < payload->length;
        if (!has(payload, at + 1) || delta == 15 || length >= 14)
            return FALSE;
        at += 1U + (delta == 13) + 2U * (delta == 14);
        at += length == 13 ? 14U + get8(payload, at) : length;
    }
    return at == payload->length;
}

/* RFC 7252, 3 and 12.1: the message id counts by one; token's length stays. */
static gboolean fits_coap(const struct payload *payload, struct signature_memory *memory)
{
    guint    token = get8(payload, 0) & 0x0f, group = get8(payload, 1) >> 5, detail = get8(payload, 1) & 0x1f;
    guint    id = get16(payload, 2);
    gboolean is_request = group == 0 && detail >= 1 && detail <= 7;
    gboolean is_answer = (group == 2 && detail >= 1 && detail <= 5) || (group == 4 && detail <= 15);

    if (get8(payload, 0) >> 6 != 1 || token > 8 || (!is_request && !is_answer) || !has(payload, 4 + token) ||
        !coap_options_fit(payload, 4 + token))
        return FALSE;
    if (memory->run > 0 && (token != memory->value || id != (memory->sequence + 1U) % 0x10000))
        return FALSE;
    return remember(memory, token, id);
}

/* RFC 8446, 5.1: the payload is nothing but whole records of application data. */
static gboolean fits_tls(const struct payload *payload, struct signature_memory *memory)
{
    enum { HEADER = 5, RECORD_MIN = 17, RECORD_MAX = 0x4000 + 2048, RECORDS_MAX = 32 };
    guint32 version = get16(payload, 1);
    guint   at = 0;

    if (version < 0x0301 || version > 0x0303 || (memory->run > 0 && version != memory->value))
        return FALSE;
    for (guint i = 0; i < RECORDS_MAX && at < payload->length; i++) {
        guint length = get16(payload, at + 3);
        if (!has(payload, at + HEADER) || get8(payload, at) != 23 || get16(payload, at + 1) != version ||
            length < RECORD_MIN || length > RECORD_MAX)
            return FALSE;
        at += HEADER + length;
    }
    return at == payload->length && remember(memory, version, 0);
}

/* RFC 6455, 5.2: where the frame's payload begins if it is all of this one, else 0. */
static guint websocket_content(const struct payload *payload, guint masked)
{
    guint length = get8(payload, 1) & 0x7f, header = 2;

    if (!has(payload, 2) || length == 127)
        return 0;
    if (length == 126) {
        length = get16(payload, 2);
        header = 4;
        if (length < 126)
            return 0;
    }
    header += masked ? 4 : 0;
    return has(payload, header) && header + length == payload->length && length >= 2 ? header : 0;
}

/* RFC 6455, 5.1 and 5.6: whole frames of text, all masked as a client's are, or none. Only the first bytes are read. */
static gboolean fits_websocket(const struct payload *payload, struct signature_memory *memory)
{
    enum { FINAL_TEXT = 0x81, READ_MAX = 16 };
    guint masked = get8(payload, 1) >> 7;
    guint at = get8(payload, 0) == FINAL_TEXT ? websocket_content(payload, masked) : 0;
    guint end = MIN(payload->captured, at + READ_MAX);

    if (at == 0 || at == end || (memory->run > 0 && masked != memory->value))
        return FALSE;
    for (guint i = at; i < end; i++) {
        guint8 c = (guint8)(payload->bytes[i] ^ (masked ? payload->bytes[at - 4 + (i - at) % 4] : 0));
        if (!g_ascii_isprint(c) && !g_ascii_isspace(c))
            return FALSE;
    }
    return remember(memory, masked, 0);
}

/* MODBUS Application Protocol 1.1b3, 6 and 7: what each function's requests and answers measure. */
static gboolean is_modbus_pdu(const struct payload *payload)
{
    enum { PDU = 7, QUANTITY_MAX = 2000 };
    guint length = payload->length - PDU, function = get8(payload, PDU), count = get8(payload, PDU + 1);
    guint quantity = get16(payload, PDU + 3);

    if (function > 0x80)
        return (function <= 0x98 || function == 0xab) && length == 2 && count >= 1 && count <= 11;
    if (function >= 1 && function <= 4)
        return (length == 5 && quantity >= 1 && quantity <= QUANTITY_MAX) || (count > 0 && length == count + 2);
    if (function == 5 || function == 6)
        return length == 5;
    return (function == 15 || function == 16) && (length == 5 || length == get8(payload, PDU + 5) + 6U);
}

/* MODBUS Messaging on TCP/IP 1.0b, 3.1.3: protocol 0, length; the unit stays. */
static gboolean fits_modbus(const struct payload *payload, struct signature_memory *memory)
{
    guint32 unit = get8(payload, 6);

    if (!has(payload, 9) || !zeros_at(payload, 2, 2) || get16(payload, 4) + 6U != payload->length || !is_modbus_pdu(payload))
        return FALSE;
    return (memory->run == 0 || unit == memory->value) && remember(memory, unit, 0);
}

/* IEC 60870-5-104, 5.1 and IEC 60870-5-101, 7.2: whole APDUs, of which those of format I count by one. */
static gboolean fits_iec104(const struct payload *payload, struct signature_memory *memory)
{
    enum { APDUS_MAX = 16, TYPE_MAX = 127, CAUSE_MAX = 47 };
    guint at = 0, count = get16_le(payload, 2) >> 1, sent = memory->run > 0 ? memory->sequence : count;

    for (guint i = 0; i < APDUS_MAX && at < payload->length; i++) {
        guint cause = get8(payload, at + 8) & 0x3f, type = get8(payload, at + 6);
        if (!has(payload, at + 12) || get8(payload, at) != 0x68 || get8(payload, at + 1) < 10 ||
            (get8(payload, at + 2) & 1) || (get8(payload, at + 4) & 1) || get16_le(payload, at + 2) >> 1 != (int)sent ||
            type == 0 || type > TYPE_MAX || cause == 0 || cause > CAUSE_MAX)
            return FALSE;
        sent = (sent + 1) & 0x7fff;
        at += 2U + get8(payload, at + 1);
    }
    return at == payload->length && remember(memory, 0, sent);
}

/* AUTOSAR PRS_SOMEIPProtocol, 4.1: length, protocol version 1; a notification has an event's id and, as a request has,
 * the code 0; the service stays and its sessions count up. */
static gboolean fits_someip(const struct payload *payload, struct signature_memory *memory)
{
    enum { NOTIFICATION = 0x02, RESPONSE = 0x80, ERROR = 0x81, CODE_MAX = 0x0f, SESSIONS_MAX = 16 };
    guint    service = get16(payload, 0), session = get16(payload, 10), type = get8(payload, 14), code = get8(payload, 15);
    guint    later = (session - memory->sequence) & 0xffff;
    gboolean is_event = (get8(payload, 2) & 0x80) != 0;
    gboolean is_told = type <= NOTIFICATION && code == 0 && is_event == (type == NOTIFICATION);
    gboolean is_answer = (type == RESPONSE || type == ERROR) && code <= CODE_MAX && !is_event;

    if (get32(payload, 4) + 8 != payload->length || service == 0 || session == 0 || get8(payload, 12) != 1 ||
        get8(payload, 13) == 0 || (!is_told && !is_answer) || !has(payload, 16))
        return FALSE;
    if (memory->run > 0 && (service != memory->value || later == 0 || later > SESSIONS_MAX))
        return FALSE;
    return remember(memory, service, session);
}

static const struct run RUNS[] = {
    { "TLS", OVER_TCP, 2, fits_tls },
    { "Modbus", OVER_TCP, 3, fits_modbus },
    { "IEC 60870-5-104", OVER_TCP, 2, fits_iec104 },
    { "SOME/IP", OVER_ANY, 3, fits_someip },
    { "WebSocket", OVER_TCP, 3, fits_websocket },
    { "WireGuard", OVER_UDP, 2, fits_wireguard },
    { "RTP", OVER_UDP, 3, fits_rtp },
    { "BT-uTP", OVER_UDP, 3, fits_utp },
    { "CoAP", OVER_UDP, 4, fits_coap },
};

static const char *count(struct signature_memory *memory, guint place)
{
    memory->signature = (guint8)(place + 1);
    memory->run = (guint8)MIN(memory->run + 1, G_MAXUINT8);
    return memory->run >= RUNS[place].needed ? RUNS[place].application : NULL;
}

/* The one that remembers goes before the others, so that two of them cannot interrupt each other. */
const char *signatures_runs(const struct payload *payload, struct signature_memory *memory)
{
    guint8 transport = signature_transport(payload);

    if (memory->signature > 0 && RUNS[memory->signature - 1].fits(payload, memory))
        return count(memory, memory->signature - 1U);

    *memory = (struct signature_memory){ 0 };
    for (guint i = 0; i < G_N_ELEMENTS(RUNS); i++)
        if (RUNS[i].transports & transport && RUNS[i].fits(payload, memory))
            return count(memory, i);
    return NULL;
}
