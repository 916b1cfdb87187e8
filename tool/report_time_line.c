/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "export_packet.h"
#include "report.h"

enum { START, WIDTH, PACKETS, BYTES, COLUMNS };

/* For eyes a row is a bin, with or without packets, and a longer gap is one remark. Programs get the bins that have packets. */
enum { ROWS_FOR_EYES = 24, GAP_ROWS = 5, ROWS_FOR_PROGRAMS = 1000 };

static const struct table_column TIME_LINE[COLUMNS] = {
    [START] = { "start_time", "From (UTC)", VALUE_TIME, 0 },
    [WIDTH] = { "width_s", "Width", VALUE_DURATION, 0 },
    [PACKETS] = { "packets", "Packets", VALUE_COUNT, 0 },
    [BYTES] = { "bytes", "Bytes", VALUE_BYTES, 0 },
};

static void write_bin(const struct report *self, const struct time_bin *bin, gint64 width, struct writer *writer)
{
    struct value values[COLUMNS] = {
        [START] = value_ns(bin->start),
        [WIDTH] = value_if(!writer->format->for_eyes, value_ns(width)),
        [PACKETS] = value_number(bin->packets),
        [BYTES] = value_if(self->known & KNOWN_BYTES, value_number(bin->bytes)),
    };
    writer_row(writer, values);
}

static char *readable_duration(gint64 ns)
{
    GString     *text = g_string_new(NULL);
    struct value value = value_ns(ns);

    value_append_readable(text, VALUE_DURATION, &value);
    return g_string_free(text, FALSE);
}

static void write_gap(const struct report *self, gint64 from, gint64 to, gint64 width, struct writer *writer)
{
    gint64 gap = time_between(from, to);
    char  *duration;

    if (gap / width <= GAP_ROWS) {
        for (struct time_bin empty = { .start = from }; empty.start < to; empty.start += width)
            write_bin(self, &empty, width, writer);
        return;
    }
    duration = readable_duration(gap);
    writer_remark(writer, "%s without packets", duration);
    g_free(duration);
}

static void write_time_line(const struct report *self, const struct report_table *table, struct writer *writer)
{
    gboolean     for_eyes = writer->format->for_eyes;
    gint64       width;
    GArray      *bins = time_line_bins(summary_time_line(self->summary), for_eyes ? ROWS_FOR_EYES : ROWS_FOR_PROGRAMS,
                                  for_eyes ? GAP_ROWS : 0, &width);
    char        *duration = readable_duration(width), *title = g_strdup_printf("Time line, a row for %s", duration);
    struct table titled = table->table;

    titled.title = title;
    writer_begin_table(writer, &titled);
    for (guint i = 0; i < bins->len; i++) {
        const struct time_bin *bin = &g_array_index(bins, struct time_bin, i);

        if (i && for_eyes)
            write_gap(self, bin[-1].start + width, bin->start, width, writer);
        write_bin(self, bin, width, writer);
    }
    writer_end_table(writer);
    g_free(duration);
    g_free(title);
    g_array_unref(bins);
}

const struct report_table report_time_line = {
    .table = { "timeline", "Time line", TIME_LINE, COLUMNS, .bar = PACKETS },
    .needs = KNOWN_TIMES,
    .counts = SUMMARY_TIMES,
    .write = write_time_line,
};
