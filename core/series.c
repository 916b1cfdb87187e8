/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "series.h"

/* A point is time * 2^21 + size: both are signed. */
static const gint64  LATEST = (G_GINT64_CONSTANT(1) << 42) - 1, SIZES = 1 << 21;
static const guint32 LARGEST = (1 << 20) - 1;

void series_clear(struct series *self)
{
    g_free(self->points);
}

/* There is room for 3, 7, 15, 31, 32: the allocator adds a word, and most flows are short. */
static void make_room(struct series *self)
{
    gsize next = self->count + 1U;

    if (next == 1 || (next >= 4 && (next & (next - 1)) == 0))
        self->points = g_renew(gint64, self->points, MIN(SERIES_LENGTH, MAX(4, next * 2) - 1));
}

void series_add(struct series *self, enum flow_scope sender, gint64 age, guint32 payload_bytes)
{
    gint64 time = age / 1000, size = MIN(payload_bytes, LARGEST);

    if (self->count == SERIES_LENGTH)
        return;
    make_room(self);
    self->points[self->count++] = CLAMP(time, -LATEST, LATEST) * SIZES + (sender == SCOPE_INITIATOR ? size : -size);
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
