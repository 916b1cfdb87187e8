/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * THE list of the sets of columns that tables of flows come in, each by the names and units that scripts expect. */
#pragma once

#include "measures.h"

struct flow_column {
    const char           *name;
    const struct measure *measure;               /* NULL: nobody knows; the column stays empty */
    const char           *sources[FLOW_SOURCES]; /* fields, without "winnow." */
    const char           *type;                  /* for formats that name types, or NULL */
    guint                 width;                 /* as in struct table_column */
};

struct flow_columns {
    const char               *name;
    const struct flow_column *columns;
    guint                     count;
};

extern const struct flow_columns flow_columns_cicflowmeter, flow_columns_nfstream, flow_columns_zeek;
extern const struct flow_columns flow_columns_readable; /* winnow's, the choice for eyes */

/* FALSE if there is no set of that name; *columns is NULL for winnow: whatever fields the input has. */
gboolean flow_columns_named(const char *name, const struct flow_columns **columns);
char    *flow_columns_names(void); /* with commas; the caller's */

/* How a field is shown as it stands. */
const struct measure *measure_of_field(const char *full_name);

/* Whether a field says the same in all packets of a flow, but for what was not known yet. */
gboolean flow_field_is_of_flow(const char *full_name);

/* Whether these are the columns of a table of flows, and not of an export of packets: just all that the plugin knows of
 * a flow, in any order. */
gboolean flow_header_is_table(const struct export_header *);
