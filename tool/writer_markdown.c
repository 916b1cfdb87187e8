/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "writer.h"

#include "safe_text.h"

#include <string.h>

static void append_escaped(struct writer *writer, const char *text)
{
    GString *safe = g_string_new(NULL);

    safe_text_append(safe, text, strlen(text), FALSE);
    for (const char *c = safe->str; *c; c++) {
        if (*c == '<')
            g_string_append(writer->out, "&lt;");
        else if (*c == '&')
            g_string_append(writer->out, "&amp;");
        else {
            if (strchr("\\`*[]|~", *c))
                g_string_append_c(writer->out, '\\');
            g_string_append_c(writer->out, *c);
        }
    }
    g_string_free(safe, TRUE);
}

static void append_value(struct writer *writer, enum value_kind kind, const struct value *value)
{
    GString *readable = g_string_new(NULL);

    value_append_readable(readable, kind, value);
    append_escaped(writer, readable->str);
    g_string_free(readable, TRUE);
}

static void begin_table(struct writer *writer)
{
    const struct table *table = writer->table;

    g_string_append_printf(writer->out, "%s## %s\n\n", writer->tables ? "\n" : "", table->title);
    if (table->single) {
        g_string_append(writer->out, "| | |\n| --- | ---: |\n");
        return;
    }
    for (guint i = 0; i < table->count; i++) {
        g_string_append(writer->out, "| ");
        append_escaped(writer, table->columns[i].title);
        g_string_append_c(writer->out, ' ');
    }
    g_string_append(writer->out, "|\n");
    for (guint i = 0; i < table->count; i++)
        g_string_append(writer->out, table->columns[i].kind == VALUE_TEXT ? "| --- " : "| ---: ");
    g_string_append(writer->out, "|\n");
}

static void row(struct writer *writer, const struct value *values)
{
    const struct table *table = writer->table;

    for (guint i = 0; i < table->count; i++) {
        if (table->single && !values[i].known)
            continue;
        g_string_append(writer->out, "| ");
        if (table->single) {
            append_escaped(writer, table->columns[i].title);
            g_string_append(writer->out, " | ");
        }
        append_value(writer, table->columns[i].kind, &values[i]);
        g_string_append(writer->out, table->single ? " |\n" : " ");
    }
    if (!table->single)
        g_string_append(writer->out, "|\n");
}

static void remark(struct writer *writer, const char *text)
{
    g_string_append(writer->out, "| ");
    append_escaped(writer, text);
    g_string_append(writer->out, " |\n");
}

const struct writer_format writer_markdown = {
    .name = "markdown",
    .ending = ".md",
    .for_eyes = TRUE,
    .size = sizeof(struct writer),
    .begin_table = begin_table,
    .row = row,
    .remark = remark,
};
