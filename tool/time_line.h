/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Packets and bytes by time: a bounded number of bins, only of those times that have packets, so that a gap of years costs
 * nothing. When there are too many bins, ten or so become one.
 * A packet counts for the class that its flow had by then: what a flow turns out to be does not move its first packets. */
#pragma once

#include "applications.h"

enum { TIME_LINE_MAX = 4096 }; /* bins */

struct time_bin {
    gint64  start; /* ns since 1970, UTC: a multiple of the width */
    guint64 packets, bytes;
    guint64 class_packets[CLASS_COUNT], class_bytes[CLASS_COUNT]; /* of them, by enum traffic_class */
};

struct time_line;

struct time_line *time_line_new(void);
void              time_line_free(struct time_line *);

void time_line_add(struct time_line *, gint64 time, guint64 bytes, enum traffic_class);

/* To add what was counted elsewhere: first makes bins that wide, if they are narrower (FALSE if no bins are), and then adds
 * bins of that width. */
gboolean time_line_widen(struct time_line *, gint64 width);
void     time_line_add_bin(struct time_line *, const struct time_bin *);

/* The bins as they are counted, rising; otherwise as below. */
GArray *time_line_counted(const struct time_line *, gint64 *width);

/* The bins, rising, of the finest width at which they take no more than `rows` rows: a gap counts as its bins, up to
 * `gap_rows`. *width is that of a bin, in ns. The caller frees the array of struct time_bin. */
GArray *time_line_bins(const struct time_line *, guint rows, guint gap_rows, gint64 *width);
