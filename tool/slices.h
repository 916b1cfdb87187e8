/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * What a picture of applications shows: the great ones, and all others as one. */
#pragma once

#include "palette.h"

struct slice {
    char       *name;   /* as in the export, or "other (n)"; safe it is not */
    const char *colour; /* a class of chart.css */
    guint64     amount;
    double      share;
};

struct slices_limits {
    guint    most;     /* slices, the others' included */
    double   least;    /* share of one that stands alone */
    gboolean coloured; /* only those that have a colour of their own stand alone */
};

/* The greatest first, the others last. The caller frees the array of struct slice. */
GArray *slices_new(const struct palette *, enum quantity, const struct slices_limits *);

guint64 slices_total(const GArray *);

/* "HTTP 10.3 %, DNS 9.0 %, other (31) 80.7 %": for those who do not see the picture. */
char *slices_describe(const GArray *);
char *slices_share_text(double share); /* "10.3 %"; the caller's */
