/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * What running_stats.h keeps but for how many there are, of gaps between packets: those who have counted the packets know. */
#pragma once

#include "running_stats.h"

/* Empty when all zero. */
struct gap_stats {
    guint64 sum, min, max; /* ns */
    guint64 squares_high, squares_low;
};

static inline struct running_stats gap_stats_spread(const struct gap_stats *self, guint64 count)
{
    return (struct running_stats){ count, self->sum, self->min, self->max, self->squares_high, self->squares_low };
}

/* One more, ns, than the `count` that there are. */
static inline void gap_stats_add(struct gap_stats *self, guint64 count, guint64 gap)
{
    struct running_stats spread = gap_stats_spread(self, count);

    running_stats_add(&spread, gap);
    *self = (struct gap_stats){ spread.sum, spread.min, spread.max, spread.squares_high, spread.squares_low };
}
