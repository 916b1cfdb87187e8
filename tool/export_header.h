/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * The first line of a field export, which tells how all the others are to be read. Owns its strings. */
#pragma once

#include <glib.h>

struct export_header {
    char    *line; /* as it stands, without byte order mark and line end */
    gsize    length;
    char     separator;
    char     quote;         /* '\0' where nothing is quoted */
    gboolean crlf;          /* lines end in \r\n */
    gboolean raw_backslash; /* written by tshark before 4.2, which leaves a backslash in a value as it is */
    guint    columns;
    char   **names; /* NULL-terminated */

    GHashTable *places; /* the header's own: name_places.h */
};

/* FALSE if the line (without its newline) is no list of field names. */
gboolean export_header_parse(struct export_header *, const char *line, gsize length);
void     export_header_clear(struct export_header *);

/* The column of that name, case aside, or -1; the last one, as tshark leaves those before it empty. */
int export_header_find(const struct export_header *, const char *name);
