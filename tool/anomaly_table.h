/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Findings as rows: of `winnow anomalies` and of the report. */
#pragma once

#include "anomalies.h"
#include "writer.h"

enum { ANOMALY_COLUMNS = 9 };

extern const struct table_column anomaly_columns[ANOMALY_COLUMNS];

/* The input is named only where there are several, and for eyes without its folder. The first `most` of what is sorted, or all where that is 0, into a table that has begun. */
void anomaly_table_write(const struct anomalies *, guint64 most, struct writer *);
