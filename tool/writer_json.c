/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * JSON: one object, a member for each table; an array of rows, or one object where a table has a single row. Written as it
 * comes, for the packet table is as long as the capture; so no tree of it is built in memory. */
#include "writer.h"

#include "json_text.h"

struct json_writer {
    struct writer writer;
    guint64       rows;
    gboolean      has_member;
};

static void begin(struct writer *writer)
{
    g_string_append_c(writer->out, '{');
}

static void begin_member(struct writer *writer, const char *name)
{
    struct json_writer *self = (struct json_writer *)writer;

    g_string_append(writer->out, self->has_member ? ",\n" : "\n");
    self->has_member = TRUE;
    json_text_append(writer->out, name);
    g_string_append(writer->out, ": ");
}

static void member(struct writer *writer, const char *name, const char *json)
{
    begin_member(writer, name);
    g_string_append(writer->out, json);
}

static void begin_table(struct writer *writer)
{
    ((struct json_writer *)writer)->rows = 0;
    begin_member(writer, writer->table->name);
    if (!writer->table->single)
        g_string_append_c(writer->out, '[');
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
        json_text_append(writer->out, plain->str);
        g_string_free(plain, TRUE);
    }
}

static void row(struct writer *writer, const struct value *values)
{
    if (!writer->table->single)
        g_string_append(writer->out, ((struct json_writer *)writer)->rows++ ? ",\n  " : "\n  ");
    for (guint i = 0; i < writer->table->count; i++) {
        g_string_append(writer->out, i ? ", " : "{");
        json_text_append(writer->out, writer->table->columns[i].key);
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

const struct writer_format writer_json = {
    .name = "json",
    .ending = ".json",
    .size = sizeof(struct json_writer),
    .begin = begin,
    .begin_table = begin_table,
    .row = row,
    .end_table = end_table,
    .end = end,
    .member = member,
};
