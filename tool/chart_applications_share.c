/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * A bar of 100 % for each quantity, of the same applications in the same order. */
#include "chart.h"
#include "legend.h"
#include "slices.h"

static const guint WIDTH = 400, TOP = 6, ROW = 34, BAR = 26, LEFT = 62, RIGHT = 392, MOST = 10, LEGEND_GAP = 8;

static const double LEAST = 0.01;

struct bars {
    const struct palette *palette;
    guint                 shown;                  /* applications that stand alone: the first */
    guint                 count;                  /* of quantities */
    enum quantity         quantities[QUANTITIES]; /* that are known */
    guint64               totals[QUANTITIES];     /* of these */
};

static const struct painted *application_at(const struct bars *self, guint i)
{
    return &g_array_index(self->palette->applications, struct painted, i);
}

static struct bars bars_of(const struct chart_context *context)
{
    struct summary_totals totals = summary_totals(context->report->summary);
    struct bars           self = { .palette = context->palette };
    guint                 applications = context->palette->applications->len;

    while (self.shown < MIN(applications, MOST) && application_at(&self, self.shown)->colour &&
           application_at(&self, self.shown)->share >= LEAST)
        self.shown++;
    for (guint i = 0; i < QUANTITIES; i++)
        if (quantity_is_known((enum quantity)i, context->report) && quantity_total((enum quantity)i, &totals)) {
            self.totals[self.count] = quantity_total((enum quantity)i, &totals);
            self.quantities[self.count++] = (enum quantity)i;
        }
    return self;
}

/* Of application i, or, where i is self->shown, of all others. */
static double share_of(const struct bars *self, guint i, guint quantity)
{
    guint   last = i < self->shown ? i + 1 : self->palette->applications->len;
    guint64 amount = 0;

    for (; i < last; i++)
        amount += quantity_of(self->quantities[quantity], &application_at(self, i)->sum);
    return (double)amount / (double)self->totals[quantity];
}

static guint parts(const struct bars *self)
{
    return self->shown + (self->shown < self->palette->applications->len);
}

static char *name_of(const struct bars *self, guint i)
{
    if (i == self->shown)
        return g_strdup_printf("other (%u)", self->palette->applications->len - self->shown);
    return g_strdup(*application_at(self, i)->name ? application_at(self, i)->name : "(not told)");
}

static const char *colour_of(const struct bars *self, guint i)
{
    return i < self->shown ? application_at(self, i)->colour : PALETTE_OTHER;
}

static void draw_part(struct svg *svg, const struct bars *self, guint i, double from, double share, double top)
{
    double left = LEFT + from * (RIGHT - LEFT), width = share * (RIGHT - LEFT);
    char  *text = g_strdup_printf("%.0f %%", share * 100), *name = name_of(self, i), *exact = slices_share_text(share);
    char  *title = g_strdup_printf("%s: %s", name, exact), *class = g_strdup_printf("middle on-%s", colour_of(self, i));

    svg_open_rect(svg, colour_of(self, i), left, top, width, BAR);
    svg_title(svg, title);
    svg_close(svg);
    if (svg_label_width(text) + 4 <= width)
        svg_label(svg, class, left + width / 2, top + BAR / 2.0 + 4, 0, text);
    g_free(class);
    g_free(title);
    g_free(exact);
    g_free(name);
    g_free(text);
}

static void draw_bar(struct svg *svg, const struct bars *self, guint quantity)
{
    double top = TOP + ROW * quantity, from = 0;

    svg_label(svg, NULL, 8, top + BAR / 2.0 + 4, 0, quantity_kinds[self->quantities[quantity]].title);
    for (guint i = 0; i < parts(self); i++) {
        double share = share_of(self, i, quantity);

        if (share > 0)
            draw_part(svg, self, i, from, share, top);
        from += share;
    }
}

static void draw_legend(struct svg *svg, const struct bars *self)
{
    static const double RIGHTS[QUANTITIES] = { 262, 327, 392 };
    struct legend       legend = { 8, TOP + ROW * self->count + LEGEND_GAP, self->count, RIGHTS + QUANTITIES - self->count };
    const char         *titles[QUANTITIES];

    for (guint q = 0; q < self->count; q++)
        titles[q] = quantity_kinds[self->quantities[q]].title;
    legend_head(svg, &legend, "Application", titles);
    for (guint i = 0; i < parts(self); i++) {
        char *texts[QUANTITIES], *name = name_of(self, i);

        for (guint q = 0; q < self->count; q++)
            texts[q] = slices_share_text(share_of(self, i, q));
        legend_row(svg, &legend, i, colour_of(self, i), name, (const char *const *)texts);
        for (guint q = 0; q < self->count; q++)
            g_free(texts[q]);
        g_free(name);
    }
}

static char *describe(const struct bars *self)
{
    GString *text = g_string_new(NULL);

    for (guint q = 0; q < self->count; q++) {
        g_string_append_printf(text, "%s%s: ", q ? ". " : "", quantity_kinds[self->quantities[q]].title);
        for (guint i = 0; i < parts(self); i++) {
            char *name = name_of(self, i), *share = slices_share_text(share_of(self, i, q));

            g_string_append_printf(text, "%s%s %s", i ? ", " : "", name, share);
            g_free(share);
            g_free(name);
        }
    }
    return g_string_free(text, FALSE);
}

static void draw(const struct chart *chart, const struct chart_context *context, GString *out)
{
    struct bars self = bars_of(context);
    char       *description = describe(&self);
    double      height = TOP + ROW * self.count + LEGEND_GAP + LEGEND_ROW * (parts(&self) + 1);
    struct svg  svg;

    chart_begin(chart, context, &svg, out, WIDTH, height, description);
    for (guint q = 0; q < self.count; q++)
        draw_bar(&svg, &self, q);
    draw_legend(&svg, &self);
    svg_end(&svg);
    g_free(description);
}

const struct chart chart_applications_share = {
    .name = "applications-share",
    .title = "Applications in per cent",
    .table = "applications",
    .needs = KNOWN_NAMES,
    .draw = draw,
};
