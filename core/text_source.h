/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * The lines of a text file, gzipped or not, in bounded memory; one that is longer than TEXT_MAX breaks off there. A byte
 * order mark at its beginning and carriage returns at the ends of lines are left out. */
#pragma once

#include <gio/gio.h>

/* Told of each line that cannot be read, counted from 1; of the file as a whole with line 0. */
typedef void (*text_complaint)(const char *file, guint line, const char *reason, gpointer data);

enum { TEXT_LINE_MAX = 64 << 10, TEXT_MAX = 256 << 20 }; /* bytes, unpacked */

struct text_source;

struct text_line {
    char    *text; /* ends in a zero byte; may be changed, and is there until the next call */
    gsize    length;
    guint    number;   /* from 1 */
    gboolean is_whole; /* FALSE: it was longer than TEXT_LINE_MAX, and this is its beginning */
};

/* NULL, and *error set, if it is not a regular file or cannot be opened. */
struct text_source *text_source_open(const char *file, GError **error);
void                text_source_free(struct text_source *);

/* FALSE at the end. Where the file breaks off with an error, or is being written meanwhile, the line that it breaks off
 * in is left out. */
gboolean text_source_next(struct text_source *, struct text_line *);

/* What comes next, as much of it as there is room for; not to be changed. */
const char *text_source_peek(struct text_source *, gsize *length);

/* All that is left, with a zero byte behind it, for the caller to free; NULL if it is more than `max` bytes. */
char *text_source_rest(struct text_source *, gsize max, gsize *length);

/* Why the file broke off, with its name; NULL if it did not. */
const GError *text_source_error(const struct text_source *);
