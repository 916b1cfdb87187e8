/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "page.h"

#include "chart.h"
#include "markup.h"
#include "page_frame.h"
#include "page_parts.h"
#include "writer_html.h"

enum { NAME_WIDTH = 80 };

struct page {
    const struct report *report;
    struct palette      *palette;
    struct writer       *writer; /* of tables */
    GString             *out;
};

/* Takes what the writer has made of a table. */
static void append_table(struct page *self, const struct report_table *table)
{
    table->write(self->report, table, self->writer);
    g_string_append_len(self->out, self->writer->out->str, (gssize)self->writer->out->len);
    g_string_truncate(self->writer->out, 0);
}

static gboolean has_table(const struct page *self, const struct report_table *table)
{
    return (self->report->known & table->needs) == table->needs;
}

/* A picture by one quantity; a script shows one at a time, and without one the first is seen. */
static void append_variant(struct page *self, const struct chart *chart, enum quantity quantity, gboolean first)
{
    const char *by = quantity_kinds[quantity].name;
    char       *id = g_strdup_printf("picture-%s-%s", chart->name, by);
    char       *title = chart->quantities ? g_strdup_printf("%s by %s", chart->title, by) : g_strdup(chart->title);

    g_string_append_printf(self->out, "<figure data-by=\"%s\"%s>\n<figcaption>%s</figcaption>\n", by, first ? "" : " hidden",
                           title);
    chart_append(chart, &(struct chart_context){ self->report, self->palette, quantity, id, FALSE }, self->out);
    g_string_append(self->out, "</figure>\n");
    g_free(title);
    g_free(id);
}

static void append_chart(struct page *self, const struct chart *chart)
{
    gboolean first = TRUE;

    if (chart->is_wide)
        g_string_append_printf(self->out, "<div class=\"picture wide\" role=\"group\" tabindex=\"0\" aria-label=\"%s\">\n",
                               chart->title);
    else
        g_string_append(self->out, "<div class=\"picture\">\n");
    for (guint i = 0; i < QUANTITIES; i++)
        if (chart_is_drawn_by(chart, self->report, (enum quantity)i) || (!chart->quantities && i == 0)) {
            append_variant(self, chart, (enum quantity)i, first);
            first = FALSE;
        }
    g_string_append(self->out, "</div>\n");
}

static void append_charts(struct page *self, const struct report_table *table)
{
    g_string_append(self->out, "<div class=\"pictures\">\n");
    for (guint i = 0; i < charts_count; i++)
        if (g_str_equal(charts[i]->table, table->table.name) && chart_is_available(charts[i], self->report))
            append_chart(self, charts[i]);
    g_string_append(self->out, "</div>\n");
}

static gboolean has_charts(const struct page *self, const struct report_table *table)
{
    for (guint i = 0; i < charts_count; i++)
        if (g_str_equal(charts[i]->table, table->table.name) && chart_is_available(charts[i], self->report))
            return TRUE;
    return FALSE;
}

static void append_section(struct page *self, const struct report_table *table)
{
    const char *name = table->table.name;

    g_string_append_printf(self->out, "<section id=\"page-%s\" aria-labelledby=\"page-%s-title\">\n", name, name);
    g_string_append_printf(self->out, "<h2 id=\"page-%s-title\">%s</h2>\n", name, table->table.title);
    if (has_charts(self, table))
        append_charts(self, table);
    append_table(self, table);
    g_string_append(self->out, "</section>\n");
}

static gboolean is_section(const struct page *self, const struct report_table *table)
{
    return table != &report_totals && has_table(self, table) && summary_totals(self->report->summary).packets > 0;
}

static void append_sections(struct page *self)
{
    for (guint i = 0; i < report_tables_count; i++)
        if (is_section(self, report_tables[i]))
            append_section(self, report_tables[i]);
    g_string_append(self->out, "<section id=\"page-origin\" class=\"origin\" aria-labelledby=\"page-origin-title\">\n"
                               "<h2 id=\"page-origin-title\">How this was made</h2>\n");
    page_append_origin(self->report, self->out);
    g_string_append(self->out, "</section>\n");
}

static void append_navigation(struct page *self)
{
    g_string_append(self->out, "<nav aria-label=\"Sections\">\n<ul>\n");
    for (guint i = 0; i < report_tables_count; i++)
        if (is_section(self, report_tables[i]))
            g_string_append_printf(self->out, "<li><a href=\"#page-%s\">%s</a></li>\n", report_tables[i]->table.name,
                                   report_tables[i]->table.title);
    g_string_append(self->out, "<li><a href=\"#page-origin\">How this was made</a></li>\n</ul>\n</nav>\n");
}

/* Whoever has scripts may choose; else it stays unseen. */
static void append_switch(struct page *self)
{
    g_string_append(self->out, "<fieldset id=\"page-by\" class=\"choice\" hidden>\n<legend>Measured by</legend>\n");
    for (guint i = 0; i < QUANTITIES; i++)
        if (quantity_is_known((enum quantity)i, self->report))
            g_string_append_printf(self->out, "<label><input type=\"radio\" name=\"by\" value=\"%s\"%s> %s</label>\n",
                                   quantity_kinds[i].name, i ? "" : " checked", quantity_kinds[i].title);
    g_string_append(self->out, "</fieldset>\n");
}

void page_append_body(const struct report *report, GString *out)
{
    struct writer_style style = { .ascii_only = FALSE };
    struct page         self = { report, palette_new(report), writer_new(&writer_html, &style), out };
    struct html_writer *html = (struct html_writer *)self.writer;

    html->in_page = TRUE;
    html->palette = self.palette;
    g_string_append(out, "<div class=\"top\">\n<div>\n");
    page_append_answer(report, self.palette, out);
    append_table(&self, &report_totals);
    g_string_append(out, "</div>\n");
    page_append_loudest(report, out);
    g_string_append(out, "</div>\n<div class=\"controls\">\n");
    append_navigation(&self);
    append_switch(&self);
    g_string_append(out, "</div>\n");
    append_sections(&self);
    writer_free(self.writer);
    palette_free(self.palette);
}

static char *title_of(const struct report *report)
{
    guint inputs = report_inputs_count(report->inputs);

    if (inputs > 1)
        return g_strdup_printf("Traffic of %u inputs", inputs);
    return inputs ? g_path_get_basename(report_inputs_added(report->inputs, 0)->name) : g_strdup("Nothing");
}

void page_append(const struct report *report, GString *out)
{
    char *name = title_of(report), *title = g_strdup_printf("%s – Winnow", name);

    page_frame_begin(out, title);
    g_string_append(out, "<a class=\"skip\" href=\"#page-main\">To the report</a>\n<header>\n<h1>");
    markup_append(out, name, NAME_WIDTH);
    g_string_append(out, "</h1>\n</header>\n<main id=\"page-main\">\n");
    page_append_body(report, out);
    g_string_append(out, "</main>\n");
    page_frame_end(out);
    g_free(title);
    g_free(name);
}
