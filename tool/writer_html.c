/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "writer_html.h"

#include "applications.h"
#include "finding.h"
#include "markup.h"
#include "page_frame.h"
#include "svg.h"

#include <string.h>

enum { TEXT_WIDTH = 240, LONG = 36 /* bytes that may take more than a line */ };

/* Where in `out` a row's bar goes, once the longest is known. */
struct bar_place {
    gsize       at;
    double      amount;
    const char *colour;
};

static struct html_writer *html_of(struct writer *writer)
{
    return (struct html_writer *)writer;
}

/* The class of a value that has a colour: of an application, a class, a severity; else NULL. The caller's. */
static char *colour_of(struct writer *writer, const struct table_column *column, const char *text)
{
    const struct palette *palette = html_of(writer)->palette;
    enum traffic_class    class;
    enum severity         severity;

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

static void append_text(struct writer *writer, const struct table_column *column, const char *text)
{
    char *colour = colour_of(writer, column, text);

    if (colour)
        g_string_append_printf(writer->out, "<i class=\"swatch %s\"></i>", colour);
    markup_append(writer->out, text, TEXT_WIDTH);
    g_free(colour);
}

static void append_number(struct writer *writer, const char *element, const char *attributes,
                          const struct table_column *column, const struct value *value)
{
    GString *readable = g_string_new(NULL);

    value_append_readable(readable, column->kind, value);
    g_string_append_printf(writer->out, "<%s%s", element, attributes);
    if (value->known)
        append_plain(writer->out, column->kind, value, readable->str);
    g_string_append_c(writer->out, '>');
    markup_append(writer->out, readable->str, TEXT_WIDTH);
    g_string_append_printf(writer->out, "</%s>", element);
    g_string_free(readable, TRUE);
}

static gboolean is_long(const struct value *value)
{
    return value->known && strnlen(value->text, LONG) == LONG;
}

static void append_cell(struct writer *writer, guint i, const struct value *value)
{
    const struct table_column *column = &writer->table->columns[i];

    const char                *element = i == 0 ? "th" : "td", *scope = i == 0 ? " scope=\"row\"" : "";
    char *attributes = g_strdup_printf("%s%s", scope, !is_text(column) ? " class=\"n\"" : is_long(value) ? " class=\"long\"" : "");

    if (is_text(column)) {
        g_string_append_printf(writer->out, "<%s%s>", element, attributes);
        if (value->known)
            append_text(writer, column, value->text);
        g_string_append_printf(writer->out, "</%s>", element);
    } else {
        append_number(writer, element, attributes, column, value);
    }
    g_free(attributes);
}

static void append_row(struct writer *writer, const struct value *values)
{
    const struct table *table = writer->table;

    g_string_append(writer->out, "<tr>");
    for (guint i = 0; i < table->count; i++)
        append_cell(writer, i, &values[i]);
    if (table->bar >= 0) {
        const char *first = is_text(&table->columns[0]) && values[0].known ? values[0].text : "";
        struct bar_place place = { 0, (double)values[table->bar].number, "bar" };
        char            *colour = colour_of(writer, &table->columns[0], first);

        g_string_append(writer->out, "<td class=\"bar\" aria-hidden=\"true\">");
        place.at = writer->out->len;
        place.colour = g_intern_string(colour ? colour : "plain");
        g_array_append_val(html_of(writer)->bars, place);
        g_string_append(writer->out, "</td>");
        g_free(colour);
    }
    g_string_append(writer->out, "</tr>\n");
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
        append_number(writer, "dd", attributes, column, &values[i]);
        g_string_append(writer->out, "</div>\n");
        g_free(attributes);
    }
}

static void row(struct writer *writer, const struct value *values)
{
    if (writer->table->single)
        append_single(writer, values);
    else
        append_row(writer, values);
}

static void remark(struct writer *writer, const char *text)
{
    guint columns = writer->table->count + (writer->table->bar >= 0);

    g_string_append_printf(writer->out, "<tr class=\"remark\"><td colspan=\"%u\">", columns);
    markup_append(writer->out, text, TEXT_WIDTH);
    g_string_append(writer->out, "</td></tr>\n");
}

static void append_head(struct writer *writer)
{
    const struct table *table = writer->table;

    g_string_append(writer->out, "<thead><tr>");
    for (guint i = 0; i < table->count; i++) {
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
    if (!self->bars)
        self->bars = g_array_new(FALSE, FALSE, sizeof(struct bar_place));
    if (table->single) {
        g_string_append_printf(writer->out, "<dl class=\"single\" id=\"%s\">\n", table->name);
        return;
    }
    g_string_append_printf(writer->out, "<div class=\"scroll\" role=\"group\" aria-label=\"Table: %s\" tabindex=\"0\">\n",
                           table->title);
    g_string_append_printf(writer->out, "<table id=\"%s\"><caption>%s</caption>\n", table->name, table->title);
    append_head(writer);
}

/* From the last to the first: so places stay where they are. */
static void insert_bars(struct writer *writer, const GArray *bars)
{
    double greatest = 0;

    for (guint i = 0; i < bars->len; i++)
        greatest = MAX(greatest, g_array_index(bars, struct bar_place, i).amount);
    for (guint i = bars->len; i-- > 0;) {
        const struct bar_place *place = &g_array_index(bars, struct bar_place, i);
        GString                *bar = g_string_new(NULL);

        g_string_append_printf(bar, "<svg viewBox=\"0 0 100 1\" preserveAspectRatio=\"none\"><rect class=\"%s\" width=\"",
                               place->colour);
        svg_append_number(bar, greatest > 0 ? 100 * (place->amount / greatest) : 0);
        g_string_append(bar, "\" height=\"1\"/></svg>");
        g_string_insert_len(writer->out, (gssize)place->at, bar->str, (gssize)bar->len);
        g_string_free(bar, TRUE);
    }
}

static void end_table(struct writer *writer)
{
    struct html_writer *self = html_of(writer);

    if (writer->table->single) {
        g_string_append(writer->out, "</dl>\n");
        return;
    }
    insert_bars(writer, self->bars);
    g_array_set_size(self->bars, 0);
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
    g_clear_pointer(&html_of(writer)->bars, g_array_unref);
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
