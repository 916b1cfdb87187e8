/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "first_bytes.h"

#include <math.h>
#include <string.h>

static gboolean is_kept(const struct first_bytes *self)
{
    return self->count > 0 && self->count < FIRST_BYTES;
}

void first_bytes_clear(struct first_bytes *self)
{
    if (is_kept(self))
        g_free(self->kept);
}

/* Whole numbers of 2^-52 bits: the sums of 256 bytes fit, and fifteen digits are right. */
static const long double UNIT = 4503599627370496.0L;

/* By how much n·log2(n) grows from n to n + 1; worked out once. */
static const guint64 *growths(void)
{
    static guint64 table[FIRST_BYTES];
    static gsize   ready;

    if (g_once_init_enter(&ready)) {
        for (guint n = 1; n < FIRST_BYTES; n++)
            table[n] = (guint64)llrintl(((n + 1) * log2l(n + 1) - n * log2l(n)) * UNIT);
        g_once_init_leave(&ready, 1);
    }
    return table;
}

static double entropy_of(const guint8 *bytes, guint count)
{
    const guint64 *growth = growths();
    guint8         of[256] = { 0 };
    guint64        sum = 0;

    for (guint i = 0; i < count; i++)
        sum += growth[of[bytes[i]]++];
    return MAX(0, (double)(log2l(count) - (long double)sum / UNIT / count));
}

static void complete(struct first_bytes *self, const guint8 *bytes, guint missing)
{
    guint8 all[FIRST_BYTES];

    if (is_kept(self)) {
        memcpy(all, self->kept, self->count);
        memcpy(all + self->count, bytes, missing);
        bytes = all;
        g_free(self->kept);
    }
    self->count = FIRST_BYTES;
    self->entropy = entropy_of(bytes, FIRST_BYTES);
}

void first_bytes_add(struct first_bytes *self, const guint8 *bytes, guint count)
{
    guint missing = FIRST_BYTES - (guint)self->count;

    if (count == 0 || missing == 0)
        return;
    if (count >= missing) {
        complete(self, bytes, missing);
        return;
    }
    self->kept = g_realloc(self->count ? self->kept : NULL, self->count + count);
    memcpy(self->kept + self->count, bytes, count);
    self->count = (guint16)(self->count + count);
}

double first_bytes_entropy(const struct first_bytes *self)
{
    return self->count == FIRST_BYTES ? self->entropy : entropy_of(self->kept, self->count);
}
