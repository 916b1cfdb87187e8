/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * The tables of `winnow report`, from a summary to a writer. */
#pragma once

#include "anomalies.h"
#include "summary.h"
#include "writer.h"

/* What the exports had columns for. */
enum known { KNOWN_NAMES = 1, KNOWN_BYTES = 2, KNOWN_TIMES = 4, KNOWN_FLOWS = 8, KNOWN_ADDRESSES = 16, KNOWN_ANOMALIES = 32 };

struct report {
    struct summary   *summary;
    struct anomalies *anomalies;
    guint           known;     /* enum known */
    guint64         top_names; /* rows of applications, categories …; 0: all */
    guint64         top_talkers;
};

struct report_table {
    struct table table;
    guint        needs; /* enum known: without these there is no such table */
    void (*write)(const struct report *, const struct report_table *, struct writer *);
};

/* THE list of tables, in the order in which they are shown. */
extern const struct report_table *const report_tables[];
extern const guint                      report_tables_count;

const struct report_table *report_table_named(const char *name);
char                      *report_table_names(void); /* with commas; the caller's */

/* Writes all tables, or this one, to a writer that has begun. */
void report_write(const struct report *, const struct report_table *only, struct writer *);

extern const struct report_table report_totals, report_applications, report_categories, report_classes, report_methods,
    report_talkers, report_conversations, report_anomalies, report_time_line;
