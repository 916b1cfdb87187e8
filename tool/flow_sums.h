/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * What flows add up to: by label, by service port, and the biggest of them. A flow counts when it is complete, for its last
 * label; a packet that is of no flow counts at once, for its own. */
#pragma once

#include "port_totals.h"
#include "top_flows.h"

/* What a label, or all labels that have a part in common, adds up to. */
struct label_total {
    guint32 label;
    guint64 packets, bytes, flows;
};

struct flow_sums {
    guint64             flows;
    GArray             *labels; /* struct label_total: the index is the label */
    struct port_totals *ports;  /* what has no ports is there, too, with PORT_UNKNOWN */
    struct top_flows   *top;
};

struct flow_sums *flow_sums_new(void);
struct flow_sums *flow_sums_copy(const struct flow_sums *);
void              flow_sums_free(struct flow_sums *);

void flow_sums_add(struct flow_sums *, const struct flow_total *);
void flow_sums_add_packet(struct flow_sums *, const struct export_packet *);
void flow_sums_add_label(struct flow_sums *, const struct label_total *);
