/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * What a cell says, as a value. All are FALSE, and leave the value untouched, where the whole cell is not one. */
#pragma once

#include "address.h"
#include "cell.h"

gboolean cell_number(struct cell, guint64 *number);          /* decimal */
gboolean cell_number_or_hex(struct cell, guint64 *number);   /* 0x…, too */
gboolean cell_real(struct cell, double *real);               /* finite */
gboolean cell_time(struct cell, gint64 *nanoseconds);        /* since 1970, UTC; decimal seconds, ISO 8601 or a date.
                                                                  Untouched where the year is beyond 2223. */
gboolean cell_date(struct cell, gint64 *nanoseconds);        /* Nov 15, 2023 00:26:40.000000000 UTC */
gboolean cell_address(struct cell, struct address *address); /* IPv4, IPv6, MAC; other text as such */
gboolean cell_equals(struct cell, const char *text);

/* Of values that tshark aggregated with commas the n-th, from 0, or the last one if there are fewer. */
struct cell cell_item(struct cell, guint index);
struct cell cell_last_item(struct cell);

/* The first of several values, which is taken away; empty where none is left. */
struct cell cell_take_item(struct cell *rest);
