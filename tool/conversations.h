/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * What pairs of talkers sent each other, exact for the first CONVERSATIONS_MAX pairs of exactly known talkers. */
#pragma once

#include <glib.h>

enum { CONVERSATIONS_MAX = 1 << 20 };

struct conversation {
    guint32 low, high;  /* talkers; low <= high */
    guint64 packets[2]; /* from low to high, from high to low */
    guint64 bytes[2];
};

struct conversations;

struct conversations *conversations_new(void);
void                  conversations_free(struct conversations *);

void conversations_prefetch(const struct conversations *, guint32 source, guint32 destination);
void conversations_add(struct conversations *, guint32 source, guint32 destination, guint64 bytes);
void conversations_add_all(struct conversations *, guint32 talker, guint32 peer, const guint64 packets[2],
                           const guint64 bytes[2]); /* from the talker, from the peer */
void conversations_add_other(struct conversations *, guint64 packets, guint64 bytes);

guint32 conversations_count(const struct conversations *);
guint64 conversations_other_packets(const struct conversations *); /* of pairs beyond the limit */
guint64 conversations_other_bytes(const struct conversations *);

typedef void (*conversations_visitor)(const struct conversation *, gpointer data);
void conversations_foreach(const struct conversations *, conversations_visitor, gpointer data);
