/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * How long packets are, by the ranges of Wireshark's statistic. */
#include "report.h"

enum { FROM, TO, PACKETS, PACKETS_SHARE, BYTES, BYTES_SHARE, MEAN, SHORTEST, LONGEST, COLUMNS };

static const struct table_column LENGTHS[COLUMNS] = {
    [FROM] = { "from_bytes", "From", VALUE_NUMBER, 0 },      [TO] = { "to_bytes", "to", VALUE_NUMBER, 0 },
    [PACKETS] = { "packets", "Packets", VALUE_COUNT, 0 },    [PACKETS_SHARE] = { "packets_share", "of all", VALUE_SHARE, 0 },
    [BYTES] = { "bytes", "Bytes", VALUE_BYTES, 0 },          [BYTES_SHARE] = { "bytes_share", "of all", VALUE_SHARE, 0 },
    [MEAN] = { "mean_bytes", "Mean", VALUE_REAL, 0 },        [SHORTEST] = { "min_bytes", "Shortest", VALUE_NUMBER, 0 },
    [LONGEST] = { "max_bytes", "Longest", VALUE_NUMBER, 0 },
};

static const guint BOUNDS[] = { 0, 40, 80, 160, 320, 640, 1280, 2560, 5120, LENGTHS_EXACT };

static void write_range(const struct summary_totals *totals, guint from, guint to, const struct length_range *range,
                        struct writer *writer)
{
    gboolean     any = range->packets > 0;
    struct value values[COLUMNS] = {
        [FROM] = value_number(from),
        [TO] = value_if(to < LENGTHS_EXACT, value_number(to - 1)),
        [PACKETS] = value_number(range->packets),
        [PACKETS_SHARE] = value_share(range->packets, totals->packets),
        [BYTES] = value_number(range->bytes),
        [BYTES_SHARE] = value_share(range->bytes, totals->bytes),
        [MEAN] = value_if(any, value_real(any ? (double)range->bytes / (double)range->packets : 0)),
        [SHORTEST] = value_if(any, value_number(range->shortest)),
        [LONGEST] = value_if(any, value_number(range->longest)),
    };

    writer_row(writer, values);
}

static void write_lengths(const struct report *self, const struct report_table *table, struct writer *writer)
{
    struct summary_totals totals = summary_totals(self->summary);

    writer_begin_table(writer, &table->table);
    for (guint i = 0; i + 1 < G_N_ELEMENTS(BOUNDS); i++) {
        struct length_range range = lengths_range(summary_lengths(self->summary), BOUNDS[i], BOUNDS[i + 1]);
        write_range(&totals, BOUNDS[i], BOUNDS[i + 1], &range, writer);
    }
    writer_end_table(writer);
}

const struct report_table report_lengths = {
    .table = { "lengths", "Packet lengths", LENGTHS, COLUMNS, .bar = PACKETS },
    .needs = KNOWN_BYTES,
    .counts = SUMMARY_LENGTHS,
    .write = write_lengths,
};
