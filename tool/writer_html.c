/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "writer_html.h"

#include "applications.h"
#include "finding.h"
#include "markup.h"
#include "page_frame.h"
#include "svg.h"

#include <string.h>

enum { TEXT_WIDTH = 240, LONG = 36 /* bytes that may take more than a line */ };

/* What waits until it is known which columns say anything, and which bar is the longest. */
struct held_row {
    char      **cells; /* HTML; NULL: a remark */
    char       *remark;
    double      amount; /* that the bar shows */
    const char *colour;
};

static void held_row_clear(gpointer data)
{
    struct held_row *row = data;

    g_strfreev(row->cells);
    g_free(row->remark);
}

static struct html_writer *html_of(struct writer *writer)
{
    return (struct html_writer *)writer;
}

/* The class of a value that has a colour: of an application, a class, a severity; else NULL. The caller's. */
static char *colour_of(struct writer *writer, const struct table_column *column, const char *text)
{
    const struct palette *palette = html_of(writer)->palette;
    enum traffic_class class;
    enum severity severity;

    if (palette && g_str_equal(column->key, "application"))
        return g_strdup(palette_colour(palette, text));
    if (g_str_equal(column->key, "class") && traffic_class_parse(text, &class))
        return g_strdup_printf("k-%s", traffic_class_name(class));
    if (g_str_equal(column->key, "severity") && severity_parse(text, &severity))
        return g_strdup_printf("s-%s", severity_name(severity));
    return NULL;
}

static gboolean is_text(const struct table_column *column)
{
    return column->kind == VALUE_TEXT;
}

/* Texts that say the same to programs need not be said twice. */
static void append_plain(GString *out, enum value_kind kind, const struct value *value, const char *readable)
{
    GString *plain = g_string_new(NULL);

    value_append_plain(plain, kind, value);
    if (!g_str_equal(plain->str, readable)) {
        g_string_append(out, " data-v=\"");
        markup_append(out, plain->str, 0);
        g_string_append_c(out, '"');
    }
    g_string_free(plain, TRUE);
}

static void append_text(struct writer *writer, GString *out, const struct table_column *column, const char *text)
{
    char *colour = colour_of(writer, column, text);

    if (colour)
        g_string_append_printf(out, "<i class=\"swatch %s\"></i>", colour);
    markup_append(out, text, TEXT_WIDTH);
    g_free(colour);
}

static void append_number(GString *out, const char *element, const char *attributes, const struct table_column *column,
                          const struct value *value)
{
    GString *readable = g_string_new(NULL);

    value_append_readable(readable, column->kind, value);
    g_string_append_printf(out, "<%s%s", element, attributes);
    if (value->known)
        append_plain(out, column->kind, value, readable->str);
    g_string_append_c(out, '>');
    markup_append(out, readable->str, TEXT_WIDTH);
    g_string_append_printf(out, "</%s>", element);
    g_string_free(readable, TRUE);
}

static gboolean is_long(const struct value *value)
{
    return value->known && strnlen(value->text, LONG) == LONG;
}

static void append_cell(struct writer *writer, GString *out, guint i, const struct value *value)
{
    const struct table_column *column = &writer->table->columns[i];
    const char                *element = i == 0 ? "th" : "td", *scope = i == 0 ? " scope=\"row\"" : "";
    const char *class = !is_text(column) ? " class=\"n\"" : is_long(value) ? " class=\"long\"" : "";
    char *attributes = g_strdup_printf("%s%s", scope, class);

    if (is_text(column)) {
        g_string_append_printf(out, "<%s%s>", element, attributes);
        if (value->known)
            append_text(writer, out, column, value->text);
        g_string_append_printf(out, "</%s>", element);
    } else {
        append_number(out, element, attributes, column, value);
    }
    g_free(attributes);
}

static void stream_row(struct writer *writer, const struct value *values)
{
    g_string_append(writer->out, "<tr>");
    for (guint i = 0; i < writer->table->count; i++)
        append_cell(writer, writer->out, i, &values[i]);
    g_string_append(writer->out, "</tr>\n");
}

static void hold_row(struct writer *writer, const struct value *values)
{
    const struct table *table = writer->table;
    struct html_writer *self = html_of(writer);
    struct held_row     row = { .cells = g_new0(char *, table->count + 1), .colour = "plain" };

    for (guint i = 0; i < table->count; i++) {
        GString *cell = g_string_new(NULL);

        append_cell(writer, cell, i, &values[i]);
        row.cells[i] = g_string_free(cell, FALSE);
        self->told[i] = self->told[i] || values[i].known;
    }
    if (table->bar >= 0) {
        char *colour =
            is_text(&table->columns[0]) && values[0].known ? colour_of(writer, &table->columns[0], values[0].text) : NULL;

        row.amount = (double)values[table->bar].number;
        row.colour = colour ? g_intern_string(colour) : row.colour;
        g_free(colour);
    }
    g_array_append_val(self->held, row);
}

/* All that is known of the one thing. */
static void append_single(struct writer *writer, const struct value *values)
{
    for (guint i = 0; i < writer->table->count; i++) {
        const struct table_column *column = &writer->table->columns[i];
        char                      *attributes;

        if (!values[i].known)
            continue;
        attributes = g_strdup_printf(" data-key=\"%s\"", column->key);
        g_string_append(writer->out, "<div><dt>");
        markup_append(writer->out, column->title, TEXT_WIDTH);
        g_string_append(writer->out, "</dt>");
        append_number(writer->out, "dd", attributes, column, &values[i]);
        g_string_append(writer->out, "</div>\n");
        g_free(attributes);
    }
}

static void row(struct writer *writer, const struct value *values)
{
    if (writer->table->single)
        append_single(writer, values);
    else if (writer->table->streams)
        stream_row(writer, values);
    else
        hold_row(writer, values);
}

static void append_remark(struct writer *writer, const char *text, guint columns)
{
    g_string_append_printf(writer->out, "<tr class=\"remark\"><td colspan=\"%u\">", columns);
    markup_append(writer->out, text, TEXT_WIDTH);
    g_string_append(writer->out, "</td></tr>\n");
}

static void remark(struct writer *writer, const char *text)
{
    struct held_row row = { .remark = g_strdup(text) };

    if (!writer->table->streams) {
        g_array_append_val(html_of(writer)->held, row);
        return;
    }
    append_remark(writer, text, writer->table->count);
    g_free(row.remark);
}

static gboolean is_shown(const struct writer *writer, guint column)
{
    const struct html_writer *self = (const struct html_writer *)writer;

    return writer->table->streams || self->held->len == 0 || self->told[column] || column == 0;
}

static void append_head(struct writer *writer)
{
    const struct table *table = writer->table;

    g_string_append_printf(writer->out, "<div class=\"scroll\" role=\"group\" aria-label=\"Table: %s\" tabindex=\"0\">\n",
                           table->title);
    g_string_append_printf(writer->out, "<table id=\"%s\"><caption>%s</caption>\n", table->name, table->title);
    g_string_append(writer->out, "<thead><tr>");
    for (guint i = 0; i < table->count; i++) {
        if (!is_shown(writer, i))
            continue;
        g_string_append_printf(writer->out, "<th scope=\"col\" data-key=\"%s\"%s>", table->columns[i].key,
                               is_text(&table->columns[i]) ? "" : " class=\"n\"");
        markup_append(writer->out, table->columns[i].title, TEXT_WIDTH);
        g_string_append(writer->out, "</th>");
    }
    g_string_append_printf(writer->out, "%s</tr></thead>\n<tbody>\n", table->bar >= 0 ? "<td class=\"bar\"></td>" : "");
}

static void begin_table(struct writer *writer)
{
    struct html_writer *self = html_of(writer);
    const struct table *table = writer->table;

    if (!self->in_page && !self->is_framed) {
        page_frame_begin(writer->out, table->title);
        g_string_append(writer->out, "<main>\n");
        self->is_framed = TRUE;
    }
    if (table->single) {
        g_string_append_printf(writer->out, "<dl class=\"single\" id=\"%s\">\n", table->name);
    } else if (table->streams) {
        append_head(writer);
    } else {
        self->held = g_array_new(FALSE, FALSE, sizeof(struct held_row));
        g_array_set_clear_func(self->held, held_row_clear);
        self->told = g_new0(gboolean, table->count);
    }
}

static void append_bar(struct writer *writer, const struct held_row *row, double greatest)
{
    g_string_append_printf(writer->out,
                           "<td class=\"bar\" aria-hidden=\"true\"><svg viewBox=\"0 0 100 1\" preserveAspectRatio=\"none\">"
                           "<rect class=\"%s\" width=\"",
                           row->colour);
    svg_append_number(writer->out, greatest > 0 ? 100 * (row->amount / greatest) : 0);
    g_string_append(writer->out, "\" height=\"1\"/></svg></td>");
}

static void append_held(struct writer *writer, const struct held_row *row, double greatest)
{
    const struct table *table = writer->table;
    guint               columns = table->bar >= 0 ? 1 : 0;

    for (guint i = 0; i < table->count; i++)
        columns += is_shown(writer, i) ? 1 : 0;
    if (!row->cells) {
        append_remark(writer, row->remark, columns);
        return;
    }
    g_string_append(writer->out, "<tr>");
    for (guint i = 0; i < table->count; i++)
        if (is_shown(writer, i))
            g_string_append(writer->out, row->cells[i]);
    if (table->bar >= 0)
        append_bar(writer, row, greatest);
    g_string_append(writer->out, "</tr>\n");
}

static void append_all_held(struct writer *writer)
{
    const struct html_writer *self = html_of(writer);
    double                    greatest = 0;

    append_head(writer);
    for (guint i = 0; i < self->held->len; i++)
        greatest = MAX(greatest, g_array_index(self->held, struct held_row, i).amount);
    for (guint i = 0; i < self->held->len; i++)
        append_held(writer, &g_array_index(self->held, struct held_row, i), greatest);
}

static void let_go(struct html_writer *self)
{
    g_clear_pointer(&self->held, g_array_unref);
    g_clear_pointer(&self->told, g_free);
}

static void end_table(struct writer *writer)
{
    struct html_writer *self = html_of(writer);

    if (writer->table->single) {
        g_string_append(writer->out, "</dl>\n");
        return;
    }
    if (self->held)
        append_all_held(writer);
    let_go(self);
    g_string_append(writer->out, "</tbody></table>\n</div>\n");
}

static void end(struct writer *writer)
{
    if (!html_of(writer)->is_framed)
        return;
    g_string_append(writer->out, "</main>\n");
    page_frame_end(writer->out);
}

static void clear(struct writer *writer)
{
    let_go(html_of(writer));
}

const struct writer_format writer_html = {
    .name = "html",
    .ending = ".html",
    .for_eyes = TRUE,
    .size = sizeof(struct html_writer),
    .begin_table = begin_table,
    .row = row,
    .remark = remark,
    .end_table = end_table,
    .end = end,
    .clear = clear,
};
