/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "field.h"

static const struct flow_naming *naming_of(const struct field_view *view)
{
    return &view->flow->naming;
}

static struct verdict verdict_of(const struct field_view *view)
{
    return classifier_verdict(view->applications, naming_of(view));
}

static gboolean read_name(const struct field_view *view, application_id application, struct field_value *value)
{
    value->text = applications_name(view->applications, application);
    return application != APPLICATION_UNKNOWN;
}

static gboolean app(const struct field_view *view, struct field_value *value)
{
    read_name(view, verdict_of(view).application, value);
    return TRUE;
}

static gboolean port_name(const struct field_view *view, struct field_value *value)
{
    return read_name(view, naming_of(view)->service.application, value);
}

static gboolean dissected(const struct field_view *view, struct field_value *value)
{
    return read_name(view, naming_of(view)->dissected, value);
}

static gboolean signature(const struct field_view *view, struct field_value *value)
{
    return read_name(view, naming_of(view)->signature, value);
}

static gboolean method(const struct field_view *view, struct field_value *value)
{
    value->text = naming_method_name(verdict_of(view).method);
    return TRUE;
}

static gboolean port(const struct field_view *view, struct field_value *value)
{
    enum naming_method method_used = verdict_of(view).method;

    value->number = naming_of(view)->service.port;
    return method_used == METHOD_FIXED_ENDPOINT || method_used == METHOD_USER_PORT || method_used == METHOD_PORT ||
           method_used == METHOD_REGISTRY;
}

static gboolean port_range(const struct field_view *view, struct field_value *value)
{
    value->text = port_range_name(naming_of(view)->service.port);
    return view->flow->has_ports;
}

static gboolean category(const struct field_view *view, struct field_value *value)
{
    value->text = applications_category(view->applications, verdict_of(view).application);
    return TRUE;
}

static gboolean class(const struct field_view *view, struct field_value *value)
{
    value->text = traffic_class_name(applications_class(view->applications, verdict_of(view).application));
    return TRUE;
}

static const struct field FIELDS[] = {
    { "app", "application", NULL, FIELD_STRING, FOR_FLOW, app, 0,
      "by evidence if there is any, else learned, else by port or protocol number, else Unknown", NULL },
    { "app.port_name", "application by port", NULL, FIELD_STRING, FOR_FLOW, port_name, 0,
      "what ports and protocol numbers alone say", NULL },
    { "app.dissected", "application by dissection", NULL, FIELD_STRING, FOR_FLOW, dissected, 0,
      "what Wireshark's dissectors found above the transport", NULL },
    { "app.signature", "application by signature", NULL, FIELD_STRING, FOR_FLOW, signature, 0,
      "what the shape of the first payloads proves", NULL },
    { "app.method", "method", NULL, FIELD_STRING, FOR_FLOW, method, 0,
      "fixed-endpoint, user-port, port, registry, protocol, dissected, signature, learned or none", NULL },
    { "app.port", "deciding port", NULL, FIELD_UINT16, FOR_FLOW, port, 0, "where a port gave the name", NULL },
    { "app.port_range", "range of service port", NULL, FIELD_STRING, FOR_FLOW, port_range, 0,
      "system (0-1023), user (1024-49151) or dynamic (49152-65535)", NULL },
    { "category", "category", NULL, FIELD_STRING, FOR_FLOW, category, 0, NULL, NULL },
    { "class", "class", NULL, FIELD_STRING, FOR_FLOW, class, 0, "what the traffic needs from the network", NULL },
};

const struct field_table application_fields = { FIELDS, G_N_ELEMENTS(FIELDS) };
