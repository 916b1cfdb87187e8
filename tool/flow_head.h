/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * The columns of a table of flows: chosen once, found in each input. */
#pragma once

#include "flow_columns.h"
#include "value.h"

struct flow_head {
    struct flow_columns columns;
    struct table        table;
    const char        **types;
    int (*at)[FLOW_SOURCES]; /* where the sources of a column are in the input, or -1 */
    struct flow_column *own; /* made from an input's header; or NULL */
    char              **own_names;
    GHashTable         *known; /* where they stand, of name_places.h; or NULL */
};

/* Those of `columns`, or, if that is NULL, the flow's fields that the header has. Borrows nothing but `columns`. */
void flow_head_init(struct flow_head *, const struct flow_columns *columns, const struct export_header *);
void flow_head_clear(struct flow_head *);

void flow_head_find(struct flow_head *, const struct export_header *);

/* Fields of flows that the header has and these columns have no place for, with commas, or NULL: the caller's. */
char *flow_head_lost(const struct flow_head *, const struct export_header *);
