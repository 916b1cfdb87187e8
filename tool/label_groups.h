/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Labels by what they have in common: an application, a category, a class, a method. */
#pragma once

#include "summary.h"

/* All labels that share a name. */
struct label_group {
    const char        *name;          /* the labels'; "" where it is not told */
    struct label_total sum, greatest; /* of the labels: the greatest tells category and class */
};

/* Those that have packets: most packets first, then bytes, then by name. The caller frees the array of label_group. */
GArray *label_groups(struct summary *, enum label_part);
