/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "input.h"

#include "columns.h"
#include "content_hash.h"
#include "safe_text.h"
#include "zstd_decompressor.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum { MAGIC_WANTED = 4, INSIDE_WANTED = 512 };

enum content { CONTENT_TEXT, CONTENT_GZIP, CONTENT_ZSTD, CONTENT_CAPTURE };

static const struct {
    const char  *bytes;
    gsize        length;
    enum content content;
} MAGICS[] = {
    { "\x1f\x8b", 2, CONTENT_GZIP },
    { "\x28\xb5\x2f\xfd", 4, CONTENT_ZSTD },
    { "\xd4\xc3\xb2\xa1", 4, CONTENT_CAPTURE }, /* pcap */
    { "\xa1\xb2\xc3\xd4", 4, CONTENT_CAPTURE },
    { "\x4d\x3c\xb2\xa1", 4, CONTENT_CAPTURE }, /* pcap, nanoseconds */
    { "\xa1\xb2\x3c\x4d", 4, CONTENT_CAPTURE },
    { "\x0a\x0d\x0d\x0a", 4, CONTENT_CAPTURE }, /* pcapng */
};

/* What isn't text is left to tshark, which knows many more kinds of captures. */
static enum content content_of(const guint8 *bytes, gsize length)
{
    for (guint i = 0; i < G_N_ELEMENTS(MAGICS); i++)
        if (length >= MAGICS[i].length && memcmp(bytes, MAGICS[i].bytes, MAGICS[i].length) == 0)
            return MAGICS[i].content;
    for (gsize i = 0; i < length && bytes[i] != '\n'; i++)
        if (bytes[i] < 0x20 && !strchr("\t\r\x1b", bytes[i]))
            return CONTENT_CAPTURE;
    return CONTENT_TEXT;
}

static GConverter *converter_for(enum content content)
{
    return content == CONTENT_ZSTD ? zstd_decompressor_new() :
                                     G_CONVERTER(g_zlib_decompressor_new(G_ZLIB_COMPRESSOR_FORMAT_GZIP));
}

/* What the first of the compressed bytes unpack to. */
static enum content content_inside(enum content packing, const guint8 *bytes, gsize length)
{
    GConverter *converter = converter_for(packing);
    guint8      unpacked[INSIDE_WANTED];
    gsize       taken, made = 0;

    g_converter_convert(converter, bytes, length, unpacked, sizeof unpacked, G_CONVERTER_NO_FLAGS, &taken, &made, NULL);
    g_object_unref(converter);
    return content_of(unpacked, made);
}

static struct byte_source *open_file(const char *argument, GError **error)
{
    int fd = g_str_equal(argument, "-") ? dup(STDIN_FILENO) : open(argument, O_RDONLY | O_CLOEXEC);

    if (fd >= 0)
        return byte_source_new_fd(fd);
    g_set_error_literal(error, G_IO_ERROR, (gint)g_io_error_from_errno(errno), g_strerror(errno));
    return NULL;
}

/* Whether tshark got so far as to write something, or ended in peace: else it is finished, and *error set. */
static gboolean tshark_is_sound(struct input *self, const struct input_request *request, GError **error)
{
    struct tshark *tshark = self->tshark;
    const guint8  *bytes;

    g_free(self->header);
    self->header = g_strdup(tshark_header(tshark));
    byte_source_set_pulse(tshark_output(tshark), request->pulse, request->pulse_data);
    if (byte_source_peek(tshark_output(tshark), 1, &bytes, NULL) > 0) {
        self->source = tshark_output(tshark);
        return TRUE;
    }
    self->tshark = NULL;
    if (!tshark_finish(tshark, error))
        return FALSE;
    self->source = byte_source_new_memory("", 0, 1);
    return TRUE;
}

static gboolean try_tshark(struct input *self, const char *file, const struct input_request *request, guint sets,
                           GError **error)
{
    self->tshark = tshark_start(&request->tshark, file, self->stored, sets, error);
    return self->tshark && tshark_is_sound(self, request, error);
}

static void say_no_plugin(const char *name)
{
    g_printerr("winnow: %s: this tshark lacks the Winnow plugin: applications are named by their ports alone, "
               "anomalies not looked for%s\n",
               name, getuid() == 0 ? " (as root tshark loads plugins from its global folder only)" : "");
}

static void set_no_statistic(GError **error, const char *statistic)
{
    g_set_error(error, TSHARK_ERROR, TSHARK_NO_PLUGIN,
                "this tshark has no statistic %s: it lacks the Winnow plugin, or has an older one%s", statistic,
                getuid() == 0 ? " (as root tshark loads plugins from its global folder only)" : "");
}

static gboolean open_statistic(struct input *self, const char *file, const struct input_request *request, GError **error)
{
    GError *problem = NULL;

    if (try_tshark(self, file, request, 0, &problem))
        return TRUE;
    if (g_error_matches(problem, TSHARK_ERROR, TSHARK_NO_PLUGIN)) {
        set_no_statistic(error, request->tshark.statistic);
        g_error_free(problem);
    } else {
        g_propagate_error(error, problem);
    }
    return FALSE;
}

static gboolean open_packets(struct input *, const char *file, const struct input_request *, GError **);

static gboolean open_statistic_or_rows(struct input *self, const char *file, const struct input_request *request,
                                       GError **error)
{
    struct input_request rows = *request;
    gboolean             once = self->stored && byte_source_size(self->stored) == 0;
    GError              *problem = NULL;

    rows.tshark.statistic = NULL;
    self->is_statistic = !once && try_tshark(self, file, request, 0, &problem);
    if (self->is_statistic)
        return TRUE;
    if (problem && !g_error_matches(problem, TSHARK_ERROR, TSHARK_NO_PLUGIN)) {
        g_propagate_error(error, problem);
        return FALSE;
    }
    g_clear_error(&problem);
    return open_packets(self, file, &rows, error);
}

/* Without our plugin the same packets are asked for by plain fields. Only a file can be begun again. */
static gboolean open_packets(struct input *self, const char *file, const struct input_request *request, GError **error)
{
    gboolean once = self->stored && byte_source_size(self->stored) == 0;
    GError  *problem = NULL;
    guint    plain = FIELDS_PLAIN | (request->sets & FIELDS_HEADERS ? FIELDS_PLAIN_HEADERS : 0);

    if (request->tshark.statistic && request->tshark.rows_will_do)
        return open_statistic_or_rows(self, file, request, error);
    if (request->tshark.statistic)
        return open_statistic(self, file, request, error);
    if (!once || tshark_has_plugin(&request->tshark)) {
        if (try_tshark(self, file, request, request->sets, &problem))
            return TRUE;
        if (!g_error_matches(problem, TSHARK_ERROR, TSHARK_NO_PLUGIN)) {
            g_propagate_error(error, problem);
            return FALSE;
        }
        g_error_free(problem);
    }
    say_no_plugin(self->name);
    return try_tshark(self, file, request, plain, error);
}

static gboolean open_export(struct input *self, const struct input_request *request, enum content content, GError **error)
{
    self->source = g_steal_pointer(&self->stored);
    byte_source_set_pulse(self->source, request->pulse, request->pulse_data);
    if (content != CONTENT_TEXT)
        byte_source_unpack(self->source, converter_for(content));
    if (!request->tshark.filter)
        return TRUE;
    g_set_error_literal(error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                        "this is an export already: a display filter (-Y) is for packets");
    return FALSE;
}

/* tshark can open it by its name. A pipe it would find read already; /dev/stdin and /dev/fd/N are its own there. */
static gboolean is_named(const struct input *self)
{
    return self->file && self->size && !g_str_has_prefix(self->file, "/dev/") && !g_str_has_prefix(self->file, "/proc/");
}

static gboolean open_any(struct input *self, const char *argument, const struct input_request *request, GError **error)
{
    const guint8 *bytes;
    gsize         length;
    enum content  content;

    if (!argument)
        return open_packets(self, NULL, request, error);
    self->stored = open_file(argument, error);
    if (!self->stored)
        return FALSE;
    self->size = byte_source_size(self->stored);
    byte_source_set_pulse(self->stored, request->pulse, request->pulse_data);
    length = byte_source_peek(self->stored, MAGIC_WANTED, &bytes, NULL); /* an error comes again where it is read */
    content = content_of(bytes, length);
    if (content == CONTENT_CAPTURE ||
        (content != CONTENT_TEXT && content_inside(content, bytes, length) == CONTENT_CAPTURE)) {
        byte_source_set_pulse(self->stored, NULL, NULL);
        if (is_named(self))
            g_clear_pointer(&self->stored, byte_source_free);
        return open_packets(self, self->stored ? "-" : argument, request, error);
    }
    return open_export(self, request, content, error);
}

gboolean input_open(struct input *self, const char *argument, const struct input_request *request, GError **error)
{
    if (!open_any(self, argument, request, error))
        return FALSE;
    if (request->hashed && !self->size) {
        self->checksum = g_checksum_new(G_CHECKSUM_SHA256);
        byte_source_set_checksum(self->source, self->checksum);
    }
    return TRUE;
}

char *input_content_hash(const struct input *self)
{
    const struct byte_source *source = self->stored ? self->stored : self->source;

    if (self->checksum)
        return g_strdup(g_checksum_get_string(self->checksum));
    return self->file ? content_hash_of_file(self->file) : content_hash_of_fd(byte_source_fd(source));
}

char *input_name(const char *argument)
{
    return safe_text_of(g_str_equal(argument, "-") ? "standard input" : argument);
}

struct input *input_new(const char *argument, const struct input_request *request)
{
    struct input *self = g_new0(struct input, 1);

    if (argument && !g_str_equal(argument, "-"))
        self->file = g_strdup(argument);
    self->name = argument ? input_name(argument) : safe_text_of(request->tshark.interface);
    return self;
}

gboolean input_close(struct input *self, GError **error)
{
    gboolean sound = TRUE;

    if (self->tshark)
        sound = tshark_finish(self->tshark, error);
    else
        byte_source_free(self->source);
    byte_source_free(self->stored);
    if (self->checksum)
        g_checksum_free(self->checksum);
    g_free(self->file);
    g_free(self->header);
    g_free(self->name);
    g_free(self);
    return sound;
}
