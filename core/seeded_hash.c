/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "seeded_hash.h"

#include <string.h>

static const guint64 MULTIPLIER = G_GUINT64_CONSTANT(0x9e3779b97f4a7c15);

static guint64 seed(void)
{
    static guint64 chosen;

    if (!chosen)
        chosen = (guint64)g_random_int() << 32 | g_random_int() | 1;
    return chosen;
}

guint seeded_hash(gconstpointer bytes, gsize size)
{
    const guint8 *next = bytes;
    guint64       hash = seed(), word;

    for (; size >= sizeof word; next += sizeof word, size -= sizeof word) {
        memcpy(&word, next, sizeof word);
        hash = (hash ^ word) * MULTIPLIER;
    }
    word = 0;
    memcpy(&word, next, size);
    return (guint)(((hash ^ word) * MULTIPLIER) >> 32);
}
