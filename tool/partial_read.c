/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "partial.h"

#include "json_depth.h"
#include "partial_row.h"

#include <string.h>

enum { DEPTH_MAX = 8 }; /* json-glib recurses */

struct reader {
    struct report       *report;
    struct summary_rooms rooms;
    GArray              *labels, *talkers; /* guint32: what the numbers in the text are here */
};

/* ---- rows ---- */

static gboolean find_number(const GArray *numbers, guint64 index, guint32 *number)
{
    if (index >= numbers->len)
        return FALSE;
    *number = g_array_index(numbers, guint32, index);
    return TRUE;
}

static gboolean read_totals(struct reader *self, JsonArray *row)
{
    struct summary_totals *totals = self->rooms.totals;

    return partial_row_read(row, PARTIAL_TOTALS, &totals->captures, &totals->packets, &totals->bytes,
                            &self->rooms.sums->flows, &totals->damaged_rows, &totals->first, &totals->last);
}

static gboolean read_label(struct reader *self, JsonArray *row)
{
    struct label_total total;
    struct cell        parts[LABEL_PARTS];
    const char        *text[LABEL_PARTS];

    if (!partial_row_read(row, PARTIAL_LABEL, &text[LABEL_APPLICATION], &text[LABEL_CATEGORY], &text[LABEL_CLASS],
                          &text[LABEL_METHOD], &text[LABEL_PROTOCOL], &total.packets, &total.bytes, &total.flows))
        return FALSE;
    for (guint i = 0; i < LABEL_PARTS; i++)
        parts[i] = (struct cell){ text[i], (guint)strlen(text[i]) };
    total.label = labels_intern(self->rooms.labels, parts);
    g_array_append_val(self->labels, total.label);
    flow_sums_add_label(self->rooms.sums, &total);
    return TRUE;
}

static gboolean read_port(struct reader *self, JsonArray *row)
{
    struct port_total total;
    guint64           label;

    if (!partial_row_read(row, PARTIAL_PORT, &label, &total.port, &total.packets, &total.bytes, &total.flows,
                          &total.initiator, &total.responder) ||
        !total.packets || !find_number(self->labels, label, &total.label))
        return FALSE;
    port_totals_add(self->rooms.sums->ports, &total);
    return TRUE;
}

static gboolean read_other_ports(struct reader *self, JsonArray *row)
{
    struct port_total other = { 0 };

    if (!partial_row_read(row, PARTIAL_OTHER_PORTS, &other.packets, &other.bytes, &other.flows))
        return FALSE;
    port_totals_add_other(self->rooms.sums->ports, &other);
    return TRUE;
}

static gboolean read_flow(struct reader *self, JsonArray *row)
{
    struct flow_total flow = { 0 };
    guint64           label;

    if (!partial_row_read(row, PARTIAL_FLOW, &label, &flow.ends[INITIATOR], &flow.ports[INITIATOR], &flow.ends[RESPONDER],
                          &flow.ports[RESPONDER], &flow.packets[INITIATOR], &flow.bytes[INITIATOR], &flow.packets[RESPONDER],
                          &flow.bytes[RESPONDER], &flow.first, &flow.last) ||
        !find_number(self->labels, label, &flow.label))
        return FALSE;
    top_flows_add(self->rooms.sums->top, &flow);
    return TRUE;
}

static gboolean read_length(struct reader *self, JsonArray *row)
{
    guint64 length, packets;

    if (!partial_row_read(row, PARTIAL_LENGTH, &length, &packets) || length >= LENGTHS_EXACT)
        return FALSE;
    lengths_add_many(self->rooms.lengths, length, packets);
    return TRUE;
}

static gboolean read_other_lengths(struct reader *self, JsonArray *row)
{
    struct length_range range;

    if (!partial_row_read(row, PARTIAL_LONG, &range.packets, &range.bytes, &range.shortest, &range.longest))
        return FALSE;
    lengths_add_long(self->rooms.lengths, &range);
    return TRUE;
}

static gboolean read_talker(struct reader *self, JsonArray *row)
{
    struct talker talker;
    guint32       place;

    if (!partial_row_read(row, PARTIAL_TALKER, &talker.address, &talker.packets_sent, &talker.bytes_sent,
                          &talker.packets_received, &talker.bytes_received) ||
        talker.address.kind == ADDRESS_NONE)
        return FALSE;
    place = talkers_add(self->rooms.talkers, &talker);
    g_array_append_val(self->talkers, place);
    return TRUE;
}

static gboolean read_other_talkers(struct reader *self, JsonArray *row)
{
    struct talker talker = { 0 };

    if (!partial_row_read(row, PARTIAL_OTHER_TALKERS, &talker.packets_sent, &talker.bytes_sent, &talker.packets_received,
                          &talker.bytes_received))
        return FALSE;
    talkers_add(self->rooms.talkers, &talker);
    return TRUE;
}

static gboolean read_conversation(struct reader *self, JsonArray *row)
{
    guint64 talker, peer, packets[2], bytes[2];
    guint32 places[2];

    if (!partial_row_read(row, PARTIAL_CONVERSATION, &talker, &peer, &packets[0], &bytes[0], &packets[1], &bytes[1]) ||
        !find_number(self->talkers, talker, &places[0]) || !find_number(self->talkers, peer, &places[1]))
        return FALSE;
    conversations_add_all(self->rooms.conversations, places[0], places[1], packets, bytes);
    return TRUE;
}

static gboolean read_other_conversations(struct reader *self, JsonArray *row)
{
    guint64 packets, bytes;

    if (!partial_row_read(row, PARTIAL_OTHER_CONVERSATIONS, &packets, &bytes))
        return FALSE;
    conversations_add_other(self->rooms.conversations, packets, bytes);
    return TRUE;
}

static gboolean read_width(struct reader *self, JsonArray *row)
{
    guint64 width;

    return partial_row_read(row, PARTIAL_WIDTH, &width) && time_line_widen(self->rooms.time_line, (gint64)width);
}

static gboolean read_bin(struct reader *self, JsonArray *row)
{
    struct time_bin bin;

    if (!partial_row_read(row, PARTIAL_BIN, &bin.start, &bin.packets, &bin.bytes, bin.class_packets, bin.class_bytes) ||
        !bin.packets || bin.start == TIME_UNKNOWN)
        return FALSE;
    time_line_add_bin(self->rooms.time_line, &bin);
    return TRUE;
}

static gboolean read_anomaly(struct reader *self, JsonArray *row)
{
    struct anomaly anomaly = { 0 };
    const char    *severity;

    if (!partial_row_read(row, PARTIAL_ANOMALY, &anomaly.name, &severity, &anomaly.score, &anomaly.subject, &anomaly.object,
                          &anomaly.is_unspoofed, &anomaly.detail, &anomaly.time, &anomaly.number, &anomaly.input) ||
        !severity_parse(severity, &anomaly.severity))
        return FALSE;
    anomalies_take(self->report->anomalies, &anomaly);
    return TRUE;
}

static gboolean read_other_anomalies(struct reader *self, JsonArray *row)
{
    guint64 count;

    if (!partial_row_read(row, PARTIAL_OTHER_ANOMALIES, &count))
        return FALSE;
    anomalies_leave_out(self->report->anomalies, count);
    return TRUE;
}

/* In this order: what a row refers to stands in a list before. */
static const struct list {
    const char *name;
    gboolean (*read)(struct reader *, JsonArray *row);
    gboolean is_one_row;
} LISTS[] = {
    { "totals", read_totals, TRUE },
    { "labels", read_label, FALSE },
    { "ports", read_port, FALSE },
    { "other_ports", read_other_ports, TRUE },
    { "flows", read_flow, FALSE },
    { "lengths", read_length, FALSE },
    { "other_lengths", read_other_lengths, TRUE },
    { "talkers", read_talker, FALSE },
    { "other_talkers", read_other_talkers, TRUE },
    { "conversations", read_conversation, FALSE },
    { "other_conversations", read_other_conversations, TRUE },
    { "time_width", read_width, TRUE },
    { "time_line", read_bin, FALSE },
    { "anomalies", read_anomaly, FALSE },
    { "other_anomalies", read_other_anomalies, TRUE },
};

/* ---- the whole ---- */

static gboolean fail(GError **error, const char *format, ...) G_GNUC_PRINTF(2, 3);

static gboolean fail(GError **error, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    if (error)
        *error = g_error_new_valist(G_IO_ERROR, G_IO_ERROR_INVALID_DATA, format, arguments);
    va_end(arguments);
    return FALSE;
}

static JsonArray *array_member(JsonObject *object, const char *name)
{
    JsonNode *node = object ? json_object_get_member(object, name) : NULL;

    return node && JSON_NODE_HOLDS_ARRAY(node) ? json_node_get_array(node) : NULL;
}

static JsonObject *object_member(JsonObject *object, const char *name)
{
    JsonNode *node = json_object_get_member(object, name);

    return node && JSON_NODE_HOLDS_OBJECT(node) ? json_node_get_object(node) : NULL;
}

/* NULL: there is no such text. */
static const char *text_member(JsonObject *object, const char *name)
{
    JsonNode *node = object ? json_object_get_member(object, name) : NULL;
    gboolean  is_text = node && JSON_NODE_HOLDS_VALUE(node) && json_node_get_value_type(node) == G_TYPE_STRING;

    return is_text ? json_node_get_string(node) : NULL;
}

/* -1: there is no such number. */
static gint64 number_member(JsonObject *object, const char *name)
{
    JsonNode *node = object ? json_object_get_member(object, name) : NULL;
    gboolean  is_number = node && JSON_NODE_HOLDS_VALUE(node) && json_node_get_value_type(node) == G_TYPE_INT64;

    return is_number ? json_node_get_int(node) : -1;
}

static gboolean read_list(struct reader *self, JsonObject *counts, const struct list *list, GError **error)
{
    JsonArray *rows = array_member(counts, list->name);
    guint      length = rows ? json_array_get_length(rows) : 0;

    if (!rows || (list->is_one_row && length != 1))
        return fail(error, "expected %s counts.%s, found none", list->is_one_row ? "one row of" : "the list", list->name);
    for (guint i = 0; i < length; i++) {
        JsonNode *row = json_array_get_element(rows, i);

        if (!JSON_NODE_HOLDS_ARRAY(row) || !list->read(self, json_node_get_array(row)))
            return fail(error, "row %u of counts.%s is not what it must be", i + 1, list->name);
    }
    return TRUE;
}

static gboolean is_hash(const char *text)
{
    return !*text || (strlen(text) == 64 && strspn(text, "0123456789abcdef") == 64);
}

static gboolean read_input(struct reader *self, JsonNode *node)
{
    JsonObject         *object = JSON_NODE_HOLDS_OBJECT(node) ? json_node_get_object(node) : NULL;
    const char         *name = text_member(object, "name"), *hash = text_member(object, "sha256");
    gint64              rows = number_member(object, "rows"), damaged = number_member(object, "damaged_rows");
    struct report_input input = { .name = (char *)name,
                                  .hash = (char *)hash,
                                  .filter = (char *)text_member(object, "filter"),
                                  .broken = (char *)text_member(object, "broken"),
                                  .rows = (guint64)rows,
                                  .damaged_rows = (guint64)damaged };

    if (!name || !hash || !is_hash(hash) || rows < 0 || damaged < 0)
        return FALSE;
    report_inputs_add(self->report->inputs, &input);
    anomalies_count_input(self->report->anomalies);
    return TRUE;
}

static gboolean read_inputs(struct reader *self, JsonObject *header, GError **error)
{
    JsonArray *inputs = array_member(header, "inputs");

    for (guint i = 0; inputs && i < json_array_get_length(inputs); i++)
        if (!read_input(self, json_array_get_element(inputs, i)))
            return fail(error, "input %u of winnow.inputs is not what it must be", i + 1);
    return inputs || fail(error, "expected the list winnow.inputs, found none");
}

/* Parts that had none don't say so. */
static gboolean read_unread(struct reader *self, JsonObject *header, GError **error)
{
    JsonArray *unread = array_member(header, "unread");

    for (guint i = 0; unread && i < json_array_get_length(unread); i++) {
        JsonNode           *node = json_array_get_element(unread, i);
        JsonObject         *object = JSON_NODE_HOLDS_OBJECT(node) ? json_node_get_object(node) : NULL;
        struct report_input input = { .name = (char *)text_member(object, "name"),
                                      .broken = (char *)text_member(object, "broken") };

        if (!input.name || !input.broken)
            return fail(error, "input %u of winnow.unread is not what it must be", i + 1);
        report_inputs_add(self->report->unread, &input);
    }
    return TRUE;
}

static gboolean read_known(struct reader *self, JsonObject *header, GError **error)
{
    JsonArray *known = array_member(header, "known");

    for (guint i = 0; known && i < json_array_get_length(known); i++) {
        JsonNode   *node = json_array_get_element(known, i);
        gboolean    is_text = JSON_NODE_HOLDS_VALUE(node) && json_node_get_value_type(node) == G_TYPE_STRING;
        const char *name = is_text ? json_node_get_string(node) : "";

        for (guint bit = 0; bit < report_known_count; bit++)
            if (g_str_equal(name, report_known_names[bit]))
                self->report->known |= 1u << bit;
    }
    return known || fail(error, "expected the list winnow.known, found none");
}

static gboolean check_header(JsonObject *header, GError **error)
{
    gint64 schema = number_member(header, "schema");

    if (!header || g_strcmp0(text_member(header, "kind"), "report") != 0 || schema < 0)
        return fail(error, "expected a partial summary, which is a whole report in JSON "
                           "(winnow report -o FILE.json), found other JSON");
    if (schema != PARTIAL_SCHEMA)
        return fail(error,
                    "expected a partial summary of schema %d, found one of schema %" G_GINT64_FORMAT
                    " by another version of winnow",
                    PARTIAL_SCHEMA, schema);
    return TRUE;
}

static gboolean read_root(struct reader *self, JsonNode *root, GError **error)
{
    JsonObject *object = root && JSON_NODE_HOLDS_OBJECT(root) ? json_node_get_object(root) : NULL;
    JsonObject *header = object ? object_member(object, "winnow") : NULL;
    JsonObject *counts = object ? object_member(object, "counts") : NULL;

    if (!check_header(header, error))
        return FALSE;
    if (!counts)
        return fail(error, "expected the member \"counts\", found none");
    if (!read_known(self, header, error) || !read_inputs(self, header, error) || !read_unread(self, header, error))
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(LISTS); i++)
        if (!read_list(self, counts, &LISTS[i], error))
            return FALSE;
    return TRUE;
}

gboolean partial_read(struct report *report, const char *text, gsize length, GError **error)
{
    struct reader self = { .report = report, .rooms = summary_rooms(report->summary) };
    JsonParser   *parser;
    GError       *problem = NULL;
    gboolean      sound;

    if (json_depth(text, length, DEPTH_MAX) == JSON_UNFIT || memchr(text, '\0', length) || length > G_MAXSSIZE)
        return fail(error, "expected a partial summary (winnow report -o FILE.json), found something else");
    parser = json_parser_new_immutable();
    if (!json_parser_load_from_data(parser, text, (gssize)length, &problem)) {
        sound = fail(error, "expected a partial summary (winnow report -o FILE.json), found no whole JSON: %s",
                     problem->message);
        g_error_free(problem);
    } else {
        self.labels = g_array_new(FALSE, FALSE, sizeof(guint32));
        self.talkers = g_array_new(FALSE, FALSE, sizeof(guint32));
        sound = read_root(&self, json_parser_get_root(parser), error);
        g_array_unref(self.labels);
        g_array_unref(self.talkers);
    }
    g_object_unref(parser);
    return sound;
}
