/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * The flows of one capture, each with the label that its last packet had. However many there are, only so many are held:
 * the FLOWS_RECENT that began last, and older ones that had a packet in the last FLOW_IDLE_S seconds, up to FLOWS_OLD_MAX.
 * All others have ended. One that comes back after that counts as another, which the plugin's own idle time-out of 120 s
 * would have made of it, too. Ids are expected to rise as flows begin; others cost more, nothing else. */
#pragma once

#include "export_packet.h"

enum { FLOWS_RECENT = 1 << 14, FLOWS_OLD_MAX = 1 << 20, FLOW_IDLE_S = 600 };

enum { INITIATOR, RESPONDER, FLOW_ENDS };

struct flow_total {
    guint64        packets[FLOW_ENDS], bytes[FLOW_ENDS]; /* that the side sent */
    gint64         first, last;                          /* or TIME_UNKNOWN */
    guint32        id, label;
    gint32         ports[FLOW_ENDS]; /* or PORT_UNKNOWN */
    struct address ends[FLOW_ENDS];
};

static inline guint64 flow_total_packets(const struct flow_total *flow)
{
    return flow->packets[INITIATOR] + flow->packets[RESPONDER];
}

static inline guint64 flow_total_bytes(const struct flow_total *flow)
{
    return flow->bytes[INITIATOR] + flow->bytes[RESPONDER];
}

typedef void (*flow_totals_visitor)(const struct flow_total *, gpointer data);

struct flow_totals;

/* Flows are told to `ended` as they end. */
struct flow_totals *flow_totals_new(flow_totals_visitor ended, gpointer data);
void                flow_totals_free(struct flow_totals *); /* ends none */

void flow_totals_add(struct flow_totals *, const struct export_packet *); /* whose flow is known */

void flow_totals_foreach(const struct flow_totals *, flow_totals_visitor, gpointer data); /* that have not ended */
void flow_totals_end_all(struct flow_totals *);
