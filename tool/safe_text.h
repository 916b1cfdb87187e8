/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Text that came from packets, made harmless: what an eye can't see or a terminal would obey is spelled out. */
#pragma once

#include <glib.h>

/* Appends valid, printable UTF-8: control bytes and broken UTF-8 as \xNN, tab and line ends as \t \n \r, invisible and
 * direction-changing characters as \uNNNN; with `ascii_only` everything else beyond ASCII, too. */
void safe_text_append(GString *out, const char *text, gsize length, gboolean ascii_only);

/* Writes of that what whole characters fit into `most` bytes, without a zero byte: how many bytes it took. */
gsize safe_text_copy(char *to, gsize most, const char *text, gsize length);

/* The same of a whole string, for messages; the caller frees it. */
char *safe_text_of(const char *text);

/* Columns of a terminal that this safe text takes. */
guint safe_text_width(const char *text);

/* How many bytes of safe text, which is not empty, make a line of at most so many columns: up to the last blank in it,
 * where there is one, and a character at least. */
gsize safe_text_line(const char *text, guint width);

/* Cuts safe text to so many columns, ending it in an ellipsis where something was cut. */
void safe_text_shorten(GString *text, guint width, gboolean ascii_only);
