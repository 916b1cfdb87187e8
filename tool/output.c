/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "output.h"

#include <errno.h>
#include <gio/gio.h>
#include <signal.h>
#include <stdio.h>

#include "safe_text.h"
#include "whole_file.h"

struct output {
    FILE              *stream;
    char              *name;
    struct whole_file *file;  /* NULL: standard output */
    int                error; /* errno of the first failure */
};

static void set_error(GError **error, const char *name, int code)
{
    char *safe = safe_text_of(*name ? name : "\"\"");

    g_set_error(error, G_IO_ERROR, (gint)g_io_error_from_errno(code), "%s: %s", safe, g_strerror(code));
    g_free(safe);
}

struct output *output_open(const char *name, GError **error)
{
    struct output     *self;
    struct whole_file *file = name ? whole_file_open(name) : NULL;

    if (name && !file) {
        set_error(error, name, errno);
        return NULL;
    }
    if (file)
        signal(SIGPIPE, SIG_IGN); /* that nobody reads our messages must not cost the file */
    self = g_new0(struct output, 1);
    self->name = g_strdup(name ? name : "standard output");
    self->file = file;
    self->stream = file ? whole_file_stream(file) : stdout;
    return self;
}

gboolean output_take(struct output *self, struct writer *writer)
{
    GString *text = writer->out;

    if (!self->error && text->len && fwrite(text->str, 1, text->len, self->stream) != text->len)
        self->error = errno;
    g_string_truncate(text, 0);
    return !self->error;
}

void output_flush(struct output *self)
{
    if (!self->error && fflush(self->stream) != 0)
        self->error = errno;
}

static int finish(struct output *self, gboolean whole)
{
    int error = self->file ? whole_file_close(self->file, whole && !self->error) : fflush(self->stream) != 0 ? errno : 0;

    return self->error ? self->error : error;
}

gboolean output_close(struct output *self, gboolean whole, GError **error)
{
    gboolean is_file = self->file != NULL;
    int      failure = finish(self, whole);
    gboolean sound = failure == 0 || (!is_file && failure == EPIPE);

    if (!sound)
        set_error(error, self->name, failure);
    g_free(self->name);
    g_free(self);
    return sound;
}
