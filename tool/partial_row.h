/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Rows of a partial summary: arrays of JSON, whose elements a string tells, a letter each:
 *
 *     s  const char *            n  guint64             f  double     c  guint64[CLASS_COUNT], as so many elements
 *     a  struct address *        t  gint64 ns, or null for TIME_UNKNOWN
 *     b  gboolean                p  gint32 port, or null for PORT_UNKNOWN
 *
 * They are written from these types, and read into pointers to them; a text that is read is borrowed from the array. */
#pragma once

#include <json-glib/json-glib.h>

void partial_row_append(GString *out, const char *kinds, ...);

/* FALSE if the elements are not of these kinds, or not as many, or out of bounds. */
gboolean partial_row_read(JsonArray *, const char *kinds, ...);
