/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * The input is an export of packets, or a table of flows: it becomes a report, in every format, and a partial summary, which
 * says the same when it is read and written again. */
#include "fuzz.h"

#include "flow_columns.h"
#include "flow_decoder.h"
#include "packet_facts.h"
#include "report_gathering.h"
#include "texts.h"

struct run {
    struct report_gathering     gathering;
    struct damage               damage;
    struct export_reader       *reader;
    const struct export_header *header;
    struct port_naming         *naming;
};

static void read_flows(struct run *self)
{
    struct input        input = { .name = (char *)"<fuzz>", .is_statistic = TRUE };
    struct labels      *labels = summary_labels(self->gathering.report.summary);
    struct flow_decoder decoder;
    struct flow_total   flow;
    struct export_row   row;

    flow_decoder_init(&decoder, self->header, labels, &self->damage);
    report_gathering_begin(&self->gathering, NULL, &input);
    while (export_reader_next(self->reader, &row))
        if (flow_decoder_read(&decoder, &row, &flow))
            summary_add_flow(self->gathering.report.summary, &flow);
    report_gathering_end(&self->gathering, self->damage.rows);
}

static void read_packets(struct run *self)
{
    struct input           input = { .name = (char *)"<fuzz>" };
    struct labels         *labels = summary_labels(self->gathering.report.summary);
    struct export_decoder *decoder = g_new(struct export_decoder, 1);
    struct packet_facts    facts;
    struct export_packet   packet;
    struct export_row      row;

    packet_facts_init(&facts);
    export_decoder_init(decoder, self->header, labels, self->naming, &self->damage);
    report_gathering_begin(&self->gathering, decoder, &input);
    while (export_reader_next(self->reader, &row))
        if (export_decoder_read(decoder, &row, &packet)) {
            report_gathering_add(&self->gathering, decoder, &row, &packet);
            packet_facts_read(&facts, decoder, &row, &packet, TRUE);
        }
    report_gathering_end(&self->gathering, self->damage.rows);
    texts_check_page(&self->gathering.report);
    packet_facts_clear(&facts);
    g_free(decoder);
}

int LLVMFuzzerTestOneInput(const guint8 *bytes, gsize length)
{
    struct byte_source *source = byte_source_new_memory(bytes, length, G_MAXSIZE);
    struct run          run = { .naming = port_naming_new() };

    damage_init(&run.damage, "input");
    report_gathering_init(&run.gathering);
    run.reader = export_reader_new(source, &run.damage);
    run.header = export_reader_open(run.reader, NULL, NULL);
    if (run.header) {
        (flow_header_is_table(run.header) ? read_flows : read_packets)(&run);
        texts_check_tables(&run.gathering.report);
        texts_check_partial(&run.gathering.report);
    }
    export_reader_free(run.reader);
    report_gathering_clear(&run.gathering);
    byte_source_free(source);
    port_naming_free(run.naming);
    damage_clear(&run.damage);
    return 0;
}
