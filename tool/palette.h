/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * The colours of applications: the same for an application in all pictures of a report, never one colour for two, and begun
 * from its name, so that it is mostly the same in all reports. There are few that everybody can tell apart: they go to what
 * has the greatest share by any quantity. Colours are classes of chart.css. */
#pragma once

#include "label_groups.h"
#include "quantity.h"

enum { PALETTE_COLOURS = 10 };

#define PALETTE_UNKNOWN "c-unknown" /* of the application Unknown */
#define PALETTE_OTHER "c-other"     /* of what has none of its own */

struct painted {
    const char        *name;
    const char        *colour; /* NULL: it has none */
    struct label_total sum;
    double             share; /* its greatest */
};

struct palette {
    GArray *applications; /* of struct painted, the greatest share first */
};

/* Names stay the report's. */
struct palette *palette_new(const struct report *);
void            palette_free(struct palette *);

const char *palette_colour(const struct palette *, const char *application); /* PALETTE_OTHER where it has none */
