/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "running_stats.h"

#include <math.h>

void running_stats_merge(struct running_stats *self, const struct running_stats *other)
{
    if (other->count == 0)
        return;
    self->min = self->count == 0 ? other->min : MIN(self->min, other->min);
    self->max = MAX(self->max, other->max);
    self->count += other->count;
    self->sum += other->sum;
    running_stats_set_squares(self, running_stats_squares(self) + running_stats_squares(other));
}

double running_stats_mean(const struct running_stats *self)
{
    return (double)self->sum / (double)self->count;
}

/* The sum of squared deviations is squares - sum² / n: subtracted as whole numbers, rounded only then. */
double running_stats_stddev(const struct running_stats *self)
{
    wide_uint square_of_sum = (wide_uint)self->sum * self->sum;
    wide_uint whole = running_stats_squares(self) - square_of_sum / self->count;
    double    part = (double)(guint64)(square_of_sum % self->count) / (double)self->count;

    return sqrt(MAX(0, (double)whole - part) / (double)(self->count - 1));
}
