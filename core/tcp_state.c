/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tcp_state.h"

#include <string.h>

/* A packet on its way from one side to the other. */
struct step {
    struct tcp_side     *side, *peer;
    const struct packet *packet;
    guint                flags;
    guint                sender; /* index of the sides */
};

static void enter(struct tcp_side *side, enum tcp_state state)
{
    if (side->state != state) {
        side->previous_state = side->state;
        side->state = state & 0xf;
    }
}

/* A SYN behind the SYN-ACK that answers it makes the connection, too: the capture has them in the wrong order. */
static void open_side(const struct step *step)
{
    if (step->sender == TCP_RESPONDER) {
        if (step->peer->state == TCP_SYN_SENT)
            enter(step->peer, TCP_ESTABLISHED);
        enter(step->side, TCP_ESTABLISHED);
    } else if (step->flags & TCP_ACK)
        enter(step->side, TCP_SYN_ACK_SENT);
    else
        enter(step->side, step->peer->state == TCP_ESTABLISHED ? TCP_ESTABLISHED : TCP_SYN_SENT);
}

/* Some acknowledge a SYN before they answer it. */
static gboolean is_early_acknowledgment(const struct step *step)
{
    return step->sender == TCP_RESPONDER && step->packet->payload_bytes == 0 && step->peer->state == TCP_SYN_SENT;
}

static void step_inactive(const struct step *step)
{
    if (step->flags & TCP_SYN)
        open_side(step);
    if (step->flags & TCP_FIN)
        enter(step->side, TCP_CLOSED);
    if (step->flags & TCP_RST)
        enter(step->side, TCP_RESET);
    if (step->side->state == TCP_INACTIVE && !is_early_acknowledgment(step))
        enter(step->side, (step->flags & TCP_ACK) && step->peer->state == TCP_ESTABLISHED ? TCP_ESTABLISHED : TCP_PARTIAL);
}

static void step_opening(const struct step *step)
{
    if (step->flags & TCP_FIN)
        enter(step->side, TCP_CLOSED);
    if (step->flags & TCP_RST)
        enter(step->side, TCP_RESET);
}

static void step_established(const struct step *step)
{
    if ((step->flags & (TCP_SYN | TCP_ACK)) == TCP_SYN && step->side->state == TCP_PARTIAL &&
        step->peer->state == TCP_INACTIVE)
        enter(step->side, TCP_SYN_SENT);
    if ((step->flags & TCP_FIN) && !(step->flags & TCP_RST)) {
        enter(step->side, TCP_CLOSED);
        if (step->peer->state == TCP_RESET && step->peer->previous_state == TCP_CLOSED)
            enter(step->peer, TCP_CLOSED); /* FIN, then RST: an ordinary end after all */
    }
    if (step->flags & TCP_RST)
        enter(step->side, TCP_RESET);
}

static void step_closed(const struct step *step)
{
    if ((step->flags & TCP_RST) && step->peer->state != TCP_CLOSED)
        enter(step->side, TCP_RESET);
}

static void step_state(const struct step *step)
{
    static void (*const STEPS[])(const struct step *) = {
        [TCP_INACTIVE] = step_inactive,
        [TCP_SYN_SENT] = step_opening,
        [TCP_SYN_ACK_SENT] = step_opening,
        [TCP_PARTIAL] = step_established,
        [TCP_ESTABLISHED] = step_established,
        [TCP_CLOSED] = step_closed,
        [TCP_RESET] = NULL,
    };

    if (STEPS[step->side->state])
        STEPS[step->side->state](step);
}

static gboolean is_whole(const struct tcp_side *side)
{
    return side->state == TCP_ESTABLISHED || (side->state == TCP_CLOSED && side->previous_state == TCP_ESTABLISHED);
}

gboolean tcp_state_is_whole(const struct tcp_flow *self)
{
    return is_whole(&self->sides[0]) && is_whole(&self->sides[1]);
}

void tcp_state_add(struct tcp_flow *flow, const struct packet *packet, guint sender)
{
    struct tcp_side *side = &flow->sides[sender];
    guint            flags = packet->tcp.flags;

    if (side->state == TCP_INACTIVE || (flags & (TCP_SYN | TCP_FIN | TCP_RST)))
        step_state(&(struct step){ side, &flow->sides[!sender], packet, flags, sender });
}

static const char *reset_by_responder(const struct tcp_side *i, const struct tcp_side *r)
{
    gboolean is_rejected = i->state == TCP_SYN_SENT || i->state == TCP_SYN_ACK_SENT ||
                           (i->state == TCP_RESET && !i->has_payload && !r->has_payload);

    return is_rejected ? "REJ" : i->state == TCP_INACTIVE || i->state == TCP_PARTIAL ? "RSTRH" : "RSTR";
}

/* A SYN and then a RST, with no more of the initiator in between. */
static gboolean is_withdrawn(const char *history)
{
    return history[0] == 'S' && history[strcspn(history, "HAFGIQR")] == 'R';
}

static const char *reset_by_initiator(const struct tcp_flow *flow, gboolean responder_is_silent)
{
    return !responder_is_silent ? "RSTO" : is_withdrawn(flow->history) ? "RSTOS0" : "OTH";
}

const char *tcp_flow_state(const struct tcp_flow *self)
{
    const struct tcp_side *i = &self->sides[0], *r = &self->sides[1];
    gboolean               i_is_silent = i->state == TCP_INACTIVE || i->state == TCP_PARTIAL;
    gboolean               r_is_silent = r->state == TCP_INACTIVE || r->state == TCP_PARTIAL;

    if (r->state == TCP_RESET)
        return reset_by_responder(i, r);
    if (i->state == TCP_RESET)
        return reset_by_initiator(self, r_is_silent);
    if (i->state == TCP_CLOSED)
        return r->state == TCP_CLOSED ? "SF" : r_is_silent ? "SH" : "S2";
    if (r->state == TCP_CLOSED)
        return i_is_silent ? "SHR" : "S3";
    if (i->state == TCP_SYN_SENT && r->state == TCP_INACTIVE)
        return "S0";
    return i->state == TCP_ESTABLISHED && r->state == TCP_ESTABLISHED ? "S1" : "OTH";
}
