/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "flow.h"

#include "protocols.h"

const char *direction_method_name(enum direction_method method)
{
    static const char *const NAMES[DIRECTION_METHODS] = {
        [DIRECTION_SYN] = "syn",
        [DIRECTION_SYN_ACK] = "syn-ack",
        [DIRECTION_FIRST_PACKET] = "first-packet",
    };
    return NAMES[method];
}

static guint handshake_flags(const struct packet *packet)
{
    return packet->tcp.flags & (TCP_SYN | TCP_ACK);
}

static enum direction_method direction_of(const struct packet *packet)
{
    guint flags = handshake_flags(packet);

    return flags == TCP_SYN             ? DIRECTION_SYN :
           flags == (TCP_SYN | TCP_ACK) ? DIRECTION_SYN_ACK :
                                          DIRECTION_FIRST_PACKET;
}

struct flow *flow_new(const struct flow_key *key, guint32 id, const struct packet *packet, gboolean source_is_low,
                      const struct flow *parent)
{
    struct flow          *flow = g_new0(struct flow, 1);
    enum direction_method method = direction_of(packet);

    flow->key = *key;
    flow->id = id;
    flow->parent = parent ? parent->id : FLOW_NONE;
    flow->first_frame = packet->number;
    flow->earliest = flow->latest = flow->last_time = packet->time;
    flow->protocol_name = packet->protocol < PROTOCOL_ETHERTYPE ? ip_protocol_name((guint8)packet->protocol) :
                                                                  packet->protocol_name;
    flow->direction_method = parent ? parent->direction_method : (guint8)method;
    flow->initiator_is_low = parent ? parent->initiator_is_low : source_is_low == (method != DIRECTION_SYN_ACK);
    flow->ip_version = packet->ip_version;
    flow->has_ports = packet->has_ports;
    if (parent)
        flow->naming = parent->naming;
    return flow;
}

void flow_free(struct flow *flow)
{
    tcp_flow_free(flow->tcp);
    g_free(flow);
}

void flow_counts_add(struct flow_counts *counts, const struct packet *packet)
{
    counts->earliest = counts->packets ? MIN(counts->earliest, packet->time) : packet->time;
    counts->latest = counts->packets ? MAX(counts->latest, packet->time) : packet->time;
    counts->packets++;
    counts->frame_bytes += packet->frame_bytes;
    counts->ip_bytes += packet->ip_bytes;
    counts->payload_bytes += packet->payload_bytes;
    counts->data_packets += packet->payload_bytes > 0;
}

guint64 flow_packets(const struct flow *flow)
{
    return flow->initiator.packets + flow->responder.packets;
}

struct flow_counts flow_counts(const struct flow *flow, enum flow_scope scope)
{
    const struct flow_counts *i = &flow->initiator, *r = &flow->responder;

    if (scope != SCOPE_BOTH)
        return scope == SCOPE_INITIATOR ? *i : *r;
    return (struct flow_counts){
        .packets = flow_packets(flow),
        .frame_bytes = i->frame_bytes + r->frame_bytes,
        .ip_bytes = i->ip_bytes + r->ip_bytes,
        .payload_bytes = i->payload_bytes + r->payload_bytes,
        .data_packets = i->data_packets + r->data_packets,
        .earliest = flow->earliest,
        .latest = flow->latest,
    };
}

static void follow_tcp(struct flow *flow, const struct packet *packet, enum flow_scope sender)
{
    if (!flow->tcp)
        flow->tcp = tcp_flow_new();
    tcp_flow_add(flow->tcp, packet, sender);
}

void flow_add(struct flow *flow, const struct packet *packet, enum flow_scope sender)
{
    flow->last_frame = packet->number;
    flow->last_time = packet->time;
    flow->earliest = MIN(flow->earliest, packet->time);
    flow->latest = MAX(flow->latest, packet->time);
    flow_counts_add(sender == SCOPE_INITIATOR ? &flow->initiator : &flow->responder, packet);
    if (packet->tcp.flags)
        follow_tcp(flow, packet, sender);
}

gboolean flow_ends_before(const struct flow *flow, const struct packet *packet, enum flow_scope sender)
{
    return flow->tcp && tcp_flow_ends_before(flow->tcp, packet, sender);
}

enum flow_scope flow_sender(const struct flow *flow, gboolean source_is_low)
{
    return !source_is_low == !flow->initiator_is_low ? SCOPE_INITIATOR : SCOPE_RESPONDER;
}

struct endpoint flow_endpoint(const struct flow *flow, enum flow_scope side)
{
    gboolean low = (side == SCOPE_INITIATOR) == (flow->initiator_is_low != FALSE);

    return (struct endpoint){
        .address = low ? flow->key.low : flow->key.high,
        .port = !flow->has_ports ? 0 : low ? flow->key.low_port : flow->key.high_port,
    };
}
