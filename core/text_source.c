/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text_source.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "byte_source.h"

enum {
    GZIP_AT_ONCE = 256,
    FRESH_S = 10,        /* what has not been written to for that long is whole … */
    PATIENCE_US = 300000 /* … or is written to again before that is over */
};

struct text_source {
    struct byte_source *bytes;
    char               *file;
    struct stat         opened;
    char                buffer[TEXT_LINE_MAX + 1]; /* one more for the zero byte */
    gsize               start, end;
    gsize               taken;   /* of the file, unpacked */
    gsize               at_once; /* bytes asked for; where gzipped data is damaged, as many are lost before that */
    gboolean            ended;
    gboolean            skips; /* the rest of a line that was too long */
    guint               lines;
    GError             *error;
};

/* A pipe would wait for a writer, and a device might never end. */
static int open_regular(const char *file, GError **error)
{
    struct stat status;
    int         fd = open(file, O_RDONLY | O_NONBLOCK | O_CLOEXEC);

    if (fd < 0) {
        int number = errno;
        g_set_error(error, G_FILE_ERROR, (gint)g_file_error_from_errno(number), "%s: %s", file, g_strerror(number));
        return -1;
    }
    if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode))
        return fd;
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s: expected a regular file", file);
    close(fd);
    return -1;
}

static void unpack_gzip(struct text_source *self)
{
    const guint8 *bytes;

    self->at_once = TEXT_LINE_MAX;
    if (byte_source_peek(self->bytes, 2, &bytes, &self->error) >= 2 && bytes[0] == 0x1f && bytes[1] == 0x8b) {
        byte_source_unpack(self->bytes, G_CONVERTER(g_zlib_decompressor_new(G_ZLIB_COMPRESSOR_FORMAT_GZIP)));
        self->at_once = GZIP_AT_ONCE;
    }
}

/* A file that is just being written may end anywhere, in the middle of an address, too. */
static gboolean is_being_written(const struct text_source *self)
{
    gboolean    ends = self->end > self->start ? self->buffer[self->end - 1] == '\n' : self->lines > 0;
    struct stat now;

    if (!ends && g_get_real_time() / G_USEC_PER_SEC - self->opened.st_mtim.tv_sec < FRESH_S)
        g_usleep(PATIENCE_US);
    return fstat(byte_source_fd(self->bytes), &now) == 0 &&
           (now.st_size != self->opened.st_size || now.st_mtim.tv_sec != self->opened.st_mtim.tv_sec ||
            now.st_mtim.tv_nsec != self->opened.st_mtim.tv_nsec);
}

static void finish(struct text_source *self)
{
    self->ended = TRUE;
    if (self->error)
        g_prefix_error(&self->error, "%s: ", self->file);
    else if (is_being_written(self))
        g_set_error(&self->error, G_FILE_ERROR, G_FILE_ERROR_AGAIN, "%s: expected a whole file, but it is being written",
                    self->file);
}

/* One read into the room behind what is left. */
static void take(struct text_source *self)
{
    GError **error = self->error ? NULL : &self->error;
    gsize    room = MIN(TEXT_LINE_MAX - self->end, self->at_once);
    gssize   length = byte_source_read(self->bytes, self->buffer + self->end, room, error);

    if (length > 0) {
        self->end += (gsize)length;
        self->taken += (gsize)length;
    }
    if (self->taken > TEXT_MAX)
        g_set_error_literal(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "expected at most 256 MiB of text");
    if (length <= 0 || self->taken > TEXT_MAX)
        finish(self);
}

/* As much as fits behind what is left; FALSE if there is no more. */
static gboolean fill(struct text_source *self)
{
    if (self->start) {
        memmove(self->buffer, self->buffer + self->start, self->end - self->start);
        self->end -= self->start;
        self->start = 0;
    }
    while (!self->ended && self->end < TEXT_LINE_MAX)
        take(self);
    return self->end > self->start;
}

struct text_source *text_source_open(const char *file, GError **error)
{
    static const char   BOM[] = "\xef\xbb\xbf";
    int                 fd = open_regular(file, error);
    struct text_source *self;

    if (fd < 0)
        return NULL;
    self = g_new0(struct text_source, 1);
    self->bytes = byte_source_new_fd(fd);
    self->file = g_strdup(file);
    fstat(fd, &self->opened);
    unpack_gzip(self);
    fill(self);
    if (self->end >= strlen(BOM) && memcmp(self->buffer, BOM, strlen(BOM)) == 0)
        self->start = strlen(BOM);
    return self;
}

void text_source_free(struct text_source *self)
{
    byte_source_free(self->bytes);
    g_clear_error(&self->error);
    g_free(self->file);
    g_free(self);
}

static char *find_newline(const struct text_source *self)
{
    return memchr(self->buffer + self->start, '\n', self->end - self->start);
}

static void skip_to_newline(struct text_source *self)
{
    do
        self->start = self->end;
    while (fill(self) && !find_newline(self));
    if (self->start < self->end)
        self->start = (gsize)(find_newline(self) - self->buffer) + 1;
    self->skips = FALSE;
}

static void cut_line(struct text_line *line)
{
    if (line->length && line->text[line->length - 1] == '\r')
        line->length--;
    line->text[line->length] = '\0';
}

gboolean text_source_next(struct text_source *self, struct text_line *line)
{
    if (self->skips)
        skip_to_newline(self);

    char *newline = find_newline(self);
    if (!newline && fill(self))
        newline = find_newline(self);
    if (self->start == self->end || (!newline && self->ended && self->error))
        return FALSE;

    gsize length = (newline ? (gsize)(newline - self->buffer) : self->end) - self->start;
    *line = (struct text_line){ self->buffer + self->start, length, ++self->lines, newline || self->ended };
    self->start = newline ? self->start + length + 1 : self->end;
    self->skips = !line->is_whole;
    cut_line(line);
    return TRUE;
}

const char *text_source_peek(struct text_source *self, gsize *length)
{
    fill(self);
    *length = self->end - self->start;
    return self->buffer + self->start;
}

char *text_source_rest(struct text_source *self, gsize max, gsize *length)
{
    GString *rest = g_string_new(NULL);

    while (fill(self) && rest->len <= max) {
        g_string_append_len(rest, self->buffer + self->start, (gssize)(self->end - self->start));
        self->start = self->end;
    }
    *length = rest->len;
    return g_string_free(rest, rest->len > max);
}

const GError *text_source_error(const struct text_source *self)
{
    return self->error;
}
