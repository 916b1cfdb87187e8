/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ws_compat.h"

#include "shown_fields.h"

#include <epan/unit_strings.h>
#include <string.h>

#include "host.h"
#include "unit.h"

static GArray *of_packets, *of_findings; /* struct shown_field */

static enum branch branch_of(const struct field_table *table, enum flow_scope scope)
{
    static const enum branch BY_SCOPE[FLOW_SCOPES] = {
        [SCOPE_BOTH] = BRANCH_FLOW, [SCOPE_INITIATOR] = BRANCH_INITIATOR, [SCOPE_RESPONDER] = BRANCH_RESPONDER
    };

    return table == &application_fields ? BRANCH_CLASSIFICATION :
           table == &packet_fields      ? BRANCH_PACKET :
           table == &anomaly_fields     ? BRANCH_FINDING :
                                          BY_SCOPE[scope];
}

/* The flow says the protocol; the expert item that stands below an anomaly says its severity and detail. */
static gboolean is_said_elsewhere(const struct field *field)
{
    static const char *const NAMES[] = { "packet.protocol", "anomaly.severity", "anomaly.detail", NULL };

    return g_strv_contains(NAMES, field->name);
}

static void list_table(const struct field_table *table)
{
    GArray *columns = g_array_new(FALSE, FALSE, sizeof(struct field_column));

    field_columns_add(columns, table);
    for (guint i = 0; i < columns->len; i++) {
        const struct field_column *column = &g_array_index(columns, struct field_column, i);
        struct shown_field         one = { .field = column->field,
                                           .scope = column->scope,
                                           .branch = branch_of(table, column->scope),
                                           .hf = -1,
                                           .is_said_elsewhere = is_said_elsewhere(column->field) };
        g_array_append_val(table == &anomaly_fields ? of_findings : of_packets, one);
    }
    g_array_unref(columns);
}

static const struct {
    enum ftenum type;
    int         display;
} FIELD_FORMS[FIELD_TYPES] = {
    [FIELD_BOOLEAN] = { FT_BOOLEAN, BASE_NONE },
    [FIELD_UINT8] = { FT_UINT8, BASE_DEC },
    [FIELD_UINT16] = { FT_UINT16, BASE_DEC },
    [FIELD_UINT32] = { FT_UINT32, BASE_DEC },
    [FIELD_UINT64] = { FT_UINT64, BASE_DEC },
    [FIELD_DOUBLE] = { FT_DOUBLE, BASE_NONE },
    [FIELD_STRING] = { FT_STRING, BASE_NONE },
    [FIELD_DURATION] = { FT_RELATIVE_TIME, BASE_NONE },
    [FIELD_TIME] = { FT_ABSOLUTE_TIME, ABSOLUTE_TIME_UTC },
    [FIELD_FRAME] = { FT_FRAMENUM, BASE_NONE },
};

/* "bytes" → " byte", " bytes" */
static const unit_name_string *unit_of(const struct field *field)
{
    unit_name_string *unit = g_new(unit_name_string, 1);

    unit->singular = g_strdup_printf(" %.*s", (int)strlen(field->unit) - 1, field->unit);
    unit->plural = g_strconcat(" ", field->unit, NULL);
    return unit;
}

const char *shown_field_unit(const struct field *field)
{
    return field->unit && !unit_is_said(field->unit, field->title) ? field->unit : NULL;
}

/* What is registered must live as long as Wireshark. */
static header_field_info describe(const struct shown_field *one)
{
    const struct field *field = one->field;
    gboolean has_unit = shown_field_unit(field) && field->type != FIELD_DOUBLE; /* Wireshark has no unit for reals */
    header_field_info info = {
        .name = field_full_title(field, one->scope),
        .abbrev = field_full_name(field, one->scope),
        .type = FIELD_FORMS[field->type].type,
        .display = FIELD_FORMS[field->type].display | (has_unit ? BASE_UNIT_STRING : 0),
        .strings = has_unit ? unit_of(field) : NULL,
        .blurb = field->definition,
    };

    return info;
}

static void register_all(int proto_id, GArray *fields)
{
    hf_register_info *registered = g_new0(hf_register_info, fields->len);

    for (guint i = 0; i < fields->len; i++) {
        struct shown_field *one = &g_array_index(fields, struct shown_field, i);
        registered[i].p_id = &one->hf;
        registered[i].hfinfo = describe(one);
        HFILL_INIT(registered[i]);
        one->is_printed = host_prints_field(registered[i].hfinfo.abbrev);
        one->info = &registered[i].hfinfo;
    }
    proto_register_field_array(proto_id, registered, (int)fields->len);
}

void shown_fields_register(int proto_id)
{
    of_packets = g_array_new(FALSE, FALSE, sizeof(struct shown_field));
    of_findings = g_array_new(FALSE, FALSE, sizeof(struct shown_field));
    for (guint i = 0; i < field_tables_count; i++)
        list_table(field_tables[i]);
    register_all(proto_id, of_packets);
    register_all(proto_id, of_findings);
}

const GArray *shown_fields_of_packets(void)
{
    return of_packets;
}

const GArray *shown_fields_of_findings(void)
{
    return of_findings;
}
