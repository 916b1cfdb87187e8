/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Count, least, greatest, mean and standard deviation of non-negative whole numbers, one sample at a time and mergeable.
 *
 * Sums are kept instead of Welford's running mean: whole numbers lose nothing in them, two sets of samples merge exactly,
 * and a sample costs no division. The sum of squares is at most the square of the sum, so 128 bits hold it as long as 64
 * hold the sum. */
#pragma once

#include <glib.h>

#include "wide_uint.h"

/* Empty when all zero. */
struct running_stats {
    guint64 count, sum;
    guint64 min, max;
    guint64 squares_high, squares_low;
};

static inline void running_stats_set_squares(struct running_stats *self, wide_uint squares)
{
    self->squares_high = (guint64)(squares >> 64);
    self->squares_low = (guint64)squares;
}

static inline wide_uint running_stats_squares(const struct running_stats *self)
{
    return (wide_uint)self->squares_high << 64 | self->squares_low;
}

static inline void running_stats_add(struct running_stats *self, guint64 sample)
{
    self->min = self->count == 0 || sample < self->min ? sample : self->min;
    self->max = MAX(self->max, sample);
    self->count++;
    self->sum += sample;
    running_stats_set_squares(self, running_stats_squares(self) + (wide_uint)sample * sample);
}

void running_stats_merge(struct running_stats *, const struct running_stats *other);

double running_stats_mean(const struct running_stats *);   /* needs one sample */
double running_stats_stddev(const struct running_stats *); /* with n - 1; needs two */
