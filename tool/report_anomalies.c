/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * What was out of the ordinary. */
#include "anomaly_table.h"
#include "report.h"

static void write_anomalies(const struct report *self, const struct report_table *table, struct writer *writer)
{
    anomalies_sort(self->anomalies);
    writer_begin_table(writer, &table->table);
    anomaly_table_write(self->anomalies, self->top_talkers, writer);
    writer_end_table(writer);
}

const struct report_table report_anomalies = {
    .table = { "anomalies", "Anomalies", anomaly_columns, ANOMALY_COLUMNS, .bar = -1, .prose = TRUE },
    .needs = KNOWN_ANOMALIES,
    .write = write_anomalies,
};
