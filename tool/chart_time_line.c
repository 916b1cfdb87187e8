/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "chart.h"
#include "slices.h"
#include "time_axis.h"

#include <math.h>

static const guint WIDTH = 640, SLOT = 10, BAR = 9, SPAN = 24;
static const guint LEGEND_AT = 218, LEGEND_COLUMNS = 4, SWATCH = 12, LEGEND_ROW = 20, BASELINE = 11;

static const struct time_place PLACE = { .left = 60, .top = 10, .width = 572, .height = 170 };

/* From the bottom up: what stays dark to few is what a network is built for. */
static const enum traffic_class STACK[] = { CLASS_REAL_TIME, CLASS_INTERACTIVE, CLASS_STREAMING, CLASS_BULK,
                                            CLASS_CONTROL,   CLASS_BACKGROUND,  CLASS_UNKNOWN };

struct stack {
    struct time_axis axis;
    enum quantity    quantity;
    double           greatest; /* the axis' end */
    guint64          totals[CLASS_COUNT], total;
};

static guint64 amount_of(const struct time_bin *bin, enum traffic_class class, enum quantity quantity)
{
    return quantity == QUANTITY_BYTES ? bin->class_bytes[class] : bin->class_packets[class];
}

static guint64 whole(const struct time_bin *bin, enum quantity quantity)
{
    return quantity == QUANTITY_BYTES ? bin->bytes : bin->packets;
}

/* 1, 2 or 5 of a power of ten, and not less. */
static double round_up(guint64 amount)
{
    double ten = 1;

    while (ten * 10 <= (double)amount)
        ten *= 10;
    for (guint i = 0; i < 4; i++) {
        double rounded = ten * (double[]){ 1, 2, 5, 10 }[i];

        if (rounded >= (double)amount)
            return rounded;
    }
    return ten * 10;
}

static void stack_init(struct stack *self, const struct chart_context *context)
{
    guint64 greatest = 1;

    *self = (struct stack){ .quantity = context->quantity };
    time_axis_init(&self->axis, summary_time_line(context->report->summary));
    for (guint i = 0; i < self->axis.bins->len; i++) {
        const struct time_bin *bin = time_axis_bin(&self->axis, i);

        greatest = MAX(greatest, whole(bin, self->quantity));
        self->total += whole(bin, self->quantity);
        for (guint c = 0; c < CLASS_COUNT; c++)
            self->totals[c] += amount_of(bin, (enum traffic_class)c, self->quantity);
    }
    self->greatest = round_up(greatest);
}

static char *class_of(enum traffic_class class)
{
    return g_strdup_printf("k-%s", traffic_class_name(class));
}

static double height_of(const struct stack *self, guint64 amount)
{
    return PLACE.height * ((double)amount / self->greatest);
}

/* All bars of a class are one path: a picture of many bins stays small. */
static void draw_class(const struct stack *self, struct svg *svg, double *bottoms, enum traffic_class class)
{
    GString *path = g_string_new(NULL);
    char    *name = class_of(class);

    for (guint i = 0; i < self->axis.bins->len; i++) {
        double height = height_of(self, amount_of(time_axis_bin(&self->axis, i), class, self->quantity));

        if (height <= 0)
            continue;
        g_string_append_printf(path, "M%u ", time_axis_slot(&self->axis, i) * SLOT);
        svg_append_number(path, bottoms[i]);
        g_string_append(path, "v-");
        svg_append_number(path, height);
        g_string_append_printf(path, "h%dv", BAR);
        svg_append_number(path, height);
        g_string_append_c(path, 'z');
        bottoms[i] -= height;
    }
    svg_open(svg, "path", name);
    svg_raw(svg, "d", path->str);
    svg_close(svg);
    g_free(name);
    g_string_free(path, TRUE);
}

/* Unseen; it says what is there where the pointer rests, and tells scripts. */
static void draw_bin(const struct stack *self, struct svg *svg, guint i)
{
    const struct time_bin *bin = time_axis_bin(&self->axis, i);
    GString               *plain = g_string_new(NULL), *title = g_string_new(NULL);
    struct value           start = value_ns(bin->start);

    value_append_plain(plain, VALUE_TIME, &start);
    value_append_readable(title, VALUE_TIME, &start);
    g_string_append(title, ": ");
    quantity_append(title, self->quantity, whole(bin, self->quantity), TRUE);
    svg_open_rect(svg, "bin", time_axis_slot(&self->axis, i) * SLOT, 0, SLOT, PLACE.height);
    svg_raw(svg, "data-time", plain->str);
    svg_number(svg, "data-amount", (double)whole(bin, self->quantity));
    svg_title(svg, title->str);
    svg_close(svg);
    g_string_free(title, TRUE);
    g_string_free(plain, TRUE);
}

static void draw_scale(const struct stack *self, struct svg *svg)
{
    for (guint i = 0; i <= 2; i++) {
        double   y = PLACE.top + PLACE.height * (1 - i / 2.0);
        GString *text;

        if (i == 1 && fmod(self->greatest, 2) != 0)
            continue;
        text = g_string_new(NULL);
        quantity_append(text, self->quantity, (guint64)(self->greatest * i / 2), FALSE);
        svg_line(svg, "grid", PLACE.left, y, PLACE.left + PLACE.width, y);
        svg_label(svg, "faint end", PLACE.left - 6, y + 4, 0, text->str);
        g_string_free(text, TRUE);
    }
}

static void draw_bars(const struct stack *self, struct svg *svg)
{
    double *bottoms = g_new(double, self->axis.bins->len);

    for (guint i = 0; i < self->axis.bins->len; i++)
        bottoms[i] = PLACE.height;
    time_axis_open_plot(&self->axis, svg, &PLACE);
    for (guint i = 0; i < self->axis.gaps->len; i++)
        svg_rect(svg, "gap", g_array_index(self->axis.gaps, struct time_gap, i).slot * SLOT, 0, TIME_AXIS_GAP * SLOT - 1,
                 PLACE.height);
    for (guint c = 0; c < G_N_ELEMENTS(STACK); c++)
        if (self->totals[STACK[c]])
            draw_class(self, svg, bottoms, STACK[c]);
    for (guint i = 0; i < self->axis.bins->len; i++)
        draw_bin(self, svg, i);
    svg_close(svg);
    g_free(bottoms);
}

static char *class_text(const struct stack *self, enum traffic_class class)
{
    char *share = slices_share_text((double)self->totals[class] / (double)self->total);
    char *text = g_strdup_printf("%s %s", traffic_class_name(class), share);

    g_free(share);
    return text;
}

static void draw_legend(const struct stack *self, struct svg *svg)
{
    guint at = 0;

    for (guint c = 0; c < G_N_ELEMENTS(STACK); c++) {
        double left = PLACE.left + at % LEGEND_COLUMNS * (PLACE.width / LEGEND_COLUMNS);
        double top = LEGEND_AT + at / LEGEND_COLUMNS * LEGEND_ROW;
        char *class = class_of(STACK[c]), *text = class_text(self, STACK[c]);

        if (self->totals[STACK[c]]) {
            svg_rect(svg, class, left, top, SWATCH, SWATCH);
            svg_label(svg, NULL, left + SWATCH + 6, top + BASELINE, 0, text);
            at++;
        }
        g_free(text);
        g_free(class);
    }
}

static char *describe(const struct stack *self)
{
    GString *text = g_string_new(NULL);
    char    *times = time_axis_describe(&self->axis);

    g_string_append_printf(text, "%s. Of all %s ", times, quantity_kinds[self->quantity].name);
    for (guint c = 0, told = 0; c < G_N_ELEMENTS(STACK); c++)
        if (self->totals[STACK[c]]) {
            char *share = class_text(self, STACK[c]);

            g_string_append_printf(text, "%s%s", told++ ? ", " : "", share);
            g_free(share);
        }
    g_free(times);
    return g_string_free(text, FALSE);
}

static guint classes_of(const struct stack *self)
{
    guint classes = 0;

    for (guint c = 0; c < CLASS_COUNT; c++)
        classes += self->totals[c] > 0;
    return classes;
}

static void draw(const struct chart *chart, const struct chart_context *context, GString *out)
{
    struct stack self;
    struct svg   svg;
    char        *description;
    guint        rows;

    stack_init(&self, context);
    rows = (classes_of(&self) + LEGEND_COLUMNS - 1) / LEGEND_COLUMNS;
    description = describe(&self);
    chart_begin(chart, context, &svg, out, WIDTH, LEGEND_AT + rows * LEGEND_ROW + SPAN, description);
    draw_scale(&self, &svg);
    draw_bars(&self, &svg);
    time_axis_draw(&self.axis, &svg, &PLACE);
    draw_legend(&self, &svg);
    time_axis_draw_span(&self.axis, &svg, &PLACE, LEGEND_AT + rows * LEGEND_ROW + BASELINE);
    svg_end(&svg);
    g_free(description);
    time_axis_clear(&self.axis);
}

const struct chart chart_time_line = {
    .name = "time-line",
    .title = "Traffic over time",
    .table = "timeline",
    .needs = KNOWN_TIMES,
    .quantities = 1 << QUANTITY_PACKETS | 1 << QUANTITY_BYTES,
    .is_wide = TRUE,
    .draw = draw,
};
