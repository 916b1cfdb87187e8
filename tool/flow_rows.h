/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * The last row of each flow of one capture, kept until there are no more. */
#pragma once

#include "export_reader.h"

struct flow_rows;

struct flow_rows *flow_rows_new(void);
void              flow_rows_free(struct flow_rows *);

/* Takes the place of the row that the flow had before. */
void flow_rows_put(struct flow_rows *, guint32 id, const struct export_row *);

typedef void (*flow_rows_visitor)(guint32 id, const struct export_row *, gpointer data);

/* In order of id; and then there are none. */
void flow_rows_hand_out(struct flow_rows *, flow_rows_visitor, gpointer data);
