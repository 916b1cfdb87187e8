/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "chart.h"

extern const char  chart_css_text[]; /* made from tool/chart.css by the build */
extern const gsize chart_css_length;

static const guint HEADING = 34, NOTHING_WIDTH = 400, NOTHING_HEIGHT = 60;

/* To add a chart: its file, its row. */
const struct chart *const charts[] = { &chart_applications_pie, &chart_applications_bars, &chart_applications_share,
                                       &chart_time_line, &chart_anomalies };
const guint               charts_count = G_N_ELEMENTS(charts);

const struct chart *chart_named(const char *name)
{
    for (guint i = 0; i < charts_count; i++)
        if (g_str_equal(charts[i]->name, name))
            return charts[i];
    return NULL;
}

char *chart_names(void)
{
    GString *names = g_string_new(NULL);

    for (guint i = 0; i < charts_count; i++)
        g_string_append_printf(names, "%s%s", i ? ", " : "", charts[i]->name);
    return g_string_free(names, FALSE);
}

gboolean chart_is_available(const struct chart *chart, const struct report *report)
{
    struct summary_totals totals = summary_totals(report->summary);
    gboolean              timed = totals.first != TIME_UNKNOWN || !(chart->needs & KNOWN_TIMES);

    return (report->known & chart->needs) == chart->needs && totals.packets > 0 && timed;
}

gboolean chart_is_drawn_by(const struct chart *chart, const struct report *report, enum quantity quantity)
{
    return (chart->quantities & 1u << quantity) && quantity_is_known(quantity, report);
}

static void draw_nothing(const struct chart *chart, const struct chart_context *context, GString *out)
{
    const char *why =
        summary_totals(context->report->summary).packets ? "The input does not tell." : "There are no packets.";
    struct svg svg;

    chart_begin(chart, context, &svg, out, NOTHING_WIDTH, NOTHING_HEIGHT, why);
    svg_label(&svg, "middle", NOTHING_WIDTH / 2.0, NOTHING_HEIGHT / 2.0, 0, why);
    svg_end(&svg);
}

void chart_append(const struct chart *chart, const struct chart_context *context, GString *out)
{
    if (chart_is_available(chart, context->report))
        chart->draw(chart, context, out);
    else
        draw_nothing(chart, context, out);
}

char *chart_style(void)
{
    return g_strndup(chart_css_text, chart_css_length);
}

void chart_begin(const struct chart *chart, const struct chart_context *context, struct svg *svg, GString *out, double width,
                 double height, const char *description)
{
    double heading = context->alone ? HEADING : 0;
    char  *style = context->alone ? chart_style() : NULL;
    char  *title = chart->quantities ? g_strdup_printf("%s by %s", chart->title, quantity_kinds[context->quantity].name) :
                                       g_strdup(chart->title);
    struct svg_head head = { context->id, width, height + heading, title, description, style };

    svg_begin(svg, out, &head);
    if (context->alone) {
        svg_label(svg, "heading", 8, 22, 0, title);
        svg_open_moved(svg, NULL, 0, HEADING);
    }
    g_free(title);
    g_free(style);
}

char *chart_file(const struct chart *chart, const struct report *report, enum quantity quantity)
{
    GString             *out = g_string_new("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    struct palette      *palette = palette_new(report);
    struct chart_context context = { report, palette, quantity, chart->name, TRUE };

    chart_append(chart, &context, out);
    palette_free(palette);
    return g_string_free(out, FALSE);
}
