/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * How fast counts grow, by the last few looks at them. */
#pragma once

#include <glib.h>

enum { RATE_LOOKS = 6 };

struct rate_look {
    gint64  at; /* µs of a clock that does not go back */
    guint64 packets, bytes;
};

struct rate {
    struct rate_look looks[RATE_LOOKS]; /* the next one at count % RATE_LOOKS */
    guint            count;
};

/* A count that is less than before begins anew. */
void rate_add(struct rate *, struct rate_look);

/* A second; 0 before there were two looks. */
double rate_packets(const struct rate *);
double rate_bytes(const struct rate *);
