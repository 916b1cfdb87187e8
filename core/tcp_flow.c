/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tcp_flow.h"

#include "tcp_history.h"
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
    return &self->sides[scope == SCOPE_INITIATOR ? TCP_INITIATOR : TCP_RESPONDER];
}

static guint handshake_flags(const struct packet *packet)
{
    return packet->tcp.flags & (TCP_SYN | TCP_ACK);
}

static void read_header(struct tcp_side *side, const struct packet *packet)
{
    const struct tcp_header *tcp = &packet->tcp;
    guint                    index = 0;

    for (guint flags = tcp->flags & 0xff; flags; flags >>= 1)
        side->flag_counts[index++] += flags & 1;
    side->flags |= tcp->flags;
    if (!side->is_seen)
        side->initial_window = tcp->window;
    side->is_seen = TRUE;
    if (packet->payload_bytes && !(tcp->flags & TCP_RST)) /* there it is no part of the stream */
        side->has_payload = TRUE;
    side->window_is_zero = tcp->window == 0;
    if (tcp->has_mss) {
        side->has_mss = TRUE;
        side->mss = tcp->mss;
    }
    if (tcp->has_window_scale) {
        side->has_window_scale = TRUE;
        side->window_scale = tcp->window_scale;
    }
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
    self->is_closed |= (packet->tcp.flags & TCP_RST) || (both_flags & TCP_FIN);
}

static gboolean repeats_payload(const struct tcp_side *side, const struct packet *packet)
{
    return packet->payload_bytes && !(packet->tcp.flags & (TCP_SYN | TCP_RST)) && side->has_sequence &&
           tcp_sequence_distance(side->next, tcp_sequence_end(packet)) <= 0;
}

static void follow_acknowledgment(struct tcp_flow *self, guint32 acknowledgment, guint acknowledged)
{
    guint gaps = tcp_sequence_acknowledge(self, acknowledged, acknowledgment);

    if (gaps && tcp_state_is_whole(self))
        tcp_history_add_gaps(self, acknowledged, gaps);
}

void tcp_flow_add(struct tcp_flow *self, const struct packet *packet, enum flow_scope scope)
{
    guint            sender = scope == SCOPE_INITIATOR ? TCP_INITIATOR : TCP_RESPONDER;
    struct tcp_side *side = &self->sides[sender];
    gboolean         repeats = repeats_payload(side, packet);

    tcp_sequence_add(self, packet, sender);
    tcp_history_add(self, packet, sender, repeats);
    tcp_state_add(self, packet, sender);
    if ((packet->tcp.flags & (TCP_ACK | TCP_RST)) == TCP_ACK)
        follow_acknowledgment(self, packet->tcp.acknowledgment, !sender);
    if (self->handshake != HANDSHAKE_DONE)
        follow_handshake(self, packet, sender);
    read_header(side, packet);
    follow_ends(self, packet, sender);
}

gboolean tcp_flow_ends_before(const struct tcp_flow *self, const struct packet *packet, enum flow_scope sender)
{
    if (handshake_flags(packet) != TCP_SYN)
        return FALSE;
    return self->is_closed ||
           (self->has_syn && sender == SCOPE_INITIATOR && packet->tcp.sequence != self->syn_sequence);
}

gboolean tcp_flow_handshake(const struct tcp_flow *self, struct tcp_handshake *handshake)
{
    handshake->rtt = MAX(0, self->ack_time - self->syn_time);
    handshake->syn_ack_delay = MAX(0, self->syn_ack_time - self->syn_time);
    handshake->ack_delay = MAX(0, self->ack_time - self->syn_ack_time);
    return self->handshake == HANDSHAKE_DONE;
}
