/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * The last row of each flow of one capture, kept until there are no more. */
#pragma once

#include "export_reader.h"

struct last_rows;

struct last_rows *last_rows_new(void);
void              last_rows_free(struct last_rows *);

/* Takes the place of the row that the flow had before. */
void last_rows_put(struct last_rows *, guint32 id, const struct export_row *);

typedef void (*last_rows_visitor)(guint32 id, const struct export_row *, gpointer data);

/* In order of id; and then there are none. */
void last_rows_hand_out(struct last_rows *, last_rows_visitor, gpointer data);
