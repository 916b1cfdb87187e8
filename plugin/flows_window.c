/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ws_compat.h"

#include "flows_window.h"

#include <epan/stat_tap_ui.h>
#include <string.h>

#include "capture_session.h"
#include "packet_tap.h"

static const char TITLE[] = "Winnow Flows";

/* Byte counts may be beyond what Wireshark's tables hold as a whole number: they are shown in kB. */
struct window_column {
    const char *field; /* without "winnow." */
    const char *title; /* NULL: the field's */
    double      scale; /* 0: as it is */
};

static const struct window_column COLUMNS[] = {
    { "flow.id", NULL, 0 },
    { "app", NULL, 0 },
    { "category", NULL, 0 },
    { "class", NULL, 0 },
    { "app.method", NULL, 0 },
    { "flow.protocol", NULL, 0 },
    { "flow.initiator.address", "Initiator", 0 },
    { "flow.initiator.port", "Port", 0 },
    { "flow.responder.address", "Responder", 0 },
    { "flow.responder.port", "Port", 0 },
    { "flow.packets", NULL, 0 },
    { "flow.initiator.packets", NULL, 0 },
    { "flow.responder.packets", NULL, 0 },
    { "flow.frame_bytes", "kB", 1e-3 },
    { "flow.initiator.frame_bytes", "Initiator kB", 1e-3 },
    { "flow.responder.frame_bytes", "Responder kB", 1e-3 },
    { "flow.first_frame", NULL, 0 },
    { "flow.duration", "Duration (s)", 0 },
    { "flow.state", NULL, 0 },
    { "flow.end_reason", NULL, 0 },
};

enum { COLUMN_COUNT = G_N_ELEMENTS(COLUMNS) };

static struct field_column fields[COLUMN_COUNT];
static stat_tap_table_item items[COLUMN_COUNT];
static GHashTable         *rows; /* flow's id → row + 1, of the one table that there is */

/* ---- columns ---- */

static stat_tap_table_item_enum item_type(const struct window_column *column, const struct field *field)
{
    static const stat_tap_table_item_enum TYPES[FIELD_TYPES] = {
        [FIELD_BOOLEAN] = TABLE_ITEM_UINT,  [FIELD_UINT8] = TABLE_ITEM_UINT,     [FIELD_UINT16] = TABLE_ITEM_UINT,
        [FIELD_UINT32] = TABLE_ITEM_UINT,   [FIELD_UINT64] = TABLE_ITEM_UINT,    [FIELD_DOUBLE] = TABLE_ITEM_FLOAT,
        [FIELD_STRING] = TABLE_ITEM_STRING, [FIELD_DURATION] = TABLE_ITEM_FLOAT, [FIELD_TIME] = TABLE_ITEM_FLOAT,
        [FIELD_FRAME] = TABLE_ITEM_UINT,
    };

    return column->scale > 0 ? TABLE_ITEM_FLOAT : TYPES[field->type];
}

static void describe(guint i, const struct field_column *column)
{
    static const char *const FORMATS[] = { [TABLE_ITEM_UINT] = "%u", [TABLE_ITEM_STRING] = "%s", [TABLE_ITEM_FLOAT] = "%f" };
    stat_tap_table_item_enum type = item_type(&COLUMNS[i], column->field);

    fields[i] = *column;
    items[i] = (stat_tap_table_item){ type, type == TABLE_ITEM_STRING ? TAP_ALIGN_LEFT : TAP_ALIGN_RIGHT,
                                      COLUMNS[i].title ? COLUMNS[i].title : field_full_title(column->field, column->scope),
                                      FORMATS[type] };
}

static void describe_all(void)
{
    GArray *known = g_array_new(FALSE, FALSE, sizeof(struct field_column));

    field_columns_of_flows(known);
    for (guint k = 0; k < known->len; k++) {
        const struct field_column *column = &g_array_index(known, struct field_column, k);
        char                      *name = field_full_name(column->field, column->scope);

        for (guint i = 0; i < COLUMN_COUNT; i++)
            if (strcmp(name + strlen("winnow."), COLUMNS[i].field) == 0)
                describe(i, column);
        g_free(name);
    }
    g_array_unref(known);
}

/* ---- rows ---- */

static void free_item(stat_tap_table *table, guint row, guint column, stat_tap_table_item_type *item)
{
    (void)table, (void)row;
    if (items[column].type == TABLE_ITEM_STRING)
        g_free((char *)item->value.string_value);
}

static void free_row(stat_tap_table *table, guint row)
{
    for (guint i = 0; i < COLUMN_COUNT; i++)
        free_item(table, row, i, stat_tap_get_field_data(table, row, i));
}

static void reset(stat_tap_table *table)
{
    for (guint row = 0; row < table->num_elements; row++) {
        free_row(table, row);
        g_free(table->elements[row]);
    }
    table->num_elements = 0;
    g_hash_table_remove_all(rows);
}

static stat_tap_table_item_type item_of(guint i, const struct field_value *value)
{
    stat_tap_table_item_type item = { .type = items[i].type };

    if (item.type == TABLE_ITEM_STRING)
        item.value.string_value = g_strdup(value->text);
    else if (item.type == TABLE_ITEM_UINT)
        item.value.uint_value = (guint)MIN(value->number, G_MAXUINT);
    else if (COLUMNS[i].scale > 0)
        item.value.float_value = (double)value->number * COLUMNS[i].scale;
    else
        item.value.float_value = (double)value->ns / NS_PER_SECOND;
    return item;
}

/* An item that is absent has no type, and is shown empty. */
static void fill_row(stat_tap_table *table, guint row, const struct packet_record *record, gboolean is_complete)
{
    stat_tap_table_item_type values[COLUMN_COUNT] = { 0 };
    struct field_view        view;
    struct field_value       value;

    capture_session_view(record->flow, record, is_complete, &view);
    for (guint i = 0; i < COLUMN_COUNT; i++)
        if (field_read(fields[i].field, fields[i].scope, &view, &value))
            values[i] = item_of(i, &value);
        else if (items[i].type == TABLE_ITEM_STRING)
            values[i] = (stat_tap_table_item_type){ .type = TABLE_ITEM_STRING, .value.string_value = g_strdup("") };
    stat_tap_init_table_row(table, row, COLUMN_COUNT, values);
}

/* What is said of a flow is final once its packets have been seen before. */
static tap_packet_status see(void *data, packet_info *pinfo, epan_dissect_t *edt, const void *told, tap_flags_t flags)
{
    const struct packet_record *record = told;
    stat_tap_table             *table = g_array_index(((stat_data_t *)data)->stat_tap_data->tables, stat_tap_table *, 0);
    gpointer                    id = GUINT_TO_POINTER(record->flow->id);
    guint                       row = GPOINTER_TO_UINT(g_hash_table_lookup(rows, id));

    (void)edt, (void)flags;
    if (row && PINFO_FD_VISITED(pinfo))
        return TAP_PACKET_DONT_REDRAW;
    if (row) {
        free_row(table, row - 1);
    } else {
        row = table->num_elements + 1;
        g_hash_table_insert(rows, id, GUINT_TO_POINTER(row));
    }
    fill_row(table, row - 1, record, PINFO_FD_VISITED(pinfo) != 0);
    return TAP_PACKET_REDRAW;
}

static void begin(stat_tap_table_ui *window)
{
    stat_tap_table *table = stat_tap_find_table(window, TITLE);

    if (table) {
        reset(table);
    } else {
        g_hash_table_remove_all(rows);
        stat_tap_add_table(window, stat_tap_init_table(TITLE, COLUMN_COUNT, 0, NULL));
    }
}

/* tshark's -z winnow,flows is the table of all features (statistic_flows.c), which is registered before. */
void flows_window_register(void)
{
    static stat_tap_table_ui window = {
        .group = REGISTER_PACKET_STAT_GROUP_UNSORTED,
        .title = TITLE,
        .tap_name = packet_tap_name,
        .cli_string = "winnow,flows",
        .stat_tap_init_cb = begin,
        .packet_func = see,
        .stat_tap_reset_table_cb = reset,
        .stat_tap_free_table_item_cb = free_item,
        .nfields = COLUMN_COUNT,
        .fields = items,
    };

    describe_all();
    rows = g_hash_table_new(NULL, NULL);
    register_stat_tap_table_ui(&window);
}
