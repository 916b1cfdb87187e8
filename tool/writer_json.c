/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * JSON: one object, a member for each table; an array of rows, or one object where a table has a single row. Written as it
 * comes, for the packet table is as long as the capture; so no tree of it is built in memory. */
#include "writer.h"

#include "safe_text.h"

#include <string.h>

struct json_writer {
    struct writer writer;
    GString      *safe;
    guint64       rows;
};

static void begin(struct writer *writer)
{
    ((struct json_writer *)writer)->safe = g_string_new(NULL);
    g_string_append_c(writer->out, '{');
}

/* Broken UTF-8 and what must not reach a terminal are spelled out before; what is left needs only these two escaped. */
static void append_string(struct writer *writer, const char *text)
{
    GString *safe = ((struct json_writer *)writer)->safe;

    g_string_truncate(safe, 0);
    safe_text_append(safe, text, strlen(text), FALSE);
    g_string_append_c(writer->out, '"');
    for (const char *c = safe->str; *c; c++) {
        if (*c == '"' || *c == '\\')
            g_string_append_c(writer->out, '\\');
        g_string_append_c(writer->out, *c);
    }
    g_string_append_c(writer->out, '"');
}

static void begin_table(struct writer *writer)
{
    ((struct json_writer *)writer)->rows = 0;
    g_string_append(writer->out, writer->tables ? ",\n" : "\n");
    append_string(writer, writer->table->name);
    g_string_append(writer->out, writer->table->single ? ": " : ": [");
}

static gboolean is_text(enum value_kind kind)
{
    return kind == VALUE_TEXT || kind == VALUE_TIME;
}

static void append_value(struct writer *writer, enum value_kind kind, const struct value *value)
{
    GString *plain;

    if (!value->known) {
        g_string_append(writer->out, "null");
    } else if (!is_text(kind)) {
        value_append_plain(writer->out, kind, value);
    } else {
        plain = g_string_new(NULL);
        value_append_plain(plain, kind, value);
        append_string(writer, plain->str);
        g_string_free(plain, TRUE);
    }
}

static void row(struct writer *writer, const struct value *values)
{
    if (!writer->table->single)
        g_string_append(writer->out, ((struct json_writer *)writer)->rows++ ? ",\n  " : "\n  ");
    for (guint i = 0; i < writer->table->count; i++) {
        g_string_append(writer->out, i ? ", " : "{");
        append_string(writer, writer->table->columns[i].key);
        g_string_append(writer->out, ": ");
        append_value(writer, writer->table->columns[i].kind, &values[i]);
    }
    g_string_append_c(writer->out, '}');
}

static void end_table(struct writer *writer)
{
    if (!writer->table->single)
        g_string_append(writer->out, ((struct json_writer *)writer)->rows ? "\n]" : "]");
}

static void end(struct writer *writer)
{
    g_string_append(writer->out, "\n}\n");
}

static void clear(struct writer *writer)
{
    struct json_writer *self = (struct json_writer *)writer;

    if (self->safe)
        g_string_free(self->safe, TRUE);
}

const struct writer_format writer_json = {
    .name = "json",
    .ending = ".json",
    .size = sizeof(struct json_writer),
    .begin = begin,
    .begin_table = begin_table,
    .row = row,
    .end_table = end_table,
    .end = end,
    .clear = clear,
};
