/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "explanation.h"

#include "columns.h"
#include "field.h"

/* As Wireshark calls them. */
static const char *const TYPES[FIELD_TYPES] = {
    [FIELD_BOOLEAN] = "boolean",    [FIELD_UINT8] = "uint8",
    [FIELD_UINT16] = "uint16",      [FIELD_UINT32] = "uint32",
    [FIELD_UINT64] = "uint64",      [FIELD_DOUBLE] = "double",
    [FIELD_STRING] = "string",      [FIELD_DURATION] = "relative time",
    [FIELD_TIME] = "absolute time", [FIELD_FRAME] = "framenum",
};

static const char *const SCOPES[FLOW_SCOPES] = {
    [SCOPE_BOTH] = "flow", [SCOPE_INITIATOR] = "initiator", [SCOPE_RESPONDER] = "responder"
};

static const struct table_column COLUMNS[] = {
    { "name", "Field", VALUE_TEXT, 0 },          { "of", "Of", VALUE_TEXT, 0 },
    { "type", "Type", VALUE_TEXT, 0 },           { "unit", "Unit", VALUE_TEXT, 0 },
    { "title", "Title", VALUE_TEXT, 0 },         { "definition", "Definition", VALUE_TEXT, 0 },
    { "reference", "Reference", VALUE_TEXT, 0 },
};

static const struct table TABLE = { "fields", "Fields", COLUMNS, G_N_ELEMENTS(COLUMNS), .bar = -1 };

/* The first of the names that a fact has among these; `of` says whose there are. NULL: none. */
static char *name_of(const struct field *field, gboolean of_packet, char **names, GString *of)
{
    char *first = NULL;

    g_string_truncate(of, 0);
    for (enum flow_scope scope = 0; scope < FLOW_SCOPES; scope++) {
        char *name = field->scopes & 1u << scope ? field_full_name(field, scope) : NULL;

        if (name && g_strv_contains((const char *const *)names, name)) {
            g_string_append_printf(of, "%s%s", first ? ", " : "", of_packet ? "packet" : SCOPES[scope]);
            if (!first)
                first = g_steal_pointer(&name);
        }
        g_free(name);
    }
    return first;
}

static const char *unit_of(const struct field *field)
{
    return field->type == FIELD_DURATION ? "s" : field->unit;
}

static void write_field(struct writer *writer, const struct field *field, gboolean of_packet, char **names)
{
    GString *of = g_string_new(NULL);
    char    *name = name_of(field, of_packet, names, of);

    if (name)
        writer_row(writer, (struct value[G_N_ELEMENTS(COLUMNS)]){ value_text(name), value_text(of->str),
                                                                  value_text(TYPES[field->type]), value_text(unit_of(field)),
                                                                  value_text(field->title), value_text(field->definition),
                                                                  value_text(field->reference) });
    g_string_free(of, TRUE);
    g_free(name);
}

static gboolean is_of_packets(const struct field_table *table)
{
    return table == &packet_fields || table == &anomaly_fields;
}

void explanation_write(guint sets, struct writer *writer)
{
    char **names = field_sets_names(sets);

    writer_begin_table(writer, &TABLE);
    for (guint t = 0; t < field_tables_count; t++)
        for (guint i = 0; i < field_tables[t]->count; i++)
            write_field(writer, &field_tables[t]->fields[i], is_of_packets(field_tables[t]), names);
    writer_end_table(writer);
    g_strfreev(names);
}
