/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "bulks.h"

enum { LEAST_PACKETS = 4 };

static const gint64 LONGEST_GAP = G_GINT64_CONSTANT(1000000000);

void bulk_transfers_clear(struct bulk_transfers *self)
{
    g_free(self->ended);
}

struct bulks bulk_transfers_of(const struct bulk_transfers *self, enum flow_scope side)
{
    struct bulks bulks = self->ended ? self->ended[flow_side_index(side)] : (struct bulks){ 0 };

    if (self->sender == side && self->open.packets >= LEAST_PACKETS) {
        bulks.count++;
        bulks.packets += self->open.packets;
        bulks.payload_bytes += self->open.payload_bytes;
        bulks.duration += self->latest - self->start;
    }
    return bulks;
}

static void keep(struct bulk_transfers *self)
{
    struct bulks bulks = bulk_transfers_of(self, self->sender);

    if (!self->ended)
        self->ended = g_new0(struct bulks, FLOW_SIDES);
    self->ended[flow_side_index(self->sender)] = bulks;
}

static void begin(struct bulk_transfers *self, enum flow_scope sender, gint64 time)
{
    if (self->open.packets >= LEAST_PACKETS)
        keep(self);
    self->open = (struct bulks){ 0 };
    self->start = self->latest = time;
    self->sender = sender;
}

void bulk_transfers_add(struct bulk_transfers *self, enum flow_scope sender, gint64 time, guint32 payload_bytes)
{
    if (self->sender != sender || time - self->latest > LONGEST_GAP)
        begin(self, sender, time);
    self->open.packets++;
    self->open.payload_bytes += payload_bytes;
    self->latest = MAX(self->latest, time);
}
