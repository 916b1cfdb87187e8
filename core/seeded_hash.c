/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "seeded_hash.h"

#include <string.h>

#include "wide_uint.h"

struct seed {
    guint64 start, multiplier;
};

static guint64 random_word(void)
{
    return (guint64)g_random_int() << 32 | g_random_int();
}

static const struct seed *seed(void)
{
    static struct seed chosen;

    if (!chosen.multiplier)
        chosen = (struct seed){ .start = random_word(), .multiplier = random_word() | 1 };
    return &chosen;
}

/* Both halves of the product: in the lower one alone, what differs in high bits of words would never reach low bits, and
 * would cancel out between words whatever the seed. */
static guint64 mix(guint64 word, guint64 multiplier)
{
    wide_uint product = (wide_uint)word * multiplier;

    return (guint64)(product >> 64) ^ (guint64)product;
}

static inline guint hash_by(const struct seed *chosen, gconstpointer bytes, gsize size)
{
    const guint8 *next = bytes;
    guint64       hash = chosen->start ^ size, word;

    for (; size >= sizeof word; next += sizeof word, size -= sizeof word) {
        memcpy(&word, next, sizeof word);
        hash = mix(hash ^ word, chosen->multiplier);
    }
    if (size > 0) {
        word = 0;
        memcpy(&word, next, size);
        hash = mix(hash ^ word, chosen->multiplier);
    }
    return (guint)(mix(hash, chosen->multiplier) >> 32);
}

guint seeded_hash(gconstpointer bytes, gsize size)
{
    return hash_by(seed(), bytes, size);
}

guint seeded_str_hash(gconstpointer text)
{
    return seeded_hash(text, strlen(text));
}

guint stable_hash(gconstpointer bytes, gsize size)
{
    static const struct seed FIXED = { G_GUINT64_CONSTANT(0x9e3779b97f4a7c15), G_GUINT64_CONSTANT(0xbf58476d1ce4e5b9) };

    return hash_by(&FIXED, bytes, size);
}
