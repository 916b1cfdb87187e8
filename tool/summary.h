/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * What is counted over the packets of one or many captures. Every count says in its own room how it merges: sums and bins
 * by adding, first and last by the lesser and the greater, flows by capture. Memory is bounded, whatever comes. */
#pragma once

#include "conversations.h"
#include "flow_sums.h"
#include "labels.h"
#include "lengths.h"
#include "talkers.h"
#include "time_line.h"

/* What takes time to count. */
enum summary_part {
    SUMMARY_FLOWS = 1, /* labels, ports, flows */
    SUMMARY_ENDS = 2,  /* talkers, conversations */
    SUMMARY_TIMES = 4, /* the time line */
    SUMMARY_LENGTHS = 8,
    SUMMARY_ALL = 15
};

struct summary;

struct summary_totals {
    guint64 captures;
    guint64 packets, bytes;
    guint64 flows;
    guint64 damaged_rows;
    gint64  first, last; /* TIME_UNKNOWN where no packet tells its time */
};

struct summary *summary_new(void);
struct summary *summary_new_of(guint parts); /* enum summary_part: others stay empty */
void            summary_free(struct summary *);

/* What comes now is of another capture: flow ids start anew. */
void summary_end_capture(struct summary *);

void summary_add(struct summary *, const struct export_packet *, guint count);
void summary_add_flow(struct summary *, const struct flow_total *); /* that has ended; but for the time line and lengths */
void summary_add_damaged(struct summary *, guint64 rows);

/* Adds whatever the other counted. Its captures must have ended; this one's may go on. Any order of merging comes to the
 * same, as long as nothing reached the limit of its memory. */
void summary_merge(struct summary *, struct summary *from);

/* All that is counted, for those who write it down and fill it again: of captures that have ended. Borrowed. */
struct summary_rooms {
    struct summary_totals *totals; /* flows: with the sums */
    struct labels         *labels;
    struct flow_sums      *sums;
    struct talkers        *talkers;
    struct conversations  *conversations;
    struct time_line      *time_line;
    struct lengths        *lengths;
};

struct summary_rooms summary_rooms(struct summary *);

/* The last word on a flow counts for all its packets, and until it has ended, the last so far. */
struct summary_totals       summary_totals(const struct summary *);
GArray                     *summary_label_totals(const struct summary *); /* of struct label_total, by label; the caller's */
struct flow_sums           *summary_flow_sums(const struct summary *);    /* the caller's */
struct labels              *summary_labels(struct summary *);
const struct talkers       *summary_talkers(const struct summary *);
const struct conversations *summary_conversations(const struct summary *);
const struct time_line     *summary_time_line(const struct summary *);
const struct lengths       *summary_lengths(const struct summary *);
