/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * The columns of CICFlowMeter 4: durations in microseconds, lengths of payloads. What is wrong in the original, and
 * right here, stands in winnow(1). */
#include "flow_columns.h"

#include "cell_parse.h"
#include "export_reader.h"

#define SECOND G_GINT64_CONSTANT(1000000000)

/* The end whose address is the lesser comes first; bytes count as signed there. */
static gboolean is_swapped(const struct address *initiator, const struct address *responder)
{
    for (guint i = 0; i < ADDRESS_BYTES; i++)
        if (initiator->bytes[i] != responder->bytes[i])
            return (gint8)initiator->bytes[i] > (gint8)responder->bytes[i];
    return FALSE;
}

static gboolean read_flow_id(struct measure_view *view, GString *out)
{
    enum { INITIATOR, RESPONDER, INITIATOR_PORT, RESPONDER_PORT, PROTOCOL };
    struct address initiator, responder;
    gboolean       swapped;
    guint64        ports[2] = { 0, 0 };

    if (!cell_address(view->cells[INITIATOR], &initiator) || !cell_address(view->cells[RESPONDER], &responder))
        return TRUE;
    for (guint i = 0; i < 2; i++)
        if (measure_view_has(view, INITIATOR_PORT + i) && !measure_view_number(view, INITIATOR_PORT + i, &ports[i]))
            return FALSE;
    swapped = is_swapped(&initiator, &responder);
    export_cell_value(view->header, view->cells[swapped], out);
    g_string_append_c(out, '-');
    export_cell_value(view->header, view->cells[!swapped], out);
    g_string_append_printf(out, "-%" G_GUINT64_FORMAT "-%" G_GUINT64_FORMAT "-%d", ports[swapped], ports[!swapped],
                           MAX(measure_protocol_number(view->cells[PROTOCOL]), 0));
    return TRUE;
}

/* In UTC, while the original takes the zone of its machine. */
static gboolean read_timestamp(struct measure_view *view, GString *out)
{
    gint64     nanoseconds;
    GDateTime *time;
    char      *text;

    if (!measure_view_time(view, 0, &nanoseconds))
        return FALSE;
    time = g_date_time_new_from_unix_utc(nanoseconds / SECOND - (nanoseconds % SECOND < 0));
    text = g_date_time_format(time, "%d/%m/%Y %I:%M:%S");
    g_string_append_printf(out, "%s %s", text, g_date_time_get_hour(time) < 12 ? "AM" : "PM");
    g_free(text);
    g_date_time_unref(time);
    return TRUE;
}

/* What the original writes, too: the user knows better. */
static gboolean read_label(struct measure_view *view, GString *out)
{
    (void)view;
    g_string_append(out, "NeedManualLabel");
    return TRUE;
}

static const struct measure flow_id = { .kind = VALUE_TEXT, .read = read_flow_id };
static const struct measure timestamp = { .kind = VALUE_TEXT, .read = read_timestamp };
static const struct measure label = { .kind = VALUE_TEXT, .read = read_label, .always = TRUE };

static const struct flow_column COLUMNS[] = {
    { "Flow ID",
      &flow_id,
      { "flow.initiator.address", "flow.responder.address", "flow.initiator.port", "flow.responder.port", "flow.protocol" },
      NULL,
      0 },
    { "Src IP", &measure_ip_address, { "flow.initiator.address" }, NULL, 0 },
    { "Src Port", &measure_whole, { "flow.initiator.port" }, NULL, 0 },
    { "Dst IP", &measure_ip_address, { "flow.responder.address" }, NULL, 0 },
    { "Dst Port", &measure_whole, { "flow.responder.port" }, NULL, 0 },
    { "Protocol", &measure_ip_protocol, { "flow.protocol" }, NULL, 0 },
    { "Timestamp", &timestamp, { "flow.start" }, NULL, 0 },
    { "Flow Duration", &measure_microseconds, { "flow.duration" }, NULL, 0 },
    { "Total Fwd Packet", &measure_whole, { "flow.initiator.packets" }, NULL, 0 },
    { "Total Bwd packets", &measure_whole, { "flow.responder.packets" }, NULL, 0 },
    { "Total Length of Fwd Packet", &measure_whole, { "flow.initiator.payload_bytes" }, NULL, 0 },
    { "Total Length of Bwd Packet", &measure_whole, { "flow.responder.payload_bytes" }, NULL, 0 },
    { "Fwd Packet Length Max", &measure_whole, { "flow.initiator.payload_max" }, NULL, 0 },
    { "Fwd Packet Length Min", &measure_whole, { "flow.initiator.payload_min" }, NULL, 0 },
    { "Fwd Packet Length Mean", &measure_real, { "flow.initiator.payload_mean" }, NULL, 0 },
    { "Fwd Packet Length Std", &measure_real, { "flow.initiator.payload_stddev" }, NULL, 0 },
    { "Bwd Packet Length Max", &measure_whole, { "flow.responder.payload_max" }, NULL, 0 },
    { "Bwd Packet Length Min", &measure_whole, { "flow.responder.payload_min" }, NULL, 0 },
    { "Bwd Packet Length Mean", &measure_real, { "flow.responder.payload_mean" }, NULL, 0 },
    { "Bwd Packet Length Std", &measure_real, { "flow.responder.payload_stddev" }, NULL, 0 },
    { "Flow Bytes/s", &measure_quotient, { "flow.payload_bytes", "flow.duration" }, NULL, 0 },
    { "Flow Packets/s", &measure_real, { "flow.packet_rate" }, NULL, 0 },
    { "Flow IAT Mean", &measure_microseconds, { "flow.iat_mean" }, NULL, 0 },
    { "Flow IAT Std", &measure_microseconds, { "flow.iat_stddev" }, NULL, 0 },
    { "Flow IAT Max", &measure_microseconds, { "flow.iat_max" }, NULL, 0 },
    { "Flow IAT Min", &measure_microseconds, { "flow.iat_min" }, NULL, 0 },
    { "Fwd IAT Total", &measure_microseconds, { "flow.initiator.duration" }, NULL, 0 },
    { "Fwd IAT Mean", &measure_microseconds, { "flow.initiator.iat_mean" }, NULL, 0 },
    { "Fwd IAT Std", &measure_microseconds, { "flow.initiator.iat_stddev" }, NULL, 0 },
    { "Fwd IAT Max", &measure_microseconds, { "flow.initiator.iat_max" }, NULL, 0 },
    { "Fwd IAT Min", &measure_microseconds, { "flow.initiator.iat_min" }, NULL, 0 },
    { "Bwd IAT Total", &measure_microseconds, { "flow.responder.duration" }, NULL, 0 },
    { "Bwd IAT Mean", &measure_microseconds, { "flow.responder.iat_mean" }, NULL, 0 },
    { "Bwd IAT Std", &measure_microseconds, { "flow.responder.iat_stddev" }, NULL, 0 },
    { "Bwd IAT Max", &measure_microseconds, { "flow.responder.iat_max" }, NULL, 0 },
    { "Bwd IAT Min", &measure_microseconds, { "flow.responder.iat_min" }, NULL, 0 },
    { "Fwd PSH Flags", &measure_whole, { "flow.initiator.psh_count" }, NULL, 0 },
    { "Bwd PSH Flags", &measure_whole, { "flow.responder.psh_count" }, NULL, 0 },
    { "Fwd URG Flags", &measure_whole, { "flow.initiator.urg_count" }, NULL, 0 },
    { "Bwd URG Flags", &measure_whole, { "flow.responder.urg_count" }, NULL, 0 },
    { "Fwd Header Length", &measure_whole, { "flow.initiator.header_bytes" }, NULL, 0 },
    { "Bwd Header Length", &measure_whole, { "flow.responder.header_bytes" }, NULL, 0 },
    { "Fwd Packets/s", &measure_real, { "flow.initiator.packet_rate" }, NULL, 0 },
    { "Bwd Packets/s", &measure_real, { "flow.responder.packet_rate" }, NULL, 0 },
    { "Packet Length Min", &measure_whole, { "flow.payload_min" }, NULL, 0 },
    { "Packet Length Max", &measure_whole, { "flow.payload_max" }, NULL, 0 },
    { "Packet Length Mean", &measure_real, { "flow.payload_mean" }, NULL, 0 },
    { "Packet Length Std", &measure_real, { "flow.payload_stddev" }, NULL, 0 },
    { "Packet Length Variance", &measure_square, { "flow.payload_stddev" }, NULL, 0 },
    { "FIN Flag Count", &measure_whole, { "flow.fin_count" }, NULL, 0 },
    { "SYN Flag Count", &measure_whole, { "flow.syn_count" }, NULL, 0 },
    { "RST Flag Count", &measure_whole, { "flow.rst_count" }, NULL, 0 },
    { "PSH Flag Count", &measure_whole, { "flow.psh_count" }, NULL, 0 },
    { "ACK Flag Count", &measure_whole, { "flow.ack_count" }, NULL, 0 },
    { "URG Flag Count", &measure_whole, { "flow.urg_count" }, NULL, 0 },
    { "CWR Flag Count", &measure_whole, { "flow.cwr_count" }, NULL, 0 },
    { "ECE Flag Count", &measure_whole, { "flow.ece_count" }, NULL, 0 },
    { "Down/Up Ratio", &measure_real, { "flow.packet_ratio" }, NULL, 0 },
    { "Average Packet Size", &measure_real, { "flow.payload_mean" }, NULL, 0 },
    { "Fwd Segment Size Avg", &measure_real, { "flow.initiator.payload_mean" }, NULL, 0 },
    { "Bwd Segment Size Avg", &measure_real, { "flow.responder.payload_mean" }, NULL, 0 },
    { "Fwd Bytes/Bulk Avg", &measure_real, { "flow.initiator.bulk_bytes" }, NULL, 0 },
    { "Fwd Packet/Bulk Avg", &measure_real, { "flow.initiator.bulk_packets" }, NULL, 0 },
    { "Fwd Bulk Rate Avg", &measure_real, { "flow.initiator.bulk_rate" }, NULL, 0 },
    { "Bwd Bytes/Bulk Avg", &measure_real, { "flow.responder.bulk_bytes" }, NULL, 0 },
    { "Bwd Packet/Bulk Avg", &measure_real, { "flow.responder.bulk_packets" }, NULL, 0 },
    { "Bwd Bulk Rate Avg", &measure_real, { "flow.responder.bulk_rate" }, NULL, 0 },
    { "Subflow Fwd Packets", &measure_real, { "flow.initiator.subflow_packets" }, NULL, 0 },
    { "Subflow Fwd Bytes", &measure_real, { "flow.initiator.subflow_bytes" }, NULL, 0 },
    { "Subflow Bwd Packets", &measure_real, { "flow.responder.subflow_packets" }, NULL, 0 },
    { "Subflow Bwd Bytes", &measure_real, { "flow.responder.subflow_bytes" }, NULL, 0 },
    { "FWD Init Win Bytes", &measure_whole, { "flow.initiator.initial_window" }, NULL, 0 },
    { "Bwd Init Win Bytes", &measure_whole, { "flow.responder.initial_window" }, NULL, 0 },
    { "Fwd Act Data Pkts", &measure_whole, { "flow.initiator.data_packets" }, NULL, 0 },
    { "Fwd Seg Size Min", NULL, { NULL }, NULL, 0 },
    { "Active Mean", &measure_microseconds, { "flow.active_mean" }, NULL, 0 },
    { "Active Std", &measure_microseconds, { "flow.active_stddev" }, NULL, 0 },
    { "Active Max", &measure_microseconds, { "flow.active_max" }, NULL, 0 },
    { "Active Min", &measure_microseconds, { "flow.active_min" }, NULL, 0 },
    { "Idle Mean", &measure_microseconds, { "flow.idle_mean" }, NULL, 0 },
    { "Idle Std", &measure_microseconds, { "flow.idle_stddev" }, NULL, 0 },
    { "Idle Max", &measure_microseconds, { "flow.idle_max" }, NULL, 0 },
    { "Idle Min", &measure_microseconds, { "flow.idle_min" }, NULL, 0 },
    { "Label", &label, { NULL }, NULL, 0 },
};

const struct flow_columns flow_columns_cicflowmeter = { "cicflowmeter", COLUMNS, G_N_ELEMENTS(COLUMNS) };
