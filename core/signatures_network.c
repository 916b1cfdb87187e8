/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "signatures_internal.h"

/* A place in BER (ITU-T X.690). The end is the payload's and may lie beyond what was captured. */
struct ber {
    const struct payload *payload;
    guint                 at, end;
    gboolean              broken;
};

/* Steps over a tag and a definite length; returns the content's length, which ends within the payload. */
static guint ber_open(struct ber *ber, guint8 tag)
{
    guint length = get8(ber->payload, ber->at + 1);
    guint more = length > 0x80 ? length & 0x7f : 0;

    if (!has(ber->payload, ber->at + 2 + more) || get8(ber->payload, ber->at) != tag || length == 0x80 || more > 4) {
        ber->broken = TRUE;
        return 0;
    }
    for (guint i = 0; i < more; i++)
        length = (i ? length << 8 : 0) | get8(ber->payload, ber->at + 2 + i);
    ber->at += 2 + more;
    if (ber->broken || ber->at > ber->end || length > ber->end - ber->at) {
        ber->broken = TRUE;
        return 0;
    }
    return length;
}

static guint ber_skip(struct ber *ber, guint8 tag)
{
    guint length = ber_open(ber, tag);

    ber->at += length;
    return length;
}

/* A small INTEGER or ENUMERATED of one byte. */
static guint ber_small(struct ber *ber, guint8 tag)
{
    gboolean is_small = ber_skip(ber, tag) == 1;

    if (!is_small || !has(ber->payload, ber->at))
        ber->broken = TRUE;
    return ber->broken ? G_MAXUINT : get8(ber->payload, ber->at - 1);
}

/* An INTEGER of up to five bytes, of which only the length counts. */
static void ber_integer(struct ber *ber)
{
    guint length = ber_skip(ber, 0x02);

    if (length < 1 || length > 5)
        ber->broken = TRUE;
}

/* The SEQUENCE that reaches the payload's end. */
static struct ber ber_whole(const struct payload *payload, guint at, guint8 tag)
{
    struct ber ber = { payload, at, payload->length, FALSE };

    if (ber_open(&ber, tag) != payload->length - ber.at)
        ber.broken = TRUE;
    return ber;
}

/* RFC 4511, 4.2: version 3, name, simple or SASL credentials; what follows can be controls only. */
static gboolean is_ldap_bind(struct ber ber)
{
    guint8 credentials;

    ber_open(&ber, 0x60);
    if (ber.broken || ber_small(&ber, 0x02) - 2 > 1)
        return FALSE;
    ber_skip(&ber, 0x04);
    credentials = get8(ber.payload, ber.at);
    if (credentials != 0x80 && credentials != 0xa3)
        return FALSE;
    ber_skip(&ber, credentials);
    return !ber.broken && (ber.at == ber.end || get8(ber.payload, ber.at) == 0xa0);
}

/* RFC 4511, 4.5.1: base, scope, aliases, size, time, types only; then a filter. */
static gboolean is_ldap_search(struct ber ber)
{
    guint scope, aliases;

    ber_open(&ber, 0x63);
    ber_skip(&ber, 0x04);
    scope = ber_small(&ber, 0x0a);
    aliases = ber_small(&ber, 0x0a);
    ber_integer(&ber);
    ber_integer(&ber);
    ber_small(&ber, 0x01);
    return !ber.broken && scope <= 3 && aliases <= 3 && (get8(ber.payload, ber.at) & 0xc0) == 0x80;
}

/* RFC 4511, 4.1.9: the result of a bind or of a search: code, matched name, message. */
static gboolean is_ldap_result(struct ber ber)
{
    guint8 operation = get8(ber.payload, ber.at);

    if (operation != 0x61 && operation != 0x65)
        return FALSE;
    ber_open(&ber, operation);
    if (ber_small(&ber, 0x0a) > 123)
        return FALSE;
    ber_skip(&ber, 0x04);
    ber_skip(&ber, 0x04);
    return !ber.broken;
}

static gboolean is_ldap(const struct payload *payload)
{
    struct ber ber = ber_whole(payload, 0, 0x30);

    ber_integer(&ber);
    return !ber.broken && (is_ldap_bind(ber) || is_ldap_search(ber) || is_ldap_result(ber));
}

/* RFC 1798 and [MS-ADTS] 6.3.3: a search by datagram. */
static gboolean is_cldap(const struct payload *payload)
{
    struct ber ber = ber_whole(payload, 0, 0x30);

    ber_integer(&ber);
    return !ber.broken && is_ldap_search(ber);
}

/* RFC 3416, 3: a PDU up to the end: request id, two small integers, the list of variables. */
static gboolean is_snmp_pdu(struct ber ber)
{
    enum { TRAP_V1 = 0xa4 };
    guint8 tag = get8(ber.payload, ber.at);
    guint  length = ber_open(&ber, tag);

    if (ber.broken || tag < 0xa0 || tag > 0xa8 || length != ber.end - ber.at)
        return FALSE;
    if (tag == TRAP_V1) {
        ber_skip(&ber, 0x06);
        return ber_skip(&ber, 0x40) == 4 && !ber.broken;
    }
    for (guint i = 0; i < 3; i++)
        ber_integer(&ber);
    return ber_open(&ber, 0x30) == ber.end - ber.at && !ber.broken;
}

/* RFC 3412, 6: id, maximum size, flags of one byte, security model */
static gboolean is_snmp_v3(struct ber ber)
{
    ber_open(&ber, 0x30);
    ber_integer(&ber);
    ber_integer(&ber);
    if (ber_skip(&ber, 0x04) != 1)
        return FALSE;
    ber_integer(&ber);
    ber_skip(&ber, 0x04);
    return !ber.broken;
}

static gboolean is_snmp(const struct payload *payload)
{
    struct ber ber = ber_whole(payload, 0, 0x30);
    guint      version = ber_small(&ber, 0x02);

    if (ber.broken || version > 3)
        return FALSE;
    if (version == 3)
        return is_snmp_v3(ber);
    ber_skip(&ber, 0x04);
    return !ber.broken && is_snmp_pdu(ber);
}

/* RFC 4120, 5.4 and 5.10: protocol version 5 and the message's type, which is also its tag's. */
static gboolean is_kerberos_at(const struct payload *payload, guint at)
{
    guint8     tag = get8(payload, at), type = tag & 0x1f;
    gboolean   is_request = type == 10 || type == 12;
    struct ber ber = ber_whole(payload, at, tag);

    if ((tag & 0xe0) != 0x60 || (!is_request && type != 11 && type != 13 && type != 30))
        return FALSE;
    ber_open(&ber, 0x30);
    ber_open(&ber, is_request ? 0xa1 : 0xa0);
    if (ber_small(&ber, 0x02) != 5)
        return FALSE;
    ber_open(&ber, is_request ? 0xa2 : 0xa1);
    return ber_small(&ber, 0x02) == type && !ber.broken;
}

static gboolean is_kerberos_datagram(const struct payload *payload)
{
    return is_kerberos_at(payload, 0);
}

/* RFC 4120, 7.2.2 */
static gboolean is_kerberos_stream(const struct payload *payload)
{
    return get32(payload, 0) + 4 == payload->length && is_kerberos_at(payload, 4);
}

/* RFC 2865, 3 and 5: an authenticator without pattern; attributes that fill the packet, known ones of their own length.
 */
static gboolean is_radius(const struct payload *payload)
{
    enum { HEADER = 20, ATTRIBUTES_MAX = 64 };
    static const guint8 CODES[] = { 1, 2, 3, 4, 5, 11, 40, 41, 42, 43, 44, 45 };
    static const guint8 FOUR_BYTES[] = { 4, 5, 6, 7, 8, 10, 27, 28, 40, 42, 43, 61 };
    guint               at = HEADER;
    gboolean            is_sure = FALSE;

    if (!memchr(CODES, get8(payload, 0), sizeof CODES) || get16(payload, 2) != payload->length ||
        !has(payload, payload->length) || payload->length < HEADER + 3 || !is_filled(payload, 4, 16))
        return FALSE;
    for (guint i = 0; i < ATTRIBUTES_MAX && at < payload->length; i++) {
        guint8   type = get8(payload, at), length = get8(payload, at + 1);
        gboolean is_number = memchr(FOUR_BYTES, type, sizeof FOUR_BYTES) != NULL;
        if (type == 0 || type > 191 || length < 3 || (is_number && length != 6))
            return FALSE;
        is_sure |= is_number;
        at += length;
    }
    return at == payload->length && is_sure;
}

/* RFC 6733, 3, 4.1 and 8.8: version 1, lengths in fours, and one of the AVPs that messages begin with. */
static gboolean is_diameter(const struct payload *payload)
{
    enum { HEADER = 20, COMMAND_MIN = 257, SESSION_ID = 263, ORIGIN_HOST = 264, RESULT_CODE = 268 };
    guint length = get24(payload, 1), avp = get32(payload, HEADER), avp_length = get24(payload, HEADER + 5);

    return get8(payload, 0) == 1 && length <= payload->length && length >= HEADER + 8 && length % 4 == 0 &&
           (get8(payload, 4) & 0x0f) == 0 && get24(payload, 5) >= COMMAND_MIN &&
           (avp == SESSION_ID || avp == ORIGIN_HOST || avp == RESULT_CODE) && avp_length > 8 &&
           avp_length <= length - HEADER && has(payload, HEADER + 8);
}

/* RFC 1002, 4.3.1 or [MS-SMB2] 2.1: a session message that fits; then [MS-CIFS] 2.2.3.1 or [MS-SMB2] 2.2.1, 2.2.41. */
static gboolean is_in_session_message(const struct payload *payload)
{
    guint length = get24(payload, 1);

    return get8(payload, 0) == 0 && length >= 32 && payload->length >= 36;
}

static gboolean is_smb(const struct payload *payload)
{
    return is_in_session_message(payload) && LITERAL_AT(payload, 4, "\xffSMB");
}

static gboolean is_smb2(const struct payload *payload)
{
    return is_in_session_message(payload) && (LITERAL_AT(payload, 4, "\xfeSMB\x40\0") || LITERAL_AT(payload, 4, "\xfdSMB"));
}

/* RFC 1035, 3.1 and 4.1.2: where the one question ends, or 0 if no host has such a name or none asks for that. */
static guint end_of_question(const struct payload *payload, guint at)
{
    enum { NAME_MAX_BYTES = 255, LABEL_MAX = 63, NETBIOS_LABEL = 32, NETBIOS_TYPE = 32, TYPE_MAX = 65, ANY = 255 };
    guint first = at, type;

    while (get8(payload, at) != 0) {
        guint length = get8(payload, at);
        if (length > LABEL_MAX || at - first > NAME_MAX_BYTES || !printable_at(payload, at + 1, length) ||
            (at == first && length == NETBIOS_LABEL))
            return 0;
        at += 1 + length;
    }
    type = get16(payload, at + 1);
    return at > first + 1 && has(payload, at + 5) && get16(payload, at + 3) == 1 && type > 0 &&
                   (type <= TYPE_MAX || type == ANY) && type != NETBIOS_TYPE ?
               at + 5 :
               0;
}

/* RFC 1035, 4.1.1: a recursive query, with nothing behind its question but an OPT record (RFC 6891, 6.1.2); or an answer
 * to one that begins with a pointer to that question. mDNS and LLMNR do not ask for recursion. */
static gboolean is_dns_at(const struct payload *payload, guint at)
{
    enum { HEADER = 12, RECURSION_DESIRED = 0x0100, QUERY_MASK = 0xffcf, ANSWER_MASK = 0xf940, ANSWER = 0x8100 };
    guint flags = get16(payload, at + 2), end = end_of_question(payload, at + HEADER);

    if (get16(payload, at + 4) != 1 || !end)
        return FALSE;
    if ((flags & ANSWER_MASK) == ANSWER)
        return get16(payload, at + 6) > 0 && get16(payload, at + 6) < 64 && LITERAL_AT(payload, end, "\xc0\x0c") &&
               get16(payload, end + 4) == 1;
    return (flags & QUERY_MASK) == RECURSION_DESIRED && zeros_at(payload, at + 6, 4) &&
           (get16(payload, at + 10) == 0 ? end == payload->length :
                                           get16(payload, at + 10) == 1 && LITERAL_AT(payload, end, "\0\0\x29"));
}

static gboolean is_dns_datagram(const struct payload *payload)
{
    return is_dns_at(payload, 0);
}

static gboolean is_dns_stream(const struct payload *payload)
{
    return get16(payload, 0) + 2U == payload->length && is_dns_at(payload, 2);
}

/* RFC 4271, 4.1: a marker of ones, length, type */
static gboolean is_bgp(const struct payload *payload)
{
    static const char ONES[] = "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff";
    guint             length = get16(payload, 16);

    return bytes_at(payload, 0, ONES, 16) && length >= 19 && length <= 4096 && get8(payload, 18) >= 1 &&
           get8(payload, 18) <= 5;
}

static const struct signature SIGNATURES[] = {
    { "LDAP", OVER_TCP, is_ldap },
    { "CLDAP", OVER_UDP, is_cldap },
    { "SNMP", OVER_UDP, is_snmp },
    { "Kerberos", OVER_UDP, is_kerberos_datagram },
    { "Kerberos", OVER_TCP, is_kerberos_stream },
    { "RADIUS", OVER_UDP, is_radius },
    { "Diameter", OVER_TCP, is_diameter },
    { "SMB", OVER_TCP, is_smb },
    { "SMB2", OVER_TCP, is_smb2 },
    { "DNS", OVER_UDP, is_dns_datagram },
    { "DNS", OVER_TCP, is_dns_stream },
    { "BGP", OVER_TCP, is_bgp },
};

const char *signatures_network(const struct payload *payload)
{
    return signature_first(SIGNATURES, G_N_ELEMENTS(SIGNATURES), payload);
}
