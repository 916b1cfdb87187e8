/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "series.h"

/* A point is time * 2^21 + size: both are signed. */
static const gint64  LATEST = (G_GINT64_CONSTANT(1) << 42) - 1, SIZES = 1 << 21;
static const guint32 LARGEST = (1 << 20) - 1;

struct series {
    gsize  count;
    gint64 points[];
};

void series_free(struct series *self)
{
    g_free(self);
}

guint series_count(const struct series *self)
{
    return self ? (guint)self->count : 0;
}

/* There is room for 2, 4, 8, 16, 32: most flows are short. */
static struct series *make_room(struct series *self, gsize count)
{
    if (count == 1 || (count & (count - 1)) != 0)
        return self;
    return g_realloc(self, sizeof *self + MAX(2, count * 2) * sizeof *self->points);
}

void series_add(struct series **series, enum flow_scope sender, gint64 age, guint32 payload_bytes)
{
    guint  count = series_count(*series);
    gint64 time = age / 1000, size = MIN(payload_bytes, LARGEST);

    if (count == SERIES_LENGTH)
        return;
    *series = make_room(*series, count);
    (*series)->points[count] = CLAMP(time, -LATEST, LATEST) * SIZES + (sender == SCOPE_INITIATOR ? size : -size);
    (*series)->count = count + 1;
}

gint series_size(const struct series *self, guint i)
{
    gint64 rest = self->points[i] & (SIZES - 1);

    return (gint)(rest > LARGEST ? rest - SIZES : rest);
}

gint64 series_time(const struct series *self, guint i)
{
    return (self->points[i] - series_size(self, i)) / SIZES;
}
