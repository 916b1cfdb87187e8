/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * What is counted over the packets of one or many captures. Every count says in its own room how it would merge: sums and
 * bins by adding, first and last by the lesser and the greater, flows by capture. */
#pragma once

#include "conversations.h"
#include "export_packet.h"
#include "labels.h"
#include "talkers.h"
#include "time_line.h"

struct summary;

struct summary_totals {
    guint64 captures;
    guint64 packets, bytes;
    guint64 flows;
    guint64 damaged_rows;
    gint64  first, last; /* TIME_UNKNOWN where no packet tells its time */
};

/* What a label, or all labels that have a part in common, adds up to. */
struct label_total {
    guint32 label;
    guint64 packets, bytes, flows;
};

struct summary *summary_new(void);
void            summary_free(struct summary *);

/* What comes now is of another capture: flow ids start anew. */
void summary_end_capture(struct summary *);

void summary_add(struct summary *, const struct export_packet *, guint count);
void summary_add_damaged(struct summary *, guint64 rows);

/* The last word on a flow counts for all its packets, and until it has ended, the last so far. */
struct summary_totals summary_totals(const struct summary *);
GArray               *summary_label_totals(const struct summary *); /* of struct label_total, by label; the caller's */
struct labels        *summary_labels(struct summary *);
const struct talkers *summary_talkers(const struct summary *);
const struct conversations *summary_conversations(const struct summary *);
const struct time_line     *summary_time_line(const struct summary *);
