/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "field.h"

#include <string.h>

const struct field_table *const field_tables[] = { &application_fields, &packet_fields, &features, &anomaly_fields };
const guint                     field_tables_count = G_N_ELEMENTS(field_tables);

void field_columns_add(GArray *columns, const struct field_table *table)
{
    for (guint i = 0; i < table->count; i++)
        for (int scope = 0; scope < FLOW_SCOPES; scope++) {
            struct field_column column = { &table->fields[i], (enum flow_scope)scope };
            if (column.field->scopes & 1U << scope)
                g_array_append_val(columns, column);
        }
}

void field_columns_of_flows(GArray *columns)
{
    field_columns_add(columns, &application_fields);
    field_columns_add(columns, &features);
}

char *field_full_name(const struct field *field, enum flow_scope scope)
{
    const char *dot = strchr(field->name, '.');

    if (scope == SCOPE_BOTH || !dot)
        return g_strconcat("winnow.", field->name, NULL);
    return g_strdup_printf("winnow.%.*s.%s%s", (int)(dot - field->name), field->name, flow_side_name(scope), dot);
}

char *field_full_title(const struct field *field, enum flow_scope scope)
{
    char *title = scope == SCOPE_BOTH ? g_strdup(field->title) : g_strconcat(flow_side_name(scope), " ", field->title, NULL);

    title[0] = g_ascii_toupper(title[0]);
    return title;
}

void field_view_init(struct field_view *view, const struct analysis *analysis, const struct flow *flow,
                     const struct packet_record *record, gboolean is_complete)
{
    view->flow = flow;
    view->record = record;
    view->finding = NULL;
    view->applications = analysis_applications(analysis);
    view->is_complete = is_complete;
    view->idle_before = analysis_idle_before(analysis);
    view->both = flow_sides_sum(flow);
    view->sides[SCOPE_BOTH] = &view->both;
    view->sides[SCOPE_INITIATOR] = &flow->sides[flow_side_index(SCOPE_INITIATOR)];
    view->sides[SCOPE_RESPONDER] = &flow->sides[flow_side_index(SCOPE_RESPONDER)];
}

gboolean field_read(const struct field *field, enum flow_scope scope, struct field_view *view, struct field_value *value)
{
    view->scope = scope;
    view->side = view->sides[scope];
    view->of = field->of;
    return field->read(view, value);
}

gboolean field_read_address(const struct flow *flow, enum flow_scope side, struct field_value *value)
{
    struct endpoint endpoint = flow_endpoint(flow, side);

    value->text = address_format(&endpoint.address, value->buffer);
    return *value->text != '\0';
}

gboolean field_read_port(const struct flow *flow, enum flow_scope side, struct field_value *value)
{
    value->number = flow_endpoint(flow, side).port;
    return flow->has_ports;
}
