/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * What of a name somebody registered, by the Public Suffix List (publicsuffix.org), and whose subdomain it is.
 * Names are as struct dns_name has them: lower-case ASCII, odd bytes escaped, no dot at the end. */
#pragma once

#include <glib.h>

/* The registrable domain: the public suffix and the label before it, as a pointer into `name`, which ends it. The name
 * itself where it is a suffix, has an empty label at its start, or no list is there. The list is the newer one of the
 * system's and libpsl's own, and is read once. Of a name the last 8 labels count; no rule of the list has more than 6.
 * It takes from 5,000 to 50,000 instructions, by the number of labels. */
const char *domain_registrable(const char *name);

enum { DOMAIN_CACHE_SLOTS = 256, DOMAIN_CACHE_TEXT = 62 };

/* Names of up to 62 bytes and their answers, by hash; a new one takes the place of an old one. Empty when all zero. */
struct domain_cache {
    struct domain_cache_slot {
        guint8 length, registrable; /* of the name, and of the answer at its end; bytes */
        char   name[DOMAIN_CACHE_TEXT];
    } slots[DOMAIN_CACHE_SLOTS];
};

/* The same; a name that the cache holds takes some 200 instructions. */
const char *domain_cache_registrable(struct domain_cache *, const char *name);

/* Whether the name is the domain or ends in it behind a dot, in whatever case; all names are under "", the root.
 * A dot at the end of the name is no matter. */
gboolean domain_is_under(const char *name, const char *domain);
