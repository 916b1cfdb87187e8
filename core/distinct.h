/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * How many different values were seen: exactly up to a few, then HyperLogLog (Flajolet, Fusy, Gandouet, Meunier 2007) with
 * 128 registers and, while it has seen few, linear counting. Copied freely, owns nothing. */
#pragma once

#include <glib.h>

enum { DISTINCT_EXACT = 31, DISTINCT_REGISTERS = 128 };

/* Empty when all zero. */
struct distinct {
    guint32 count; /* beyond DISTINCT_EXACT, the greatest estimate so far */
    guint32 sum;   /* of 2^-register over all registers, in 2^-25, modulo 2^32: that of empty ones is 0 */
    union {
        guint32 hashes[DISTINCT_EXACT];
        guint8  registers[DISTINCT_REGISTERS];
    };
};

/* Adds the value of this hash, all bits of which must be well mixed, as those of stable_hash() are. Values of the same hash
 * are one, so that 2^27 different values are counted 1.6 % low, and more of them lower. */
void distinct_add(struct distinct *, guint32 hash);

/* Never falls. Exact up to DISTINCT_EXACT, then with a standard error of 1.04 / √128 = 9.2 %, but more than DISTINCT_EXACT. */
static inline guint distinct_count(const struct distinct *self)
{
    return self->count;
}

static inline gboolean distinct_is_exact(const struct distinct *self)
{
    return self->count <= DISTINCT_EXACT;
}
