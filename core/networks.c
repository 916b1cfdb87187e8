/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "networks.h"

#include <gio/gio.h>
#include <string.h>

static const char OWN[] = "10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 fc00::/7";

static const char EXEMPT[] =
    "0.0.0.0 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.168.0.0/16 224.0.0.0/4 255.255.255.255 "
    "::/127 fc00::/7 fe80::/10 ff00::/8 "
    "8.8.8.8 8.8.4.4 2001:4860:4860::8888 2001:4860:4860::8844 "                 /* Google */
    "1.1.1.1-1.1.1.3 1.0.0.1-1.0.0.3 2606:4700:4700::1111-2606:4700:4700::1113 " /* Cloudflare */
    "2606:4700:4700::1001-2606:4700:4700::1003 "
    "9.9.9.9-9.9.9.12 149.112.112.9-149.112.112.12 149.112.112.112 2620:fe::9-2620:fe::12 2620:fe::fe-2620:fe::fe:12 "
    /* Quad9 */
    "208.67.222.222 208.67.220.220 208.67.222.220 208.67.220.222 208.67.222.123 208.67.220.123 " /* OpenDNS */
    "2620:119:35::35 2620:119:53::53 2620:119:35::123 2620:119:53::123 "
    "94.140.14.14-94.140.14.15 94.140.15.15-94.140.15.16 94.140.14.140-94.140.14.141 " /* AdGuard */
    "2a10:50c0::ad1:ff 2a10:50c0::ad2:ff 2a10:50c0::bad1:ff 2a10:50c0::bad2:ff 2a10:50c0::1:ff 2a10:50c0::2:ff "
    "185.228.168.9 185.228.169.9 185.228.168.10 185.228.169.11 185.228.168.168 185.228.169.168 " /* CleanBrowsing */
    "2a0d:2a00:1:: 2a0d:2a00:2:: "
    "64.6.64.6 64.6.65.6 2620:74:1b::1:1 2620:74:1c::2:2 " /* Verisign, now Vercara */
    "76.76.2.0-76.76.2.5 76.76.10.0-76.76.10.5 ";          /* Control D */

/* The first that has an address decides. */
static const struct {
    guint32  network;
    guint    bits;
    gboolean is_global;
} IPV4[] = {
    { 0x00000000, 8, FALSE },  /* this network */
    { 0x0a000000, 8, FALSE },  /* private */
    { 0x64400000, 10, FALSE }, /* shared, RFC 6598 */
    { 0x7f000000, 8, FALSE },  /* loopback */
    { 0xa9fe0000, 16, FALSE }, /* link-local */
    { 0xac100000, 12, FALSE }, /* private */
    { 0xc0000009, 32, TRUE },  /* port control protocol anycast */
    { 0xc000000a, 32, TRUE },  /* TURN anycast */
    { 0xc0000000, 24, FALSE }, /* IETF protocol assignments */
    { 0xc0000200, 24, FALSE }, /* documentation */
    { 0xc0a80000, 16, FALSE }, /* private */
    { 0xc6120000, 15, FALSE }, /* benchmarks */
    { 0xc6336400, 24, FALSE }, /* documentation */
    { 0xcb007100, 24, FALSE }, /* documentation */
    { 0xe0000000, 3, FALSE },  /* multicast, reserved, broadcast */
};

/* As above, by the upper half. Nothing but 2000::/3 and 64:ff9b::/96 is global unicast. */
static const struct {
    guint64  network;
    guint    bits;
    gboolean is_global;
} IPV6[] = {
    { 0x2001000000000000, 32, TRUE },  /* Teredo */
    { 0x2001000300000000, 32, TRUE },  /* AMT */
    { 0x2001000401120000, 48, TRUE },  /* AS112 */
    { 0x2001002000000000, 28, TRUE },  /* ORCHIDv2 */
    { 0x2001003000000000, 28, TRUE },  /* drone remote identification */
    { 0x2001000000000000, 23, FALSE }, /* IETF protocol assignments */
    { 0x20010db800000000, 32, FALSE }, /* documentation */
    { 0x3fff000000000000, 20, FALSE }, /* documentation */
    { 0x2000000000000000, 3, TRUE },   /* global unicast */
};

static gboolean is_global_ipv4(guint32 address)
{
    for (guint i = 0; i < G_N_ELEMENTS(IPV4); i++)
        if ((address ^ IPV4[i].network) >> (32 - IPV4[i].bits) == 0)
            return IPV4[i].is_global;
    return TRUE;
}

static gboolean is_global_ipv6(guint64 high, guint64 low)
{
    static const guint64 NAT64 = 0x0064ff9b00000000, ANYCAST = 0x2001000100000000;

    if (high == NAT64)
        return low >> 32 == 0;
    if (high == ANYCAST && low >= 1 && low <= 3) /* port control protocol, TURN, DNS-SD */
        return TRUE;
    for (guint i = 0; i < G_N_ELEMENTS(IPV6); i++)
        if ((high ^ IPV6[i].network) >> (64 - IPV6[i].bits) == 0)
            return IPV6[i].is_global;
    return FALSE;
}

gboolean address_is_global(const struct address *address)
{
    guint32 ipv4;
    guint64 halves[2];

    memcpy(&ipv4, address->bytes, sizeof ipv4);
    memcpy(halves, address->bytes, sizeof halves);
    if (address->kind == ADDRESS_IPV4)
        return is_global_ipv4(GUINT32_FROM_BE(ipv4));
    return address->kind == ADDRESS_IPV6 && is_global_ipv6(GUINT64_FROM_BE(halves[0]), GUINT64_FROM_BE(halves[1]));
}

/* ---- text ---- */

static gboolean add_words(struct address_set *set, const char *text, GError **error)
{
    static const char SEPARATORS[] = " \t\r\n,;";

    for (text += strspn(text, SEPARATORS); *text; text += strspn(text, SEPARATORS)) {
        struct address_range range;
        gsize                length = strcspn(text, SEPARATORS);
        const char          *expected = address_range_parse(text, length, &range);

        if (expected) {
            g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "Expected %s instead of “%.*s”.", expected,
                        (int)MIN(length, 64), text);
            return FALSE;
        }
        address_set_add(set, &range.first, &range.last, 0, 0);
        text += length;
    }
    return TRUE;
}

static struct address_set *set_of(const char *text, GError **error)
{
    struct address_set *set = address_set_new();

    if (!add_words(set, text, error)) {
        address_set_free(set);
        return NULL;
    }
    address_set_seal(set);
    return set;
}

struct address_set *networks_parse(const char *text, GError **error)
{
    struct address_set *set = set_of(text ? text : "", error);

    if (!set || address_set_count(set) > 0)
        return set;
    address_set_free(set);
    return set_of(OWN, NULL);
}

struct address_set *networks_exempt(void)
{
    return set_of(EXEMPT, NULL);
}
