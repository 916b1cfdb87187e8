/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "field.h"

static gboolean name(const struct field_view *view, struct field_value *value)
{
    value->text = view->finding->detector->name;
    return TRUE;
}

static gboolean severity(const struct field_view *view, struct field_value *value)
{
    value->text = severity_name((enum severity)view->finding->severity);
    return TRUE;
}

static gboolean detail(const struct field_view *view, struct field_value *value)
{
    value->text = view->finding->detail;
    return TRUE;
}

static gboolean score(const struct field_view *view, struct field_value *value)
{
    value->real = view->finding->score;
    return TRUE;
}

static gboolean subject(const struct field_view *view, struct field_value *value)
{
    value->text = address_format(&view->finding->subject, value->buffer);
    return TRUE;
}

static gboolean object(const struct field_view *view, struct field_value *value)
{
    value->text = view->finding->object.kind == ADDRESS_NONE ? "-" : address_format(&view->finding->object, value->buffer);
    return TRUE;
}

static gboolean unspoofed(const struct field_view *view, struct field_value *value)
{
    value->number = view->finding->is_unspoofed != FALSE;
    return TRUE;
}

/* None is ever absent, so that the values of several findings on one packet stay in step. */
static const struct field FIELDS[] = {
    { "anomaly", "anomaly", NULL, FIELD_STRING, FOR_FLOW, name, 0,
      "the detector's name; once for each finding on the packet", NULL },
    { "anomaly.severity", "severity", NULL, FIELD_STRING, FOR_FLOW, severity, 0, "note, warn or error", NULL },
    { "anomaly.detail", "detail", NULL, FIELD_STRING, FOR_FLOW, detail, 0,
      "who, what, the value, the threshold and the window; printable ASCII", NULL },
    { "anomaly.score", "score", NULL, FIELD_DOUBLE, FOR_FLOW, score, 0,
      "value / threshold: 1 on the line, 10 tenfold beyond it", NULL },
    { "anomaly.subject", "subject", NULL, FIELD_STRING, FOR_FLOW, subject, 0, "the address that it is about", NULL },
    { "anomaly.object", "object", NULL, FIELD_STRING, FOR_FLOW, object, 0,
      "the address that it was done to; - where it is nobody, or many", NULL },
    { "anomaly.unspoofed", "unspoofed subject", NULL, FIELD_BOOLEAN, FOR_FLOW, unspoofed, 0,
      "what was done is TCP, and the subject has begun and completed a handshake in this capture, so that the address is its own",
      NULL },
};

const struct field_table anomaly_fields = { FIELDS, G_N_ELEMENTS(FIELDS) };
