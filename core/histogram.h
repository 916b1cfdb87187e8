/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * How often values fell into 0-15, 16-31, 32-63, 64-127, 128-255, 256-511, 512-1023, and 1024 and more. */
#pragma once

#include <glib.h>

enum { HISTOGRAM_BINS = 8 };

struct histogram {
    guint32 counts[HISTOGRAM_BINS];
};

static inline void histogram_add(struct histogram *self, guint64 value)
{
    guint clamped = (guint)CLAMP(value, 8, 1024);

    self->counts[g_bit_storage(clamped) - 4]++;
}
