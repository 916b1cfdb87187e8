/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tcp_sequence.h"

#include <string.h>

enum { WINDOW_MAX = 1 << 30 };

struct range {
    guint32 begin, end;
};

struct hole_list {
    guint        count;
    struct range holes[TCP_HOLES_MAX]; /* ascending, apart from each other, all below `next` */
};

struct tcp_holes {
    struct hole_list sides[2];
};

/* Of two numbers that are less than 2^31 apart. */
static gint32 distance(guint32 from, guint32 to)
{
    return (gint32)(to - from);
}

static gboolean is_before(guint32 a, guint32 b)
{
    return distance(a, b) > 0;
}

static guint32 earlier_of(guint32 a, guint32 b)
{
    return is_before(a, b) ? a : b;
}

guint32 tcp_sequence_end(const struct packet *packet)
{
    guint flags = packet->tcp.flags;

    return packet->tcp.sequence + packet->payload_bytes + !!(flags & TCP_SYN) + !!(flags & TCP_FIN);
}

/* ---- holes ---- */

static struct hole_list *holes_of(struct tcp_flow *flow, guint sender)
{
    return flow->holes ? &flow->holes->sides[sender] : NULL;
}

static void remove_hole(struct hole_list *self, guint index)
{
    self->count--;
    memmove(&self->holes[index], &self->holes[index + 1], (self->count - index) * sizeof *self->holes);
}

static void insert_hole(struct hole_list *self, guint index, guint32 begin, guint32 end)
{
    if (self->count == TCP_HOLES_MAX) {
        if (index == 0)
            return;
        remove_hole(self, 0);
        index--;
    }
    memmove(&self->holes[index + 1], &self->holes[index], (self->count - index) * sizeof *self->holes);
    self->holes[index] = (struct range){ begin, end };
    self->count++;
}

/* Above 2^31 no distance would tell which is first. */
static void forget_far_holes(struct hole_list *self, guint32 next)
{
    while (self->count && next - self->holes[0].begin > G_MAXINT32)
        remove_hole(self, 0);
}

static gboolean overlaps(const struct range *range, guint32 begin, guint32 end)
{
    return is_before(begin, range->end) && is_before(range->begin, end);
}

/* The upper rest goes in first: should there be no room, the lower one is forgotten. */
static void cut_hole(struct hole_list *self, guint index, guint32 begin, guint32 end)
{
    struct range hole = self->holes[index];

    remove_hole(self, index);
    if (is_before(end, hole.end))
        insert_hole(self, index, end, hole.end);
    if (is_before(hole.begin, begin))
        insert_hole(self, index, hole.begin, begin);
}

/* Returns whether all of it was missing. */
static gboolean fill_holes(struct hole_list *self, guint32 begin, guint32 end)
{
    gboolean is_new = FALSE;

    for (guint i = self->count; i-- > 0;)
        if (overlaps(&self->holes[i], begin, end)) {
            is_new = !is_before(begin, self->holes[i].begin) && !is_before(self->holes[i].end, end);
            cut_hole(self, i, begin, end);
        }
    return is_new;
}

static void append_hole(struct tcp_flow *flow, guint sender, guint32 begin, guint32 end)
{
    if (!flow->holes)
        flow->holes = g_new0(struct tcp_holes, 1);

    struct hole_list *list = holes_of(flow, sender);
    forget_far_holes(list, end);
    if (list->count && list->holes[list->count - 1].end == begin) /* pure acknowledgments: nothing stands between */
        list->holes[list->count - 1].end = end;
    else
        insert_hole(list, list->count, begin, end);
}

/* ---- segments ---- */

static void begin_space(struct tcp_flow *flow, guint sender, const struct packet *packet)
{
    struct tcp_side  *side = &flow->sides[sender];
    struct hole_list *list = holes_of(flow, sender);

    side->has_sequence = TRUE;
    side->is_probing = FALSE;
    side->acknowledged = packet->tcp.sequence;
    side->next = tcp_sequence_end(packet);
    if (list)
        list->count = 0;
}

static gboolean is_single_byte(const struct packet *packet)
{
    return packet->payload_bytes == 1 && !(packet->tcp.flags & (TCP_SYN | TCP_FIN));
}

static void add_below(struct tcp_flow *flow, guint sender, const struct packet *packet, gint32 ahead)
{
    struct tcp_side  *side = &flow->sides[sender];
    struct hole_list *list = holes_of(flow, sender);
    guint32           end = earlier_of(tcp_sequence_end(packet), side->next);

    if (list)
        forget_far_holes(list, side->next);
    if (list && fill_holes(list, packet->tcp.sequence, end))
        side->out_of_order++;
    else if (ahead < -1 || !is_single_byte(packet)) /* else a keep-alive */
        side->retransmitted++;
}

static gboolean begins_anew(const struct tcp_side *side, const struct packet *packet, gint32 ahead)
{
    return !side->has_sequence || ahead > WINDOW_MAX || ahead < -WINDOW_MAX ||
           ((packet->tcp.flags & (TCP_SYN | TCP_FIN)) == TCP_SYN && packet->tcp.sequence != side->last_syn);
}

static gboolean is_window_shut(const struct tcp_side *side)
{
    return side->is_seen && side->window == 0;
}

gboolean tcp_sequence_add(struct tcp_flow *flow, const struct packet *packet, guint sender)
{
    struct tcp_side *side = &flow->sides[sender];
    guint32          begin = packet->tcp.sequence, end = tcp_sequence_end(packet);
    gint32           ahead = distance(side->next, begin);

    if (packet->tcp.flags & TCP_RST)
        return FALSE;
    if (begins_anew(side, packet, ahead)) {
        begin_space(flow, sender, packet);
        return FALSE;
    }
    if (ahead == 0 && is_single_byte(packet) && is_window_shut(&flow->sides[!sender])) {
        side->is_probing = TRUE;
        return FALSE;
    }
    if (ahead > 0)
        append_hole(flow, sender, side->next, begin);
    else if (ahead < 0 && begin != end)
        add_below(flow, sender, packet, ahead);
    if (!is_before(side->next, end))
        return packet->payload_bytes > 0 && !(packet->tcp.flags & TCP_SYN);
    side->next = end;
    side->is_probing = FALSE;
    return FALSE;
}

/* Holes of which a part is acknowledged that was not before. */
static guint count_gaps(const struct hole_list *list, guint32 from, guint32 to)
{
    guint gaps = 0;

    for (guint i = 0; list && i < list->count; i++)
        if (overlaps(&list->holes[i], from, to))
            gaps++;
    return gaps;
}

guint tcp_sequence_acknowledge(struct tcp_flow *flow, guint sender, guint32 acknowledgment)
{
    struct tcp_side *side = &flow->sides[sender];
    guint32          from = side->acknowledged;
    gint32           ahead = distance(side->next, acknowledgment);

    if (!is_before(from, acknowledgment) || ahead > WINDOW_MAX)
        return 0;
    side->acknowledged = acknowledgment;
    if (ahead <= 0 && !flow->holes)
        return 0;
    if (ahead == 1 && side->is_probing) {
        side->is_probing = FALSE;
        side->next++;
        ahead = 0;
    }
    return count_gaps(holes_of(flow, sender), from, acknowledgment) + (ahead > 0 && !(side->flags & TCP_FIN) ? 1 : 0);
}
