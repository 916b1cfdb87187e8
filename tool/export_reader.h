/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * The rows of a tshark field export (-T fields -E header=y): fast, flat in memory, and strict. A row is a view into the
 * reader's buffer and valid until the next one; the reader borrows its source and its damage. */
#pragma once

#include "byte_source.h"
#include "cell.h"
#include "damage.h"
#include "export_header.h"

struct export_reader;

struct export_reader *export_reader_new(struct byte_source *, struct damage *);
void                  export_reader_free(struct export_reader *);

/* Reads the header line, or takes this one if it is not NULL: NULL, and *error set, if it is none. It stays the reader's. */
const struct export_header *export_reader_open(struct export_reader *, const char *header, GError **error);

struct export_row {
    const char    *base;
    const guint32 *marks; /* ends of the cells, from base; marks[-1] + 1 is where the row begins */
    guint64        line;
    guint          last;    /* column */
    gboolean       dressed; /* cells may wear quotes, the last one a carriage return */
    char           quote;
    gboolean       after_header; /* the header was repeated before this row: another export follows the first */
};

/* The next row that has as many cells as the header has names; FALSE at the end. Other lines go to the damage. */
gboolean export_reader_next(struct export_reader *, struct export_row *);

struct cell export_cell_undress(const struct export_row *, guint column, struct cell);

static inline struct cell export_row_cell(const struct export_row *row, guint column)
{
    const char *start = row->base + (guint32)(row->marks[(gssize)column - 1] + 1);
    struct cell cell = { start, (guint)(row->base + row->marks[column] - start) };

    return G_UNLIKELY(row->dressed) ? export_cell_undress(row, column, cell) : cell;
}

/* Appends the value that a cell stands for, tshark's escapes undone. */
void export_cell_value(const struct export_header *, struct cell, GString *out);
