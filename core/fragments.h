/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Remembers the ports, or ICMP's identifier, of fragmented IP datagrams, so that later fragments belong to their
 * datagram's flow.
 * Of fixed size: a newer datagram takes the place of one with the same hash. */
#pragma once

#include "packet.h"

struct fragments;

struct fragments *fragments_new(void);
void              fragments_free(struct fragments *);

/* Of a first fragment keeps these; to a later one gives those of its datagram, if they are known. */
void fragments_resolve(struct fragments *, struct packet *);
