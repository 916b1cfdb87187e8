/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "flow_totals.h"

#include "hash_mix.h"

#include <string.h>

enum { OLD_FIRST = 1024 };

#define FLOW_IDLE ((guint64)FLOW_IDLE_S * 1000000000)

struct flow_totals {
    struct flow_total *recent; /* by id modulo FLOWS_RECENT: of those that would share a place the greatest id */
    gboolean           is_used;
    struct flow_total *old; /* open addressing */
    guint32            old_mask, old_used;
    guint64            seed;
    gint64             latest; /* of all packets */

    flow_totals_visitor ended;
    gpointer            data;
};

static gboolean is_free(const struct flow_total *flow)
{
    return flow_total_packets(flow) == 0;
}

static void empty_old(struct flow_totals *self, guint32 mask)
{
    self->old = g_new0(struct flow_total, (gsize)mask + 1);
    self->old_mask = mask;
    self->old_used = 0;
}

static void make_empty(struct flow_totals *self)
{
    self->recent = g_new0(struct flow_total, FLOWS_RECENT);
    empty_old(self, OLD_FIRST - 1);
    self->latest = TIME_UNKNOWN;
    self->is_used = FALSE;
}

struct flow_totals *flow_totals_new(flow_totals_visitor ended, gpointer data)
{
    struct flow_totals *self = g_new0(struct flow_totals, 1);

    self->seed = hash_seed();
    self->ended = ended;
    self->data = data;
    make_empty(self);
    return self;
}

void flow_totals_free(struct flow_totals *self)
{
    if (!self)
        return;
    g_free(self->recent);
    g_free(self->old);
    g_free(self);
}

static struct flow_total *old_slot(struct flow_totals *self, guint32 id)
{
    guint64 at = hash_mix(id, 0, self->seed);

    while (!is_free(&self->old[at & self->old_mask]) && self->old[at & self->old_mask].id != id)
        at++;
    return &self->old[at & self->old_mask];
}

static gboolean is_idle(const struct flow_totals *self, const struct flow_total *flow)
{
    return flow->last != TIME_UNKNOWN && (guint64)self->latest - (guint64)flow->last > FLOW_IDLE;
}

/* Into a table of that size, without those that are idle, or all if `end_all`. */
static void rebuild_old(struct flow_totals *self, guint32 mask, gboolean end_all)
{
    struct flow_total *before = self->old;
    guint32            before_mask = self->old_mask;

    empty_old(self, mask);
    for (guint64 i = 0; i <= before_mask; i++) {
        if (is_free(&before[i]))
            continue;
        if (end_all || is_idle(self, &before[i])) {
            self->ended(&before[i], self->data);
        } else {
            *old_slot(self, before[i].id) = before[i];
            self->old_used++;
        }
    }
    g_free(before);
}

static void make_room(struct flow_totals *self)
{
    if (self->old_used * 2 <= self->old_mask)
        return;
    rebuild_old(self, self->old_mask, FALSE);
    if (self->old_used * 4 <= self->old_mask)
        return;
    if (self->old_used >= FLOWS_OLD_MAX)
        rebuild_old(self, OLD_FIRST - 1, TRUE);
    else
        rebuild_old(self, self->old_mask * 2 + 1, FALSE);
}

static struct flow_total *old_place(struct flow_totals *self, guint32 id)
{
    struct flow_total *slot = old_slot(self, id);

    if (!is_free(slot))
        return slot;
    make_room(self);
    self->old_used++;
    return old_slot(self, id);
}

/* For a flow that is not in its place among the recent ones. */
static struct flow_total *find_elsewhere(struct flow_totals *self, struct flow_total *recent, guint32 id)
{
    if (!is_free(recent) && recent->id > id)
        return old_place(self, id);
    if (!is_free(recent)) {
        if (is_idle(self, recent))
            self->ended(recent, self->data);
        else
            *old_place(self, recent->id) = *recent;
        memset(recent, 0, sizeof *recent);
    }
    self->is_used = TRUE;
    return recent;
}

static void begin(struct flow_total *flow, const struct export_packet *packet)
{
    guint source = packet->sender == SENDER_RESPONDER ? RESPONDER : INITIATOR;

    flow->id = (guint32)packet->flow;
    flow->first = flow->last = packet->time;
    flow->ends[source] = packet->source;
    flow->ends[!source] = packet->destination;
    flow->ports[source] = packet->source_port;
    flow->ports[!source] = packet->destination_port;
}

/* Where the export does not tell, whoever sent the first packet is the initiator. */
static guint side_of(const struct flow_total *flow, const struct export_packet *packet)
{
    if (G_LIKELY(packet->sender != SENDER_UNKNOWN))
        return packet->sender == SENDER_RESPONDER ? RESPONDER : INITIATOR;
    return flow->ports[INITIATOR] == packet->source_port && address_equal(&flow->ends[INITIATOR], &packet->source) ?
               INITIATOR :
               RESPONDER;
}

static void add_time(struct flow_totals *self, struct flow_total *flow, gint64 time)
{
    if (flow->first == TIME_UNKNOWN || time < flow->first)
        flow->first = time;
    flow->last = MAX(flow->last, time);
    self->latest = MAX(self->latest, time);
}

void flow_totals_add(struct flow_totals *self, const struct export_packet *packet)
{
    guint32            id = (guint32)packet->flow;
    struct flow_total *flow = &self->recent[id % FLOWS_RECENT];
    guint              side;

    if (G_UNLIKELY(flow->id != id || is_free(flow)))
        flow = find_elsewhere(self, flow, id);
    if (G_UNLIKELY(is_free(flow)))
        begin(flow, packet);
    side = side_of(flow, packet);
    flow->packets[side]++;
    flow->bytes[side] += packet->frame_bytes;
    flow->label = packet->label;
    if (packet->time != TIME_UNKNOWN)
        add_time(self, flow, packet->time);
}

void flow_totals_foreach(const struct flow_totals *self, flow_totals_visitor visit, gpointer data)
{
    for (guint32 i = 0; self->is_used && i < FLOWS_RECENT; i++)
        if (!is_free(&self->recent[i]))
            visit(&self->recent[i], data);
    for (guint64 i = 0; i <= self->old_mask; i++)
        if (!is_free(&self->old[i]))
            visit(&self->old[i], data);
}

void flow_totals_end_all(struct flow_totals *self)
{
    if (!self->is_used)
        return;
    flow_totals_foreach(self, self->ended, self->data);
    g_free(self->recent);
    g_free(self->old);
    make_empty(self);
}
