/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * The findings that exports tell of. Of very many the quietest are counted only. */
#pragma once

#include "detectors.h"
#include "packet_ends.h"

enum { ANOMALIES_MAX = 100000 };

struct anomaly {
    const char            *name;     /* the detector's, as the export has it */
    const struct detector *detector; /* NULL where we have none of that name */
    enum severity          severity; /* the detector's where not told */
    double                 score;    /* 1 on the threshold; 0: not told */
    gint64                 time;     /* ns since 1970 UTC, or TIME_UNKNOWN */
    guint64                number;   /* the packet's; 0: not told */
    gboolean               is_unspoofed;
    const char            *subject, *object, *detail; /* "" where not told */
    const char            *input;                     /* whose packet it is; "" before the first input has a name */
};

struct anomalies;

struct anomalies *anomalies_new(enum severity least); /* what is quieter is not taken */
void              anomalies_free(struct anomalies *);

/* What is added from now on is of the input of this name. */
void anomalies_begin_input(struct anomalies *, const char *name);

/* Takes what a row says; for exports with the column winnow.anomaly. */
void anomalies_add(struct anomalies *, const struct column_map *, const struct export_row *, const struct export_packet *);

/* A finding that was told elsewhere, by a name, texts and an input of its own, which are copied. */
void anomalies_take(struct anomalies *, const struct anomaly *);
void anomalies_leave_out(struct anomalies *, guint64 count); /* so many more are counted only */
void anomalies_count_input(struct anomalies *);              /* that began elsewhere */
void anomalies_merge(struct anomalies *, const struct anomalies *from);

/* The loudest first: by severity, then score, then time; what is of one subject stays together, where its loudest is. */
void                  anomalies_sort(struct anomalies *);
guint                 anomalies_count(const struct anomalies *);
const struct anomaly *anomalies_at(const struct anomalies *, guint);
guint64               anomalies_left_out(const struct anomalies *);
enum severity         anomalies_least(const struct anomalies *);  /* that is taken */
guint                 anomalies_inputs(const struct anomalies *); /* that began */
