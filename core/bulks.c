/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "bulks.h"

#include "packet.h"

enum { LEAST_PACKETS = 4 };

static const gint64 LONGEST_GAP = NS_PER_SECOND;

void bulk_transfers_clear(struct bulk_transfers *self)
{
    g_free(self->ended);
}

struct bulks bulk_transfers_of(const struct bulk_transfers *self, enum flow_scope side)
{
    struct bulks bulks = self->ended ? self->ended[flow_side_index(side)] : (struct bulks){ 0 };

    if (self->sender == side && self->open_packets >= LEAST_PACKETS) {
        bulks.count++;
        bulks.packets += self->open_packets;
        bulks.payload_bytes += self->open_bytes;
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
    if (self->open_packets >= LEAST_PACKETS)
        keep(self);
    self->open_packets = 0;
    self->open_bytes = 0;
    self->start = self->latest = time;
    self->sender = sender;
}

void bulk_transfers_add(struct bulk_transfers *self, enum flow_scope sender, gint64 time, guint32 payload_bytes)
{
    if (self->sender != sender || time - self->latest > LONGEST_GAP)
        begin(self, sender, time);
    self->open_packets++;
    self->open_bytes += payload_bytes;
    self->latest = MAX(self->latest, time);
}
