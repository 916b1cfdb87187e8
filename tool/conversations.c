/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "conversations.h"

#include "hash_mix.h"
#include "talkers.h"

enum { SLOTS_FIRST = 1024 };

struct conversations {
    struct conversation *slots; /* low and high are 0 where it is free, for TALKER_OTHER has no conversations */
    guint32              mask, count;
    guint64              seed;
    guint64              other_packets, other_bytes;
};

G_STATIC_ASSERT(TALKER_OTHER == 0);

struct conversations *conversations_new(void)
{
    struct conversations *self = g_new0(struct conversations, 1);

    self->slots = g_new0(struct conversation, SLOTS_FIRST);
    self->mask = SLOTS_FIRST - 1;
    self->seed = hash_seed();
    return self;
}

void conversations_free(struct conversations *self)
{
    if (!self)
        return;
    g_free(self->slots);
    g_free(self);
}

static guint64 hash_pair(const struct conversations *self, guint32 low, guint32 high)
{
    return hash_mix(low, high, self->seed);
}

void conversations_prefetch(const struct conversations *self, guint32 source, guint32 destination)
{
    __builtin_prefetch(&self->slots[hash_pair(self, MIN(source, destination), MAX(source, destination)) & self->mask]);
}

static struct conversation *find_slot(struct conversations *self, guint32 low, guint32 high)
{
    for (guint64 at = hash_pair(self, low, high);; at++) {
        struct conversation *slot = &self->slots[at & self->mask];

        if (!slot->high || (slot->low == low && slot->high == high))
            return slot;
    }
}

static void grow(struct conversations *self)
{
    struct conversation *old = self->slots;
    guint32              old_mask = self->mask;

    self->mask = self->mask * 2 + 1;
    self->slots = g_new0(struct conversation, (gsize)self->mask + 1);
    for (guint64 i = 0; i <= old_mask; i++)
        if (old[i].high)
            *find_slot(self, old[i].low, old[i].high) = old[i];
    g_free(old);
}

void conversations_add_other(struct conversations *self, guint64 packets, guint64 bytes)
{
    self->other_packets += packets;
    self->other_bytes += bytes;
}

/* NULL: it has no place of its own. */
static struct conversation *find_place(struct conversations *self, guint32 low, guint32 high)
{
    struct conversation *slot = low == TALKER_OTHER ? NULL : find_slot(self, low, high);

    if (!slot || G_LIKELY(slot->high))
        return slot;
    if (self->count == CONVERSATIONS_MAX)
        return NULL;
    slot->low = low;
    slot->high = high;
    if (++self->count * 2 > self->mask) {
        grow(self);
        slot = find_slot(self, low, high);
    }
    return slot;
}

void conversations_add(struct conversations *self, guint32 source, guint32 destination, guint64 bytes)
{
    guint32              low = MIN(source, destination), high = MAX(source, destination);
    struct conversation *slot = find_place(self, low, high);

    if (!slot) {
        conversations_add_other(self, 1, bytes);
        return;
    }
    slot->packets[source != low]++;
    slot->bytes[source != low] += bytes;
}

void conversations_add_all(struct conversations *self, guint32 talker, guint32 peer, const guint64 packets[2],
                           const guint64 bytes[2])
{
    guint32              low = MIN(talker, peer), high = MAX(talker, peer);
    struct conversation *slot = find_place(self, low, high);

    for (guint i = 0; i < 2; i++) {
        gboolean is_down = (i ? peer : talker) != low;

        if (!slot) {
            conversations_add_other(self, packets[i], bytes[i]);
            continue;
        }
        slot->packets[is_down] += packets[i];
        slot->bytes[is_down] += bytes[i];
    }
}

guint32 conversations_count(const struct conversations *self)
{
    return self->count;
}

guint64 conversations_other_packets(const struct conversations *self)
{
    return self->other_packets;
}

guint64 conversations_other_bytes(const struct conversations *self)
{
    return self->other_bytes;
}

void conversations_foreach(const struct conversations *self, conversations_visitor visit, gpointer data)
{
    for (guint64 i = 0; i <= self->mask; i++)
        if (self->slots[i].high)
            visit(&self->slots[i], data);
}
