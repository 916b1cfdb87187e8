/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "result.h"

#include "terminal.h"

#include <unistd.h>

enum { TAKEN_AT = 64 * 1024 };

static int failure(GError *error, int status)
{
    g_printerr("winnow: %s\n", error->message);
    g_error_free(error);
    return status;
}

int result_open(struct result *self, const char *file, const struct writer_format *format, gboolean one_table)
{
    struct writer_style style = file ? (struct writer_style){ 0 } : terminal_style(STDOUT_FILENO);
    GError             *error = NULL;

    style.one_table = one_table;
    self->output = output_open(file, &error);
    if (!self->output)
        return failure(error, EXIT_USAGE);
    self->writer = writer_new(format, &style);
    writer_begin(self->writer);
    return EXIT_SOUND;
}

gboolean result_take(struct result *self)
{
    return !self->output || self->writer->out->len <= TAKEN_AT || output_take(self->output, self->writer);
}

void result_flush(struct result *self)
{
    if (!self->writer->table)
        return;
    writer_flush(self->writer);
    output_take(self->output, self->writer);
    output_flush(self->output);
}

int result_close(struct result *self, enum reading_result result)
{
    gboolean whole = result != READING_NOTHING;
    GError  *error = NULL;

    if (self->writer->table)
        writer_end_table(self->writer);
    writer_end(self->writer);
    if (whole)
        output_take(self->output, self->writer);
    writer_free(self->writer);
    if (!output_close(self->output, whole, &error))
        return failure(error, EXIT_DAMAGED);
    return result == READING_SOUND ? EXIT_SOUND : EXIT_DAMAGED;
}
