/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * An address as a value: MAC, IPv4, IPv6, or the short text by which a host names any other kind.
 * Copied freely, owns nothing. Unused bytes are always zero, so that equal addresses are equal bytes. */
#pragma once

#include <glib.h>

enum address_kind { ADDRESS_NONE, ADDRESS_MAC, ADDRESS_IPV4, ADDRESS_IPV6, ADDRESS_TEXT };

enum { ADDRESS_BYTES = 16, ADDRESS_TEXT_SIZE = 46 };

struct address {
    guint8 kind; /* enum address_kind */
    guint8 bytes[ADDRESS_BYTES];
};

struct address address_mac(const guint8 bytes[6]);
struct address address_ipv4(const guint8 bytes[4]);
struct address address_ipv6(const guint8 bytes[16]);
struct address address_text(const char *text); /* what fits of it; "?" for commas and control characters */

/* IPv4 dotted or IPv6 (RFC 4291); FALSE, and *address untouched, if text is neither. */
gboolean address_parse(const char *text, struct address *address);

/* Writes the usual notation (RFC 5952 for IPv6, lower-case colons for MAC) and returns buffer; "" for ADDRESS_NONE. */
const char *address_format(const struct address *address, char buffer[ADDRESS_TEXT_SIZE]);

gboolean address_equal(const struct address *a, const struct address *b);
guint    address_hash(const struct address *);
int      address_compare(const struct address *a, const struct address *b);

gboolean address_is_multicast(const struct address *); /* IPv4 or IPv6 */

/* Keeps the first `bits` bits and clears the others. */
struct address address_mask(const struct address *address, guint bits);
