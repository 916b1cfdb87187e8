/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "window.h"

#include <string.h>

#include "bounded_table.h"

gpointer window_entry(struct bounded_table *table, gconstpointer key, gint64 now, gint64 length)
{
    struct window *window = bounded_table_take(table, key);

    if (window_turn(window, now, length))
        memset(window + 1, 0, bounded_table_value_size(table) - sizeof *window);
    return window;
}
