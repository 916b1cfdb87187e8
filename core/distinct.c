/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "distinct.h"

#include <math.h>
#include <string.h>

/* The first bits of a hash choose its register; the zeros before the first one of the others, and that, are counted there. */
enum { COUNTED_BITS = 25 };

static guint empty_registers(const struct distinct *self)
{
    guint count = 0;

    for (guint i = 0; i < DISTINCT_REGISTERS; i++)
        count += self->registers[i] == 0;
    return count;
}

/* Figure 3 of the paper. Its correction of large ranges would matter from 2^32 / 30 on. */
static guint32 estimate(const struct distinct *self)
{
    static const double m = DISTINCT_REGISTERS, alpha = 0.7213 / (1 + 1.079 / (double)DISTINCT_REGISTERS);

    double raw = alpha * m * m / ldexp(self->sum, -COUNTED_BITS);
    guint  empty = raw <= 2.5 * m ? empty_registers(self) : 0;

    return (guint32)((empty > 0 ? m * log(m / empty) : raw) + 0.5);
}

/* Returns whether anything changed. */
static gboolean add_to_registers(struct distinct *self, guint32 hash)
{
    guint8 *slot = &self->registers[hash >> COUNTED_BITS];
    guint32 others = hash & ((1u << COUNTED_BITS) - 1);
    guint8  rank = (guint8)(COUNTED_BITS + 1 - g_bit_storage(others | 1)); /* 1 … COUNTED_BITS */

    if (rank <= *slot)
        return FALSE;
    self->sum -= (1u << (COUNTED_BITS - *slot)) - (1u << (COUNTED_BITS - rank));
    *slot = rank;
    return TRUE;
}

static void move_to_registers(struct distinct *self)
{
    struct distinct before = *self;

    memset(self->registers, 0, sizeof self->registers);
    for (guint i = 0; i < DISTINCT_EXACT; i++)
        add_to_registers(self, before.hashes[i]);
}

static gboolean is_listed(const struct distinct *self, guint32 hash)
{
    for (guint i = 0; i < self->count; i++)
        if (self->hashes[i] == hash)
            return TRUE;
    return FALSE;
}

void distinct_add(struct distinct *self, guint32 hash)
{
    if (!distinct_is_exact(self)) {
        if (add_to_registers(self, hash))
            self->count = MAX(self->count, estimate(self));
    } else if (!is_listed(self, hash)) {
        if (self->count < DISTINCT_EXACT) {
            self->hashes[self->count++] = hash;
        } else {
            move_to_registers(self);
            add_to_registers(self, hash);
            self->count = MAX(DISTINCT_EXACT + 1, estimate(self));
        }
    }
}
