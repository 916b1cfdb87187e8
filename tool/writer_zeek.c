/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Zeek's conn.log, as zeek-cut reads it: tabs, and a head that names and types the columns. */
#include "writer.h"

#include "safe_text.h"

#include <string.h>

static const char UNSET[] = "-";

static void begin_table(struct writer *writer)
{
    const struct table *table = writer->table;

    g_string_append(writer->out, "#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n");
    g_string_append_printf(writer->out, "#unset_field\t%s\n#path\tconn\n", UNSET);
    g_string_append(writer->out, "#fields");
    for (guint i = 0; i < table->count; i++)
        g_string_append_printf(writer->out, "\t%s", table->columns[i].key);
    g_string_append(writer->out, "\n#types");
    for (guint i = 0; i < table->count; i++)
        g_string_append_printf(writer->out, "\t%s", table->types[i]);
    g_string_append_c(writer->out, '\n');
}

/* A text that looks like nothing at all is spelled out. */
static void append_text(struct writer *writer, const char *text)
{
    if (g_str_equal(text, UNSET))
        g_string_append(writer->out, "\\x2d");
    else
        safe_text_append(writer->out, text, strlen(text), FALSE);
}

static void row(struct writer *writer, const struct value *values)
{
    for (guint i = 0; i < writer->table->count; i++) {
        enum value_kind kind = writer->table->columns[i].kind;

        g_string_append(writer->out, i ? "\t" : "");
        if (!values[i].known)
            g_string_append(writer->out, UNSET);
        else if (kind == VALUE_TEXT)
            append_text(writer, values[i].text);
        else
            value_append_plain(writer->out, kind, &values[i]);
    }
    g_string_append_c(writer->out, '\n');
}

const struct writer_format writer_zeek = {
    .ending = ".log",
    .size = sizeof(struct writer),
    .begin_table = begin_table,
    .row = row,
};
