/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "packets.h"

#include <math.h>
#include <string.h>

#include "field.h"
#include "flow_rows.h"
#include "ports_reader.h"

struct packets {
    struct analysis         *analysis;
    struct flow_options      options;
    struct detection_options detection;

    guint32 count;
    guint64 bytes;

    guint64 counted, counted_bytes; /* in flows */
    guint   open;                   /* flows that packets may join */
};

/* ---- what lasts from input to input ---- */

static struct port_table  *ports;
static struct address_set *networks;
static struct blocklists  *blocklists;
static struct exceptions  *exceptions;
static GArray             *columns;         /* struct field_column: all that can be read of a packet … */
static GArray             *finding_columns; /* … and of a finding */

static struct blocklists *some_blocklists(void)
{
    static const char  TEXT[] = "192.0.2.3\n198.51.100.0/24\n2001:db8::/64\n";
    struct fuzz_file   file;
    struct blocklists *lists;

    fuzz_file_open(&file, (const guint8 *)TEXT, strlen(TEXT));
    lists = blocklists_read(file.name, NULL, NULL);
    fuzz_file_close(&file);
    return lists;
}

static void prepare(void)
{
    if (ports)
        return;
    ports = port_table_new();
    ports_read_builtin(ports);
    networks = networks_parse(NULL, NULL);
    blocklists = some_blocklists();
    exceptions = exceptions_new();
    columns = g_array_new(FALSE, FALSE, sizeof(struct field_column));
    finding_columns = g_array_new(FALSE, FALSE, sizeof(struct field_column));
    for (guint i = 0; i < field_tables_count; i++)
        field_columns_add(field_tables[i] == &anomaly_fields ? finding_columns : columns, field_tables[i]);
}

/* ---- options ---- */

static struct flow_options read_options(struct fuzz_input *input)
{
    static const gint64 TIMEOUTS[] = { 0, 1, 1000, 120 };
    static const guint  MOST[] = { 0, 1, 2, 7 };
    guint8              choice = fuzz_u8(input);

    return (struct flow_options){ .idle_timeout = TIMEOUTS[choice & 3] * NS_PER_SECOND,
                                  .active_timeout = TIMEOUTS[choice >> 2 & 3] * NS_PER_SECOND,
                                  .max_flows = MOST[choice >> 4 & 3],
                                  .use_vlan = choice >> 6 & 1,
                                  .keep_ended = choice >> 7 };
}

static struct detector_setting *read_settings(struct fuzz_input *input)
{
    struct detector_setting *settings = detection_standard_settings();
    guint8                   choice = fuzz_u8(input);

    for (guint i = 0; i < detectors_count; i++)
        for (guint t = 0; t < THRESHOLDS_MAX && choice; t++) {
            const struct threshold *threshold = &detectors[i]->thresholds[t];
            settings[i].thresholds[t] = choice & 1 ? threshold->least : choice & 2 ? threshold->most : threshold->standard;
        }
    return settings;
}

struct packets *packets_new(struct fuzz_input *input)
{
    struct packets *self = g_new0(struct packets, 1);

    prepare();
    self->options = read_options(input);
    self->detection = (struct detection_options){
        .settings = read_settings(input), .networks = networks, .blocklists = blocklists, .exceptions = exceptions
    };
    self->analysis = analysis_new(&self->options, ports, NULL, NULL);
    analysis_look(self->analysis, &self->detection);
    return self;
}

/* ---- what must hold ---- */

static void check_value(const struct field_column *column, const struct field_value *value)
{
    enum field_type type = column->field->type;

    if (type == FIELD_DOUBLE)
        g_assert_true(isfinite(value->real));
    if (type == FIELD_STRING)
        g_assert_true(value->text && g_utf8_validate(value->text, -1, NULL));
}

/* `finding` may be NULL. */
static void read_fields(struct packets *self, const struct packet_record *record, const struct finding *finding)
{
    const GArray      *read = finding ? finding_columns : columns;
    struct field_view  view;
    struct field_value value;

    field_view_init(&view, self->analysis, record->flow, record, FALSE);
    view.finding = finding;
    for (guint i = 0; i < read->len; i++) {
        const struct field_column *column = &g_array_index(read, struct field_column, i);
        if (field_read(column->field, column->scope, &view, &value))
            check_value(column, &value);
    }
}

static void check_finding(const struct finding *finding)
{
    g_assert_cmpuint(finding->severity, >=, finding->detector->severity);
    g_assert_cmpuint(finding->severity, <, SEVERITIES);
    g_assert_true(isfinite(finding->score) && finding->score >= 1);
    g_assert_cmpuint(finding->subject.kind, !=, ADDRESS_NONE);
    for (const char *c = finding->detail; *c; c++)
        g_assert_true(g_ascii_isprint(*c) && *c != ',');
}

static void check_record(const struct packets *self, const struct packet_record *record)
{
    g_assert_nonnull(record->flow);
    g_assert_cmpuint(record->index, >=, 1);
    g_assert_cmpuint(record->index, ==, flow_packets(record->flow));
    g_assert_true(record->sender == SCOPE_INITIATOR || record->sender == SCOPE_RESPONDER);
    g_assert_cmpuint(record->flow->last_frame, ==, self->count);
}

static void read_findings(struct packets *self, const struct packet_record *record)
{
    guint                 count;
    const struct finding *findings = analysis_findings(self->analysis, record, &count);

    read_fields(self, record, NULL);
    for (guint i = 0; i < count; i++) {
        check_finding(&findings[i]);
        read_fields(self, record, &findings[i]);
    }
}

static struct evidence evidence_of(const char *dissector)
{
    struct evidence evidence = { 0 };
    application_id  application;

    if (dissector && port_table_dissector(ports, dissector, &application))
        evidence_add_layer(&evidence, port_table_applications(ports), application);
    return evidence;
}

static void take_flow(const struct flow *flow, gpointer data)
{
    struct packets *self = data;

    self->counted += flow_packets(flow);
    for (guint i = 0; i < FLOW_SIDES; i++)
        self->counted_bytes += flow->sides[i].frame_bytes;
}

static void take_open_flow(const struct flow *flow, gpointer data)
{
    struct packets *self = data;

    take_flow(flow, self);
    self->open += flow->end_reason == END_NONE;
}

void packets_add(struct packets *self, struct packet *packet, const char *dissector)
{
    struct packet_record record;
    struct evidence      evidence = evidence_of(dissector);

    if (!self->count)
        analysis_watch_flows(self->analysis, take_flow, self);
    packet->number = ++self->count;
    self->bytes += packet->frame_bytes;
    analysis_add(self->analysis, packet, &record);
    if (dissector || record.index == 1)
        analysis_add_evidence(self->analysis, record.flow, &evidence);
    analysis_examine(self->analysis, packet, &record);
    analysis_detect(self->analysis, packet, &record);
    check_record(self, &record);
    read_findings(self, &record);
}

static void append_row(const struct flow *flow, gpointer data)
{
    struct packets   *self = data;
    struct flow_rows *rows = flow_rows_new();
    GString          *text = g_string_new(NULL);
    struct field_view view;

    field_view_init(&view, self->analysis, flow, NULL, TRUE);
    flow_rows_append(rows, text, &view);
    g_assert_true(g_str_has_suffix(text->str, "\n"));
    g_string_free(text, TRUE);
    flow_rows_free(rows);
}

void packets_finish(struct packets *self)
{
    analysis_visit_flows(self->analysis, append_row, self);
    analysis_visit_flows(self->analysis, take_open_flow, self);
    g_assert_cmpuint(self->counted, ==, self->count);
    g_assert_cmpuint(self->counted_bytes, ==, self->bytes);
    if (self->options.max_flows)
        g_assert_cmpuint(self->open, <=, self->options.max_flows);
    analysis_watch_flows(self->analysis, NULL, NULL);
    analysis_free(self->analysis);
    g_free(self->detection.settings);
    g_free(self);
}
