/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * CSV (RFC 4180) and TSV. Where several tables follow each other, an empty line parts them and a first column, `table`,
 * says in each row which one it belongs to. */
#include "writer.h"

#include "safe_text.h"

#include <string.h>

struct csv_writer {
    struct writer writer;
    GString      *cell;
};

static char separator_of(const struct writer *writer)
{
    return writer->format == &writer_csv ? ',' : '\t';
}

static gboolean is_number(const char *text)
{
    char *end;

    g_ascii_strtod(text, &end);
    return end != text && !*end && !strpbrk(text, "xXnNiI ");
}

/* One number, or several with commas between them. */
static gboolean is_numbers(const char *text)
{
    char   **items = g_strsplit(text, ",", -1);
    gboolean all = TRUE;

    for (char **item = items; *item; item++)
        all = all && is_number(*item);
    g_strfreev(items);
    return all;
}

/* A spreadsheet would run such a text as a formula; in TSV, where nothing is quoted, it takes a quote for the beginning of a
 * quoted one, which may be a formula. */
static gboolean is_dangerous(const struct writer *writer, const char *text)
{
    if (*text == '"')
        return writer->format != &writer_csv;
    return *text && strchr("=+-@\t\r", *text) && !is_numbers(text);
}

static void append_text(struct writer *writer, const char *text)
{
    struct csv_writer *self = (struct csv_writer *)writer;
    gboolean           quoted;

    g_string_assign(self->cell, is_dangerous(writer, text) ? "'" : "");
    safe_text_append(self->cell, text, strlen(text), FALSE);
    quoted = writer->format == &writer_csv && strpbrk(self->cell->str, ",\"");
    if (!quoted) {
        g_string_append(writer->out, self->cell->str);
        return;
    }
    g_string_append_c(writer->out, '"');
    for (const char *c = self->cell->str; *c; c++) {
        if (*c == '"')
            g_string_append_c(writer->out, '"');
        g_string_append_c(writer->out, *c);
    }
    g_string_append_c(writer->out, '"');
}

static void begin_line(struct writer *writer, const char *first)
{
    if (writer->style.one_table)
        return;
    g_string_append(writer->out, first);
    g_string_append_c(writer->out, separator_of(writer));
}

static void begin(struct writer *writer)
{
    ((struct csv_writer *)writer)->cell = g_string_new(NULL);
}

static void begin_table(struct writer *writer)
{
    if (writer->tables)
        g_string_append_c(writer->out, '\n');
    begin_line(writer, "table");
    for (guint i = 0; i < writer->table->count; i++) {
        if (i)
            g_string_append_c(writer->out, separator_of(writer));
        append_text(writer, writer->table->columns[i].key);
    }
    g_string_append_c(writer->out, '\n');
}

static void row(struct writer *writer, const struct value *values)
{
    begin_line(writer, writer->table->name);
    for (guint i = 0; i < writer->table->count; i++) {
        enum value_kind kind = writer->table->columns[i].kind;

        if (i)
            g_string_append_c(writer->out, separator_of(writer));
        if (kind == VALUE_TEXT && values[i].known)
            append_text(writer, values[i].text);
        else
            value_append_plain(writer->out, kind, &values[i]);
    }
    g_string_append_c(writer->out, '\n');
}

static void clear(struct writer *writer)
{
    struct csv_writer *self = (struct csv_writer *)writer;

    if (self->cell)
        g_string_free(self->cell, TRUE);
}

const struct writer_format writer_csv = {
    .name = "csv",
    .ending = ".csv",
    .size = sizeof(struct csv_writer),
    .begin = begin,
    .begin_table = begin_table,
    .row = row,
    .clear = clear,
};

const struct writer_format writer_tsv = {
    .name = "tsv",
    .ending = ".tsv",
    .size = sizeof(struct csv_writer),
    .begin = begin,
    .begin_table = begin_table,
    .row = row,
    .clear = clear,
};
