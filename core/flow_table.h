/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Owns the flows of one capture: finds a packet's flow, starts it, ends it at time-outs, at reused ports and where there
 * are too many. */
#pragma once

#include "flow.h"

enum { FLOWS_DEFAULT = 1000000 };

struct flow_options {
    gint64   idle_timeout;   /* ns without a packet after which a flow is cut (IPFIX flowIdleTimeout); 0 never */
    gint64   active_timeout; /* ns after its start at which a flow is cut (IPFIX flowActiveTimeout); 0 never */
    guint    max_flows;      /* that packets may join; beyond, the one that had none for the longest ends; 0: no limit */
    gboolean use_vlan;       /* the VLAN is part of the key */
    gboolean keep_ended;     /* flows that have ended stay as long as the table, instead of being freed */
};

/* What was known of one packet when it was first seen, and its flow. The flow lives until the next packet, or, where
 * flows are kept, as long as its table. */
struct packet_record {
    struct flow *flow;
    gint64       iat;           /* ns since the flow's previous packet as captured; only where index > 1 */
    gint64       age;           /* ns since the flow's earliest packet so far */
    guint32      index;         /* 1 for the flow's first packet */
    guint32      payload_bytes; /* only where the flow has an IP version */
    guint32      sender : 2;    /* enum flow_scope: SCOPE_INITIATOR or SCOPE_RESPONDER */
    guint32      findings : 30; /* 0, or by which detection.h finds those of the packet */
};

enum { FINDINGS_MARK_MASK = (1 << 30) - 1 };

struct flow_table;

typedef void (*flow_visitor)(const struct flow *, gpointer data);

struct flow_table *flow_table_new(const struct flow_options *options);
void               flow_table_free(struct flow_table *);

void flow_table_add(struct flow_table *, const struct packet *, struct packet_record *record);

/* Shows each flow that has ended just before it is freed; only one visitor, NULL for none. */
void flow_table_watch(struct flow_table *, flow_visitor, gpointer data);

/* Visits all flows that are there, in order of their ids. */
void flow_table_visit(const struct flow_table *, flow_visitor, gpointer data);

/* Flows without a packet since then, ns, have ended by the idle time-out, whether they were cut or not yet. */
gint64 flow_table_idle_before(const struct flow_table *);
