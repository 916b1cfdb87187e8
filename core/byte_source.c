/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "byte_source.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { RAW_SIZE = 256 * 1024 };

struct byte_source {
    int           fd;
    const guint8 *memory;
    gsize         memory_left, at_once;

    byte_source_pulse pulse;
    gpointer          pulse_data;
    gboolean          waits; /* a read may take for ever: a pipe, a terminal */

    guint8  *raw; /* stored bytes that were read ahead: peeked at, or not yet unpacked */
    gsize    raw_start, raw_end;
    gboolean raw_ended;

    GConverter *converter;
    gboolean    between_members; /* of a compressed file: it may end here */

    guint64    position, size;
    GChecksum *checksum;
};

static struct byte_source *byte_source_new(void)
{
    struct byte_source *self = g_new0(struct byte_source, 1);

    self->fd = -1;
    self->raw = g_malloc(RAW_SIZE);
    return self;
}

struct byte_source *byte_source_new_fd(int fd)
{
    struct byte_source *self = byte_source_new();
    struct stat         status;

    self->fd = fd;
    self->waits = TRUE;
    if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode)) {
        self->waits = FALSE;
        self->size = (guint64)status.st_size;
    }
    return self;
}

struct byte_source *byte_source_new_memory(const void *bytes, gsize length, gsize at_once)
{
    struct byte_source *self = byte_source_new();

    self->memory = bytes;
    self->memory_left = self->size = length;
    self->at_once = at_once;
    return self;
}

void byte_source_free(struct byte_source *self)
{
    if (!self)
        return;
    if (self->fd >= 0)
        close(self->fd);
    g_clear_object(&self->converter);
    g_free(self->raw);
    g_free(self);
}

void byte_source_set_pulse(struct byte_source *self, byte_source_pulse pulse, gpointer data)
{
    self->pulse = pulse;
    self->pulse_data = data;
}

/* FALSE: the pulse wants the input to end. */
static gboolean wait_readable(struct byte_source *self)
{
    struct pollfd poll_fd = { .fd = self->fd, .events = POLLIN };

    while (self->pulse) {
        int timeout = self->pulse(self->pulse_data);

        if (timeout == BYTE_SOURCE_STOP)
            return FALSE;
        if (!self->waits || poll(&poll_fd, 1, timeout) > 0)
            break;
    }
    return TRUE;
}

static gssize read_memory(struct byte_source *self, void *buffer, gsize size)
{
    gsize length = MIN(MIN(size, self->at_once), self->memory_left);

    if (length)
        memcpy(buffer, self->memory, length);
    self->memory += length;
    self->memory_left -= length;
    return (gssize)length;
}

/* As byte_source_read(), past what was read ahead. */
static gssize read_stored(struct byte_source *self, void *buffer, gsize size, GError **error)
{
    gssize length;

    if (self->raw_ended || !wait_readable(self))
        return 0;
    do
        length = self->memory ? read_memory(self, buffer, size) : read(self->fd, buffer, size);
    while (length < 0 && errno == EINTR);

    if (length < 0) {
        g_set_error_literal(error, G_IO_ERROR, (gint)g_io_error_from_errno(errno), g_strerror(errno));
        return -1;
    }
    self->raw_ended = length == 0;
    self->position += (guint64)length;
    return length;
}

static gboolean raw_fill(struct byte_source *self, GError **error)
{
    gssize length;

    if (self->raw_start) {
        memmove(self->raw, self->raw + self->raw_start, self->raw_end - self->raw_start);
        self->raw_end -= self->raw_start;
        self->raw_start = 0;
    }
    length = read_stored(self, self->raw + self->raw_end, RAW_SIZE - self->raw_end, error);
    if (length < 0)
        return FALSE;
    self->raw_end += (gsize)length;
    return TRUE;
}

gsize byte_source_peek(struct byte_source *self, gsize wanted, const guint8 **bytes, GError **error)
{
    while (self->raw_end - self->raw_start < wanted && !self->raw_ended) {
        gsize before = self->raw_end - self->raw_start;

        if (!raw_fill(self, error) || self->raw_end == before)
            break;
    }
    *bytes = self->raw + self->raw_start;
    return self->raw_end - self->raw_start;
}

void byte_source_unpack(struct byte_source *self, GConverter *converter)
{
    self->converter = converter;
}

static gssize truncated(GError **error)
{
    g_set_error_literal(error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, "the compressed data ends early");
    return -1;
}

/* One call of the converter: as byte_source_read(), but 0 means only that it wants more. */
static gssize unpack_some(struct byte_source *self, void *buffer, gsize size, GError **error)
{
    gsize            taken = 0, made = 0;
    GConverterFlags  flags = self->raw_ended ? G_CONVERTER_INPUT_AT_END : G_CONVERTER_NO_FLAGS;
    GError          *problem = NULL;
    GConverterResult result =
        g_converter_convert(self->converter, self->raw + self->raw_start, self->raw_end - self->raw_start, buffer, size,
                            flags, &taken, &made, &problem);

    if (result == G_CONVERTER_ERROR) {
        if (g_error_matches(problem, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT) && !self->raw_ended) {
            g_error_free(problem);
            return 0;
        }
        g_propagate_error(error, problem);
        return -1;
    }
    self->raw_start += taken;
    self->between_members = result == G_CONVERTER_FINISHED;
    if (self->between_members)
        g_converter_reset(self->converter);
    return (gssize)made;
}

static gssize read_unpacked(struct byte_source *self, void *buffer, gsize size, GError **error)
{
    for (;;) {
        gsize  waiting = self->raw_end - self->raw_start;
        gssize made;

        if (waiting == 0 && self->raw_ended)
            return self->between_members ? 0 : truncated(error);
        if (waiting) {
            made = unpack_some(self, buffer, size, error);
            if (made != 0)
                return made;
            if (self->raw_end - self->raw_start != waiting)
                continue;
            if (self->raw_ended)
                return truncated(error);
        }
        if (!raw_fill(self, error))
            return -1;
        if (!self->raw_ended && self->raw_end - self->raw_start == waiting)
            return 0; /* stopped by the pulse */
    }
}

static gssize read_any(struct byte_source *self, void *buffer, gsize size, GError **error)
{
    gsize ahead = self->raw_end - self->raw_start;

    if (self->converter)
        return read_unpacked(self, buffer, size, error);
    if (!ahead)
        return read_stored(self, buffer, size, error);
    ahead = MIN(ahead, size);
    memcpy(buffer, self->raw + self->raw_start, ahead);
    self->raw_start += ahead;
    return (gssize)ahead;
}

gssize byte_source_read(struct byte_source *self, void *buffer, gsize size, GError **error)
{
    gssize length = read_any(self, buffer, size, error);

    if (self->checksum && length > 0)
        g_checksum_update(self->checksum, buffer, length);
    return length;
}

void byte_source_set_checksum(struct byte_source *self, GChecksum *checksum)
{
    self->checksum = checksum;
}

guint64 byte_source_position(const struct byte_source *self)
{
    return self->position;
}

guint64 byte_source_size(const struct byte_source *self)
{
    return self->size;
}

int byte_source_fd(const struct byte_source *self)
{
    return self->fd;
}
