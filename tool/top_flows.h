/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * The biggest flows by bytes: exact for the TOP_FLOWS_MAX biggest of all that were ever added. Flows of different captures
 * are different flows, so that merging is adding one's to the other's. Memory: some 2 MB. */
#pragma once

#include "flow_totals.h"

enum { TOP_FLOWS_MAX = 10000 };

struct top_flows;

struct top_flows *top_flows_new(void);
struct top_flows *top_flows_copy(const struct top_flows *);
void              top_flows_free(struct top_flows *);

void top_flows_add(struct top_flows *, const struct flow_total *);

/* The biggest first; of the same size the one with more packets, then the earlier. Sorts them if need be. */
guint                    top_flows_count(struct top_flows *);
const struct flow_total *top_flows_at(struct top_flows *, guint);
