/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * The tables of `winnow report`, from a summary to a writer. */
#pragma once

#include "anomalies.h"
#include "summary.h"
#include "writer.h"

/* What the exports had columns for. */
enum known { KNOWN_NAMES = 1, KNOWN_BYTES = 2, KNOWN_TIMES = 4, KNOWN_FLOWS = 8, KNOWN_ADDRESSES = 16, KNOWN_ANOMALIES = 32,
             KNOWN_PROTOCOLS = 64, KNOWN_PORTS = 128 };

/* One input of which a report was made, as far as that is known. */
struct report_input {
    char    *name;
    char    *missing; /* columns, and what they cost; "" for none */
    char    *sha256;  /* of the file; NULL: not asked for, or no file */
    guint64  size;    /* bytes of the file; 0: no file */
    gboolean by_tshark; /* were packets, and no export */
    guint64  damaged; /* rows left out */
};

struct report {
    struct summary   *summary;
    struct anomalies *anomalies;
    GPtrArray      *inputs;    /* of struct report_input */
    const char     *tshark_version; /* borrowed; NULL: nobody asked */
    guint           known;     /* enum known */
    guint64         top_names; /* rows of applications, categories …; 0: all */
    guint64         top_talkers; /* rows of talkers, conversations, ports, flows, anomalies; 0: all */
    guint64         chosen;      /* a bit for each of report_tables; 0: all of them */
};

struct report_table {
    struct table table;
    guint        needs;  /* enum known: without these there is no such table */
    guint        counts; /* enum summary_part: what it is made of */
    void (*write)(const struct report *, const struct report_table *, struct writer *);
};

/* THE list of tables, in the order in which they are shown. */
extern const struct report_table *const report_tables[];
extern const guint                      report_tables_count;

char *report_table_names(void); /* with commas; the caller's */

/* FALSE if one of the names, which have commas between them, is none: it is *unknown then, the caller's. */
gboolean report_tables_parse(const char *names, guint64 *chosen, char **unknown);
guint    report_chosen_count(const struct report *);
guint    report_counts(const struct report *); /* enum summary_part: what the chosen tables are made of */

/* Writes the chosen tables, or of them only this one, to a writer that has begun. */
void report_write(const struct report *, const struct report_table *only, struct writer *);

extern const struct report_table report_totals, report_applications, report_categories, report_classes, report_methods,
    report_protocols, report_ports, report_unnamed, report_lengths, report_talkers, report_conversations, report_flows,
    report_anomalies, report_time_line;
