/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Flows as a table: a line of names, then one line a flow with its application and every feature, parted by tabs. */
#pragma once

#include "field.h"

void flow_rows_header(GString *);
void flow_rows_append(GString *, struct field_view *);
