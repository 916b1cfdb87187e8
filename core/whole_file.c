/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "whole_file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct whole_file {
    FILE *stream;
    char *name;      /* what symbolic links lead to */
    char *temporary; /* these two are NULL where it is written to as it is */
};

enum { LINKS_MAX = 40 }; /* as many as Linux follows */

/* A link may lead to what is not there yet. */
static char *resolve(const char *name)
{
    char *path = g_strdup(name), *target;

    for (guint i = 0; i < LINKS_MAX && (target = g_file_read_link(path, NULL)); i++) {
        char *folder = g_path_get_dirname(path),
             *next = g_path_is_absolute(target) ? g_strdup(target) : g_build_filename(folder, target, NULL);

        g_free(folder);
        g_free(target);
        g_free(path);
        path = next;
    }
    return path;
}

/* Beside the file, with its permissions, or as any new file has them. */
static int open_temporary(struct whole_file *self, const struct stat *before)
{
    self->temporary = g_strdup_printf("%s.XXXXXX", self->name);

    int fd = g_mkstemp_full(self->temporary, O_WRONLY, 0666);
    if (fd >= 0 && before && fchmod(fd, before->st_mode & 07777) != 0) {
        g_unlink(self->temporary);
        close(fd);
        return -1;
    }
    return fd;
}

/* The number of an open file that has this name, or -1. */
static int open_already(const char *name)
{
    static const char FOLDER[] = "/dev/fd/";

    if (g_str_equal(name, "/dev/stdout"))
        return STDOUT_FILENO;
    if (g_str_equal(name, "/dev/stderr"))
        return STDERR_FILENO;
    return g_str_has_prefix(name, FOLDER) ? atoi(name + strlen(FOLDER)) : -1;
}

static int open_any(struct whole_file *self, const char *name)
{
    struct stat status;
    int         number = open_already(name);
    gboolean    exists;

    if (!*name) {
        errno = ENOENT;
        return -1;
    }
    if (number >= 0)
        return dup(number);
    exists = stat(name, &status) == 0;
    if (exists && !S_ISREG(status.st_mode))
        return open(name, O_WRONLY);
    if (!exists && errno != ENOENT) /* links that lead to themselves, too */
        return -1;
    self->name = resolve(name);
    return open_temporary(self, exists ? &status : NULL);
}

struct whole_file *whole_file_open(const char *name)
{
    struct whole_file *self = g_new0(struct whole_file, 1);
    int                fd = open_any(self, name);

    if (fd >= 0 && (self->stream = fdopen(fd, "w")))
        return self;
    g_free(self->name);
    g_free(self->temporary);
    g_free(self);
    return NULL;
}

int whole_file_check(const char *name)
{
    struct stat        status;
    struct whole_file *self;

    if (open_already(name) >= 0)
        return 0;
    if (stat(name, &status) == 0 && !S_ISREG(status.st_mode))
        return S_ISDIR(status.st_mode) ? EISDIR : access(name, W_OK) == 0 ? 0 : errno;
    self = whole_file_open(name);
    if (!self)
        return errno;
    whole_file_close(self, FALSE);
    return 0;
}

FILE *whole_file_stream(const struct whole_file *self)
{
    return self->stream;
}

int whole_file_close(struct whole_file *self, gboolean is_sound)
{
    int error = ferror(self->stream) ? EIO : 0;

    if (fclose(self->stream) != 0)
        error = errno;
    if (self->temporary && is_sound && !error && g_rename(self->temporary, self->name) != 0)
        error = errno;
    if (self->temporary && (!is_sound || error))
        g_unlink(self->temporary);
    g_free(self->name);
    g_free(self->temporary);
    g_free(self);
    return error;
}
