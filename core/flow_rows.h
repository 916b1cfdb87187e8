/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Flows as a table: a line of names, then one line a flow with its application and every feature, parted by tabs. */
#pragma once

#include "field.h"

struct flow_rows;

struct flow_rows *flow_rows_new(void);
void              flow_rows_free(struct flow_rows *);

void flow_rows_header(const struct flow_rows *, GString *);
void flow_rows_append(const struct flow_rows *, GString *, struct field_view *);
