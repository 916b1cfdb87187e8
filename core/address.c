/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "address.h"

#include <arpa/inet.h>
#include <string.h>

#include "digits.h"
#include "seeded_hash.h"

enum { GROUPS = 8 }; /* of an IPv6 address */

static struct address address_of(enum address_kind kind, const void *bytes, gsize length)
{
    struct address address = { .kind = (guint8)kind };
    memcpy(address.bytes, bytes, length);
    return address;
}

struct address address_mac(const guint8 bytes[6])
{
    return address_of(ADDRESS_MAC, bytes, 6);
}

struct address address_ipv4(const guint8 bytes[4])
{
    return address_of(ADDRESS_IPV4, bytes, 4);
}

struct address address_ipv6(const guint8 bytes[16])
{
    return address_of(ADDRESS_IPV6, bytes, 16);
}

/* Packets of some links have names in them: without what a terminal would obey and what ends a line, a cell or an item. */
struct address address_text(const char *text)
{
    gsize length = strnlen(text, ADDRESS_BYTES);
    char  safe[ADDRESS_BYTES];

    while (length && ((guint8)text[length] & 0xc0) == 0x80) /* in the middle of a character of UTF-8 */
        length--;
    memcpy(safe, text, length);
    for (gsize i = 0; i < length; i++)
        if (g_ascii_iscntrl(safe[i]) || safe[i] == ',')
            safe[i] = '?';
        else if (i + 1 < length && (guint8)safe[i] == 0xc2 && ((guint8)safe[i + 1] & 0xe0) == 0x80) /* C1 in UTF-8 */
            safe[i] = safe[i + 1] = '?';
    return address_of(length ? ADDRESS_TEXT : ADDRESS_NONE, safe, length);
}

gboolean address_parse(const char *text, struct address *address)
{
    guint8 bytes[16];

    if (inet_pton(AF_INET, text, bytes) == 1)
        *address = address_ipv4(bytes);
    else if (inet_pton(AF_INET6, text, bytes) == 1)
        *address = address_ipv6(bytes);
    else
        return FALSE;
    return TRUE;
}

/* inet_ntop() does the same, but goes through printf(): it takes ten times as long. */
static char *write_ipv4(const guint8 *b, char *end)
{
    for (guint i = 0; i < 4; i++) {
        end = digits_write(end, b[i]);
        *end++ = '.';
    }
    *--end = '\0';
    return end;
}

static guint group_of(const guint8 *b, guint i)
{
    return (guint)b[2 * i] << 8 | b[2 * i + 1];
}

static char *write_group(guint group, char *end)
{
    for (guint shift = group > 0xfff ? 12 : group > 0xff ? 8 : group > 0xf ? 4 : 0;; shift -= 4) {
        *end++ = "0123456789abcdef"[group >> shift & 0xf];
        if (shift == 0)
            return end;
    }
}

struct run {
    guint first, count;
};

/* The longest run of zero groups, of two or more, and of these the first (RFC 5952, 4.2). */
static struct run longest_zeros(const guint8 *b)
{
    struct run longest = { GROUPS, 1 }, run = { 0, 0 };

    for (guint i = 0; i < GROUPS; i++) {
        if (group_of(b, i) != 0) {
            run = (struct run){ i + 1, 0 };
        } else if (++run.count > longest.count) {
            longest = run;
        }
    }
    return longest;
}

/* ::ffff:192.0.2.1, and what RFC 4291 called compatible. */
static gboolean ends_in_ipv4(const guint8 *b, struct run zeros)
{
    return zeros.first == 0 && (zeros.count == 6 || (zeros.count == 5 && group_of(b, 5) == 0xffff));
}

static void write_ipv6(const guint8 *b, char *end)
{
    struct run zeros = longest_zeros(b);
    guint      groups = ends_in_ipv4(b, zeros) ? GROUPS - 2 : GROUPS;

    for (guint i = 0; i < groups; i++) {
        if (i == zeros.first) {
            *end++ = ':';
            i += zeros.count - 1;
        } else {
            if (i > 0)
                *end++ = ':';
            end = write_group(group_of(b, i), end);
        }
    }
    if (groups < GROUPS) {
        *end++ = ':';
        write_ipv4(b + 12, end);
        return;
    }
    if (zeros.first + zeros.count == GROUPS)
        *end++ = ':';
    *end = '\0';
}

const char *address_format(const struct address *address, char buffer[ADDRESS_TEXT_SIZE])
{
    const guint8 *b = address->bytes;

    buffer[0] = '\0';
    switch ((enum address_kind)address->kind) {
    case ADDRESS_NONE: break;
    case ADDRESS_MAC:
        g_snprintf(buffer, ADDRESS_TEXT_SIZE, "%02x:%02x:%02x:%02x:%02x:%02x", b[0], b[1], b[2], b[3], b[4], b[5]);
        break;
    case ADDRESS_IPV4: write_ipv4(b, buffer); break;
    case ADDRESS_IPV6: write_ipv6(b, buffer); break;
    case ADDRESS_TEXT:
        memcpy(buffer, b, ADDRESS_BYTES);
        buffer[ADDRESS_BYTES] = '\0';
        break;
    }
    return buffer;
}

gboolean address_equal(const struct address *a, const struct address *b)
{
    return memcmp(a, b, sizeof *a) == 0;
}

guint address_hash(const struct address *address)
{
    return seeded_hash(address, sizeof *address);
}

int address_compare(const struct address *a, const struct address *b)
{
    return memcmp(a, b, sizeof *a);
}

gboolean address_is_multicast(const struct address *address)
{
    return address->kind == ADDRESS_IPV4 ? (address->bytes[0] & 0xf0) == 0xe0 :
                                           address->kind == ADDRESS_IPV6 && address->bytes[0] == 0xff;
}

struct address address_mask(const struct address *address, guint bits)
{
    struct address masked = *address;

    for (guint i = 0; i < ADDRESS_BYTES; i++) {
        guint keep = bits > i * 8 ? MIN(bits - i * 8, 8U) : 0;
        masked.bytes[i] &= (guint8)(0xff00U >> keep);
    }
    return masked;
}
