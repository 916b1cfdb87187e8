/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Rows of exports, or of tables of flows, → one row a flow of a table in some set of columns. */
#pragma once

#include "flow_columns.h"
#include "reading.h"
#include "result.h"

struct flow_export;

/* Borrows the result, where it begins a table once the first input is known. Without columns these are the fields of
 * that input, or a choice of them for eyes. Of series the first so many values are kept; -1: all. */
struct flow_export *flow_export_new(struct result *, const struct flow_columns *, int series);
void                flow_export_free(struct flow_export *);

/* struct row_callbacks for these: */
gboolean flow_export_begin(gpointer flow_export, struct open_export *);
gboolean flow_export_row(gpointer flow_export, struct open_export *, const struct export_row *);
void     flow_export_end(gpointer flow_export, struct open_export *);
