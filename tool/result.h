/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * What a command has to say, on its way: a writer, and the output that takes the text away. */
#pragma once

#include "command.h"

struct result {
    struct writer *writer;
    struct output *output; /* NULL: the text stays with the writer */
};

/* Into the file, or to standard output if that is NULL; of tables there will be just one, or several. EXIT_SOUND, or the
 * status to leave with after saying why. */
int result_open(struct result *, const char *file, const struct writer_format *, gboolean one_table);

/* Once there is much text, it goes; FALSE: nobody wants more. */
gboolean result_take(struct result *);

/* Nothing comes at the moment: what has come is shown. Nothing is, before a table begins. */
void result_flush(struct result *);

/* Keeps what was written unless nothing could be read, and says which status to leave with. */
int result_close(struct result *, enum reading_result);
