/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Reads one file that lists addresses, whichever of the known formats it has: text, CSV, JSON or lines of JSON. The
 * formats are described in winnow-blocklists(5). */
#pragma once

#include "address_range.h"
#include "text_source.h"

typedef void (*list_visitor)(const struct address_range *, guint line, gpointer data);

struct list_reader {
    const char    *file;
    text_complaint complain; /* may be NULL */
    gpointer       complain_data;
    list_visitor   visit;
    gpointer       visit_data;
    gboolean       allows; /* set by the reader: the file says, or its format does, that it is an allow-list */
};

/* Visits all entries that can be read, and complains of each line that cannot be. */
void list_reader_read(struct list_reader *);

/* ---- for the formats ---- */

/* “expected WHAT instead of “TEXT””; the text is shortened and made printable. */
void list_reader_complain(const struct list_reader *, guint line, const char *what, const char *text, gsize length);

/* Visits the entry that the text is, or complains. */
void list_reader_entry(const struct list_reader *, guint line, const char *text, gsize length);

void list_reader_text(struct list_reader *, struct text_source *);
void list_reader_json(struct list_reader *, struct text_source *);
