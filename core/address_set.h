/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Addresses, networks and ranges of IPv4 and IPv6, and the line of a list that each stands in.
 *
 * Built once, then sealed; a sealed set never changes. What covers an address is the narrowest range that was added, so
 * that an entry for a host is told rather than one for its network; of equal ranges the one that was added first. */
#pragma once

#include "address_range.h"

struct address_set;

struct address_entry {
    guint32 list, line;
};

struct address_set *address_set_new(void);
void                address_set_free(struct address_set *);

/* Both ends of one kind, first <= last; what is neither IPv4 nor IPv6 is left out. Not after sealing. */
void address_set_add(struct address_set *, const struct address *first, const struct address *last, guint32 list,
                     guint32 line);

/* Moves what the list that was added to last has in `from` over to `to`; both not yet sealed. */
void address_set_move(struct address_set *from, struct address_set *to, guint32 list);

/* Before the first look-up. */
void address_set_seal(struct address_set *);

/* FALSE, and *entry untouched, if no range has the address; entry may be NULL. */
gboolean address_set_find(const struct address_set *, const struct address *, struct address_entry *entry);

guint address_set_count(const struct address_set *); /* of ranges added */
gsize address_set_bytes(const struct address_set *); /* of memory, once sealed */
