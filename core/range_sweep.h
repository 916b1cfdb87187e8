/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Turns ranges that may overlap into disjoint ones: of all that cover a number, the narrowest is told. */
#pragma once

#include <glib.h>

#include "wide_uint.h"

struct span {
    wide_uint first, last; /* both belong to it */
};

struct sweep_callbacks {
    struct span (*at)(guint i, gpointer data); /* in rising order of `first` */
    /* In rising order; `winner` is the i of the range that is told there. */
    void (*emit)(struct span, guint winner, gpointer data);
    gpointer data;
};

/* Of ranges as wide as each other the one with the lower i wins. At most 2 * count - 1 spans, in O(count log count). */
void range_sweep(guint count, const struct sweep_callbacks *);
