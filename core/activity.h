/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * A flow's runs of packets without a gap of more than 5 s, and the gaps between these (CICFlowMeter's active and idle
 * times, with the last run). */
#pragma once

#include "running_stats.h"

struct activity_past;

struct activity {
    gint64                run_start; /* ns, of the run that goes on */
    struct activity_past *past;      /* NULL while there was no gap */
};

/* With the time of the first packet; the past has to be freed. */
void activity_init(struct activity *, gint64 time);
void activity_clear(struct activity *);

/* The next packet comes at `time`, `gap` ns after the latest one so far. */
void activity_add(struct activity *, gint64 time, gint64 gap);

/* ns; the run that goes on ends with the latest packet so far. */
struct running_stats activity_active(const struct activity *, gint64 latest);
struct running_stats activity_idle(const struct activity *);
