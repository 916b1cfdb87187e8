/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "output.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

struct output {
    FILE *stream;
    char *file, *temporary; /* NULL: standard output */
    int   error;            /* errno of the first failure */
};

static void set_error(GError **error, const char *file, int code)
{
    g_set_error(error, G_IO_ERROR, (gint)g_io_error_from_errno(code), "%s: %s", file, g_strerror(code));
}

/* A device or a pipe has to be written to as it is. */
static gboolean is_replaceable(const char *file)
{
    struct stat status;

    return g_stat(file, &status) != 0 || S_ISREG(status.st_mode);
}

static mode_t current_umask(void)
{
    mode_t mask = umask(022);

    umask(mask);
    return mask;
}

static FILE *open_temporary(struct output *self)
{
    int fd;

    self->temporary = g_strdup_printf("%s.XXXXXX", self->file);
    fd = g_mkstemp(self->temporary);
    if (fd < 0)
        return NULL;
    if (fchmod(fd, 0666 & ~current_umask()) != 0)
        self->error = errno;
    return fdopen(fd, "w");
}

struct output *output_open(const char *file, GError **error)
{
    struct output *self = g_new0(struct output, 1);

    self->file = g_strdup(file);
    if (!file)
        self->stream = stdout;
    else
        self->stream = is_replaceable(file) ? open_temporary(self) : fopen(file, "w");
    if (!self->stream) {
        set_error(error, file, errno);
        g_free(self->file);
        g_free(self->temporary);
        g_free(self);
        return NULL;
    }
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

static void finish_file(struct output *self, gboolean whole)
{
    if (fclose(self->stream) != 0 && !self->error)
        self->error = errno;
    if (!self->temporary)
        return;
    if (whole && !self->error && g_rename(self->temporary, self->file) != 0)
        self->error = errno;
    if (!whole || self->error)
        g_unlink(self->temporary);
}

gboolean output_close(struct output *self, gboolean whole, GError **error)
{
    gboolean sound;

    if (self->file)
        finish_file(self, whole);
    else if (fflush(self->stream) != 0 && !self->error)
        self->error = errno;
    sound = self->error == 0 || (!self->file && self->error == EPIPE);
    if (!sound)
        set_error(error, self->file ? self->file : "standard output", self->error);
    g_free(self->file);
    g_free(self->temporary);
    g_free(self);
    return sound;
}
