/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * A flow's first data packets: how much payload each had, which way, and when. Eight bytes each. */
#pragma once

#include "flow_scope.h"

enum { SERIES_LENGTH = 32 };

struct series; /* NULL: empty */

void series_free(struct series *);

/* `age` in ns since the flow's first packet. */
void series_add(struct series **, enum flow_scope sender, gint64 age, guint32 payload_bytes);

guint series_count(const struct series *);

/* Of the i-th, from 0: µs since the flow's first packet, at most 50 days either way. */
gint64 series_time(const struct series *, guint i);

/* Bytes, the responder's negative; at most 2^20 - 1. */
gint series_size(const struct series *, guint i);
