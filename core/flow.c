/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "flow.h"

#include <string.h>

#include "protocols.h"

enum { NS_PER_MS = 1000000 };

const char *direction_method_name(enum direction_method method)
{
    static const char *const NAMES[DIRECTION_METHODS] = {
        [DIRECTION_SYN] = "syn",
        [DIRECTION_SYN_ACK] = "syn-ack",
        [DIRECTION_FIRST_PACKET] = "first-packet",
    };
    return NAMES[method];
}

const char *end_reason_name(enum end_reason reason)
{
    static const char *const NAMES[END_REASONS] = {
        [END_IDLE] = "idle",
        [END_ACTIVE] = "active",
        [END_DETECTED] = "end-detected",
        [END_FORCED] = "forced",
        [END_LACK_OF_RESOURCES] = "lack-of-resources",
    };
    return NAMES[reason];
}

/* ---- beginning and end ---- */

static enum direction_method direction_of(const struct packet *packet)
{
    guint flags = packet->tcp.flags & (TCP_SYN | TCP_ACK);

    return flags == TCP_SYN ? DIRECTION_SYN : flags == (TCP_SYN | TCP_ACK) ? DIRECTION_SYN_ACK : DIRECTION_FIRST_PACKET;
}

static void take_direction(struct flow *flow, const struct packet *packet, gboolean source_is_low, const struct flow *parent)
{
    enum direction_method method = direction_of(packet);

    flow->direction_method = parent ? parent->direction_method : (guint8)method;
    flow->initiator_is_low = parent ? parent->initiator_is_low : source_is_low == (method != DIRECTION_SYN_ACK);
}

static void take_protocol(struct flow *flow, const struct packet *packet)
{
    gboolean is_ip = packet->protocol < PROTOCOL_ETHERTYPE;

    flow->protocol_name = is_ip ? ip_protocol_name((guint8)packet->protocol) : packet->protocol_name;
    flow->ip_version = packet->ip_version;
    flow->has_ports = packet->has_ports != FALSE;
    flow->has_icmp = packet->has_icmp != FALSE;
    flow->icmp_type = packet->icmp_type;
    flow->icmp_code = packet->icmp_code;
    if (packet->protocol == IP_TCP)
        flow->tcp = tcp_flow_new();
}

static struct flow_past *past_with(const struct flow *parent, gint64 time)
{
    struct flow_past *past = g_new0(struct flow_past, 1);

    past->parent = parent->id;
    past->first_time = flow_since(parent);
    past->longest_gap = MAX(flow_longest_gap(parent), time - flow_latest(parent));
    past->ip_bytes[flow_side_index(SCOPE_INITIATOR)] = flow_ip_bytes(parent, SCOPE_INITIATOR);
    past->ip_bytes[flow_side_index(SCOPE_RESPONDER)] = flow_ip_bytes(parent, SCOPE_RESPONDER);
    return past;
}

/* What a piece goes on with. */
static void take_over(struct flow *flow, const struct flow *parent)
{
    flow->naming = parent->naming;
    flow->judged = parent->judged;
    flow->marks = parent->marks;
    flow->login = parent->login;
    memcpy(flow->carriers, parent->carriers, sizeof flow->carriers);
    flow->past = past_with(parent, flow->first_time);
}

struct flow *flow_new(const struct flow_key *key, guint32 id, const struct packet *packet, gboolean source_is_low,
                      const struct flow *parent)
{
    struct flow *flow = g_new0(struct flow, 1);

    flow->key = *key;
    flow->id = id;
    flow->first_frame = packet->number;
    flow->first_time = flow->last_time = packet->time;
    flow->use.data = flow;
    activity_init(&flow->activity, packet->time);
    take_protocol(flow, packet);
    take_direction(flow, packet, source_is_low, parent);
    if (parent)
        take_over(flow, parent);
    return flow;
}

void flow_free(struct flow *flow)
{
    for (guint i = 0; i < FLOW_SIDES; i++)
        first_bytes_clear(&flow->sides[i].first_bytes);
    activity_clear(&flow->activity);
    bulk_transfers_clear(&flow->bulks);
    series_free(flow->series);
    g_free(flow->past);
    g_free(flow->gaps);
    g_clear_pointer(&flow->tcp, tcp_flow_free);
    g_free(flow);
}

gboolean flow_ends_before(const struct flow *flow, const struct packet *packet, enum flow_scope sender)
{
    return flow->tcp && tcp_flow_ends_before(flow->tcp, packet, sender);
}

gboolean flow_is_established(const struct flow *flow)
{
    struct tcp_handshake handshake;

    return flow->tcp && !flow->tcp->is_closed && tcp_flow_handshake(flow->tcp, &handshake) == 3;
}

gboolean flow_is_continued_by(const struct flow *flow, const struct packet *packet, enum flow_scope sender)
{
    return !flow->tcp || !tcp_flow_is_left_by(flow->tcp, packet, sender);
}

void flow_end(struct flow *flow, enum end_reason reason)
{
    flow->end_reason = (guint8)(flow->tcp && flow->tcp->is_closed ? END_DETECTED : reason);
}

/* ---- packets ---- */

static void side_add_first(struct flow_side *side, const struct packet *packet)
{
    side->earliest = side->latest = packet->time;
    side->ttl_min = side->ttl_max = packet->ttl;
}

static void side_add_next(struct flow_side *side, const struct packet *packet)
{
    side->earliest = MIN(side->earliest, packet->time);
    side->latest = MAX(side->latest, packet->time);
    side->ttl_min = MIN(side->ttl_min, packet->ttl);
    side->ttl_max = MAX(side->ttl_max, packet->ttl);
}

static void side_add(struct flow_side *side, const struct packet *packet)
{
    if (side->payload.count == 0)
        side_add_first(side, packet);
    else
        side_add_next(side, packet);
    side->frame_bytes += packet->frame_bytes;
    side->ip_bytes += packet->ip_bytes;
    side->header_bytes += packet->header_bytes;
    size_stats_add(&side->payload, packet->payload_bytes);
    first_bytes_add(&side->first_bytes, packet->payload, packet->payload_captured);
}

static void add_gap(struct flow *flow, const struct packet *packet, enum flow_scope sender)
{
    const struct flow_side *side = &flow->sides[flow_side_index(sender)];
    guint64                 packets = flow_packets(flow), sent = side->payload.count;
    gint64                  latest = flow_latest(flow), gap = MAX(0, packet->time - latest);

    if (!flow->gaps)
        flow->gaps = g_new0(struct flow_gaps, 1);
    gap_stats_add(&flow->gaps->of[SCOPE_BOTH], packets - 1, (guint64)gap);
    if (sent > 0)
        gap_stats_add(&flow->gaps->of[sender], sent - 1, (guint64)MAX(0, packet->time - side->latest));
    histogram_add(&flow->gaps->histogram, (guint64)(gap / NS_PER_MS));
    activity_add(&flow->activity, packet->time, gap);
    flow->long_gaps += gap > NS_PER_SECOND;
    flow->clock_backwards += packet->time < latest;
}

static void add_data(struct flow *flow, const struct packet *packet, enum flow_scope sender)
{
    flow->sides[flow_side_index(sender)].data_packets++;
    bulk_transfers_add(&flow->bulks, sender, packet->time, packet->payload_bytes);
    series_add(&flow->series, sender, packet->time - flow->first_time, packet->payload_bytes);
}

void flow_add(struct flow *flow, const struct packet *packet, enum flow_scope sender)
{
    if (flow_packets(flow) > 0)
        add_gap(flow, packet, sender);
    if (packet->payload_bytes > 0)
        add_data(flow, packet, sender);
    side_add(&flow->sides[flow_side_index(sender)], packet);
    histogram_add(&flow->size_histogram, packet->payload_bytes);
    flow->fragments += packet->is_fragment != FALSE;
    flow->last_frame = packet->number;
    flow->last_time = packet->time;
    if (flow->tcp && packet->tcp.is_known)
        tcp_flow_add(flow->tcp, packet, sender);
}

/* ---- what it came to ---- */

guint64 flow_packets(const struct flow *flow)
{
    return (guint64)flow->sides[0].payload.count + flow->sides[1].payload.count;
}

gint64 flow_earliest(const struct flow *flow)
{
    const struct flow_side *i = &flow->sides[0], *r = &flow->sides[1];

    return r->payload.count == 0 ? i->earliest : i->payload.count == 0 ? r->earliest : MIN(i->earliest, r->earliest);
}

struct running_stats flow_gaps(const struct flow *flow, enum flow_scope scope)
{
    guint64 packets = scope == SCOPE_BOTH ? flow_packets(flow) : flow->sides[flow_side_index(scope)].payload.count;

    return packets > 1 ? gap_stats_spread(&flow->gaps->of[scope], packets - 1) : (struct running_stats){ 0 };
}

const struct histogram *flow_gap_histogram(const struct flow *flow)
{
    static const struct histogram NONE;

    return flow->gaps ? &flow->gaps->histogram : &NONE;
}

gint64 flow_longest_gap(const struct flow *flow)
{
    gint64 longest = (gint64)flow_gaps(flow, SCOPE_BOTH).max;

    return flow->past ? MAX(longest, flow->past->longest_gap) : longest;
}

guint64 flow_ip_bytes(const struct flow *flow, enum flow_scope side)
{
    guint index = flow_side_index(side);

    return flow->sides[index].ip_bytes + (flow->past ? flow->past->ip_bytes[index] : 0);
}

gint64 flow_since(const struct flow *flow)
{
    return flow->past ? flow->past->first_time : flow->first_time;
}

gint64 flow_latest(const struct flow *flow)
{
    const struct flow_side *i = &flow->sides[0], *r = &flow->sides[1];

    return r->payload.count == 0 ? i->latest : i->payload.count == 0 ? r->latest : MAX(i->latest, r->latest);
}

struct flow_side flow_sides_sum(const struct flow *flow)
{
    const struct flow_side *i = &flow->sides[0], *r = &flow->sides[1];
    struct flow_side        sum = {
               .frame_bytes = i->frame_bytes + r->frame_bytes,
               .ip_bytes = i->ip_bytes + r->ip_bytes,
               .header_bytes = i->header_bytes + r->header_bytes,
               .payload = i->payload,
               .earliest = flow_earliest(flow),
               .latest = flow_latest(flow),
               .data_packets = i->data_packets + r->data_packets,
    };

    size_stats_merge(&sum.payload, &r->payload);
    return sum;
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
        .port = !flow->has_ports ? 0 :
                low              ? flow->key.low_port :
                                   flow->key.high_port,
    };
}
