/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "signatures_internal.h"

/* RFC 8446, 5.1 and 4.1: a handshake record whose ClientHello fills it, or whose ServerHello fits into it. */
static gboolean is_tls_hello(const struct payload *payload)
{
    enum { CLIENT_HELLO = 1, SERVER_HELLO = 2, SESSION_ID = 43 };
    guint record = get16(payload, 3), body = get24(payload, 6), session_id = get8(payload, SESSION_ID);
    guint at = SESSION_ID + 1 + session_id;

    if (get16(payload, 0) != 0x1603 || get8(payload, 2) > 4 || get8(payload, 9) != 3 || get8(payload, 10) > 4 ||
        session_id > 32 || !has(payload, at + 3) || record > 0x4000)
        return FALSE;
    if (get8(payload, 5) == CLIENT_HELLO) {
        guint suites = get16(payload, at);
        return body + 4 == record && suites >= 2 && suites % 2 == 0 && at + 2 + suites < 5 + record;
    }
    return get8(payload, 5) == SERVER_HELLO && body + 4 <= record && at + 3 <= 5 + record && get8(payload, at + 2) <= 1;
}

/* RFC 5246, 7.4.2: lengths within lengths, then the first certificate's DER SEQUENCE. */
static gboolean is_tls_certificate(const struct payload *payload)
{
    guint body = get24(payload, 6), list = get24(payload, 9), first = get24(payload, 12);

    return get16(payload, 0) == 0x1603 && get8(payload, 2) <= 3 && get8(payload, 5) == 11 && list + 3 == body &&
           first + 3 <= list && has(payload, 19) && get16(payload, 15) == 0x3082 && get16(payload, 17) + 4U == first;
}

/* RFC 5246, 7.1 and 7.2: change_cipher_spec; an alert that is not encrypted. */
static gboolean is_tls_signal(const struct payload *payload)
{
    gboolean is_alert = get8(payload, 0) == 21 && payload->length == 7 && LITERAL_AT(payload, 3, "\0\2") &&
                        get8(payload, 5) >= 1 && get8(payload, 5) <= 2 && has(payload, 7);

    return get8(payload, 1) == 3 && get8(payload, 2) <= 4 &&
           (is_alert || (get8(payload, 0) == 20 && LITERAL_AT(payload, 3, "\0\1\1")));
}

/* RFC 6347, 4.1: records of DTLS 1.0 or 1.2 up to the payload's end. The epochs of real handshakes stay small. */
static gboolean is_dtls(const struct payload *payload)
{
    enum { HEADER = 13, EPOCH_MAX = 8, RECORDS_MAX = 32 };
    guint at = 0;

    for (guint i = 0; i < RECORDS_MAX && at < payload->length; i++) {
        guint version = get16(payload, at + 1), length = get16(payload, at + 11);
        if (!has(payload, at + HEADER) || get8(payload, at) < 20 || get8(payload, at) > 23 ||
            (version != 0xfeff && version != 0xfefd) || get16(payload, at + 3) > EPOCH_MAX || length == 0)
            return FALSE;
        at += HEADER + length;
    }
    return at == payload->length;
}

/* RFC 9113, 3.4, 4.1 and 6.5: the client's preface, or a first SETTINGS that says something; frames up to the end. */
static gboolean is_http2(const struct payload *payload)
{
    enum { HEADER = 9, SETTINGS = 4, SETTINGS_MAX = 16, TYPE_MAX = 0x10, FRAMES_MAX = 32 };
    guint length = get24(payload, 0);
    guint at = HEADER + length;

    if (starts_with(payload, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"))
        return TRUE;
    if (length == 0 || length % 6 != 0 || length > 6 * SETTINGS_MAX || get8(payload, 3) != SETTINGS ||
        !zeros_at(payload, 4, 5) || !has(payload, at))
        return FALSE;
    for (guint setting = HEADER; setting < HEADER + length; setting += 6)
        if (get16(payload, setting) == 0)
            return FALSE;
    for (guint i = 0; i < FRAMES_MAX && at < payload->length; i++) {
        if (!has(payload, at + HEADER) || get8(payload, at + 3) > TYPE_MAX || get8(payload, at + 5) & 0x80)
            return FALSE;
        at += HEADER + get24(payload, at);
    }
    return at == payload->length && get16(payload, HEADER) <= 8;
}

static gboolean is_quic_version(guint32 version)
{
    static const struct {
        guint32 first, last;
    } VERSIONS[] = {
        { 0x00000001, 0x00000001 }, /* RFC 9000 */
        { 0x6b3343cf, 0x6b3343cf }, /* RFC 9369: version 2 */
        { 0xff000016, 0xff000022 }, /* drafts 22 to 34 */
        { 0xfaceb001, 0xfaceb002 }, /* mvfst */
    };
    for (guint i = 0; i < G_N_ELEMENTS(VERSIONS); i++)
        if (version >= VERSIONS[i].first && version <= VERSIONS[i].last)
            return TRUE;
    return FALSE;
}

/* Chromium's own, such as "Q043" or "T051": the number, or 0. */
static guint google_version(const struct payload *payload, gsize at)
{
    guint8 letter = get8(payload, at), tens = get8(payload, at + 2), ones = get8(payload, at + 3);

    if ((letter != 'Q' && letter != 'T') || get8(payload, at + 1) != '0' || !g_ascii_isdigit(tens) || !g_ascii_isdigit(ones))
        return 0;
    return (tens - '0') * 10U + (ones - '0');
}

/* RFC 9000, 16. Returns the bytes it takes. */
static guint read_varint(const struct payload *payload, gsize at, guint64 *value)
{
    guint bytes = 1U << (get8(payload, at) >> 6);

    *value = get8(payload, at) & 0x3f;
    for (guint i = 1; i < bytes; i++)
        *value = *value << 8 | get8(payload, at + i);
    return bytes;
}

/* RFC 9000, 17.2: where the header's part that is the same in all versions ends, or 0. Ids are random. */
static gsize end_of_quic_ids(const struct payload *payload)
{
    enum { DESTINATION = 5, ID_MAX = 20, IDS_MIN = 8 };
    guint destination = get8(payload, DESTINATION);
    gsize source_at = DESTINATION + 1 + destination;
    guint source = get8(payload, source_at);

    if (destination > ID_MAX || source > ID_MAX || destination + source < IDS_MIN ||
        !is_filled(payload, DESTINATION + 1, destination) || !is_filled(payload, source_at + 1, source))
        return 0;
    return source_at + 1 + source;
}

/* RFC 9000, 17.2.2 to 17.2.5; RFC 9369 turns the types by one. What follows is encrypted, or a token. */
static gboolean is_quic(const struct payload *payload)
{
    enum { INITIAL, ZERO_RTT, HANDSHAKE, RETRY, TAG = 16, PACKET_MIN = 20, FIRST_LIKE_RFC = 50 };
    guint32 version = get32(payload, 1);
    guint   type = (guint)get8(payload, 0) >> 4 & 3;
    gsize   at = end_of_quic_ids(payload);
    guint64 token = 0, length;

    if ((get8(payload, 0) & 0xc0) != 0xc0 || !at ||
        (!is_quic_version(version) && google_version(payload, 1) < FIRST_LIKE_RFC))
        return FALSE;
    if (version == 0x6b3343cf)
        type = (type + 3) & 3;
    if (type == RETRY)
        return payload->length > at + TAG && is_filled(payload, at, TAG);
    if (type == INITIAL)
        at += read_varint(payload, at, &token);
    if (token > payload->captured)
        return FALSE;
    at += token;
    at += read_varint(payload, at, &length);
    return is_filled(payload, at, TAG) && length >= PACKET_MIN && length <= payload->length - at;
}

/* RFC 9000, 17.2.1 */
static gboolean is_quic_negotiation(const struct payload *payload)
{
    enum { LIST_MAX = 128 };
    gsize at = end_of_quic_ids(payload);

    if (!(get8(payload, 0) & 0x80) || !zeros_at(payload, 1, 4) || !at || payload->length <= at ||
        payload->length - at > LIST_MAX || (payload->length - at) % 4 != 0)
        return FALSE;
    for (; has(payload, at + 4); at += 4)
        if (is_quic_version(get32(payload, at)) || google_version(payload, at) > 0)
            return TRUE;
    return FALSE;
}

/* QUIC Wire Layout Specification (Google): up to Q043 flags that tell of the version and of an id of 8 bytes; then a long
 * header with one id and four bytes of packet number, which is small yet; from Q050 on as above. */
static gboolean is_google_quic(const struct payload *payload)
{
    enum {
        HAS_VERSION = 0x01,
        HAS_ID = 0x08,
        PACKET_NUMBER = 0x30,
        RESERVED = 0xc0,
        LONG = 0xc3,
        IDS_OF_CLIENT = 0x50,
        IDS_OF_SERVER = 0x05,
        LAST_WITH_FLAGS = 43
    };
    guint8 flags = get8(payload, 0), ids = get8(payload, 5);

    if ((flags & 0xc3) == LONG && google_version(payload, 1) > LAST_WITH_FLAGS)
        return (ids == IDS_OF_CLIENT || ids == IDS_OF_SERVER) && zeros_at(payload, 14, 2);
    return (flags & (RESERVED | HAS_VERSION | HAS_ID)) == (HAS_VERSION | HAS_ID) && google_version(payload, 9) > 0 &&
           google_version(payload, 9) <= LAST_WITH_FLAGS && payload->length > 13U + (flags & PACKET_NUMBER) / 16U;
}

/* Apache Tomcat, AJP v1.3: FORWARD_REQUEST with its protocol string, and CPING; answers. */
static gboolean is_ajp_request(const struct payload *payload)
{
    enum { FORWARD = 2, CPING = 10, METHOD_MAX = 27 };

    if (get16(payload, 0) != 0x1234 || get16(payload, 2) + 4U != payload->length)
        return FALSE;
    if (get8(payload, 4) == CPING)
        return payload->length == 5;
    return get8(payload, 4) == FORWARD && get8(payload, 5) <= METHOD_MAX && LITERAL_AT(payload, 6, "\0\x08HTTP/1.");
}

static gboolean is_ajp_answer(const struct payload *payload)
{
    enum { HEADERS = 4, GET_BODY = 6, CPONG = 9 };
    guint length = get16(payload, 2), status = get16(payload, 5), text = get16(payload, 7);

    if (!LITERAL_AT(payload, 0, "AB") || length + 4U > payload->length)
        return FALSE;
    if (get8(payload, 4) == HEADERS)
        return status >= 100 && status < 600 && text + 8 <= length && printable_at(payload, 9, text) &&
               get8(payload, 9 + text) == 0 && has(payload, 10 + text);
    return (get8(payload, 4) == CPONG && length == 1 && payload->length == 5) ||
           (get8(payload, 4) == GET_BODY && length == 3 && payload->length == 7);
}

/* RTMP 1.0 specification (Adobe), 5.2: version 3, then C1 or S1: time, four zeros, random bytes. */
static gboolean is_rtmp(const struct payload *payload)
{
    enum { HELLO_PART_MIN = 1024, HELLO_MAX = 1 + 2 * 1536 };

    return get8(payload, 0) == 3 && zeros_at(payload, 5, 4) && is_filled(payload, 9, 64) &&
           payload->length >= HELLO_PART_MIN && payload->length <= HELLO_MAX;
}

static const struct signature SIGNATURES[] = {
    { "TLS", OVER_TCP, is_tls_hello },
    { "TLS", OVER_TCP, is_tls_certificate },
    { "TLS", OVER_TCP, is_tls_signal },
    { "DTLS", OVER_UDP, is_dtls },
    { "HTTP2", OVER_TCP, is_http2 },
    { "QUIC", OVER_UDP, is_quic },
    { "QUIC", OVER_UDP, is_quic_negotiation },
    { "QUIC", OVER_UDP, is_google_quic },
    { "AJP", OVER_TCP, is_ajp_request },
    { "AJP", OVER_TCP, is_ajp_answer },
    { "RTMP", OVER_TCP, is_rtmp },
};

const char *signatures_web(const struct payload *payload)
{
    return signature_first(SIGNATURES, G_N_ELEMENTS(SIGNATURES), payload);
}
