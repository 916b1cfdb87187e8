/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tcp_reset.h"

enum { NEAR = 1 << 20 }; /* sequence numbers */

/* From one number up to another, no further than is near. */
static gboolean reaches(guint32 from, guint32 to)
{
    return to - from < NEAR;
}

void tcp_reset_add(struct tcp_flow *flow, const struct packet *packet, guint sender)
{
    struct tcp_side       *side = &flow->sides[sender];
    const struct tcp_side *peer = &flow->sides[!sender];
    guint32                sequence = packet->tcp.sequence;

    if (side->has_sequence && !reaches(side->next, sequence) && !reaches(sequence, side->next))
        return;
    side->reset = (struct tcp_reset){
        .sequence = side->has_sequence && reaches(sequence, side->next) ? side->next : sequence,
        .peer_next = peer->next,
        .id = (guint16)packet->fragment_id,
        .answered_id = peer->last_id,
        .ttl = packet->ttl,
        .is_seen = TRUE,
        .is_refusal = !side->has_sequence,
        .knows_peer = peer->has_sequence,
    };
}

/* A SYN that was sent twice may have been refused once, and then accepted. */
static gboolean accepts_after_refusal(const struct tcp_flow *flow, const struct packet *packet, guint sender)
{
    enum { SYN_BIT = 1 };
    const struct tcp_reset *reset = &flow->sides[sender].reset;

    return reset->is_refusal && reset->knows_peer && flow->sides[!sender].flag_counts[SYN_BIT] == 1 &&
           (packet->tcp.flags & (TCP_SYN | TCP_ACK)) == (TCP_SYN | TCP_ACK) &&
           packet->tcp.acknowledgment == reset->peer_next;
}

static gboolean acknowledges_later(const struct tcp_reset *reset, const struct packet *packet)
{
    guint32 above = packet->tcp.acknowledgment - reset->peer_next;

    return (packet->tcp.flags & TCP_ACK) && reset->knows_peer && above > 0 && above < NEAR;
}

gboolean tcp_reset_is_belied_by(const struct tcp_flow *flow, const struct packet *packet, guint sender)
{
    const struct tcp_reset *reset = &flow->sides[sender].reset;

    if (!reset->is_seen || (packet->tcp.flags & TCP_RST))
        return FALSE;
    if (reset->is_refusal)
        return accepts_after_refusal(flow, packet, sender);
    return (packet->payload_bytes > 0 && reaches(reset->sequence, packet->tcp.sequence)) ||
           acknowledges_later(reset, packet);
}

guint tcp_reset_ttl_jump(const struct tcp_flow *flow, const struct packet *packet, guint sender)
{
    return (guint)ABS((int)flow->sides[sender].reset.ttl - (int)packet->ttl);
}

gboolean tcp_reset_has_copied_id(const struct tcp_flow *flow, const struct packet *packet, guint sender)
{
    const struct tcp_reset *reset = &flow->sides[sender].reset;

    return packet->ip_version == 4 && reset->id != 0 && reset->id == reset->answered_id && reset->id != packet->fragment_id;
}
