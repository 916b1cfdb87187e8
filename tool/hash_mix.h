/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Hashing of fixed binary keys. The seed is drawn anew by every run, so that no export can be made to collide. */
#pragma once

#include <glib.h>

static inline guint64 hash_mix(guint64 a, guint64 b, guint64 seed)
{
    guint64 x = (a ^ seed) * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15);

    x = ((x ^ x >> 32) + b) * G_GUINT64_CONSTANT(0xd6e8feb86659fd93);
    x = (x ^ x >> 32) * G_GUINT64_CONSTANT(0xd6e8feb86659fd93);
    return x ^ x >> 32;
}

static inline guint64 hash_seed(void)
{
    return (guint64)g_random_int() << 32 | g_random_int();
}
