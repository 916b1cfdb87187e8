/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Reads the text of a ports.txt into a port table. The format is described in winnow-ports(5). */
#pragma once

#include "port_table.h"

/* Told of each line that cannot be read, counted from 1; the rest of the text is used all the same. */
typedef void (*ports_problem)(const char *file, guint line, const char *reason, gpointer data);

/* `file` is for messages only. */
void ports_read(struct port_table *, enum port_source, const char *file, const char *text, gsize length, ports_problem,
                gpointer data);

/* As ports_read() of the file's contents; FALSE, and the problem told with line 0, if it cannot be opened. */
gboolean ports_read_file(struct port_table *, enum port_source, const char *file, ports_problem, gpointer data);

/* Adds the table that Winnow ships, data/ports.txt, which is part of the program. */
void ports_read_builtin(struct port_table *);

/* Only its categories, which takes a fiftieth of the time. */
void ports_read_builtin_categories(struct port_table *);

/* Whether it would be read as one name or value: no comment, line or attribute begins in it. */
gboolean ports_is_value(const char *text);
