/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Networks as users name them, and what the registries say of addresses. */
#pragma once

#include "address_set.h"

/* The addresses, networks and ranges of a text, separated by white space, commas or semicolons, as a sealed set for the
 * caller to free; of an empty text or NULL, private and unique local networks (RFC 1918, RFC 4193). NULL, and a sentence for the
 * user in *error, if a word is none of these. */
struct address_set *networks_parse(const char *text, GError **error);

/* Whether the Internet can reach it: unicast, and not set aside for private use, loopback, link-local use, shared address
 * space, documentation or benchmarks (RFC 6890 and IANA's special-purpose registries of 2025). Where these say neither,
 * as of 6to4 and Teredo, it is global. */
gboolean address_is_global(const struct address *);

/* What no list of networks can mean to block: loopback, private, shared, link-local, multicast, broadcast and unspecified
 * addresses, and the well-known public resolvers. A sealed set for the caller to free. */
struct address_set *networks_exempt(void);
