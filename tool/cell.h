/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * One value of a row: a view into the reader's buffer, valid until the next row, not NUL-terminated. */
#pragma once

#include <glib.h>

/* Numbers are read eight digits at a time: so many bytes after a cell must be readable, and don't matter. */
enum { CELL_PADDING = 8 };

struct cell {
    const char *text;
    guint       length;
};
