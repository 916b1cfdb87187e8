/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * What is wrong with one input: said on standard error by line number, the first few in full, the others as a count. */
#pragma once

#include "cell.h"

struct damage {
    char    *file;        /* as it is called in messages */
    guint64  rows;        /* that did not fit and were left out */
    guint64  table_lines; /* of a table that followed the rows */
    char    *broken;      /* why it can't be read any further, or NULL */
    gboolean silent;
};

void damage_init(struct damage *, const char *file);
void damage_clear(struct damage *);

/* One more row that does not fit; `line` counts from 1. */
void damage_row(struct damage *, guint64 line, const char *format, ...) G_GNUC_PRINTF(3, 4);
/* A row where `field` should have been a number, but is this. */
void damage_value(struct damage *, guint64 line, const char *field, struct cell, const char *expected);

/* The input can't be read any further. */
void damage_broken(struct damage *, const char *reason);

/* Says how much there was; TRUE if the input was sound. */
gboolean damage_finish(const struct damage *, guint64 rows_read);
