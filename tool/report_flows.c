/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * The flows that carried most. */
#include "report.h"

enum {
    APPLICATION,
    PROTOCOL,
    FROM,
    FROM_PORT,
    TO,
    TO_PORT,
    PACKETS,
    BYTES,
    PACKETS_UP,
    BYTES_UP,
    PACKETS_DOWN,
    BYTES_DOWN,
    START,
    DURATION,
    COLUMNS
};

static const struct table_column FLOWS[COLUMNS] = {
    [APPLICATION] = { "application", "Application", VALUE_TEXT, 0 },
    [PROTOCOL] = { "protocol", "Protocol", VALUE_TEXT, 0 },
    [FROM] = { "initiator", "Initiator", VALUE_TEXT, 0 },
    [FROM_PORT] = { "initiator_port", "Port", VALUE_NUMBER, 0 },
    [TO] = { "responder", "Responder", VALUE_TEXT, 0 },
    [TO_PORT] = { "responder_port", "Port", VALUE_NUMBER, 0 },
    [PACKETS] = { "packets", "Packets", VALUE_COUNT, 0 },
    [BYTES] = { "bytes", "Bytes", VALUE_BYTES, 0 },
    [PACKETS_UP] = { "packets_sent", "sent", VALUE_COUNT, 0 },
    [BYTES_UP] = { "bytes_sent", "sent", VALUE_BYTES, 0 },
    [PACKETS_DOWN] = { "packets_received", "received", VALUE_COUNT, 0 },
    [BYTES_DOWN] = { "bytes_received", "received", VALUE_BYTES, 0 },
    [START] = { "start_time", "Start (UTC)", VALUE_TIME, 0 },
    [DURATION] = { "duration_s", "Duration", VALUE_DURATION, 0 },
};

static struct value port_value(gint32 port)
{
    return value_if(port >= 0, value_number((guint64)MAX(port, 0)));
}

static void write_flow(const struct report *self, const struct flow_total *flow, struct writer *writer)
{
    const struct labels *labels = summary_labels(self->summary);
    gboolean             sized = (self->known & KNOWN_BYTES) != 0, timed = flow->first != TIME_UNKNOWN;
    char                 from[ADDRESS_TEXT_SIZE], to[ADDRESS_TEXT_SIZE];

    struct value values[COLUMNS] = {
        [APPLICATION] = value_text(labels_part(labels, flow->label, LABEL_APPLICATION)),
        [PROTOCOL] = value_text(labels_part(labels, flow->label, LABEL_PROTOCOL)),
        [FROM] = value_text(address_format(&flow->ends[INITIATOR], from)),
        [FROM_PORT] = port_value(flow->ports[INITIATOR]),
        [TO] = value_text(address_format(&flow->ends[RESPONDER], to)),
        [TO_PORT] = port_value(flow->ports[RESPONDER]),
        [PACKETS] = value_number(flow_total_packets(flow)),
        [BYTES] = value_if(sized, value_number(flow_total_bytes(flow))),
        [PACKETS_UP] = value_number(flow->packets[INITIATOR]),
        [BYTES_UP] = value_if(sized, value_number(flow->bytes[INITIATOR])),
        [PACKETS_DOWN] = value_number(flow->packets[RESPONDER]),
        [BYTES_DOWN] = value_if(sized, value_number(flow->bytes[RESPONDER])),
        [START] = value_if(timed, value_ns(flow->first)),
        [DURATION] = value_if(timed, value_ns(timed ? time_between(flow->first, flow->last) : 0)),
    };
    writer_row(writer, values);
}

static void write_flows(const struct report *self, const struct report_table *table, struct writer *writer)
{
    struct flow_sums *sums = summary_flow_sums(self->summary);
    guint             count = top_flows_count(sums->top);
    guint             shown = self->top_talkers && self->top_talkers < count ? (guint)self->top_talkers : count;

    writer_begin_table(writer, &table->table);
    for (guint i = 0; i < shown; i++)
        write_flow(self, top_flows_at(sums->top, i), writer);
    if (sums->flows > shown)
        writer_remark(writer, "and %" G_GUINT64_FORMAT " more", sums->flows - shown);
    writer_end_table(writer);
    flow_sums_free(sums);
}

const struct report_table report_flows = {
    .table = { "flows", "Biggest flows", FLOWS, COLUMNS, .bar = BYTES },
    .needs = KNOWN_FLOWS,
    .counts = SUMMARY_FLOWS,
    .write = write_flows,
};
