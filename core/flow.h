/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * One biflow (RFC 5103): both directions of one exchange, its initiator and responder, and what was counted of them. */
#pragma once

#include "flow_key.h"
#include "flow_scope.h"
#include "port_table.h"
#include "signatures.h"
#include "tcp_flow.h"

/* How the initiator was found (IPFIX biflowDirection, element 239). */
enum direction_method { DIRECTION_SYN, DIRECTION_SYN_ACK, DIRECTION_FIRST_PACKET, DIRECTION_METHODS };

#define FLOW_NONE G_MAXUINT32 /* no flow's id */

struct flow_counts {
    guint64 packets;
    guint64 frame_bytes;
    guint64 ip_bytes;
    guint64 payload_bytes;
    guint64 data_packets; /* with a payload of one byte or more */
    gint64  earliest;     /* ns since 1970-01-01 UTC; these two hold once there is a packet */
    gint64  latest;
};

void flow_counts_add(struct flow_counts *, const struct packet *);

/* What is known of a flow's application; see classifier.h. */
struct flow_naming {
    struct service service;   /* by ports or protocol number alone */
    application_id learned;   /* by what earlier flows to the same endpoint were */
    application_id dissected; /* by dissectors */
    application_id carrier;   /* the lowest layer above the transport in the packet that named `dissected` */
    application_id signature; /* by the payload's shape */
    guint8         payloads_examined;
    struct signature_memory memory[FLOW_SCOPES];
};

struct flow {
    struct flow_key    key;
    guint32            id;     /* dense, from 0, in order of first packet */
    guint32            parent; /* FLOW_NONE, or the id of the piece that a time-out cut off */
    guint32            first_frame, last_frame;
    const char        *protocol_name; /* lives as long as the port table */
    struct flow_counts initiator, responder;
    gint64             earliest, latest, last_time; /* of all packets, and of the one that came last; ns since 1970 UTC */
    struct flow_naming naming;
    guint32            evidence_mark; /* the host's own: by which it knows evidence that it gave before */

    guint8   direction_method; /* enum direction_method */
    guint8   tunnel_depth; /* network layers outside the one that the key is of */
    guint8   ip_version;   /* 0 where there is no IP */
    gboolean has_ports;
    gboolean initiator_is_low; /* which end of the key it is */

    struct tcp_flow *tcp; /* NULL without a TCP header */
};

const char *direction_method_name(enum direction_method);

/* A new flow that begins with this packet; a piece of `parent`, if not NULL, keeps its direction and naming. */
struct flow *flow_new(const struct flow_key *key, guint32 id, const struct packet *packet, gboolean source_is_low,
                      const struct flow *parent);
void         flow_free(struct flow *);

void flow_add(struct flow *, const struct packet *, enum flow_scope sender);

guint64            flow_packets(const struct flow *);
struct flow_counts flow_counts(const struct flow *, enum flow_scope);

/* A SYN after the end, or the initiator's with another sequence number, belongs to a new flow. */
gboolean flow_ends_before(const struct flow *, const struct packet *, enum flow_scope sender);

/* SCOPE_INITIATOR or SCOPE_RESPONDER. */
enum flow_scope flow_sender(const struct flow *, gboolean source_is_low);

/* The initiator's or the responder's. Its port is 0 where the protocol has none. */
struct endpoint flow_endpoint(const struct flow *, enum flow_scope side);
