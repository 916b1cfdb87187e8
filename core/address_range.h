/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * All addresses from a first one to a last one, both of the same kind: an address, a network or any other range. */
#pragma once

#include "address.h"

struct address_range {
    struct address first, last; /* first <= last */
};

/* ADDRESS, ADDRESS/BITS or ADDRESS-ADDRESS, IPv4 or IPv6, with blanks around the hyphen only; `text` need not end in a
 * zero byte. Bits of a network behind its prefix are cleared. NULL, or what was expected instead (static), and then
 * *range means nothing. */
const char *address_range_parse(const char *text, gsize length, struct address_range *range);

gboolean address_range_is_single(const struct address_range *);
gboolean address_range_has(const struct address_range *, const struct address *);
