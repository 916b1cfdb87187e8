/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * THE table of what is measured of a flow. To add a feature: one function, one row. */
#include "field.h"

static const struct flow *flow_of(const struct field_view *view)
{
    return view->record->flow;
}

static struct flow_counts counts_of(const struct field_view *view, enum flow_scope scope)
{
    return flow_counts(flow_of(view), scope);
}

static gboolean number(struct field_value *value, guint64 n)
{
    value->number = n;
    return TRUE;
}

static gboolean text(struct field_value *value, const char *string)
{
    value->text = string;
    return string != NULL;
}

static gboolean id(const struct field_view *view, enum flow_scope scope, struct field_value *value)
{
    (void)scope;
    return number(value, flow_of(view)->id);
}

static gboolean parent(const struct field_view *view, enum flow_scope scope, struct field_value *value)
{
    (void)scope;
    return number(value, flow_of(view)->parent) && flow_of(view)->parent != FLOW_NONE;
}

static gboolean protocol(const struct field_view *view, enum flow_scope scope, struct field_value *value)
{
    (void)scope;
    return text(value, flow_of(view)->protocol_name);
}

static gboolean address(const struct field_view *view, enum flow_scope scope, struct field_value *value)
{
    return field_read_address(flow_of(view), scope, value);
}

static gboolean port(const struct field_view *view, enum flow_scope scope, struct field_value *value)
{
    return field_read_port(flow_of(view), scope, value);
}

static gboolean vlan(const struct field_view *view, enum flow_scope scope, struct field_value *value)
{
    (void)scope;
    return number(value, flow_of(view)->key.vlan) && flow_of(view)->key.vlan != 0;
}

static gboolean tunnel_depth(const struct field_view *view, enum flow_scope scope, struct field_value *value)
{
    (void)scope;
    return number(value, flow_of(view)->tunnel_depth);
}

static gboolean direction(const struct field_view *view, enum flow_scope scope, struct field_value *value)
{
    (void)scope;
    return text(value, direction_method_name((enum direction_method)flow_of(view)->direction_method));
}

static gboolean first_frame(const struct field_view *view, enum flow_scope scope, struct field_value *value)
{
    (void)scope;
    return number(value, flow_of(view)->first_frame);
}

static gboolean last_frame(const struct field_view *view, enum flow_scope scope, struct field_value *value)
{
    (void)scope;
    return number(value, flow_of(view)->last_frame);
}

static gboolean start(const struct field_view *view, enum flow_scope scope, struct field_value *value)
{
    value->ns = counts_of(view, scope).earliest;
    return TRUE;
}

static gboolean duration(const struct field_view *view, enum flow_scope scope, struct field_value *value)
{
    struct flow_counts counts = counts_of(view, scope);

    value->ns = counts.latest - counts.earliest;
    return counts.packets > 0;
}

static gboolean packets(const struct field_view *view, enum flow_scope scope, struct field_value *value)
{
    return number(value, counts_of(view, scope).packets);
}

static gboolean frame_bytes(const struct field_view *view, enum flow_scope scope, struct field_value *value)
{
    return number(value, counts_of(view, scope).frame_bytes);
}

static gboolean ip_bytes(const struct field_view *view, enum flow_scope scope, struct field_value *value)
{
    return number(value, counts_of(view, scope).ip_bytes) && flow_of(view)->ip_version != 0;
}

static gboolean payload_bytes(const struct field_view *view, enum flow_scope scope, struct field_value *value)
{
    return number(value, counts_of(view, scope).payload_bytes) && flow_of(view)->ip_version != 0;
}

static gboolean data_packets(const struct field_view *view, enum flow_scope scope, struct field_value *value)
{
    return number(value, counts_of(view, scope).data_packets) && flow_of(view)->ip_version != 0;
}

static const struct field FEATURES[] = {
    { "flow.id", "flow", NULL, FIELD_UINT32, FOR_FLOW, id, "from 0, in order of first packet", NULL },
    { "flow.parent", "piece before", NULL, FIELD_UINT32, FOR_FLOW, parent, "the flow that a time-out cut off before this one", NULL },
    { "flow.protocol", "protocol", NULL, FIELD_STRING, FOR_FLOW, protocol, "above IP; above the link where there is no IP", NULL },
    { "flow.address", "address", NULL, FIELD_STRING, FOR_SIDES, address, NULL, NULL },
    { "flow.port", "port", NULL, FIELD_UINT16, FOR_SIDES, port, "TCP, UDP, SCTP, DCCP, UDP-Lite", NULL },
    { "flow.vlan", "VLAN", NULL, FIELD_UINT16, FOR_FLOW, vlan, "where a VLAN tag is part of the flow's key", NULL },
    { "flow.tunnel_depth", "tunnel depth", NULL, FIELD_UINT8, FOR_FLOW, tunnel_depth, "0 where nothing is tunnelled", NULL },
    { "flow.direction_method", "direction method", NULL, FIELD_STRING, FOR_FLOW, direction,
      "how the initiator was found: syn, syn-ack or first-packet", NULL },
    { "flow.first_frame", "first frame", NULL, FIELD_FRAME, FOR_FLOW, first_frame, NULL, NULL },
    { "flow.last_frame", "last frame", NULL, FIELD_FRAME, FOR_FLOW, last_frame, "so far", NULL },
    { "flow.start", "start", NULL, FIELD_TIME, FOR_FLOW, start, "earliest packet", NULL },
    { "flow.duration", "duration", NULL, FIELD_DURATION, FOR_ALL, duration, "latest minus earliest packet", NULL },
    { "flow.packets", "packets", "packets", FIELD_UINT64, FOR_ALL, packets, NULL, NULL },
    { "flow.frame_bytes", "frame bytes", "bytes", FIELD_UINT64, FOR_ALL, frame_bytes,
      "on the wire, also where the capture was cut short", NULL },
    { "flow.ip_bytes", "IP bytes", "bytes", FIELD_UINT64, FOR_ALL, ip_bytes, "IPv4 total length; IPv6 40 + payload length", NULL },
    { "flow.payload_bytes", "payload bytes", "bytes", FIELD_UINT64, FOR_ALL, payload_bytes,
      "transport payload by the headers, never by captured or padded length", NULL },
    { "flow.data_packets", "data packets", "packets", FIELD_UINT64, FOR_ALL, data_packets,
      "with a payload of one byte or more", NULL },
};

const struct field_table features = { FEATURES, G_N_ELEMENTS(FEATURES) };
