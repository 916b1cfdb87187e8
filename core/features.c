/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * THE table of what is measured of a flow. To add a feature: one function, one row. */
#include "field.h"
#include "list_text.h"
#include "protocols.h"
#include "tcp_history.h"
#include "tcp_state.h"

/* ---- for all readers ---- */

static gboolean is_ip(const struct field_view *view)
{
    return view->flow->ip_version != 0;
}

static gboolean number(struct field_value *value, guint64 n)
{
    value->number = n;
    return TRUE;
}

static gboolean ns(struct field_value *value, gint64 n)
{
    value->ns = n;
    return TRUE;
}

static gboolean text(struct field_value *value, const char *string)
{
    value->text = string;
    return string != NULL;
}

static gboolean ratio(struct field_value *value, double dividend, double divisor)
{
    value->real = divisor > 0 ? dividend / divisor : 0;
    return divisor > 0;
}

/* ---- which flow it is ---- */

static gboolean id(const struct field_view *view, struct field_value *value)
{
    return number(value, view->flow->id);
}

static gboolean parent(const struct field_view *view, struct field_value *value)
{
    const struct flow_past *past = view->flow->past;

    return past && number(value, past->parent);
}

static gboolean protocol(const struct field_view *view, struct field_value *value)
{
    return text(value, view->flow->protocol_name);
}

static gboolean address(const struct field_view *view, struct field_value *value)
{
    return field_read_address(view->flow, view->scope, value);
}

static gboolean port(const struct field_view *view, struct field_value *value)
{
    return field_read_port(view->flow, view->scope, value);
}

static gboolean vlan(const struct field_view *view, struct field_value *value)
{
    return number(value, view->flow->key.vlan) && view->flow->key.vlan != 0;
}

static gboolean tunnel_depth(const struct field_view *view, struct field_value *value)
{
    return number(value, view->flow->tunnel_depth);
}

static gboolean direction(const struct field_view *view, struct field_value *value)
{
    return text(value, direction_method_name((enum direction_method)view->flow->direction_method));
}

static gboolean icmp_type(const struct field_view *view, struct field_value *value)
{
    return number(value, view->flow->icmp_type) && view->flow->has_icmp;
}

static gboolean icmp_code(const struct field_view *view, struct field_value *value)
{
    return number(value, view->flow->icmp_code) && view->flow->has_icmp;
}

/* ---- when ---- */

static gboolean first_frame(const struct field_view *view, struct field_value *value)
{
    return number(value, view->flow->first_frame);
}

static gboolean last_frame(const struct field_view *view, struct field_value *value)
{
    return number(value, view->flow->last_frame);
}

static gboolean start(const struct field_view *view, struct field_value *value)
{
    return ns(value, view->side->earliest) && view->side->payload.count > 0;
}

static gboolean duration(const struct field_view *view, struct field_value *value)
{
    return ns(value, view->side->latest - view->side->earliest) && view->side->payload.count > 0;
}

static enum end_reason reason_of(const struct field_view *view)
{
    const struct flow *flow = view->flow;

    return flow->end_reason != END_NONE          ? (enum end_reason)flow->end_reason :
           flow->tcp && flow->tcp->is_closed     ? END_DETECTED :
           view->both.latest < view->idle_before ? END_IDLE :
           view->is_complete                     ? END_FORCED :
                                                   END_NONE;
}

static gboolean end_reason(const struct field_view *view, struct field_value *value)
{
    return text(value, end_reason_name(reason_of(view)));
}

static gboolean clock_backwards(const struct field_view *view, struct field_value *value)
{
    return number(value, view->flow->clock_backwards);
}

/* ---- how much ---- */

static gboolean packets(const struct field_view *view, struct field_value *value)
{
    return number(value, view->side->payload.count);
}

static gboolean frame_bytes(const struct field_view *view, struct field_value *value)
{
    return number(value, view->side->frame_bytes);
}

static gboolean ip_bytes(const struct field_view *view, struct field_value *value)
{
    return number(value, view->side->ip_bytes) && is_ip(view);
}

static gboolean header_bytes(const struct field_view *view, struct field_value *value)
{
    return number(value, view->side->header_bytes) && is_ip(view);
}

static gboolean payload_bytes(const struct field_view *view, struct field_value *value)
{
    return number(value, view->side->payload.sum) && is_ip(view);
}

static gboolean data_packets(const struct field_view *view, struct field_value *value)
{
    return number(value, view->side->data_packets) && is_ip(view);
}

static gboolean fragments(const struct field_view *view, struct field_value *value)
{
    return number(value, view->flow->fragments) && is_ip(view);
}

static double flow_seconds(const struct field_view *view)
{
    return (double)(view->both.latest - view->both.earliest) / (double)NS_PER_SECOND;
}

static gboolean packet_rate(const struct field_view *view, struct field_value *value)
{
    return ratio(value, (double)view->side->payload.count, flow_seconds(view));
}

static gboolean byte_rate(const struct field_view *view, struct field_value *value)
{
    return ratio(value, (double)view->side->ip_bytes, flow_seconds(view)) && is_ip(view);
}

static gboolean packet_ratio(const struct field_view *view, struct field_value *value)
{
    return ratio(value, (double)view->flow->sides[1].payload.count, (double)view->flow->sides[0].payload.count);
}

static gboolean ttl_min(const struct field_view *view, struct field_value *value)
{
    return number(value, view->side->ttl_min) && is_ip(view) && view->side->payload.count > 0;
}

static gboolean ttl_max(const struct field_view *view, struct field_value *value)
{
    return number(value, view->side->ttl_max) && is_ip(view) && view->side->payload.count > 0;
}

/* ---- spread: payloads, gaps, runs ---- */

enum spread { PAYLOAD, GAP, ACTIVE, IDLE };

static struct running_stats payload_stats(const struct field_view *view)
{
    return is_ip(view) ? size_stats_spread(&view->side->payload) : (struct running_stats){ 0 };
}

static struct running_stats gap_stats(const struct field_view *view)
{
    return flow_gaps(view->flow, view->scope);
}

static struct running_stats active_stats(const struct field_view *view)
{
    return activity_active(&view->flow->activity, view->both.latest);
}

static struct running_stats idle_stats(const struct field_view *view)
{
    return activity_idle(&view->flow->activity);
}

static const struct {
    struct running_stats (*stats)(const struct field_view *);
    double unit; /* samples in it */
} SPREADS[] = { [PAYLOAD] = { payload_stats, 1 },
                [GAP] = { gap_stats, (double)NS_PER_SECOND },
                [ACTIVE] = { active_stats, (double)NS_PER_SECOND },
                [IDLE] = { idle_stats, (double)NS_PER_SECOND } };

static gboolean spread_min(const struct field_view *view, struct field_value *value)
{
    struct running_stats stats = SPREADS[view->of].stats(view);

    return number(value, stats.min) && ns(value, (gint64)stats.min) && stats.count > 0;
}

static gboolean spread_max(const struct field_view *view, struct field_value *value)
{
    struct running_stats stats = SPREADS[view->of].stats(view);

    return number(value, stats.max) && ns(value, (gint64)stats.max) && stats.count > 0;
}

static gboolean spread_mean(const struct field_view *view, struct field_value *value)
{
    struct running_stats stats = SPREADS[view->of].stats(view);

    return stats.count > 0 && ratio(value, running_stats_mean(&stats), SPREADS[view->of].unit);
}

static gboolean spread_stddev(const struct field_view *view, struct field_value *value)
{
    struct running_stats stats = SPREADS[view->of].stats(view);

    return stats.count > 1 && ratio(value, running_stats_stddev(&stats), SPREADS[view->of].unit);
}

/* ---- parts of a flow ---- */

static gboolean subflow_packets(const struct field_view *view, struct field_value *value)
{
    return ratio(value, (double)view->side->payload.count, view->flow->long_gaps + 1.0);
}

static gboolean subflow_bytes(const struct field_view *view, struct field_value *value)
{
    return ratio(value, (double)view->side->payload.sum, view->flow->long_gaps + 1.0) && is_ip(view);
}

static struct bulks bulks_of(const struct field_view *view)
{
    return bulk_transfers_of(&view->flow->bulks, view->scope);
}

static gboolean bulk_bytes(const struct field_view *view, struct field_value *value)
{
    return ratio(value, (double)bulks_of(view).payload_bytes, bulks_of(view).count) && is_ip(view);
}

static gboolean bulk_packets(const struct field_view *view, struct field_value *value)
{
    return ratio(value, bulks_of(view).packets, bulks_of(view).count) && is_ip(view);
}

static gboolean bulk_rate(const struct field_view *view, struct field_value *value)
{
    return ratio(value, (double)bulks_of(view).payload_bytes, (double)bulks_of(view).duration / (double)NS_PER_SECOND) &&
           is_ip(view);
}

/* ---- payload in detail ---- */

static gboolean payload_entropy(const struct field_view *view, struct field_value *value)
{
    const struct first_bytes *bytes = &view->side->first_bytes;

    value->real = bytes->count ? first_bytes_entropy(bytes) : 0;
    return bytes->count > 0 && is_ip(view);
}

/* Lists are written into the value's buffer. */
G_STATIC_ASSERT(sizeof((struct field_value *)0)->buffer >= LIST_TEXT_MAX);

static gboolean sizes(const struct field_view *view, struct field_value *value)
{
    return is_ip(view) && text(value, list_text_sizes(value->buffer, view->flow->series));
}

static gboolean times(const struct field_view *view, struct field_value *value)
{
    gint64 lead = (view->flow->first_time - view->both.earliest) / 1000;

    return is_ip(view) && text(value, list_text_times(value->buffer, view->flow->series, lead));
}

static gboolean size_histogram(const struct field_view *view, struct field_value *value)
{
    return is_ip(view) && text(value, list_text_histogram(value->buffer, &view->flow->size_histogram));
}

static gboolean gap_histogram(const struct field_view *view, struct field_value *value)
{
    return text(value, list_text_histogram(value->buffer, flow_gap_histogram(view->flow)));
}

/* ---- TCP ---- */

static guint64 flag_count(const struct field_view *view, enum flow_scope side)
{
    return tcp_flow_side(view->flow->tcp, side)->flag_counts[g_bit_nth_lsf(view->of, -1)];
}

static gboolean flags(const struct field_view *view, struct field_value *value)
{
    gboolean both = view->scope == SCOPE_BOTH;

    return view->flow->tcp && number(value, flag_count(view, both ? SCOPE_INITIATOR : view->scope) +
                                                (both ? flag_count(view, SCOPE_RESPONDER) : 0));
}

/* NULL where the flow is none of TCP's. */
static const struct tcp_side *tcp_side_of(const struct field_view *view)
{
    return view->flow->tcp ? tcp_flow_side(view->flow->tcp, view->scope) : NULL;
}

static gboolean tcp_flags(const struct field_view *view, struct field_value *value)
{
    const struct tcp_side *side = tcp_side_of(view);

    return side && side->is_seen && number(value, side->flags);
}

static gboolean initial_window(const struct field_view *view, struct field_value *value)
{
    const struct tcp_side *side = tcp_side_of(view);

    return side && side->is_seen && number(value, side->initial_window);
}

static gboolean window_scale(const struct field_view *view, struct field_value *value)
{
    const struct tcp_side *side = tcp_side_of(view);

    return side && side->has_window_scale && number(value, side->window_scale);
}

static gboolean mss(const struct field_view *view, struct field_value *value)
{
    const struct tcp_side *side = tcp_side_of(view);

    return side && side->has_mss && number(value, side->mss);
}

static gboolean retransmitted(const struct field_view *view, struct field_value *value)
{
    const struct tcp_side *side = tcp_side_of(view);

    return side && number(value, side->retransmitted);
}

static gboolean out_of_order(const struct field_view *view, struct field_value *value)
{
    const struct tcp_side *side = tcp_side_of(view);

    return side && number(value, side->out_of_order);
}

/* FALSE unless so many packets of a handshake fit together. */
static gboolean handshake_of(const struct field_view *view, guint packets_needed, struct tcp_handshake *times)
{
    return view->flow->tcp && tcp_flow_handshake(view->flow->tcp, times) >= packets_needed;
}

static gboolean handshake_rtt(const struct field_view *view, struct field_value *value)
{
    struct tcp_handshake times;

    return handshake_of(view, 3, &times) && ns(value, times.rtt);
}

static gboolean synack_delay(const struct field_view *view, struct field_value *value)
{
    struct tcp_handshake times;

    return handshake_of(view, 2, &times) && ns(value, times.syn_ack_delay);
}

static gboolean ack_delay(const struct field_view *view, struct field_value *value)
{
    struct tcp_handshake times;

    return handshake_of(view, 3, &times) && ns(value, times.ack_delay);
}

static gboolean state(const struct field_view *view, struct field_value *value)
{
    return view->flow->tcp && text(value, tcp_flow_state(view->flow->tcp));
}

static gboolean history(const struct field_view *view, struct field_value *value)
{
    return view->flow->tcp && text(value, tcp_flow_history(view->flow->tcp)) && *value->text;
}

/* ---- the table ---- */

/* The four rows of a spread's statistics; these are whole numbers or durations, of mean and deviation the type is real. */
/* clang-format off */
#define SPREAD(name, title, unit, type, real_unit, scopes, of, definition, reference)                                        \
    { name "_min", "least " title, unit, type, scopes, spread_min, of, definition, reference },                              \
    { name "_max", "greatest " title, unit, type, scopes, spread_max, of, definition, reference },                           \
    { name "_mean", "mean " title, real_unit, FIELD_DOUBLE, scopes, spread_mean, of, definition, reference },                \
    { name "_stddev", "standard deviation of " title, real_unit, FIELD_DOUBLE, scopes, spread_stddev, of,                    \
      "of the sample: with n - 1; " definition, reference }

#define FLAG(name, letters, flag)                                                                                            \
    { "flow." name "_count", letters " packets", "packets", FIELD_UINT32, FOR_ALL, flags, flag,  "TCP packets with " letters, \
      "RFC 9293, 3.1" }
/* clang-format on */

static const struct field FEATURES[] = {
    { "flow.id", "flow", NULL, FIELD_UINT32, FOR_FLOW, id, 0, "from 0, in order of first packet", NULL },
    { "flow.parent", "piece before", NULL, FIELD_UINT32, FOR_FLOW, parent, 0,
      "the flow that this one was cut off from by a time-out", NULL },
    { "flow.protocol", "protocol", NULL, FIELD_STRING, FOR_FLOW, protocol, 0,
      "above IP; above the link where there is no IP", "IPFIX 4" },
    { "flow.address", "address", NULL, FIELD_STRING, FOR_SIDES, address, 0,
      "of the innermost network layer, or as the preference says; MAC where there is none", "RFC 5103" },
    { "flow.port", "port", NULL, FIELD_UINT16, FOR_SIDES, port, 0, "TCP, UDP, SCTP, DCCP, UDP-Lite", "IPFIX 7, 11" },
    { "flow.vlan", "VLAN", NULL, FIELD_UINT16, FOR_FLOW, vlan, 0, "where a VLAN tag is part of the flow's key", "IPFIX 58" },
    { "flow.tunnel_depth", "tunnel depth", NULL, FIELD_UINT8, FOR_FLOW, tunnel_depth, 0,
      "network layers outside the innermost one; 0 where nothing is tunnelled", NULL },
    { "flow.direction_method", "direction method", NULL, FIELD_STRING, FOR_FLOW, direction, 0,
      "how the initiator was found: syn, syn-ack or first-packet", "IPFIX 239" },
    { "flow.icmp_type", "ICMP type", NULL, FIELD_UINT8, FOR_FLOW, icmp_type, 0, "of the first packet", "IPFIX 176, 178" },
    { "flow.icmp_code", "ICMP code", NULL, FIELD_UINT8, FOR_FLOW, icmp_code, 0, "of the first packet", "IPFIX 177, 179" },

    { "flow.first_frame", "first frame", NULL, FIELD_FRAME, FOR_FLOW, first_frame, 0, NULL, NULL },
    { "flow.last_frame", "last frame", NULL, FIELD_FRAME, FOR_FLOW, last_frame, 0, "so far", NULL },
    { "flow.start", "start", NULL, FIELD_TIME, FOR_ALL, start, 0, "time of the earliest packet", "IPFIX 156" },
    { "flow.duration", "duration", NULL, FIELD_DURATION, FOR_ALL, duration, 0, "latest minus earliest time", "IPFIX 161" },
    { "flow.end_reason", "end reason", NULL, FIELD_STRING, FOR_FLOW, end_reason, 0,
      "idle, active (the time-outs), end-detected (FIN both ways, RST, a new SYN), forced (it went on when the capture "
      "ended), lack-of-resources; absent while it is open",
      "IPFIX 136" },

    { "flow.packets", "packets", "packets", FIELD_UINT64, FOR_ALL, packets, 0, NULL, "IPFIX 86, 298, 299" },
    { "flow.frame_bytes", "frame bytes", "bytes", FIELD_UINT64, FOR_ALL, frame_bytes, 0,
      "on the wire, also where the capture was cut short", "IPFIX 353" },
    { "flow.ip_bytes", "IP bytes", "bytes", FIELD_UINT64, FOR_ALL, ip_bytes, 0,
      "IPv4 total length; IPv6 40 + payload length", "IPFIX 85" },
    { "flow.header_bytes", "header bytes", "bytes", FIELD_UINT64, FOR_ALL, header_bytes, 0,
      "transport headers with their options", "CICFlowMeter Fwd/Bwd Header Length" },
    { "flow.payload_bytes", "payload bytes", "bytes", FIELD_UINT64, FOR_ALL, payload_bytes, 0,
      "transport payload by the headers, never by captured or padded length", "IPFIX 231, 232" },
    { "flow.data_packets", "data packets", "packets", FIELD_UINT64, FOR_ALL, data_packets, 0,
      "with a payload of one byte or more", "CICFlowMeter Fwd Act Data Pkts" },
    { "flow.fragments", "fragments", "packets", FIELD_UINT32, FOR_FLOW, fragments, 0, "IP fragments among the packets",
      "RFC 791, RFC 8200" },
    { "flow.packet_rate", "packet rate", "packets/s", FIELD_DOUBLE, FOR_ALL, packet_rate, 0,
      "packets by the duration of the flow; absent at duration 0", "CICFlowMeter Flow Packets/s" },
    { "flow.byte_rate", "byte rate", "bytes/s", FIELD_DOUBLE, FOR_ALL, byte_rate, 0,
      "IP bytes by the duration of the flow; absent at duration 0", "CICFlowMeter Flow Bytes/s, there of payload" },
    { "flow.packet_ratio", "packet ratio", NULL, FIELD_DOUBLE, FOR_FLOW, packet_ratio, 0,
      "responder's packets by initiator's packets", "CICFlowMeter Down/Up Ratio, there in whole numbers" },
    { "flow.ttl_min", "least TTL", NULL, FIELD_UINT8, FOR_SIDES, ttl_min, 0, "IPv4 time to live, IPv6 hop limit",
      "IPFIX 52" },
    { "flow.ttl_max", "greatest TTL", NULL, FIELD_UINT8, FOR_SIDES, ttl_max, 0, "IPv4 time to live, IPv6 hop limit",
      "IPFIX 53" },

    SPREAD("flow.payload", "payload", "bytes", FIELD_UINT32, "bytes", FOR_ALL, PAYLOAD, "over all packets, empty ones too",
           "CICFlowMeter Packet Length"),
    { "flow.size_histogram", "histogram of payloads", NULL, FIELD_STRING, FOR_FLOW, size_histogram, 0,
      "packets with a payload of 0-15, 16-31, 32-63, 64-127, 128-255, 256-511, 512-1023, 1024 bytes and more", NULL },
    { "flow.sizes", "sizes", NULL, FIELD_STRING, FOR_FLOW, sizes, 0,
      "payload bytes of the first 32 data packets, the responder's negative, with commas",
      "Joy sequence of packet lengths" },
    { "flow.times", "times", NULL, FIELD_STRING, FOR_FLOW, times, 0,
      "ms since the flow's start of the first 32 data packets, whole microseconds kept, with commas; at most "
      "50 days from the flow's first packet",
      "Joy sequence of packet times" },
    { "flow.payload_entropy", "entropy of payload", "bits/byte", FIELD_DOUBLE, FOR_SIDES, payload_entropy, 0,
      "of the side's first 256 payload bytes", "Shannon 1948; Joy" },

    SPREAD("flow.iat", "inter-arrival time", NULL, FIELD_DURATION, "s", FOR_ALL, GAP,
           "between consecutive packets of the scope: max(0, time - latest so far); equal times are samples",
           "CICFlowMeter Flow IAT"),
    { "flow.iat_histogram", "histogram of inter-arrival times", NULL, FIELD_STRING, FOR_FLOW, gap_histogram, 0,
      "those of 0-15, 16-31, 32-63, 64-127, 128-255, 256-511, 512-1023, 1024 ms and more", NULL },
    { "flow.clock_backwards", "clock backwards", "packets", FIELD_UINT32, FOR_FLOW, clock_backwards, 0,
      "packets earlier than one before them", NULL },
    SPREAD("flow.active", "active time", NULL, FIELD_DURATION, "s", FOR_FLOW, ACTIVE,
           "runs of packets with no gap over 5 s, the last run too", "CICFlowMeter Active"),
    SPREAD("flow.idle", "idle time", NULL, FIELD_DURATION, "s", FOR_FLOW, IDLE, "gaps over 5 s", "CICFlowMeter Idle"),
    { "flow.subflow_packets", "packets of a subflow", "packets", FIELD_DOUBLE, FOR_SIDES, subflow_packets, 0,
      "packets / (the flow's gaps over 1 s + 1)", "CICFlowMeter Subflow Fwd/Bwd Packets" },
    { "flow.subflow_bytes", "bytes of a subflow", "bytes", FIELD_DOUBLE, FOR_SIDES, subflow_bytes, 0,
      "payload bytes / (the flow's gaps over 1 s + 1)", "CICFlowMeter Subflow Fwd/Bwd Bytes" },
    { "flow.bulk_bytes", "bytes of a bulk", "bytes", FIELD_DOUBLE, FOR_SIDES, bulk_bytes, 0,
      "mean payload of bulks: 4 or more data packets one way, ended by data the other way or a gap over 1 s",
      "CICFlowMeter Bytes/Bulk Avg" },
    { "flow.bulk_packets", "packets of a bulk", "packets", FIELD_DOUBLE, FOR_SIDES, bulk_packets, 0, "mean over bulks",
      "CICFlowMeter Packet/Bulk Avg" },
    { "flow.bulk_rate", "rate of bulks", "bytes/s", FIELD_DOUBLE, FOR_SIDES, bulk_rate, 0,
      "payload bytes of all bulks by the time of all bulks", "CICFlowMeter Bulk Rate Avg" },

    FLAG("syn", "SYN", TCP_SYN),
    FLAG("fin", "FIN", TCP_FIN),
    FLAG("rst", "RST", TCP_RST),
    FLAG("psh", "PSH", TCP_PSH),
    FLAG("ack", "ACK", TCP_ACK),
    FLAG("urg", "URG", TCP_URG),
    FLAG("ece", "ECE", TCP_ECE),
    FLAG("cwr", "CWR", TCP_CWR),
    { "flow.tcp_flags", "TCP flags", NULL, FIELD_UINT16, FOR_SIDES, tcp_flags, 0, "all that were seen, OR of 12 bits",
      "IPFIX 6" },
    { "flow.initial_window", "initial window", "bytes", FIELD_UINT32, FOR_SIDES, initial_window, 0,
      "raw window of the side's first packet", "CICFlowMeter Init Win Bytes" },
    { "flow.window_scale", "window scale", NULL, FIELD_UINT8, FOR_SIDES, window_scale, 0, "shift of the SYN's option",
      "RFC 7323" },
    { "flow.mss", "maximum segment size", "bytes", FIELD_UINT16, FOR_SIDES, mss, 0, "of the SYN's option",
      "RFC 9293, 3.7.1" },
    { "flow.retransmitted", "retransmitted packets", "packets", FIELD_UINT32, FOR_SIDES, retransmitted, 0,
      "with sequence numbers seen before, or below the side's first packet; keep-alives and window probes do not count",
      "RFC 9293" },
    { "flow.out_of_order", "packets out of order", "packets", FIELD_UINT32, FOR_SIDES, out_of_order, 0,
      "below the highest sequence number seen, but not seen before", "RFC 4737" },
    { "flow.handshake_rtt", "round trip of the handshake", NULL, FIELD_DURATION, FOR_FLOW, handshake_rtt, 0,
      "last SYN before the SYN-ACK to the ACK that ends the handshake", "Argus tcprtt; Wireshark tcp.analysis.initial_rtt" },
    { "flow.synack_delay", "delay of the SYN-ACK", NULL, FIELD_DURATION, FOR_FLOW, synack_delay, 0, "last SYN to SYN-ACK",
      "Argus synack" },
    { "flow.ack_delay", "delay of the ACK", NULL, FIELD_DURATION, FOR_FLOW, ack_delay, 0, "SYN-ACK to ACK", "Argus ackdat" },
    { "flow.state", "state", NULL, FIELD_STRING, FOR_FLOW, state, 0, "S0 S1 SF REJ S2 S3 RSTO RSTR RSTOS0 RSTRH SH SHR OTH",
      "Zeek conn_state" },
    { "flow.history", "history", NULL, FIELD_STRING, FOR_FLOW, history, 0,
      "letters of what happened, the initiator's in upper case", "Zeek history" },
};

const struct field_table features = { FEATURES, G_N_ELEMENTS(FEATURES) };
