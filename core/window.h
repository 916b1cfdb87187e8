/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * A stretch of packet time that begins with the first event in it. All zero: none has begun. */
#pragma once

#include <glib.h>

struct bounded_table;

struct window {
    gint64   start; /* ns since 1970 UTC */
    gboolean is_open;
};

/* TRUE where `now` is outside, and a new window begins with it: what was counted in the old one is to be forgotten. An
 * event that comes a little late is inside; a clock that was set back by more than `length`, ns, begins anew. */
static inline gboolean window_turn(struct window *window, gint64 now, gint64 length)
{
    if (window->is_open && now - window->start <= length && window->start - now <= length)
        return FALSE;
    *window = (struct window){ now, TRUE };
    return TRUE;
}

/* The value under the key of a table whose values begin with their struct window. What stands behind that is zero where a
 * new window begins, so that it is only what came within `length`, ns. */
gpointer window_entry(struct bounded_table *, gconstpointer key, gint64 now, gint64 length);

/* s since its beginning. */
static inline double window_age(const struct window *window, gint64 now)
{
    return (double)MAX(0, now - window->start) / 1e9;
}
