/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "talkers.h"

#include "hash_mix.h"

#include <string.h>

enum { SLOTS_FIRST = 1024 };

struct slot {
    guint32 index; /* 0: free */
    guint32 hash;  /* upper half, to spare most looks at the talker */
};

struct talkers {
    struct talker *all;
    guint32        count, size;
    struct slot   *slots;
    guint32        mask;
    guint64        seed;
};

struct talkers *talkers_new(void)
{
    struct talkers *self = g_new0(struct talkers, 1);

    self->size = SLOTS_FIRST / 2;
    self->all = g_new0(struct talker, self->size);
    self->count = 1;
    self->slots = g_new0(struct slot, SLOTS_FIRST);
    self->mask = SLOTS_FIRST - 1;
    self->seed = hash_seed();
    return self;
}

void talkers_free(struct talkers *self)
{
    if (!self)
        return;
    g_free(self->all);
    g_free(self->slots);
    g_free(self);
}

guint64 talkers_hash(const struct talkers *self, const struct address *address)
{
    guint64 words[2], hash;

    memcpy(words, address->bytes, sizeof words);
    hash = hash_mix(words[0], words[1] ^ address->kind, self->seed);
    __builtin_prefetch(&self->slots[hash & self->mask]);
    return hash;
}

static void grow(struct talkers *self)
{
    self->size *= 2;
    self->all = g_renew(struct talker, self->all, self->size);
    self->mask = self->mask * 2 + 1;
    g_free(self->slots);
    self->slots = g_new0(struct slot, (gsize)self->mask + 1);
    for (guint32 i = 1; i < self->count; i++) {
        guint64 hash = talkers_hash(self, &self->all[i].address), at = hash;

        while (self->slots[at & self->mask].index)
            at++;
        self->slots[at & self->mask] = (struct slot){ i, (guint32)(hash >> 32) };
    }
}

static guint32 add(struct talkers *self, struct slot *slot, const struct address *address, guint64 hash)
{
    if (self->count == TALKERS_MAX)
        return TALKER_OTHER;
    *slot = (struct slot){ self->count, (guint32)(hash >> 32) };
    self->all[self->count] = (struct talker){ .address = *address };
    if (++self->count == self->size && self->count < TALKERS_MAX)
        grow(self);
    return self->count - 1;
}

guint32 talkers_find(struct talkers *self, const struct address *address, guint64 hash)
{
    for (guint64 at = hash;; at++) {
        struct slot *slot = &self->slots[at & self->mask];

        if (!slot->index)
            return add(self, slot, address, hash);
        if (slot->hash == (guint32)(hash >> 32) && memcmp(&self->all[slot->index].address, address, sizeof *address) == 0)
            return slot->index;
    }
}

guint32 talkers_add(struct talkers *self, const struct talker *added)
{
    gboolean       is_other = added->address.kind == ADDRESS_NONE;
    guint64        hash = talkers_hash(self, &added->address);
    guint32        place = is_other ? TALKER_OTHER : talkers_find(self, &added->address, hash);
    struct talker *talker = &self->all[place];

    talker->packets_sent += added->packets_sent;
    talker->bytes_sent += added->bytes_sent;
    talker->packets_received += added->packets_received;
    talker->bytes_received += added->bytes_received;
    return place;
}

struct talker *talkers_at(const struct talkers *self, guint32 index)
{
    return &self->all[index];
}

guint32 talkers_count(const struct talkers *self)
{
    return self->count;
}
