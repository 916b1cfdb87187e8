/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * A picture's legend: rows of a colour, a name and aligned columns. */
#pragma once

#include "svg.h"

enum { LEGEND_ROW = 20 };

/* Columns end where their `right` says; the name takes what is left of the first of them. */
struct legend {
    double        left, top;
    guint         columns;
    const double *right;
};

void legend_head(struct svg *, const struct legend *, const char *name, const char *const *titles);
void legend_row(struct svg *, const struct legend *, guint row, const char *colour, const char *name,
                const char *const *texts);
