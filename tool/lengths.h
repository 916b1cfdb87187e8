/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * How long packets are: an exact count of each length below LENGTHS_EXACT, and one of all that are longer. Merges by
 * adding. Memory: 512 kB. */
#pragma once

#include <glib.h>

enum { LENGTHS_EXACT = 65536 };

struct length_range {
    guint64 packets, bytes;
    guint64 shortest, longest; /* that occur; 0 where there are no packets */
};

struct lengths;

struct lengths *lengths_new(void);
void            lengths_free(struct lengths *);

void lengths_add_many(struct lengths *, guint64 length, guint64 packets);
void lengths_add_long(struct lengths *, const struct length_range *); /* from LENGTHS_EXACT on */

/* Of lengths from `from` to before `to`; `to` LENGTHS_EXACT: and all that are longer. */
struct length_range lengths_range(const struct lengths *, guint from, guint to);
guint64             lengths_packets(const struct lengths *, guint length); /* below LENGTHS_EXACT */
struct length_range lengths_long(const struct lengths *);
