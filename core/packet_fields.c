/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "field.h"

static enum flow_scope sender_of(const struct field_view *view)
{
    return (enum flow_scope)view->record->sender;
}

static enum flow_scope receiver_of(const struct field_view *view)
{
    return sender_of(view) == SCOPE_INITIATOR ? SCOPE_RESPONDER : SCOPE_INITIATOR;
}

static gboolean source(const struct field_view *view, struct field_value *value)
{
    return field_read_address(view->flow, sender_of(view), value);
}

static gboolean destination(const struct field_view *view, struct field_value *value)
{
    return field_read_address(view->flow, receiver_of(view), value);
}

static gboolean source_port(const struct field_view *view, struct field_value *value)
{
    return field_read_port(view->flow, sender_of(view), value);
}

static gboolean destination_port(const struct field_view *view, struct field_value *value)
{
    return field_read_port(view->flow, receiver_of(view), value);
}

static gboolean protocol(const struct field_view *view, struct field_value *value)
{
    value->text = view->flow->protocol_name;
    return value->text != NULL;
}

static gboolean sender(const struct field_view *view, struct field_value *value)
{
    value->text = flow_side_name(sender_of(view));
    return TRUE;
}

static gboolean packet_index(const struct field_view *view, struct field_value *value)
{
    value->number = view->record->index;
    return TRUE;
}

static gboolean iat(const struct field_view *view, struct field_value *value)
{
    value->ns = view->record->iat;
    return view->record->index > 1;
}

static gboolean flow_age(const struct field_view *view, struct field_value *value)
{
    value->ns = view->record->age;
    return TRUE;
}

static gboolean payload_bytes(const struct field_view *view, struct field_value *value)
{
    value->number = view->record->payload_bytes;
    return view->flow->ip_version != 0;
}

static gboolean is_last(const struct field_view *view, struct field_value *value)
{
    value->number = view->record->index == flow_packets(view->flow);
    return view->is_complete;
}

static const struct field FIELDS[] = {
    { "packet.source", "source", NULL, FIELD_STRING, FOR_FLOW, source, 0,
      "innermost network address of the sender; MAC where there is no network layer", NULL },
    { "packet.destination", "destination", NULL, FIELD_STRING, FOR_FLOW, destination, 0,
      "innermost network address of the receiver; MAC where there is no network layer", NULL },
    { "packet.source_port", "source port", NULL, FIELD_UINT16, FOR_FLOW, source_port, 0, "TCP, UDP, SCTP, DCCP, UDP-Lite",
      NULL },
    { "packet.destination_port", "destination port", NULL, FIELD_UINT16, FOR_FLOW, destination_port, 0,
      "TCP, UDP, SCTP, DCCP, UDP-Lite", NULL },
    { "packet.protocol", "protocol", NULL, FIELD_STRING, FOR_FLOW, protocol, 0,
      "above IP; above the link where there is no IP", NULL },
    { "packet.sender", "sender", NULL, FIELD_STRING, FOR_FLOW, sender, 0, "initiator or responder of the flow", NULL },
    { "packet.index", "packet of flow", NULL, FIELD_UINT32, FOR_FLOW, packet_index, 0, "1 for the flow's first packet",
      NULL },
    { "packet.iat", "inter-arrival time", NULL, FIELD_DURATION, FOR_FLOW, iat, 0,
      "since the flow's previous packet as captured; negative if the clock ran backwards", NULL },
    { "packet.flow_age", "age of flow", NULL, FIELD_DURATION, FOR_FLOW, flow_age, 0, "since the flow's earliest packet",
      NULL },
    { "packet.payload_bytes", "payload", "bytes", FIELD_UINT32, FOR_FLOW, payload_bytes, 0,
      "transport payload by the headers, never by captured or padded length", NULL },
    { "packet.is_last", "last packet of flow", NULL, FIELD_BOOLEAN, FOR_FLOW, is_last, 0,
      "only where the whole capture has been read", NULL },
};

const struct field_table packet_fields = { FIELDS, G_N_ELEMENTS(FIELDS) };
