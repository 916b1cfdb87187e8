/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "signatures_internal.h"

/* RFC 1006, 6 and X.224, 13.3, 13.4: the length of what follows a TPKT's connection request or confirm, or -1. */
static int connection_variable_part(const struct payload *payload, guint8 code)
{
    enum { FIXED = 11 };

    if (get16(payload, 0) != 0x0300 || get16(payload, 2) != payload->length || payload->length < FIXED ||
        get8(payload, 4) + 5U != payload->length || get8(payload, 5) != code || !has(payload, payload->length))
        return -1;
    return (int)payload->length - FIXED;
}

/* [MS-RDPBCGR] 2.2.1.1 and 2.2.1.2: a cookie, or the negotiation's eight bytes at the end. */
static gboolean is_rdp(const struct payload *payload)
{
    enum { REQUEST = 0xe0, CONFIRM = 0xd0, NEGOTIATE = 1, AGREE = 2, FAIL = 3, PROTOCOLS_MAX = 0x1f };
    gsize last = payload->length - 8;

    if (connection_variable_part(payload, REQUEST) >= 8)
        return LITERAL_AT(payload, 11, "Cookie: mstshash=") ||
               (get8(payload, last) == NEGOTIATE && get16_le(payload, last + 2) == 8 &&
                get32_le(payload, last + 4) <= PROTOCOLS_MAX);
    return connection_variable_part(payload, CONFIRM) == 8 &&
           (get8(payload, last) == AGREE || get8(payload, last) == FAIL) && get16_le(payload, last + 2) == 8 &&
           get32_le(payload, last + 4) <= PROTOCOLS_MAX;
}

/* RFC 854 and 855: nothing but negotiations of registered options, two of them at least. */
static gboolean is_telnet(const struct payload *payload)
{
    enum { IAC = 255, WILL = 251, DONT = 254, OPTION_MAX = 49, PAYLOAD_MAX = 96 };

    if (payload->length < 6 || payload->length % 3 != 0 || payload->length > PAYLOAD_MAX || !has(payload, payload->length))
        return FALSE;
    for (guint at = 0; at < payload->length; at += 3)
        if (get8(payload, at) != IAC || get8(payload, at + 1) < WILL || get8(payload, at + 1) > DONT ||
            get8(payload, at + 2) > OPTION_MAX)
            return FALSE;
    return TRUE;
}

/* X Window System Protocol, 8: the set-up with the lengths of its authorization's name and data, both padded. */
static gboolean is_x11(const struct payload *payload)
{
    gboolean little = get8(payload, 0) == 'l';
    guint    name = little ? get16_le(payload, 6) : get16(payload, 6);
    guint    data = little ? get16_le(payload, 8) : get16(payload, 8);

    return (little || get8(payload, 0) == 'B') && get8(payload, 1) == 0 &&
           (little ? get16_le(payload, 2) : get16(payload, 2)) == 11 && zeros_at(payload, 4, 2) &&
           zeros_at(payload, 10, 2) && 12 + (name + 3) / 4 * 4 + (data + 3) / 4 * 4 == payload->length;
}

/* Android, adb/protocol.txt: "CNXN" or "AUTH" with its complement as the header's last word. */
static gboolean is_adb(const struct payload *payload)
{
    guint32 command = get32(payload, 0);

    return (LITERAL_AT(payload, 0, "CNXN") || LITERAL_AT(payload, 0, "AUTH")) && has(payload, 24) &&
           get32(payload, 20) == (command ^ 0xffffffff);
}

/* WireGuard: Next Generation Kernel Network Tunnel, 5.4: messages 1 and 2 with their lengths, the keys in them, and a
 * second MAC of zeros, as it is unless the responder is under load. */
static gboolean is_wireguard(const struct payload *payload)
{
    if (get32(payload, 0) == 0x01000000)
        return payload->length == 148 && is_filled(payload, 8, 124) && zeros_at(payload, 132, 16);
    return get32(payload, 0) == 0x02000000 && payload->length == 92 && is_filled(payload, 12, 64) &&
           zeros_at(payload, 76, 16);
}

/* RFC 7296, 3.1 and RFC 2408, 3.1; behind four zeros where NAT is traversed (RFC 3948, 2.2). */
static gboolean is_ike(const struct payload *payload)
{
    enum { HEADER = 28, NON_ESP = 4 };
    gsize    at = zeros_at(payload, 0, NON_ESP) ? NON_ESP : 0;
    guint8   version = get8(payload, at + 17), exchange = get8(payload, at + 18), next = get8(payload, at + 16);
    gboolean is_one = version == 0x10 && next <= 20 && (exchange <= 6 || exchange == 32 || exchange == 33);
    gboolean is_two = version == 0x20 && (next == 0 || (next >= 33 && next <= 54)) && exchange >= 34 && exchange <= 44;

    return (is_one || is_two) && exchange > 0 && has(payload, at + HEADER) && !zeros_at(payload, at, 8) &&
           (get8(payload, at + 19) & (is_one ? 0xf8 : 0xc7)) == 0 && get32(payload, at + 24) == payload->length - at;
}

/* OpenVPN protocol (openvpn.net, ssl.h): P_CONTROL_HARD_RESET_CLIENT_V2 or _SERVER_V2, key 0. Plain; with tls-auth's HMAC
 * of 20, 32 or 64 bytes before the first packet's number and time; or with tls-crypt. */
static gboolean is_openvpn_reset(const struct payload *payload, gsize at)
{
    enum { CLIENT = 0x38, SERVER = 0x40, SESSION_END = 9 };
    static const guint8 HMAC_LENGTHS[] = { 20, 32, 64 };
    guint8              opcode = get8(payload, at);
    gsize               end = payload->length - at;

    if (!is_filled(payload, at + 1, 8))
        return FALSE;
    if (opcode == SERVER)
        return end == 26 && LITERAL_AT(payload, at + SESSION_END, "\1\0\0\0\0") && zeros_at(payload, at + 22, 4);
    if (opcode != CLIENT)
        return FALSE;
    if (end == 14)
        return zeros_at(payload, at + SESSION_END, 5);
    for (guint i = 0; i < G_N_ELEMENTS(HMAC_LENGTHS); i++)
        if (end == 22U + HMAC_LENGTHS[i] && LITERAL_AT(payload, at + SESSION_END + HMAC_LENGTHS[i], "\0\0\0\1") &&
            zeros_at(payload, at + end - 5, 5))
            return TRUE;
    return end == 54 && LITERAL_AT(payload, at + SESSION_END, "\0\0\0\1") && is_filled(payload, at + 17, 37);
}

static gboolean is_openvpn_datagram(const struct payload *payload)
{
    return is_openvpn_reset(payload, 0);
}

static gboolean is_openvpn_stream(const struct payload *payload)
{
    return payload->length > 2 && get16(payload, 0) == payload->length - 2 && is_openvpn_reset(payload, 2);
}

/* RFC 2637, 2: length, control message, magic cookie */
static gboolean is_pptp(const struct payload *payload)
{
    return get16(payload, 0) == payload->length && get16(payload, 2) == 1 && get32(payload, 4) == 0x1a2b3c4d &&
           get16(payload, 8) >= 1 && get16(payload, 8) <= 15;
}

static const struct signature SIGNATURES[] = {
    { "RDP", OVER_TCP, is_rdp },
    { "Telnet", OVER_TCP, is_telnet },
    { "X11", OVER_TCP, is_x11 },
    { "ADB", OVER_TCP, is_adb },
    { "WireGuard", OVER_UDP, is_wireguard },
    { "IKE", OVER_UDP, is_ike },
    { "OpenVPN", OVER_UDP, is_openvpn_datagram },
    { "OpenVPN", OVER_TCP, is_openvpn_stream },
    { "PPTP", OVER_TCP, is_pptp },
};

const char *signatures_remote(const struct payload *payload)
{
    return signature_first(SIGNATURES, G_N_ELEMENTS(SIGNATURES), payload);
}
