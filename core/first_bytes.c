/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "first_bytes.h"

#include <math.h>
#include <string.h>

enum { KEPT = 64 }; /* bytes */

void first_bytes_clear(struct first_bytes *self)
{
    if (self->count > 0 && self->count < FIRST_BYTES)
        g_free(self->kept);
}

/* Fewer than 256 sorted bytes as 512 bits: bit i + value of the i-th byte is set. Between two set bits there are as many
 * zeros as the value rises. */
static void pack(const guint8 *bytes, guint count, guint8 *bits)
{
    guint of[256] = { 0 };
    guint position = 0;

    for (guint i = 0; i < count; i++)
        of[bytes[i]]++;
    memset(bits, 0, KEPT);
    for (guint value = 0; value < G_N_ELEMENTS(of); value++, position++)
        for (; of[value] > 0; of[value]--, position++)
            bits[position / 8] |= (guint8)(1 << position % 8);
}

static void unpack(const guint8 *bits, guint8 *bytes)
{
    guint count = 0;

    for (guint position = 0; position < KEPT * 8; position++)
        if (bits[position / 8] >> position % 8 & 1) {
            bytes[count] = (guint8)(position - count);
            count++;
        }
}

static void load(const struct first_bytes *self, guint8 *bytes)
{
    if (self->count > KEPT)
        unpack(self->kept, bytes);
    else if (self->count > 0)
        memcpy(bytes, self->kept, self->count);
}

/* By how much n·log2(n) grows from n to n + 1; worked out once. */
static const double *growths(void)
{
    static double table[FIRST_BYTES];
    static gsize  ready;

    if (g_once_init_enter(&ready)) {
        for (guint n = 1; n < FIRST_BYTES; n++)
            table[n] = (n + 1) * log2(n + 1) - n * log2(n);
        g_once_init_leave(&ready, 1);
    }
    return table;
}

static double entropy_of(const guint8 *bytes, guint count)
{
    const double *growth = growths();
    guint8        of[256] = { 0 };
    double        sum = 0;

    for (guint i = 0; i < count; i++)
        sum += growth[of[bytes[i]]++];
    return MAX(0, log2(count) - sum / count);
}

static void store(struct first_bytes *self, const guint8 *bytes, guint count)
{
    if (count == FIRST_BYTES) {
        first_bytes_clear(self);
        self->entropy = entropy_of(bytes, count);
    } else {
        if (self->count == 0)
            self->kept = g_malloc(KEPT);
        if (count > KEPT)
            pack(bytes, count, self->kept);
        else
            memcpy(self->kept, bytes, count);
    }
    self->count = (guint16)count;
}

void first_bytes_add(struct first_bytes *self, const guint8 *bytes, guint count)
{
    guint8 all[FIRST_BYTES];
    guint  taken = MIN(count, FIRST_BYTES - (guint)self->count);

    if (taken == 0)
        return;
    load(self, all);
    memcpy(all + self->count, bytes, taken);
    store(self, all, self->count + taken);
}

double first_bytes_entropy(const struct first_bytes *self)
{
    guint8 all[FIRST_BYTES];

    if (self->count == FIRST_BYTES)
        return self->entropy;
    load(self, all);
    return entropy_of(all, self->count);
}
