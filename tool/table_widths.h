/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * How wide the columns of a table for eyes are: guints in an array, one a column, 0 for one that is not shown. */
#pragma once

#include "value.h"

/* Left-aligned: texts and times. */
gboolean table_widths_is_left(enum value_kind);

/* By titles and cells; `rows` are of char **, a row of fewer cells than columns is a remark and does not count. A column
 * where nobody knows a value is left out, unless the table streams and values may come. */
void table_widths_measure(GArray *widths, const struct table *, const GPtrArray *rows);

/* The width of a row. */
guint table_widths_total(const GArray *widths, guint gap);

/* Takes columns away from the widest text until a row fits into `room`, as far as that goes. */
void table_widths_squeeze(GArray *widths, const struct table *, guint gap, guint room);
