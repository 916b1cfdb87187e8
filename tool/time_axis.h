/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Times on a line of slots: each bin takes one, and so does a bin without packets; a longer gap takes a few, however long
 * it is. */
#pragma once

#include "svg.h"
#include "time_line.h"

struct time_gap {
    double slot;     /* where it begins */
    gint64 duration; /* ns */
};

struct time_axis {
    GArray *bins;  /* of struct time_bin, rising */
    GArray *slots; /* of guint: of each bin */
    GArray *times; /* of gint64: when each slot begins; TIME_AXIS_NEVER in a long gap */
    GArray *gaps;  /* of struct time_gap: the long ones */
    gint64  width; /* of a bin, ns */
    guint   count; /* of slots */
};

enum { TIME_AXIS_GAP = 4 /* slots that a long gap takes */ };

#define TIME_AXIS_NEVER G_MININT64

void time_axis_init(struct time_axis *, const struct time_line *);
void time_axis_clear(struct time_axis *);

const struct time_bin *time_axis_bin(const struct time_axis *, guint);
guint                  time_axis_slot(const struct time_axis *, guint bin);
/* The bin of that time, or -1. */
int time_axis_find(const struct time_axis *, gint64 time);

/* Where in a picture the line lies. */
struct time_place {
    double left, top, width, height;
};

/* Opens an element within which a slot is 10 wide, and heights are the place's: a script may choose what of it is seen. */
void time_axis_open_plot(const struct time_axis *, struct svg *, const struct time_place *);
/* Opens a group at a slot, which such a script moves along. */
void time_axis_open_at(const struct time_axis *, struct svg *, const struct time_place *, double slot);

/* Gaps, the axis itself, some times below it. */
void time_axis_draw(const struct time_axis *, struct svg *, const struct time_place *);

/* From when to when, as text. */
void time_axis_draw_span(const struct time_axis *, struct svg *, const struct time_place *, double baseline);

/* "2026-11-21 21:53:34 to 2026-11-21 21:54:20 UTC, 0.5 s a bar"; the caller's. */
char *time_axis_describe(const struct time_axis *);
char *time_axis_time(gint64 time);         /* for eyes; the caller's */
char *time_axis_duration(gint64 duration); /* likewise */
