/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "texts.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "chart.h"
#include "page.h"
#include "partial.h"
#include "writer_html.h"

void texts_check_lines(const char *text)
{
    g_assert_true(g_utf8_validate(text, -1, NULL));
    for (const char *c = text; *c; c = g_utf8_next_char(c))
        g_assert_true(*c == '\n' || !g_unichar_iscntrl(g_utf8_get_char(c)));
}

void texts_check_json(const char *text, gsize length)
{
    JsonParser *parser = json_parser_new();
    GError     *error = NULL;

    json_parser_load_from_data(parser, text, (gssize)length, &error);
    g_assert_no_error(error);
    g_object_unref(parser);
}

static GString *written(const struct report *report, const struct writer_format *format, const struct writer_style *style)
{
    struct writer *writer = writer_new(format, style);
    GString       *text;

    writer_begin(writer);
    report_write(report, NULL, writer);
    writer_end(writer);
    text = g_string_new_len(writer->out->str, (gssize)writer->out->len);
    g_assert_cmpuint(strlen(text->str), ==, text->len);
    writer_free(writer);
    return text;
}

/* Seeds have such an element in their names. */
static void check_html(GString *text)
{
    g_assert_true(g_utf8_validate(text->str, (gssize)text->len, NULL));
    g_assert_null(strstr(text->str, "<fuzz"));
    g_string_free(text, TRUE);
}

static void check_format(const struct report *report, const struct writer_format *format, struct writer_style style)
{
    GString *text = written(report, format, &style);

    if (format == &writer_html) {
        check_html(text);
        return;
    }
    if (format == &writer_json)
        texts_check_json(text->str, text->len);
    else if (format != &writer_tsv && format != &writer_csv)
        texts_check_lines(text->str);
    else
        g_assert_true(g_utf8_validate(text->str, (gssize)text->len, NULL));
    g_string_free(text, TRUE);
}

static void check_picture(const struct chart *chart, const struct report *report, enum quantity quantity)
{
    static const GMarkupParser NOTHING = { 0 };
    GMarkupParseContext       *context = g_markup_parse_context_new(&NOTHING, G_MARKUP_DEFAULT_FLAGS, NULL, NULL);
    char                      *svg = chart_file(chart, report, quantity);
    GError                    *error = NULL;

    if (g_markup_parse_context_parse(context, svg, (gssize)strlen(svg), &error))
        g_markup_parse_context_end_parse(context, &error);
    g_assert_no_error(error);
    g_markup_parse_context_free(context);
    g_free(svg);
}

void texts_check_tables(const struct report *report)
{
    check_format(report, &writer_table, (struct writer_style){ .columns = 80 });
    check_format(report, &writer_table, (struct writer_style){ .ascii_only = TRUE });
    check_format(report, &writer_csv, (struct writer_style){ 0 });
    check_format(report, &writer_tsv, (struct writer_style){ 0 });
    check_format(report, &writer_json, (struct writer_style){ 0 });
    check_format(report, &writer_markdown, (struct writer_style){ 0 });
    check_format(report, &writer_html, (struct writer_style){ 0 });
}

void texts_check_page(const struct report *report)
{
    GString *text = g_string_new(NULL);

    page_append(report, text);
    check_html(text);
    for (guint i = 0; i < charts_count; i++)
        check_picture(charts[i], report, QUANTITY_BYTES);
}

static char *partial_of(const struct report *report)
{
    char *header = partial_header(report), *counts = partial_counts(report);
    char *text = g_strdup_printf("{\"winnow\": %s, \"counts\": %s}", header, counts);

    g_free(header);
    g_free(counts);
    return text;
}

void texts_check_partial(const struct report *report)
{
    struct report again = { 0 };
    char         *text = partial_of(report), *text_again;
    GError       *error = NULL;

    report_init(&again, SUMMARY_ALL);
    partial_read(&again, text, strlen(text), &error);
    g_assert_no_error(error);
    text_again = partial_of(&again);
    g_assert_cmpstr(text_again, ==, text);
    report_clear(&again);
    g_free(text_again);
    g_free(text);
}
