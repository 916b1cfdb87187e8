/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * The tables of `winnow report`, from a summary to a writer. */
#pragma once

#include "anomalies.h"
#include "report_inputs.h"
#include "summary.h"
#include "writer.h"

/* What the exports had columns for. */
enum known {
    KNOWN_NAMES = 1,
    KNOWN_BYTES = 2,
    KNOWN_TIMES = 4,
    KNOWN_FLOWS = 8,
    KNOWN_ADDRESSES = 16,
    KNOWN_ANOMALIES = 32,
    KNOWN_PROTOCOLS = 64,
    KNOWN_PORTS = 128
};

/* What a table of flows has. */
enum {
    KNOWN_OF_FLOWS = KNOWN_NAMES | KNOWN_BYTES | KNOWN_TIMES | KNOWN_FLOWS | KNOWN_ADDRESSES | KNOWN_PROTOCOLS | KNOWN_PORTS
};

/* What they are called in JSON, by bit. */
extern const char *const report_known_names[];
extern const guint       report_known_count;

struct report {
    struct summary       *summary;
    struct anomalies     *anomalies;
    struct report_inputs *inputs;         /* or NULL: then it is no partial summary (partial.h) */
    struct report_inputs *unread;         /* those of which nothing could be read: names and reasons */
    const char           *tshark_version; /* borrowed; NULL: nobody asked */

    guint   known;       /* enum known */
    guint64 top_names;   /* rows of applications, categories …; 0: all */
    guint64 top_talkers; /* rows of talkers, conversations, ports, flows, anomalies; 0: all */
    guint64 chosen;      /* a bit for each of report_tables; 0: all of them */
};

/* Nothing is counted yet, and only these parts will be; what was chosen before stays. */
void report_init(struct report *, guint parts); /* enum summary_part */
void report_clear(struct report *);             /* frees what it holds */

/* Adds what another report counted, whose captures have ended. */
void report_merge(struct report *, struct report *from);

#define REPORT_TOP_DEFAULT G_MININT64

/* What a command line asks for: names of tables with commas between them, or NULL for all; rows of each list. FALSE, and
 * *error, the caller's, says what is wrong. */
gboolean report_choose(struct report *, const char *tables, gint64 top, char **error);

struct report_table {
    struct table table;
    guint        needs;  /* enum known: without these there is no such table */
    guint        counts; /* enum summary_part: what it is made of */
    void (*write)(const struct report *, const struct report_table *, struct writer *); /* from its begin to its end */
};

/* THE list of tables, in the order in which they are shown. */
extern const struct report_table *const report_tables[];
extern const guint                      report_tables_count;

char *report_table_names(void); /* with commas; the caller's */

guint report_chosen_count(const struct report *);
guint report_counts(const struct report *); /* enum summary_part: what the chosen tables are made of */

gboolean report_has(const struct report *, const struct report_table *); /* that table is chosen */
gboolean report_can_be_had(const struct report *); /* the inputs had columns for one of the chosen tables at least */

/* Whether it is to be merged with others: a whole report with its inputs, in a format that has a place for counts. */
gboolean report_is_partial(const struct report *, const struct writer_format *);

/* Writes the chosen tables, or of them only this one, to a writer that has begun. */
void report_write(const struct report *, const struct report_table *only, struct writer *);

extern const struct report_table report_totals, report_applications, report_categories, report_classes, report_methods,
    report_protocols, report_ports, report_unnamed, report_lengths, report_talkers, report_conversations, report_flows,
    report_anomalies, report_time_line;
