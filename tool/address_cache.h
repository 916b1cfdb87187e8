/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Addresses by the text that they were read from. Few addresses make up most of the traffic, and to compare is cheaper than
 * to parse, for IPv6 above all. Owns nothing; all zero is empty. */
#pragma once

#include "address.h"
#include "cell.h"

enum { ADDRESS_CACHE_SIZE = 512, ADDRESS_CACHE_TEXT = 40 };

struct cached_address {
    char           text[ADDRESS_CACHE_TEXT];
    guint8         length; /* 0: free */
    struct address address;
};

struct address_cache {
    struct cached_address entries[ADDRESS_CACHE_SIZE];
};

/* As cell_address(). */
gboolean address_cache_read(struct address_cache *, struct cell, struct address *);
