/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "flow_sums.h"

struct flow_sums *flow_sums_new(void)
{
    struct flow_sums *self = g_new0(struct flow_sums, 1);

    self->labels = g_array_new(FALSE, TRUE, sizeof(struct label_total));
    self->ports = port_totals_new();
    self->top = top_flows_new();
    return self;
}

struct flow_sums *flow_sums_copy(const struct flow_sums *other)
{
    struct flow_sums *self = g_new(struct flow_sums, 1);

    *self = (struct flow_sums){ other->flows, g_array_copy(other->labels), port_totals_copy(other->ports),
                                top_flows_copy(other->top) };
    return self;
}

void flow_sums_free(struct flow_sums *self)
{
    if (!self)
        return;
    g_array_unref(self->labels);
    port_totals_free(self->ports);
    top_flows_free(self->top);
    g_free(self);
}

void flow_sums_add_label(struct flow_sums *self, const struct label_total *added)
{
    guint               old = self->labels->len;
    struct label_total *total;

    if (G_UNLIKELY(added->label >= old)) {
        g_array_set_size(self->labels, added->label + 1);
        for (guint i = old; i <= added->label; i++)
            g_array_index(self->labels, struct label_total, i).label = i;
    }
    total = &g_array_index(self->labels, struct label_total, added->label);
    total->packets += added->packets;
    total->bytes += added->bytes;
    total->flows += added->flows;
}

void flow_sums_add(struct flow_sums *self, const struct flow_total *flow)
{
    struct label_total label = { flow->label, flow_total_packets(flow), flow_total_bytes(flow), 1 };
    struct port_total  port = {
         .label = flow->label,
         .port = service_port(flow->ports[INITIATOR], flow->ports[RESPONDER]),
         .packets = label.packets,
         .bytes = label.bytes,
         .flows = 1,
         .initiator = flow->ends[INITIATOR],
         .responder = flow->ends[RESPONDER],
    };

    self->flows++;
    flow_sums_add_label(self, &label);
    port_totals_add(self->ports, &port);
    top_flows_add(self->top, flow);
}

/* Both directions must come to the same port. */
void flow_sums_add_packet(struct flow_sums *self, const struct export_packet *packet)
{
    gboolean          is_up = packet->source_port >= packet->destination_port;
    struct port_total port = {
        .label = packet->label,
        .port = is_up ? packet->destination_port : packet->source_port,
        .packets = 1,
        .bytes = packet->frame_bytes,
        .initiator = is_up ? packet->source : packet->destination,
        .responder = is_up ? packet->destination : packet->source,
    };

    flow_sums_add_label(self, &(struct label_total){ packet->label, 1, packet->frame_bytes, 0 });
    port_totals_add(self->ports, &port);
}
