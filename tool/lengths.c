/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lengths.h"

struct lengths {
    guint64             packets[LENGTHS_EXACT];
    struct length_range longer;
};

struct lengths *lengths_new(void)
{
    return g_new0(struct lengths, 1);
}

void lengths_free(struct lengths *self)
{
    g_free(self);
}

static void add_range(struct length_range *into, const struct length_range *range)
{
    if (!range->packets)
        return;
    into->shortest = into->packets ? MIN(into->shortest, range->shortest) : range->shortest;
    into->longest = MAX(into->longest, range->longest);
    into->packets += range->packets;
    into->bytes += range->bytes;
}

void lengths_add_long(struct lengths *self, const struct length_range *range)
{
    add_range(&self->longer, range);
}

void lengths_add_many(struct lengths *self, guint64 length, guint64 packets)
{
    if (G_LIKELY(length < LENGTHS_EXACT))
        self->packets[length] += packets;
    else
        lengths_add_long(self, &(struct length_range){ packets, packets * length, length, length });
}

struct length_range lengths_range(const struct lengths *self, guint from, guint to)
{
    struct length_range range = { 0 };

    for (guint length = from; length < to; length++) {
        guint64 packets = self->packets[length];
        add_range(&range, &(struct length_range){ packets, packets * length, length, length });
    }
    if (to == LENGTHS_EXACT)
        add_range(&range, &self->longer);
    return range;
}

guint64 lengths_packets(const struct lengths *self, guint length)
{
    return self->packets[length];
}

struct length_range lengths_long(const struct lengths *self)
{
    return self->longer;
}
