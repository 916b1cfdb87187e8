/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "time_axis.h"

#include "value.h"

#include <string.h>

static const guint MOST_SLOTS = 120, LEAST_SLOTS = 24, GAP_SLOTS = 50, SLOT = 10, TICKS = 6, TICK = 4, TICK_LABEL = 16,
                   BASELINE = 4;

#define MILLISECOND G_GINT64_CONSTANT(1000000)
#define SECOND (1000 * MILLISECOND)
#define DAY (86400 * (guint64)SECOND)

const struct time_bin *time_axis_bin(const struct time_axis *self, guint i)
{
    return &g_array_index(self->bins, struct time_bin, i);
}

guint time_axis_slot(const struct time_axis *self, guint bin)
{
    return g_array_index(self->slots, guint, bin);
}

/* What lies between a bin and the one before it. */
static void append_between(struct time_axis *self, guint bin)
{
    gint64          last = time_axis_bin(self, bin - 1)->start, never = TIME_AXIS_NEVER;
    guint64         apart = (guint64)time_axis_bin(self, bin)->start - (guint64)last, width = (guint64)self->width;
    struct time_gap gap = { self->times->len, (gint64)MIN(apart - width, G_MAXINT64) };

    if (apart / width <= GAP_SLOTS) {
        for (gint64 time = last + self->width; time < time_axis_bin(self, bin)->start; time += self->width)
            g_array_append_val(self->times, time);
        return;
    }
    g_array_append_val(self->gaps, gap);
    for (guint i = 0; i < TIME_AXIS_GAP; i++)
        g_array_append_val(self->times, never);
}

void time_axis_init(struct time_axis *self, const struct time_line *line)
{
    self->bins = time_line_bins(line, MOST_SLOTS, GAP_SLOTS, &self->width);
    self->slots = g_array_new(FALSE, FALSE, sizeof(guint));
    self->times = g_array_new(FALSE, FALSE, sizeof(gint64));
    self->gaps = g_array_new(FALSE, FALSE, sizeof(struct time_gap));
    for (guint i = 0; i < self->bins->len; i++) {
        if (i)
            append_between(self, i);
        g_array_append_val(self->slots, self->times->len);
        g_array_append_val(self->times, time_axis_bin(self, i)->start);
    }
    self->count = MAX(self->times->len, LEAST_SLOTS);
}

void time_axis_clear(struct time_axis *self)
{
    g_array_unref(self->bins);
    g_array_unref(self->slots);
    g_array_unref(self->times);
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

/* With no more digits than it takes. */
char *time_axis_time(gint64 time)
{
    char *text = readable(VALUE_TIME, time), *end = text + strlen(text);

    while (strchr(text, '.') && (end[-1] == '0' || end[-1] == '.'))
        *--end = '\0';
    return text;
}

char *time_axis_duration(gint64 duration)
{
    return readable(VALUE_DURATION, duration);
}

char *time_axis_describe(const struct time_axis *self)
{
    gint64 end = MIN(time_axis_bin(self, self->bins->len - 1)->start, G_MAXINT64 - self->width) + self->width;
    char  *first = time_axis_time(time_axis_bin(self, 0)->start), *last = time_axis_time(end);
    char  *width = time_axis_duration(self->width);
    char  *text = g_strdup_printf("%s to %s UTC, a bar for %s", first, last, width);

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
    double      middle = place->top + place->height / 2;
    char       *duration = time_axis_duration(gap->duration), *whole = g_strdup_printf("%s without packets", duration);
    const char *text = svg_label_width(whole) <= place->height ? whole : duration;

    time_axis_open_at(self, svg, place, gap->slot + TIME_AXIS_GAP / 2);
    svg_open_moved(svg, NULL, BASELINE, middle);
    svg_open(svg, "text", "faint middle");
    svg_raw(svg, "transform", "rotate(-90)");
    svg_text(svg, text);
    svg_close(svg);
    svg_close(svg);
    svg_close(svg);
    g_free(whole);
    g_free(duration);
}

/* Between ticks; each is round in its way. */
static gint64 tick_step(const struct time_axis *self)
{
    static const gint64 MILLISECONDS[] = { 1,      2,      5,       10,      20,      50,       100,      200,     500,
                                           1000,   2000,   5000,    10000,   15000,   30000,    60000,    120000,  300000,
                                           600000, 900000, 1800000, 3600000, 7200000, 10800000, 21600000, 43200000 };
    guint64             least = (guint64)self->width * self->count / TICKS, days = 1;

    for (guint i = 0; i < G_N_ELEMENTS(MILLISECONDS); i++)
        if ((guint64)MILLISECONDS[i] * MILLISECOND >= MAX(least, (guint64)self->width))
            return MILLISECONDS[i] * MILLISECOND;
    for (guint i = 0; days * DAY < least && i < 15; i++)
        days = i % 3 == 1 ? days / 2 * 5 : days * 2; /* 1, 2, 5, 10 … */
    return (gint64)(days * DAY);
}

static gboolean is_after_gap(const struct time_axis *self, guint slot)
{
    return slot && g_array_index(self->times, gint64, slot - 1) == TIME_AXIS_NEVER;
}

/* `first`: of those that are drawn. Where short times lie far apart, the date is said only where they begin. */
static const char *tick_format(const struct time_axis *self, gint64 step, guint slot, gboolean first)
{
    guint64 span = (guint64)time_axis_bin(self, self->bins->len - 1)->start - (guint64)time_axis_bin(self, 0)->start;

    if ((guint64)step >= DAY)
        return "%Y-%m-%d";
    if (span <= DAY)
        return "%H:%M:%S";
    if (self->gaps->len == 0)
        return "%m-%d %H:%M";
    return first || is_after_gap(self, slot) ? "%Y-%m-%d" : "%H:%M:%S";
}

/* With thousandths where ticks are that near to each other. */
static char *tick_text(gint64 time, const char *format, gint64 step)
{
    GDateTime *second = g_date_time_new_from_unix_utc(time / SECOND - (time % SECOND < 0));
    char      *seconds = second ? g_date_time_format(second, format) : g_strdup("");
    gint64     rest = (time % SECOND + SECOND) % SECOND;
    char      *text = step % SECOND && g_str_has_suffix(format, "%S") ?
                          g_strdup_printf("%s.%03d", seconds, (int)(rest / MILLISECOND)) :
                          g_strdup(seconds);

    g_clear_pointer(&second, g_date_time_unref);
    g_free(seconds);
    return text;
}

static void draw_tick(const struct time_axis *self, struct svg *svg, const struct time_place *place, guint slot,
                      const char *text)
{
    double bottom = place->top + place->height;

    time_axis_open_at(self, svg, place, slot);
    svg_line(svg, "axis", 0, bottom, 0, bottom + TICK);
    svg_label(svg, "faint middle", 0, bottom + TICK_LABEL, 0, text);
    svg_close(svg);
}

/* Round times, and where it goes on after a long gap. */
static gboolean is_tick(const struct time_axis *self, guint slot, gint64 step)
{
    gint64 time = g_array_index(self->times, gint64, slot);

    return time != TIME_AXIS_NEVER && (time % step == 0 || is_after_gap(self, slot));
}

/* Where nothing is round, the first slot. */
static guint first_tick(const struct time_axis *self, gint64 step)
{
    guint slot = 0;

    while (slot < self->times->len && !is_tick(self, slot, step))
        slot++;
    return slot < self->times->len ? slot : 0;
}

static void draw_ticks(const struct time_axis *self, struct svg *svg, const struct time_place *place)
{
    gint64 step = tick_step(self);
    guint  first = first_tick(self, step);
    double free_from = -place->left, slot_width = place->width / self->count;

    for (guint i = first; i < self->times->len; i++) {
        double at = i * slot_width, half;
        char  *text;

        if (i != first && !is_tick(self, i, step))
            continue;
        text = tick_text(g_array_index(self->times, gint64, i), tick_format(self, step, i, i == first), step);
        half = svg_label_width(text) / 2;
        if (at - half >= free_from && at + half <= place->width + BASELINE) {
            draw_tick(self, svg, place, i, text);
            free_from = at + half + SLOT;
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

void time_axis_draw_span(const struct time_axis *self, struct svg *svg, const struct time_place *place, double baseline)
{
    char *text = time_axis_describe(self);

    svg_label(svg, "faint", place->left, baseline, 0, text);
    g_free(text);
}
