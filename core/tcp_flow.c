/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tcp_flow.h"

#include "tcp_history.h"
#include "tcp_reset.h"
#include "tcp_sequence.h"
#include "tcp_state.h"

enum handshake { HANDSHAKE_NONE, HANDSHAKE_SYN, HANDSHAKE_SYN_ACK, HANDSHAKE_DONE };

struct tcp_flow *tcp_flow_new(void)
{
    return g_new0(struct tcp_flow, 1);
}

void tcp_flow_free(struct tcp_flow *self)
{
    if (self)
        g_free(self->holes);
    g_free(self);
}

const struct tcp_side *tcp_flow_side(const struct tcp_flow *self, enum flow_scope scope)
{
    return &self->sides[flow_side_index(scope)];
}

static guint handshake_flags(const struct packet *packet)
{
    return packet->tcp.flags & (TCP_SYN | TCP_ACK);
}

static void count_flags(struct tcp_side *side, guint flags)
{
    side->flags = (guint16)(side->flags | flags);
    for (guint bit = 0; bit < TCP_FLAG_COUNTS; bit++)
        side->flag_counts[bit] += flags >> bit & 1;
}

static void read_options(struct tcp_side *side, const struct tcp_header *tcp)
{
    if (tcp->has_mss) {
        side->has_mss = TRUE;
        side->mss = tcp->mss;
    }
    if (tcp->has_window_scale) {
        side->has_window_scale = TRUE;
        side->window_scale = tcp->window_scale;
    }
}

static void read_header(struct tcp_side *side, const struct packet *packet)
{
    const struct tcp_header *tcp = &packet->tcp;

    count_flags(side, tcp->flags);
    side->window = tcp->window;
    if (!side->is_seen)
        side->initial_window = tcp->window;
    side->is_seen = TRUE;
    if (packet->payload_bytes && !(tcp->flags & TCP_RST)) /* there it is no part of the stream */
        side->has_payload = TRUE;
    if (tcp->flags & TCP_SYN)
        read_options(side, tcp);
}

/* Also of what came in the SYN, where it had a payload (RFC 7413). */
static gboolean acknowledges_syn(const struct tcp_flow *self, guint32 acknowledgment)
{
    return acknowledgment - (self->syn_sequence + 1) <= self->sides[0].next - (self->syn_sequence + 1);
}

static void follow_handshake(struct tcp_flow *self, const struct packet *packet, guint sender)
{
    const struct tcp_header *tcp = &packet->tcp;
    guint                    flags = tcp->flags & (TCP_SYN | TCP_ACK | TCP_RST);

    if (self->handshake == HANDSHAKE_DONE)
        return;
    if (sender == TCP_INITIATOR && flags == TCP_SYN) {
        self->handshake = HANDSHAKE_SYN;
        self->syn_time = packet->time;
    } else if (sender == TCP_RESPONDER && flags == (TCP_SYN | TCP_ACK) && self->handshake == HANDSHAKE_SYN &&
               acknowledges_syn(self, tcp->acknowledgment)) {
        self->handshake = HANDSHAKE_SYN_ACK;
        self->syn_ack_time = packet->time;
    } else if (sender == TCP_INITIATOR && flags == TCP_ACK && self->handshake == HANDSHAKE_SYN_ACK &&
               tcp->acknowledgment == self->sides[1].last_syn + 1) {
        self->handshake = HANDSHAKE_DONE;
        self->ack_time = packet->time;
    }
}

static void follow_ends(struct tcp_flow *self, const struct packet *packet, guint sender)
{
    guint both_flags = self->sides[0].flags & self->sides[1].flags;

    if (!self->has_syn && sender == TCP_INITIATOR && handshake_flags(packet) == TCP_SYN) {
        self->has_syn = TRUE;
        self->syn_sequence = packet->tcp.sequence;
    }
    if ((packet->tcp.flags & TCP_RST) || (both_flags & TCP_FIN))
        self->is_closed = TRUE;
}

static void follow_acknowledgment(struct tcp_flow *self, guint32 acknowledgment, guint acknowledged)
{
    guint gaps = tcp_sequence_acknowledge(self, acknowledged, acknowledgment);

    if (gaps && tcp_state_is_whole(self))
        tcp_history_add_gaps(self, acknowledged, gaps);
}

/* Most packets: in order, with ACK and perhaps PSH, and nothing of it is new to the side. This only saves time. */
static gboolean is_ordinary(const struct tcp_flow *self, const struct tcp_side *side, const struct packet *packet)
{
    return (packet->tcp.flags & ~TCP_PSH) == TCP_ACK && packet->tcp.sequence == side->next && packet->payload_bytes != 1 &&
           tcp_history_has(side, packet) && side->state != TCP_INACTIVE && !side->is_probing &&
           self->handshake != HANDSHAKE_SYN_ACK;
}

static void add_ordinary(struct tcp_side *side, const struct packet *packet)
{
    enum { PSH_BIT = 3, ACK_BIT = 4 };

    side->flags |= packet->tcp.flags;
    side->flag_counts[ACK_BIT]++;
    if (packet->tcp.flags & TCP_PSH)
        side->flag_counts[PSH_BIT]++;
    side->next += packet->payload_bytes;
    side->window = packet->tcp.window;
}

static void add_any(struct tcp_flow *self, const struct packet *packet, guint sender)
{
    if (packet->tcp.flags & TCP_RST)
        tcp_reset_add(self, packet, sender);

    gboolean repeats_payload = tcp_sequence_add(self, packet, sender);

    tcp_history_add(self, packet, sender, repeats_payload);
    tcp_state_add(self, packet, sender);
    follow_handshake(self, packet, sender);
    read_header(&self->sides[sender], packet);
    follow_ends(self, packet, sender);
}

void tcp_flow_add(struct tcp_flow *self, const struct packet *packet, enum flow_scope scope)
{
    guint            sender = flow_side_index(scope);
    struct tcp_side *side = &self->sides[sender];

    if (is_ordinary(self, side, packet))
        add_ordinary(side, packet);
    else
        add_any(self, packet, sender);
    side->last_id = (guint16)packet->fragment_id;
    if (packet->tcp.flags & TCP_ACK)
        follow_acknowledgment(self, packet->tcp.acknowledgment, !sender);
}

gboolean tcp_flow_ends_before(const struct tcp_flow *self, const struct packet *packet, enum flow_scope sender)
{
    if (handshake_flags(packet) != TCP_SYN)
        return FALSE;
    return self->is_closed || (self->has_syn && sender == SCOPE_INITIATOR && packet->tcp.sequence != self->syn_sequence);
}

gboolean tcp_flow_is_left_by(const struct tcp_flow *self, const struct packet *packet, enum flow_scope sender)
{
    const struct tcp_side *side = tcp_flow_side(self, sender);

    return (packet->tcp.flags & (TCP_SYN | TCP_RST)) == TCP_SYN &&
           !((side->flags & TCP_SYN) && packet->tcp.sequence == side->last_syn);
}

guint tcp_flow_handshake(const struct tcp_flow *self, struct tcp_handshake *handshake)
{
    handshake->rtt = MAX(0, self->ack_time - self->syn_time);
    handshake->syn_ack_delay = MAX(0, self->syn_ack_time - self->syn_time);
    handshake->ack_delay = MAX(0, self->ack_time - self->syn_ack_time);
    return self->handshake;
}
