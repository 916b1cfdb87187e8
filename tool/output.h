/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Where the result goes: standard output, or a file that is there whole or not at all. */
#pragma once

#include "writer.h"

struct output;

/* NULL is standard output. NULL, and *error set, if nothing can be written there. */
struct output *output_open(const char *file, GError **error);

/* Writes what the writer has collected, and empties it; FALSE, once something failed. */
gboolean output_take(struct output *, struct writer *);

/* What was taken is on its way to whoever reads. */
void output_flush(struct output *);

/* Puts the file into its place if `whole`, else drops it, and frees the output: FALSE, and *error set, if anything went wrong
 * since it was opened. A reader of standard output that left is no error. */
gboolean output_close(struct output *, gboolean whole, GError **error);
