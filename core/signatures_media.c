/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "signatures_internal.h"

/* RFC 8489, 5: two zero bits, a length in fours, the magic cookie. */
static gboolean is_stun(const struct payload *payload)
{
    enum { HEADER = 20 };
    guint    length = get16(payload, 2);
    gboolean fits =
        signature_transport(payload) == OVER_UDP ? length + HEADER == payload->length : length + HEADER <= payload->length;

    return (get8(payload, 0) & 0xc0) == 0 && length % 4 == 0 && fits && get32(payload, 4) == 0x2112a442;
}

/* RFC 3489, 11: no cookie; a first attribute of the binding request or its answer, with the length it must have. */
static gboolean is_classic_stun(const struct payload *payload)
{
    enum { HEADER = 20, REQUEST = 0x0001, ANSWER = 0x0101 };
    guint type = get16(payload, 0);

    if (get16(payload, 2) + HEADER != (int)payload->length)
        return FALSE;
    if (type == REQUEST)
        return get32(payload, HEADER) == 0x00030004 && zeros_at(payload, HEADER + 4, 3);
    return type == ANSWER && get32(payload, HEADER) == 0x00010008 && get16(payload, HEADER + 4) == 0x0001;
}

/* RFC 3550, 6.1, 6.4 and A.2: a report first, as long as its blocks; then at least one more packet, and so on up to the
 * end. */
static gboolean is_rtcp(const struct payload *payload)
{
    enum { SENDER = 200, RECEIVER = 201, TYPE_MAX = 207, BLOCK = 24, PACKETS_MAX = 16 };
    guint8 type = get8(payload, 1), blocks = get8(payload, 0) & 0x1f;
    guint  first = (get16(payload, 2) + 1U) * 4, at = 0;

    if ((type != SENDER && type != RECEIVER) || first != (type == SENDER ? 28U : 8U) + blocks * BLOCK)
        return FALSE;
    if (first >= payload->length)
        return FALSE;
    for (guint i = 0; i < PACKETS_MAX && at < payload->length; i++) {
        if (!has(payload, at + 4) || get8(payload, at) >> 6 != 2 || get8(payload, at + 1) < SENDER ||
            get8(payload, at + 1) > TYPE_MAX)
            return FALSE;
        at += (get16(payload, at + 2) + 1U) * 4;
    }
    return at == payload->length;
}

/* ISO/IEC 13818-1, 2.4.3: packets of 188 bytes, each with its sync byte. */
static gboolean is_mpeg_ts(const struct payload *payload)
{
    enum { PACKET = 188, PACKETS_MIN = 4, SYNC = 0x47 };

    if (payload->length % PACKET != 0 || !has(payload, PACKET * (PACKETS_MIN - 1) + 4))
        return FALSE;
    for (guint at = 0; has(payload, at + 1); at += PACKET)
        if (get8(payload, at) != SYNC)
            return FALSE;
    return TRUE;
}

/* RakNet: offline messages carry its magic, each at its own place. */
static gboolean is_raknet(const struct payload *payload)
{
    static const char MAGIC[] = "\x00\xff\xff\x00\xfe\xfe\xfe\xfe\xfd\xfd\xfd\xfd\x12\x34\x56\x78";
    static const struct {
        guint8 message, at;
    } PLACES[] = {
        { 0x01, 9 }, { 0x02, 9 }, { 0x05, 1 }, { 0x06, 1 }, { 0x07, 1 }, { 0x08, 1 }, { 0x19, 2 }, { 0x1c, 17 },
    };
    for (guint i = 0; i < G_N_ELEMENTS(PLACES); i++)
        if (get8(payload, 0) == PLACES[i].message && bytes_at(payload, PLACES[i].at, MAGIC, sizeof MAGIC - 1))
            return TRUE;
    return FALSE;
}

/* TeamSpeak 3: a client's and a server's first packets carry this in place of the encryption's tag. */
static gboolean is_teamspeak(const struct payload *payload)
{
    return LITERAL_AT(payload, 0, "TS3INIT1");
}

/* OMG DDSI-RTPS 2.5, 9.4: header, then a first submessage that fits. */
static gboolean is_rtps(const struct payload *payload)
{
    enum { SUBMESSAGE = 20, SUBMESSAGE_HEADER = 4, KIND_MAX = 0x35, LITTLE_ENDIAN_FLAG = 1 };
    gboolean little = get8(payload, SUBMESSAGE + 1) & LITTLE_ENDIAN_FLAG;
    guint    length = little ? get16_le(payload, SUBMESSAGE + 2) : get16(payload, SUBMESSAGE + 2);

    return LITERAL_AT(payload, 0, "RTPS") && get8(payload, 4) >= 1 && get8(payload, 4) <= 2 && get8(payload, 5) <= 9 &&
           has(payload, SUBMESSAGE + SUBMESSAGE_HEADER) && get8(payload, SUBMESSAGE) <= KIND_MAX && length % 4 == 0 &&
           SUBMESSAGE + SUBMESSAGE_HEADER + length <= payload->length;
}

/* BEP 15: a connect request */
static gboolean is_bt_tracker(const struct payload *payload)
{
    return payload->length == 16 && LITERAL_AT(payload, 0, "\0\0\x04\x17\x27\x10\x19\x80\0\0\0\0");
}

/* Bitcoin developer reference, Message headers: start string, command padded with zeros, size. Others use the same. */
static gboolean is_coin_message(const struct payload *payload, guint32 start)
{
    enum { COMMAND = 4, COMMAND_BYTES = 12, SIZE_MAX_MESSAGE = 0x02000000 };
    guint length = 0;

    if (get32(payload, 0) != start || !has(payload, 20))
        return FALSE;
    while (length < COMMAND_BYTES && g_ascii_isalnum(get8(payload, COMMAND + length)))
        length++;
    return length >= 2 && zeros_at(payload, COMMAND + length, COMMAND_BYTES - length) &&
           get32_le(payload, 16) <= SIZE_MAX_MESSAGE;
}

static gboolean is_bitcoin(const struct payload *payload)
{
    return is_coin_message(payload, 0xf9beb4d9) || is_coin_message(payload, 0x0b110907);
}

static gboolean is_litecoin(const struct payload *payload)
{
    return is_coin_message(payload, 0xfbc0b6db);
}

static const struct signature SIGNATURES[] = {
    { "STUN", OVER_ANY, is_stun },       { "STUN", OVER_UDP, is_classic_stun },
    { "RTCP", OVER_UDP, is_rtcp },       { "MPEG-TS", OVER_UDP, is_mpeg_ts },
    { "RakNet", OVER_UDP, is_raknet },   { "TeamSpeak", OVER_UDP, is_teamspeak },
    { "RTPS", OVER_ANY, is_rtps },       { "BT-Tracker", OVER_UDP, is_bt_tracker },
    { "Bitcoin", OVER_TCP, is_bitcoin }, { "Litecoin", OVER_TCP, is_litecoin },
};

const char *signatures_media(const struct payload *payload)
{
    return signature_first(SIGNATURES, G_N_ELEMENTS(SIGNATURES), payload);
}
