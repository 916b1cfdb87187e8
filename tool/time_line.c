/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "time_line.h"

#include "hash_mix.h"

enum { SLOTS = 4 * TIME_LINE_MAX };

#define MILLISECOND G_GINT64_CONSTANT(1000000)
#define SECOND (1000 * MILLISECOND)
#define DAY (86400 * SECOND)

/* To be shown by. */
static const gint64 WIDTHS[] = {
    MILLISECOND,       2 * MILLISECOND,
    5 * MILLISECOND,   10 * MILLISECOND,
    20 * MILLISECOND,  50 * MILLISECOND,
    100 * MILLISECOND, 200 * MILLISECOND,
    500 * MILLISECOND, SECOND,
    2 * SECOND,        5 * SECOND,
    10 * SECOND,       20 * SECOND,
    30 * SECOND,       60 * SECOND,
    120 * SECOND,      300 * SECOND,
    600 * SECOND,      1200 * SECOND,
    1800 * SECOND,     3600 * SECOND,
    7200 * SECOND,     21600 * SECOND,
    43200 * SECOND,    DAY,
    2 * DAY,           5 * DAY,
    10 * DAY,          20 * DAY,
    50 * DAY,          100 * DAY,
    200 * DAY,         500 * DAY,
    1000 * DAY,        10000 * DAY,
};

/* To be counted by: each divides the next, and some of those above. */
static const gint64 BASES[] = {
    MILLISECOND, 10 * MILLISECOND, 100 * MILLISECOND, SECOND,         10 * SECOND,
    60 * SECOND, 600 * SECOND,     3600 * SECOND,     21600 * SECOND, DAY,
    10 * DAY,    100 * DAY,        1000 * DAY,        10000 * DAY,
};

struct time_line {
    guint            base;  /* which of BASES */
    struct time_bin *slots; /* packets 0: free */
    guint            used;
    struct time_bin *last;
    guint64          seed;
};

struct time_line *time_line_new(void)
{
    struct time_line *self = g_new0(struct time_line, 1);

    self->slots = g_new0(struct time_bin, SLOTS);
    self->last = self->slots;
    self->seed = hash_seed();
    return self;
}

void time_line_free(struct time_line *self)
{
    if (!self)
        return;
    g_free(self->slots);
    g_free(self);
}

static gint64 bin_start(gint64 time, gint64 width)
{
    gint64 rest = time % width;

    return time - (rest < 0 ? rest + width : rest);
}

static struct time_bin *find_slot(struct time_line *self, gint64 start)
{
    guint64 at = hash_mix((guint64)start, 0, self->seed);

    while (self->slots[at % SLOTS].packets && self->slots[at % SLOTS].start != start)
        at++;
    return &self->slots[at % SLOTS];
}

static void merge(struct time_bin *into, const struct time_bin *bin)
{
    into->packets += bin->packets;
    into->bytes += bin->bytes;
    for (guint i = 0; i < CLASS_COUNT; i++) {
        into->class_packets[i] += bin->class_packets[i];
        into->class_bytes[i] += bin->class_bytes[i];
    }
}

static void add_bin(struct time_line *self, const struct time_bin *bin)
{
    gint64           start = bin_start(bin->start, BASES[self->base]);
    struct time_bin *slot = find_slot(self, start);

    self->used += !slot->packets;
    slot->start = start;
    merge(slot, bin);
    self->last = slot;
}

static void coarsen(struct time_line *self)
{
    struct time_bin *old = self->slots;

    self->base++;
    self->slots = self->last = g_new0(struct time_bin, SLOTS);
    self->used = 0;
    for (guint i = 0; i < SLOTS; i++)
        if (old[i].packets)
            add_bin(self, &old[i]);
    g_free(old);
}

static void count(struct time_bin *bin, guint64 bytes, enum traffic_class class)
{
    bin->packets++;
    bin->bytes += bytes;
    bin->class_packets[class]++;
    bin->class_bytes[class] += bytes;
}

static void add_elsewhere(struct time_line *self, gint64 time, guint64 bytes, enum traffic_class class)
{
    struct time_bin bin = { .start = time };

    count(&bin, bytes, class);
    time_line_add_bin(self, &bin);
}

void time_line_add(struct time_line *self, gint64 time, guint64 bytes, enum traffic_class class)
{
    struct time_bin *last = self->last;

    if (G_LIKELY(last->packets && (guint64)time - (guint64)last->start < (guint64)BASES[self->base]))
        count(last, bytes, class);
    else
        add_elsewhere(self, time, bytes, class);
}

void time_line_add_bin(struct time_line *self, const struct time_bin *bin)
{
    add_bin(self, bin);
    while (self->used > TIME_LINE_MAX && self->base + 1 < G_N_ELEMENTS(BASES))
        coarsen(self);
}

gboolean time_line_widen(struct time_line *self, gint64 width)
{
    guint base = 0;

    while (base < G_N_ELEMENTS(BASES) && BASES[base] != width)
        base++;
    while (base < G_N_ELEMENTS(BASES) && self->base < base)
        coarsen(self);
    return base < G_N_ELEMENTS(BASES);
}

static gint compare_bins(gconstpointer a, gconstpointer b)
{
    const struct time_bin *one = a, *other = b;
    return one->start < other->start ? -1 : one->start > other->start;
}

GArray *time_line_counted(const struct time_line *self, gint64 *width)
{
    GArray *bins = g_array_new(FALSE, FALSE, sizeof(struct time_bin));

    *width = BASES[self->base];
    for (guint i = 0; i < SLOTS; i++)
        if (self->slots[i].packets)
            g_array_append_val(bins, self->slots[i]);
    g_array_sort(bins, compare_bins);
    return bins;
}

/* The same, neighbours put together; `bins` are sorted. */
static GArray *widened(const GArray *bins, gint64 width)
{
    GArray *wide = g_array_new(FALSE, FALSE, sizeof(struct time_bin));

    for (guint i = 0; i < bins->len; i++) {
        struct time_bin  bin = g_array_index(bins, struct time_bin, i);
        struct time_bin *before = wide->len ? &g_array_index(wide, struct time_bin, wide->len - 1) : NULL;

        bin.start = bin_start(bin.start, width);
        if (before && before->start == bin.start) {
            merge(before, &bin);
        } else {
            g_array_append_val(wide, bin);
        }
    }
    return wide;
}

static gboolean fits(const GArray *bins, gint64 width, guint rows, guint gap_rows)
{
    guint64 taken = bins->len;

    for (guint i = 1; i < bins->len && taken <= rows; i++) {
        guint64 apart = (guint64)g_array_index(bins, struct time_bin, i).start -
                        (guint64)g_array_index(bins, struct time_bin, i - 1).start;
        taken += MIN(apart / (guint64)width - 1, gap_rows);
    }
    return taken <= rows;
}

GArray *time_line_bins(const struct time_line *self, guint rows, guint gap_rows, gint64 *width)
{
    GArray *counted = time_line_counted(self, width), *bins = g_array_ref(counted);

    for (guint i = 0; i < G_N_ELEMENTS(WIDTHS) && !fits(bins, *width, rows, gap_rows); i++)
        if (WIDTHS[i] > *width && WIDTHS[i] % BASES[self->base] == 0) {
            *width = WIDTHS[i];
            g_array_unref(bins);
            bins = widened(counted, *width);
        }
    g_array_unref(counted);
    return bins;
}
