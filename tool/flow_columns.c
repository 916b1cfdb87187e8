/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "flow_columns.h"

#include "field.h"

#include <string.h>

/* To add a set: its file, its row. */
static const struct flow_columns *const SETS[] = { &flow_columns_cicflowmeter, &flow_columns_nfstream, &flow_columns_zeek };

#define OURS "winnow"

gboolean flow_columns_named(const char *name, const struct flow_columns **columns)
{
    *columns = NULL;
    for (guint i = 0; i < G_N_ELEMENTS(SETS); i++)
        if (g_ascii_strcasecmp(name, SETS[i]->name) == 0)
            *columns = SETS[i];
    return *columns || g_ascii_strcasecmp(name, OURS) == 0;
}

char *flow_columns_names(void)
{
    GString *names = g_string_new(OURS);

    for (guint i = 0; i < G_N_ELEMENTS(SETS); i++)
        g_string_append_printf(names, ", %s", SETS[i]->name);
    return g_string_free(names, FALSE);
}

static GArray *list_fields(void)
{
    GArray *fields = g_array_new(FALSE, FALSE, sizeof(struct field_column));

    field_columns_of_flows(fields);
    return fields;
}

static gboolean has_name(const struct field_column *column, const char *full_name)
{
    char    *name = field_full_name(column->field, column->scope);
    gboolean same = g_ascii_strcasecmp(name, full_name) == 0;

    g_free(name);
    return same;
}

/* Of a flow the field of that name, or NULL. */
static const struct field *find_field(const char *full_name)
{
    GArray             *fields = list_fields();
    const struct field *found = NULL;

    for (guint i = 0; !found && i < fields->len; i++) {
        const struct field_column *column = &g_array_index(fields, struct field_column, i);

        if (has_name(column, full_name))
            found = column->field;
    }
    g_array_unref(fields);
    return found;
}

const struct measure *measure_of_field(const char *full_name)
{
    static const struct measure *const MEASURES[FIELD_TYPES] = {
        [FIELD_BOOLEAN] = &measure_whole, [FIELD_UINT8] = &measure_whole,      [FIELD_UINT16] = &measure_whole,
        [FIELD_UINT32] = &measure_whole,  [FIELD_UINT64] = &measure_whole,     [FIELD_DOUBLE] = &measure_real,
        [FIELD_STRING] = &measure_text,   [FIELD_DURATION] = &measure_seconds, [FIELD_TIME] = &measure_seconds,
        [FIELD_FRAME] = &measure_whole,
    };
    const struct field *field = find_field(full_name);

    if (g_ascii_strcasecmp(full_name, "winnow.flow.sizes") == 0 || g_ascii_strcasecmp(full_name, "winnow.flow.times") == 0)
        return &measure_series;
    return field ? MEASURES[field->type] : &measure_text;
}

static gboolean begins_with(const char *name, const char *prefix)
{
    return g_ascii_strncasecmp(name, prefix, strlen(prefix)) == 0;
}

gboolean flow_field_is_of_flow(const char *full_name)
{
    return begins_with(full_name, "winnow.") && !begins_with(full_name, "winnow.packet.") &&
           !begins_with(full_name, "winnow.anomaly");
}

gboolean flow_header_is_table(const struct export_header *header)
{
    GArray  *fields = list_fields();
    gboolean all = header->columns == fields->len;

    for (guint i = 0; all && i < fields->len; i++) {
        const struct field_column *column = &g_array_index(fields, struct field_column, i);
        char                      *name = field_full_name(column->field, column->scope);

        all = export_header_find(header, name) >= 0;
        g_free(name);
    }
    g_array_unref(fields);
    return all;
}

static const struct flow_column READABLE[] = {
    { "Flow", &measure_number, { "flow.id" }, NULL, 5 },
    { "Application", &measure_text, { "app" }, NULL, 11 },
    { "Protocol", &measure_text, { "flow.protocol" }, NULL, 8 },
    { "Initiator", &measure_endpoint, { "flow.initiator.address", "flow.initiator.port" }, NULL, 21 },
    { "Responder", &measure_endpoint, { "flow.responder.address", "flow.responder.port" }, NULL, 21 },
    { "Packets", &measure_count, { "flow.packets" }, NULL, 7 },
    { "Bytes", &measure_bytes, { "flow.frame_bytes" }, NULL, 7 },
    { "Duration", &measure_duration, { "flow.duration" }, NULL, 8 },
    { "State", &measure_text, { "flow.state" }, NULL, 5 },
};

const struct flow_columns flow_columns_readable = { OURS, READABLE, G_N_ELEMENTS(READABLE) };
