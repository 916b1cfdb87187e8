/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * What the TCP headers of one flow say: flags, options, the sequence space (tcp_sequence.h), handshake times, and
 * Zeek's conn_state and history (tcp_state.h, tcp_history.h). */
#pragma once

#include "flow_scope.h"
#include "packet.h"

enum { TCP_FLAG_COUNTS = 8, TCP_HISTORY_MAX = 23 };

/* The last RST of one side; see tcp_reset.h. */
struct tcp_reset {
    guint32 sequence;        /* its number, or the next one of its sender where that was higher */
    guint32 peer_next;       /* the other side's next number then; where knows_peer */
    guint16 id, answered_id; /* IPv4 identification, its own and that of the other side's packet before it */
    guint8  ttl;
    guint8  is_seen : 1;
    guint8  is_refusal : 1; /* its sender had sent nothing else before */
    guint8  knows_peer : 1;
};

enum { TCP_SAMPLE_BYTES = 24 };

/* The beginning of a segment's payload; empty while captured is 0. Of detectors/tcp_injection.c. */
struct tcp_sample {
    guint32 sequence; /* of its first byte */
    guint16 id;       /* IPv4 identification */
    guint8  ttl;
    guint8  captured; /* bytes of it that are here */
    guint8  bytes[TCP_SAMPLE_BYTES];
};

struct tcp_side {
    guint32 flag_counts[TCP_FLAG_COUNTS]; /* packets with the flag 1 << index of enum tcp_flag */
    guint32 retransmitted, out_of_order;  /* packets, as tcp_sequence.h defines them */

    /* of tcp_sequence.c */
    guint32 next;         /* one above the highest sequence number seen */
    guint32 acknowledged; /* the highest that the other side has acknowledged */

    /* of tcp_history.c */
    guint32 last_syn, last_fin, last_rst;          /* sequence numbers of the last ones */
    guint32 gaps, repeated_payloads, zero_windows; /* times that the letters G, T, W stand for */

    struct tcp_reset  reset;
    struct tcp_sample sample;  /* of its last payload */
    guint16           last_id; /* IPv4 identification of its last packet */

    guint16 flags;          /* all twelve bits that were seen, as in struct tcp_header */
    guint16 initial_window; /* bytes, not scaled, of the first packet; while is_seen */
    guint16 window;         /* bytes, not scaled, of the last packet */
    guint16 mss;            /* bytes, of the SYN's option (RFC 9293, 3.7.1); while has_mss */
    guint8  window_scale;   /* the shift of the SYN's option (RFC 7323, 2.2), unlimited; while has_window_scale */
    guint8  letters_noted;
    guint8  state : 4, previous_state : 4; /* enum tcp_state */

    guint8 is_seen : 1;
    guint8 has_mss : 1;
    guint8 has_window_scale : 1;
    guint8 has_sequence : 1;
    guint8 has_payload : 1;
    guint8 is_probing : 1; /* a zero-window probe stands at next */
};

enum { TCP_INITIATOR, TCP_RESPONDER };

struct tcp_flow {
    struct tcp_side   sides[FLOW_SIDES]; /* TCP_INITIATOR, TCP_RESPONDER */
    struct tcp_holes *holes;             /* NULL until there is one */
    gint64            syn_time, syn_ack_time, ack_time;
    guint32           syn_sequence; /* of the initiator's first SYN */
    guint8            has_syn, handshake, history_length;
    guint8            is_closed; /* by RST, or by FIN of both sides; packets may still follow */
    char              history[TCP_HISTORY_MAX + 1];
};

struct tcp_handshake {
    gint64 rtt;           /* ns, not negative: the initiator's SYN to its ACK; Argus tcprtt, Wireshark initial_rtt */
    gint64 syn_ack_delay; /* ns, not negative: SYN to SYN-ACK; Argus synack */
    gint64 ack_delay;     /* ns, not negative: SYN-ACK to ACK; Argus ackdat */
};

struct tcp_flow *tcp_flow_new(void);
void             tcp_flow_free(struct tcp_flow *); /* or NULL */

/* A packet with a TCP header. Of fragments that is the first; what the others carry seems to be missing. */
void tcp_flow_add(struct tcp_flow *, const struct packet *, enum flow_scope sender);

/* A SYN after the end, or the initiator's with another sequence number, belongs to a new flow. */
gboolean tcp_flow_ends_before(const struct tcp_flow *, const struct packet *, enum flow_scope sender);

/* A SYN, with ACK or without, that its sender had not sent before: another connection, after however long a pause. */
gboolean tcp_flow_is_left_by(const struct tcp_flow *, const struct packet *, enum flow_scope sender);

/* SCOPE_INITIATOR or SCOPE_RESPONDER; all 0 while ! is_seen. */
const struct tcp_side *tcp_flow_side(const struct tcp_flow *, enum flow_scope);

/* How many packets of a handshake fit together so far: a SYN, a SYN-ACK that acknowledges it, an ACK of exactly that
 * (RFC 9293, 3.5); with two the SYN-ACK's delay is known, with three all. Of SYNs sent again the last one counts, as in
 * Wireshark's tcp.analysis.initial_rtt, and of SYN-ACKs the first one after it. */
guint tcp_flow_handshake(const struct tcp_flow *, struct tcp_handshake *);
