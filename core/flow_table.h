/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Owns all flows of one capture: finds a packet's flow, starts it, cuts it at time-outs and at reused ports. */
#pragma once

#include "flow.h"

struct flow_options {
    gint64   idle_timeout;   /* ns without a packet after which a flow is cut (IPFIX flowIdleTimeout); 0 never */
    gint64   active_timeout; /* ns after its start at which a flow is cut (IPFIX flowActiveTimeout); 0 never */
    gboolean use_vlan;       /* the VLAN is part of the key */
};

/* What was known of one packet when it was first seen, and its flow. The flow lives as long as its table. */
struct packet_record {
    struct flow *flow;
    gint64       iat;           /* ns since the flow's previous packet as captured; only where index > 1 */
    gint64       age;           /* ns since the flow's earliest packet so far */
    guint32      index;         /* 1 for the flow's first packet */
    guint32      payload_bytes; /* only where the flow has an IP version */
    guint32      sender;        /* enum flow_scope: SCOPE_INITIATOR or SCOPE_RESPONDER */
};

struct flow_table;

struct flow_table *flow_table_new(const struct flow_options *options);
void               flow_table_free(struct flow_table *);

void flow_table_add(struct flow_table *, const struct packet *, struct packet_record *record);
