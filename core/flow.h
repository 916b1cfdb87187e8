/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * One biflow (RFC 5103): both directions of one exchange, its initiator and responder, and what was measured of them. */
#pragma once

#include "activity.h"
#include "bulks.h"
#include "first_bytes.h"
#include "flow_key.h"
#include "flow_scope.h"
#include "gap_stats.h"
#include "histogram.h"
#include "port_table.h"
#include "series.h"
#include "signatures.h"
#include "size_stats.h"
#include "tcp_flow.h"

/* How the initiator was found (IPFIX biflowDirection, element 239). */
enum direction_method { DIRECTION_SYN, DIRECTION_SYN_ACK, DIRECTION_FIRST_PACKET, DIRECTION_METHODS };

/* Why a flow has ended (IPFIX flowEndReason, element 136, has these but for the first). */
enum end_reason { END_NONE, END_IDLE, END_ACTIVE, END_DETECTED, END_FORCED, END_LACK_OF_RESOURCES, END_REASONS };

/* What was sent one way, or, summed up, both ways. */
struct flow_side {
    guint64            frame_bytes, ip_bytes, header_bytes;
    struct size_stats  payload;          /* bytes, of each packet */
    gint64             earliest, latest; /* ns since 1970-01-01 UTC; these two hold once there is a packet */
    guint32            data_packets;     /* with a payload of one byte or more */
    guint8             ttl_min, ttl_max; /* hold once there is a packet; IP only */
    struct first_bytes first_bytes;
};

/* Between packets of a side, and of both; one that comes late comes after 0 ns. */
struct flow_gaps {
    struct gap_stats of[FLOW_SCOPES]; /* by enum flow_scope */
    struct histogram histogram;       /* ms, of those of both */
};

/* What the pieces before this one came to, where a time-out cut the flow. */
struct flow_past {
    guint32 parent;      /* the id of the last of them */
    gint64  first_time;  /* ns since 1970 UTC, of the first of them */
    gint64  longest_gap; /* ns, between two packets, up to this piece's first */
    guint64 ip_bytes[FLOW_SIDES];
};

/* What is known of a flow's application; see classifier.h. */
struct flow_naming {
    struct service          service;   /* by ports or protocol number alone */
    application_id          learned;   /* by what earlier flows to the same endpoint were */
    application_id          dissected; /* by dissectors */
    application_id          carrier;   /* the lowest layer above the transport in the packet that named `dissected` */
    application_id          signature; /* by the payload's shape */
    guint8                  payloads_examined;
    struct signature_memory memory[FLOW_SIDES];
};

/* What brute_force.c keeps of attempts to log in; all 0: none. */
struct flow_login {
    guint32 credential;    /* a hash of the one that was sent last, 0 where it cannot be read */
    guint16 least_answer;  /* bytes, the shortest of SSH's encrypted answers */
    guint8  short_answers; /* SSH's encrypted ones */
    guint8  protocol : 7;  /* of login_words.h; 0: none */
    guint8  is_tried : 1;  /* and not answered yet */
};

struct flow {
    struct flow_key key;
    guint32         id; /* dense, from 0, in order of first packet */
    guint32         first_frame, last_frame;
    guint32         evidence_mark; /* the host's own: by which it knows evidence that it gave before */
    guint32         marks;         /* enum flow_mark of detector.h; a piece has those of the piece before it */
    struct {
        guint16 last, before; /* hashes; another one than `last`; 0: none yet */
    } carriers[FLOW_SIDES];   /* the MAC addresses that a side's packets came from */
    struct {
        application_id dissected, carrier, signature, application;
    } judged;                            /* the naming as detectors were told of it, and the verdict */
    GList                 use;           /* the flow table's own: its place among flows by their last packet */
    const char           *protocol_name; /* lives as long as the port table */
    struct flow_naming    naming;
    gint64                first_time, last_time; /* ns since 1970 UTC, of the packet that came first, and last */
    struct flow_past     *past;                  /* NULL where it is no piece */
    struct flow_login     login;
    struct flow_side      sides[FLOW_SIDES];
    struct flow_gaps     *gaps;           /* NULL while there is one packet */
    struct histogram      size_histogram; /* bytes of payload */
    struct activity       activity;
    struct bulk_transfers bulks;
    struct series        *series;
    struct tcp_flow      *tcp;             /* NULL where it is none */
    guint32               long_gaps;       /* of more than 1 s */
    guint32               fragments;       /* packets that are one */
    guint32               clock_backwards; /* packets earlier than one before them */
    guint32               cut_after;       /* s, rounded up, since the last packet of the connection that it cuts */

    guint8 direction_method;     /* enum direction_method */
    guint8 end_reason;           /* enum end_reason: END_NONE while packets may join it */
    guint8 tunnel_depth;         /* network layers outside the one that the key is of */
    guint8 ip_version;           /* 0 where there is no IP */
    guint8 icmp_type, icmp_code; /* of the first packet */
    guint8 has_icmp : 1;         /* these two are known */
    guint8 has_ports : 1;
    guint8 initiator_is_low : 1; /* which end of the key it is */
    guint8 cuts_connection : 1;  /* it began with a SYN while a connection of the same ports was established */
};

const char *direction_method_name(enum direction_method);
const char *end_reason_name(enum end_reason); /* NULL: none */

/* A new flow that begins with this packet; a piece of `parent`, if not NULL, keeps its direction and naming. */
struct flow *flow_new(const struct flow_key *key, guint32 id, const struct packet *packet, gboolean source_is_low,
                      const struct flow *parent);
void         flow_free(struct flow *);

void flow_add(struct flow *, const struct packet *, enum flow_scope sender);

guint64 flow_packets(const struct flow *);
gint64  flow_earliest(const struct flow *); /* ns since 1970 UTC */
gint64  flow_latest(const struct flow *);

/* What both sides come to; there is no TTL and no first byte. */
struct flow_side flow_sides_sum(const struct flow *);

/* ns between packets. */
struct running_stats    flow_gaps(const struct flow *, enum flow_scope);
const struct histogram *flow_gap_histogram(const struct flow *); /* ms */

/* ns since 1970 UTC: when it began, or where it is a piece, the first one did. */
gint64 flow_since(const struct flow *);

/* ns, between two packets of it and of the pieces before it. */
gint64 flow_longest_gap(const struct flow *);

/* What a side sent in it and in the pieces before it. */
guint64 flow_ip_bytes(const struct flow *, enum flow_scope side);

/* A SYN after the end, or the initiator's with another sequence number, belongs to a new flow. */
gboolean flow_ends_before(const struct flow *, const struct packet *, enum flow_scope sender);

/* TCP, its handshake was seen, and no end of it. */
gboolean flow_is_established(const struct flow *);

/* Of a packet after a time-out: it goes on with what the flow was about, and does not begin another connection. */
gboolean flow_is_continued_by(const struct flow *, const struct packet *, enum flow_scope sender);

/* Nothing joins it any more. Where TCP has closed, that remains the reason. */
void flow_end(struct flow *, enum end_reason);

/* SCOPE_INITIATOR or SCOPE_RESPONDER. */
enum flow_scope flow_sender(const struct flow *, gboolean source_is_low);

/* The initiator's or the responder's. Its port is 0 where the protocol has none. */
struct endpoint flow_endpoint(const struct flow *, enum flow_scope side);
