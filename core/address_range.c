/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "address_range.h"

#include <string.h>

static const char ADDRESS_EXPECTED[] = "an address, a network or a range";
static const char BITS_EXPECTED[] = "a prefix length of at most 32 bits (IPv6: 128)";
static const char LAST_EXPECTED[] = "a range of two addresses of one kind, the lower one first";

/* All of these return what is behind that which they read, or NULL. */
static const char *read_octet(const char *text, const char *end, guint8 *octet)
{
    const char *c = text;
    guint       value = 0;

    while (c < end && c - text < 3 && g_ascii_isdigit(*c))
        value = value * 10 + (guint)(*c++ - '0');
    if (c == text || value > 255 || (c - text > 1 && *text == '0'))
        return NULL; /* 010 is ten for some and eight for others */
    *octet = (guint8)value;
    return c;
}

/* Lists have millions of these: inet_pton() wants a copy of each. */
static const char *read_ipv4(const char *text, const char *end, struct address *address)
{
    guint8 bytes[4];

    for (guint i = 0; i < 4; i++) {
        if (i > 0 && (text == end || *text++ != '.'))
            return NULL;
        text = read_octet(text, end, &bytes[i]);
        if (!text)
            return NULL;
    }
    *address = address_ipv4(bytes);
    return text;
}

static const char *read_ipv6(const char *text, const char *end, struct address *address)
{
    char  copy[ADDRESS_TEXT_SIZE];
    gsize length = 0;

    while (text + length < end && (g_ascii_isxdigit(text[length]) || strchr(":.", text[length])) && text[length])
        if (++length == sizeof copy)
            return NULL;
    memcpy(copy, text, length);
    copy[length] = '\0';
    return address_parse(copy, address) ? text + length : NULL;
}

static const char *read_address(const char *text, const char *end, struct address *address)
{
    const char *behind = read_ipv4(text, end, address);

    return behind ? behind : read_ipv6(text, end, address);
}

static const char *skip_blanks(const char *text, const char *end)
{
    while (text < end && (*text == ' ' || *text == '\t'))
        text++;
    return text;
}

/* ---- what stands behind the first address: these return what was expected, or NULL ---- */

static void set_bits_from(struct address *address, guint bits, guint width)
{
    for (guint i = bits / 8; i < width / 8; i++)
        address->bytes[i] |= (guint8)(i == bits / 8 ? 0xff >> bits % 8 : 0xff);
}

static const char *read_bits(const char *text, const char *end, struct address_range *range)
{
    guint width = range->first.kind == ADDRESS_IPV6 ? 128 : 32;
    guint bits = 0;

    if (text == end || end - text > 3)
        return BITS_EXPECTED;
    for (; text < end && g_ascii_isdigit(*text); text++)
        bits = bits * 10 + (guint)(*text - '0');
    if (text != end || bits > width)
        return BITS_EXPECTED;
    range->first = range->last = address_mask(&range->first, bits);
    set_bits_from(&range->last, bits, width);
    return NULL;
}

static const char *read_last(const char *text, const char *end, struct address_range *range)
{
    text = read_address(skip_blanks(text, end), end, &range->last);
    if (text != end || range->last.kind != range->first.kind || address_compare(&range->first, &range->last) > 0)
        return LAST_EXPECTED;
    return NULL;
}

const char *address_range_parse(const char *text, gsize length, struct address_range *range)
{
    const char *end = text + length;

    text = read_address(text, end, &range->first);
    if (!text)
        return ADDRESS_EXPECTED;
    range->last = range->first;
    if (text == end)
        return NULL;
    if (*text == '/')
        return read_bits(text + 1, end, range);
    text = skip_blanks(text, end);
    return text < end && *text == '-' ? read_last(text + 1, end, range) : ADDRESS_EXPECTED;
}

gboolean address_range_is_single(const struct address_range *range)
{
    return address_equal(&range->first, &range->last);
}

gboolean address_range_has(const struct address_range *range, const struct address *address)
{
    return address->kind == range->first.kind && address_compare(&range->first, address) <= 0 &&
           address_compare(address, &range->last) <= 0;
}
