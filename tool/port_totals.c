/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "port_totals.h"

#include "export_packet.h"
#include "hash_mix.h"

enum { SLOTS_FIRST = 1024, EPHEMERAL = 32768 /* Linux's lowest; the IANA's is 49152 */ };

struct port_totals {
    struct port_total *slots; /* free where there are no packets */
    guint32            mask, count;
    guint64            seed;
    struct port_total  other;
};

struct port_totals *port_totals_new(void)
{
    struct port_totals *self = g_new0(struct port_totals, 1);

    self->slots = g_new0(struct port_total, SLOTS_FIRST);
    self->mask = SLOTS_FIRST - 1;
    self->seed = hash_seed();
    return self;
}

struct port_totals *port_totals_copy(const struct port_totals *other)
{
    struct port_totals *self = g_new(struct port_totals, 1);

    *self = *other;
    self->slots = g_memdup2(other->slots, ((gsize)other->mask + 1) * sizeof *other->slots);
    return self;
}

void port_totals_free(struct port_totals *self)
{
    if (!self)
        return;
    g_free(self->slots);
    g_free(self);
}

static struct port_total *find_slot(struct port_totals *self, guint32 label, gint32 port)
{
    for (guint64 at = hash_mix(label, (guint64)port, self->seed);; at++) {
        struct port_total *slot = &self->slots[at & self->mask];

        if (!slot->packets || (slot->label == label && slot->port == port))
            return slot;
    }
}

static void grow(struct port_totals *self)
{
    struct port_total *before = self->slots;
    guint32            before_mask = self->mask;

    self->mask = self->mask * 2 + 1;
    self->slots = g_new0(struct port_total, (gsize)self->mask + 1);
    for (guint64 i = 0; i <= before_mask; i++)
        if (before[i].packets)
            *find_slot(self, before[i].label, before[i].port) = before[i];
    g_free(before);
}

static void count(struct port_total *into, const struct port_total *total)
{
    into->packets += total->packets;
    into->bytes += total->bytes;
    into->flows += total->flows;
}

static void keep_least_ends(struct port_total *into, const struct port_total *total)
{
    int order = address_compare(&total->initiator, &into->initiator);

    if (order < 0 || (order == 0 && address_compare(&total->responder, &into->responder) < 0)) {
        into->initiator = total->initiator;
        into->responder = total->responder;
    }
}

void port_total_add(struct port_total *self, const struct port_total *added)
{
    count(self, added);
    keep_least_ends(self, added);
}

void port_totals_add(struct port_totals *self, const struct port_total *total)
{
    struct port_total *slot = find_slot(self, total->label, total->port);

    if (slot->packets) {
        port_total_add(slot, total);
    } else if (self->count == PORT_TOTALS_MAX) {
        count(&self->other, total);
    } else {
        *slot = *total;
        if (++self->count * 2 > self->mask)
            grow(self);
    }
}

void port_totals_add_other(struct port_totals *self, const struct port_total *total)
{
    count(&self->other, total);
}

const struct port_total *port_totals_other(const struct port_totals *self)
{
    return &self->other;
}

void port_totals_foreach(const struct port_totals *self, port_totals_visitor visit, gpointer data)
{
    for (guint64 i = 0; i <= self->mask; i++)
        if (self->slots[i].packets)
            visit(&self->slots[i], data);
}

gint32 service_port(gint32 initiator, gint32 responder)
{
    gboolean is_turned = responder >= EPHEMERAL && initiator >= 0 && initiator < EPHEMERAL;

    return is_turned ? initiator : responder;
}
