/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * What running_stats.h keeps, of sizes: neither they nor their number come to 2^32, so that two thirds of the memory do. */
#pragma once

#include "running_stats.h"

/* Empty when all zero. */
struct size_stats {
    guint64 sum, squares_low;
    guint32 squares_high;
    guint32 count, min, max;
};

static inline struct running_stats size_stats_spread(const struct size_stats *self)
{
    return (struct running_stats){ self->count, self->sum, self->min, self->max, self->squares_high, self->squares_low };
}

static inline struct size_stats size_stats_of(const struct running_stats *spread)
{
    return (
        struct size_stats){ spread->sum,          spread->squares_low, (guint32)spread->squares_high, (guint32)spread->count,
                            (guint32)spread->min, (guint32)spread->max };
}

static inline void size_stats_add(struct size_stats *self, guint32 sample)
{
    struct running_stats spread = size_stats_spread(self);

    running_stats_add(&spread, sample);
    *self = size_stats_of(&spread);
}

static inline void size_stats_merge(struct size_stats *self, const struct size_stats *other)
{
    struct running_stats spread = size_stats_spread(self), more = size_stats_spread(other);

    running_stats_merge(&spread, &more);
    *self = size_stats_of(&spread);
}
