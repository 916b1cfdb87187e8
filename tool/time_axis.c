/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "time_axis.h"

#include "value.h"

enum { MOST_SLOTS = 120, GAP_SLOTS = 12, SLOT = 10, TICKS = 6, TICK = 4, TICK_LABEL = 16, BASELINE = 4 };

#define SECOND G_GINT64_CONSTANT(1000000000)
#define DAY (86400 * (guint64)SECOND)

const struct time_bin *time_axis_bin(const struct time_axis *self, guint i)
{
    return &g_array_index(self->bins, struct time_bin, i);
}

guint time_axis_slot(const struct time_axis *self, guint bin)
{
    return g_array_index(self->slots, guint, bin);
}

/* The slots from one bin to the next. */
static guint step(struct time_axis *self, guint bin, guint slot)
{
    guint64         apart = (guint64)time_axis_bin(self, bin)->start - (guint64)time_axis_bin(self, bin - 1)->start;
    guint64         width = (guint64)self->width;
    struct time_gap gap = { slot + 1, (gint64)MIN(apart - width, G_MAXINT64) };

    if (apart / width <= GAP_SLOTS)
        return (guint)(apart / width);
    g_array_append_val(self->gaps, gap);
    return 1 + TIME_AXIS_GAP;
}

void time_axis_init(struct time_axis *self, const struct time_line *line)
{
    guint slot = 0;

    self->bins = time_line_bins(line, MOST_SLOTS, GAP_SLOTS, &self->width);
    self->slots = g_array_new(FALSE, FALSE, sizeof(guint));
    self->gaps = g_array_new(FALSE, FALSE, sizeof(struct time_gap));
    for (guint i = 0; i < self->bins->len; i++) {
        slot += i ? step(self, i, slot) : 0;
        g_array_append_val(self->slots, slot);
    }
    self->count = slot + 1;
}

void time_axis_clear(struct time_axis *self)
{
    g_array_unref(self->bins);
    g_array_unref(self->slots);
    g_array_unref(self->gaps);
}

int time_axis_find(const struct time_axis *self, gint64 time)
{
    guint low = 0, high = self->bins->len;

    while (low < high) {
        guint middle = low + (high - low) / 2;

        if (time_axis_bin(self, middle)->start <= time)
            low = middle + 1;
        else
            high = middle;
    }
    return low && (guint64)time - (guint64)time_axis_bin(self, low - 1)->start < (guint64)self->width ? (int)low - 1 : -1;
}

static char *readable(enum value_kind kind, gint64 ns)
{
    GString     *text = g_string_new(NULL);
    struct value value = value_ns(ns);

    value_append_readable(text, kind, &value);
    return g_string_free(text, FALSE);
}

char *time_axis_time(gint64 time)
{
    return readable(VALUE_TIME, time);
}

char *time_axis_duration(gint64 duration)
{
    return readable(VALUE_DURATION, duration);
}

char *time_axis_describe(const struct time_axis *self)
{
    char *first = time_axis_time(time_axis_bin(self, 0)->start);
    char *last = time_axis_time(time_axis_bin(self, self->bins->len - 1)->start + self->width);
    char *width = time_axis_duration(self->width), *text = g_strdup_printf("%s to %s UTC, a bar for %s", first, last, width);

    g_free(first);
    g_free(last);
    g_free(width);
    return text;
}

void time_axis_open_plot(const struct time_axis *self, struct svg *svg, const struct time_place *place)
{
    char *view = g_strdup_printf("0 0 %u %d", self->count * SLOT, (int)place->height);

    svg_open(svg, "svg", "plot");
    svg_number(svg, "x", place->left);
    svg_number(svg, "y", place->top);
    svg_number(svg, "width", place->width);
    svg_number(svg, "height", place->height);
    svg_raw(svg, "viewBox", view);
    svg_raw(svg, "preserveAspectRatio", "none");
    g_free(view);
}

void time_axis_open_at(const struct time_axis *self, struct svg *svg, const struct time_place *place, double slot)
{
    svg_open_moved(svg, "at", place->left + place->width * slot / self->count, 0);
    svg_number(svg, "data-slot", slot);
}

static void draw_gap(const struct time_axis *self, struct svg *svg, const struct time_place *place,
                     const struct time_gap *gap)
{
    double middle = place->top + place->height / 2;
    char  *duration = time_axis_duration(gap->duration), *text = g_strdup_printf("%s without packets", duration);

    time_axis_open_at(self, svg, place, gap->slot + TIME_AXIS_GAP / 2.0);
    svg_open_moved(svg, NULL, BASELINE, middle);
    svg_open(svg, "text", "faint middle");
    svg_raw(svg, "transform", "rotate(-90)");
    svg_text(svg, text);
    svg_close(svg);
    svg_close(svg);
    svg_close(svg);
    g_free(text);
    g_free(duration);
}

static const char *tick_format(const struct time_axis *self)
{
    guint64 span = (guint64)time_axis_bin(self, self->bins->len - 1)->start - (guint64)time_axis_bin(self, 0)->start;

    return span > 300 * DAY ? "%Y-%m-%d" : span > DAY ? "%m-%d %H:%M" : "%H:%M:%S";
}

/* With so many thousandths as the bins need. */
static char *tick_text(const struct time_axis *self, gint64 time, const char *format)
{
    gint64     rest = time % SECOND + (time % SECOND < 0 ? SECOND : 0);
    GDateTime *date_time = g_date_time_new_from_unix_utc((time - rest) / SECOND);
    char      *seconds = date_time ? g_date_time_format(date_time, format) : g_strdup("");
    char      *text = self->width < SECOND && g_str_has_suffix(format, "%S") ?
                          g_strdup_printf("%s.%03d", seconds, (int)(rest / (SECOND / 1000))) :
                          g_strdup(seconds);

    g_clear_pointer(&date_time, g_date_time_unref);
    g_free(seconds);
    return text;
}

static void draw_tick(const struct time_axis *self, struct svg *svg, const struct time_place *place, double slot,
                      const char *text)
{
    double bottom = place->top + place->height;

    time_axis_open_at(self, svg, place, slot);
    svg_line(svg, "axis", 0, bottom, 0, bottom + TICK);
    svg_label(svg, "faint", 0, bottom + TICK_LABEL, 0, text);
    svg_close(svg);
}

static void draw_ticks(const struct time_axis *self, struct svg *svg, const struct time_place *place)
{
    const char *format = tick_format(self);
    double      free_from = 0, slot_width = place->width / self->count;

    for (guint i = 0; i < self->bins->len; i++) {
        char  *text = tick_text(self, time_axis_bin(self, i)->start, format);
        double at = time_axis_slot(self, i) * slot_width, width = svg_label_width(text);

        if (at >= free_from && at + width <= place->width + 1) {
            draw_tick(self, svg, place, time_axis_slot(self, i), text);
            free_from = at + MAX(width + 2 * SLOT, place->width / TICKS);
        }
        g_free(text);
    }
}

void time_axis_draw(const struct time_axis *self, struct svg *svg, const struct time_place *place)
{
    double bottom = place->top + place->height;

    for (guint i = 0; i < self->gaps->len; i++)
        draw_gap(self, svg, place, &g_array_index(self->gaps, struct time_gap, i));
    svg_line(svg, "axis", place->left, bottom, place->left + place->width, bottom);
    draw_ticks(self, svg, place);
}
