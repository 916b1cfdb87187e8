/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * What every address sent and received. Exact for the first TALKERS_MAX - 1 addresses; all that come later share the place
 * TALKER_OTHER, so that memory is bounded. */
#pragma once

#include "address.h"

enum { TALKERS_MAX = 1 << 20, TALKER_OTHER = 0 };

struct talker {
    struct address address; /* ADDRESS_NONE at TALKER_OTHER */
    guint64        packets_sent, bytes_sent;
    guint64        packets_received, bytes_received;
};

struct talkers;

struct talkers *talkers_new(void);
void            talkers_free(struct talkers *);

/* First the hashes of many, then their places: so the second step finds its memory in the cache. */
guint64 talkers_hash(const struct talkers *, const struct address *);
guint32 talkers_find(struct talkers *, const struct address *, guint64 hash);

/* Adds what another table knows of an address, TALKER_OTHER's included: its place here. */
guint32 talkers_add(struct talkers *, const struct talker *);

/* Valid until the next find. */
struct talker *talkers_at(const struct talkers *, guint32 index);
guint32        talkers_count(const struct talkers *); /* TALKER_OTHER included */
