/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * The careful way to split a row whose values hold separators, quoted or escaped, and to tell what a cell says. */
#pragma once

#include "export_reader.h"

struct export_split;

struct export_split *export_split_new(const struct export_header *); /* borrows the header */
void                 export_split_free(struct export_split *);

/* tshark's header is never quoted: the first row that says anything shows whether values are. TRUE once *quote is known. */
gboolean export_split_find_quote(struct export_split *, struct cell text, char *quote);

/* A row that has more separators than it should shows that those values are quoted that hold some (RFC 4180, as in winnow's own
 * CSV). TRUE, and *quote known by now, if it comes out so. */
gboolean export_split_find_rare_quote(struct export_split *, struct cell text, char *quote);

/* Puts `row` onto the cells of `text` and the split's own marks: FALSE, and nothing changed, if they don't come out. */
gboolean export_split_row(struct export_split *, struct export_row *row, struct cell text);
