/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * A table of at most so many entries under keys of one size. Beyond that the entry goes that was not used for the longest
 * time, first among those used only once (segmented LRU: Karedla, Love, Wherry 1994), so that a flood of keys that never
 * come back cannot push out those that do. Grows as it fills. */
#pragma once

#include <glib.h>

enum { BOUNDED_TABLE_MOST = 1 << 24 };

struct bounded_table;

/* For 1 to BOUNDED_TABLE_MOST entries; sizes are in bytes. Keys are compared as bytes: those between fields count too. */
struct bounded_table *bounded_table_new(guint capacity, gsize key_size, gsize value_size);
void                  bounded_table_free(struct bounded_table *);

/* The value under the key, aligned for any number; NULL where there is none. Counts as a use. Good until the next
 * bounded_table_take(). */
gpointer bounded_table_find(struct bounded_table *, gconstpointer key);

/* The value under the key, or a new one, all zero, in place of another one where the table is full. The key is not part of
 * this table. */
gpointer bounded_table_take(struct bounded_table *, gconstpointer key);

void bounded_table_remove(struct bounded_table *, gconstpointer key); /* if it is there */

gsize bounded_table_value_size(const struct bounded_table *);
guint bounded_table_count(const struct bounded_table *);
gsize bounded_table_bytes(const struct bounded_table *); /* of memory, now */

/* The memory that such a table can come to, in bytes. */
gsize bounded_table_most_bytes(guint capacity, gsize key_size, gsize value_size);
