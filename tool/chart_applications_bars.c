/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "chart.h"
#include "slices.h"

static const guint WIDTH = 400, ROW = 22, BAR = 14, TOP = 4, NAME_AT = 8, BARS_AT = 132, BARS_WIDTH = 186, RIGHT = 392,
                   BASELINE = 11;

/* Names stand beside their bars: more can be shown than there are colours. */
static const struct slices_limits LIMITS = { .most = 21, .least = 0, .coloured = FALSE };

static void draw_bar(struct svg *svg, const struct slice *slice, enum quantity quantity, double top, guint64 greatest)
{
    GString *amount = g_string_new(NULL);
    char    *share = slices_share_text(slice->share), *title = g_strdup_printf("%s: %s", slice->name, share);
    double   length = BARS_WIDTH * ((double)slice->amount / (double)greatest);

    quantity_append(amount, quantity, slice->amount, FALSE);
    svg_label(svg, NULL, NAME_AT, top + BASELINE, BARS_AT - NAME_AT - 6, slice->name);
    svg_open_rect(svg, slice->colour, BARS_AT, top, MAX(length, 1), BAR);
    svg_title(svg, title);
    svg_close(svg);
    svg_label(svg, "end", RIGHT, top + BASELINE, 0, amount->str);
    g_free(title);
    g_free(share);
    g_string_free(amount, TRUE);
}

static void draw(const struct chart *chart, const struct chart_context *context, GString *out)
{
    GArray    *slices = slices_new(context->palette, context->quantity, &LIMITS);
    char      *description = slices_describe(slices);
    guint64    greatest = 1;
    struct svg svg;

    chart_begin(chart, context, &svg, out, WIDTH, 2 * TOP + ROW * slices->len, description);
    for (guint i = 0; i < slices->len; i++)
        greatest = MAX(greatest, g_array_index(slices, struct slice, i).amount);
    for (guint i = 0; i < slices->len; i++)
        draw_bar(&svg, &g_array_index(slices, struct slice, i), context->quantity, TOP + ROW * i, greatest);
    svg_line(&svg, "axis", BARS_AT, 0, BARS_AT, 2 * TOP + ROW * slices->len);
    svg_end(&svg);
    g_free(description);
    g_array_unref(slices);
}

const struct chart chart_applications_bars = {
    .name = "applications-bars",
    .title = "Applications",
    .table = "applications",
    .needs = KNOWN_NAMES,
    .quantities = 1 << QUANTITY_PACKETS | 1 << QUANTITY_BYTES | 1 << QUANTITY_FLOWS,
    .draw = draw,
};
