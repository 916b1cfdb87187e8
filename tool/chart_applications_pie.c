/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "chart.h"
#include "legend.h"
#include "slices.h"

#include <math.h>

static const guint WIDTH = 400, RADIUS = 132, CENTRE = 200, MIDDLE = 140, LEGEND = 292, MARGIN = 4;

static const struct slices_limits LIMITS = { .most = 11, .least = 0.01, .coloured = TRUE };

/* As far out as the circle around a percentage fits between the two edges and the rim; nothing where it fits nowhere. */
static void write_percentage(struct svg *svg, const struct slice *slice, double from)
{
    char  *text = g_strdup_printf("%.0f %%", slice->share * 100), *class = g_strdup_printf("middle on-%s", slice->colour);
    double room = svg_label_width(text) / 2 + 1, out = slice->share > 0.5 ? RADIUS / 2.0 : RADIUS - room - MARGIN;
    double angle = 2 * G_PI * (from + slice->share / 2);

    if (slice->share > 0.999)
        svg_label(svg, class, CENTRE, MIDDLE + MARGIN, 0, text);
    else if (slice->share > 0.5 || out * sin(G_PI * slice->share) >= room)
        svg_label(svg, class, CENTRE + out * sin(angle), MIDDLE - out * cos(angle) + MARGIN, 0, text);
    g_free(class);
    g_free(text);
}

static char *amount_text(const struct slice *slice, enum quantity quantity, gboolean named)
{
    GString *text = g_string_new(NULL);

    quantity_append(text, quantity, slice->amount, named);
    return g_string_free(text, FALSE);
}

static void draw_slice(struct svg *svg, const struct slice *slice, enum quantity quantity, double from)
{
    char *share = slices_share_text(slice->share), *amount = amount_text(slice, quantity, TRUE);
    char *title = g_strdup_printf("%s: %s, %s", slice->name, amount, share);
    char *class = g_strdup_printf("slice %s", slice->colour);

    svg_open_sector(svg, class, CENTRE, MIDDLE, RADIUS, from, from + slice->share);
    svg_title(svg, title);
    svg_close(svg);
    g_free(class);
    g_free(title);
    g_free(amount);
    g_free(share);
}

static void draw_legend(struct svg *svg, const GArray *slices, enum quantity quantity)
{
    static const double        RIGHT[] = { 318, 392 };
    static const struct legend PLACE = { 8, LEGEND, G_N_ELEMENTS(RIGHT), RIGHT };
    const char *const          titles[] = { quantity_kinds[quantity].title, "Share" };

    legend_head(svg, &PLACE, "Application", titles);
    for (guint i = 0; i < slices->len; i++) {
        const struct slice *slice = &g_array_index(slices, struct slice, i);
        char               *texts[] = { amount_text(slice, quantity, FALSE), slices_share_text(slice->share) };

        legend_row(svg, &PLACE, i, slice->colour, slice->name, (const char *const *)texts);
        g_free(texts[0]);
        g_free(texts[1]);
    }
}

static void draw(const struct chart *chart, const struct chart_context *context, GString *out)
{
    GArray    *slices = slices_new(context->palette, context->quantity, &LIMITS);
    char      *description = slices_describe(slices);
    double     from = 0;
    struct svg svg;

    chart_begin(chart, context, &svg, out, WIDTH, LEGEND + LEGEND_ROW * (slices->len + 1), description);
    for (guint i = 0; i < slices->len; i++) {
        const struct slice *slice = &g_array_index(slices, struct slice, i);

        draw_slice(&svg, slice, context->quantity, from);
        write_percentage(&svg, slice, from);
        from += slice->share;
    }
    draw_legend(&svg, slices, context->quantity);
    svg_end(&svg);
    g_free(description);
    g_array_unref(slices);
}

const struct chart chart_applications_pie = {
    .name = "applications-pie",
    .title = "Shares of applications",
    .table = "applications",
    .needs = KNOWN_NAMES,
    .quantities = 1 << QUANTITY_PACKETS | 1 << QUANTITY_BYTES | 1 << QUANTITY_FLOWS,
    .draw = draw,
};
