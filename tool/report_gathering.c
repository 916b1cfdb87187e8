/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report_gathering.h"

void report_gathering_init(struct report_gathering *self)
{
    report_init(&self->report, report_counts(&self->report));
    self->wants_anomalies = report_has(&self->report, &report_anomalies);
    self->batched = 0;
}

void report_gathering_clear(struct report_gathering *self)
{
    report_clear(&self->report);
}

void report_gathering_flush(struct report_gathering *self)
{
    if (!self->batched)
        return;
    summary_add(self->report.summary, self->batch, self->batched);
    report_inputs_last(self->report.inputs)->rows += self->batched;
    self->batched = 0;
}

/* What each column is good for; where several would do, one is enough. */
static const struct {
    guint       known;
    enum column columns[7];
    const char *lost;
} NEEDS[] = {
    { KNOWN_BYTES, { COLUMN_FRAME_BYTES, COLUMN_COUNT }, "no bytes" },
    { KNOWN_TIMES, { COLUMN_TIME, COLUMN_COUNT }, "no times" },
    { KNOWN_FLOWS, { COLUMN_FLOW_ID, COLUMN_COUNT }, "no flows: each packet counts for its own application" },
    { KNOWN_ANOMALIES, { COLUMN_ANOMALY, COLUMN_COUNT }, "no anomalies" },
    { KNOWN_ADDRESSES,
      { COLUMN_SOURCE, COLUMN_IP_SOURCE, COLUMN_IPV6_SOURCE, COLUMN_ETH_SOURCE, COLUMN_COUNT },
      "no talkers, no conversations" },
    { KNOWN_PORTS,
      { COLUMN_SOURCE_PORT, COLUMN_TCP_SOURCE_PORT, COLUMN_UDP_SOURCE_PORT, COLUMN_SCTP_SOURCE_PORT, COLUMN_COUNT },
      "no ports" },
    { KNOWN_PROTOCOLS,
      { COLUMN_PROTOCOL, COLUMN_IP_PROTOCOL, COLUMN_IPV6_NEXT, COLUMN_TCP_SOURCE_PORT, COLUMN_UDP_SOURCE_PORT,
        COLUMN_SCTP_SOURCE_PORT, COLUMN_COUNT },
      "no protocols" },
};

static guint names_known(const struct export_decoder *decoder, GString *lost)
{
    if (column_map_has(&decoder->map, COLUMN_APP))
        return KNOWN_NAMES;
    g_string_append(lost, lost->len ? "; " : "");
    g_string_append(lost, decoder->naming ? "no winnow.app (applications are named by their ports)" :
                                            "no winnow.app and no ports (no applications, categories, classes)");
    return decoder->naming ? KNOWN_NAMES : 0;
}

static void add_input(struct report *report, const struct input *input, char *missing)
{
    struct report_input added = {
        .name = input->name, .missing = missing, .size = input->size, .by_tshark = input->tshark != NULL
    };

    report_inputs_add(report->inputs, &added);
}

void report_gathering_begin(struct report_gathering *self, const struct export_decoder *decoder, const struct input *input)
{
    GString *lost = g_string_new(NULL);

    anomalies_begin_input(self->report.anomalies, input->name);
    if (!decoder) { /* rows are flows */
        self->report.known |= KNOWN_OF_FLOWS;
        add_input(&self->report, input, "");
        g_string_free(lost, TRUE);
        return;
    }
    for (guint i = 0; i < G_N_ELEMENTS(NEEDS); i++) {
        gboolean found = FALSE;

        for (guint c = 0; NEEDS[i].columns[c] != COLUMN_COUNT; c++)
            found = found || column_map_has(&decoder->map, NEEDS[i].columns[c]);
        if (found)
            self->report.known |= NEEDS[i].known;
        else
            g_string_append_printf(lost, "%sno %s (%s)", lost->len ? "; " : "", column_name(NEEDS[i].columns[0]),
                                   NEEDS[i].lost);
    }
    self->report.known |= names_known(decoder, lost);
    if (lost->len && !input->header)
        g_printerr("winnow: %s: %s\n", input->name, lost->str);
    add_input(&self->report, input, lost->str);
    g_string_free(lost, TRUE);
}

void report_gathering_add(struct report_gathering *self, const struct export_decoder *decoder, const struct export_row *row,
                          const struct export_packet *packet)
{
    if (self->wants_anomalies && G_UNLIKELY(column_map_cell(&decoder->map, row, COLUMN_ANOMALY).length))
        anomalies_add(self->report.anomalies, &decoder->map, row, packet);
    self->batch[self->batched++] = *packet;
    if (self->batched == REPORT_BATCH)
        report_gathering_flush(self);
}

void report_gathering_end(struct report_gathering *self, guint64 damaged)
{
    report_gathering_flush(self);
    report_inputs_last(self->report.inputs)->damaged_rows += damaged;
    summary_add_damaged(self->report.summary, damaged);
    summary_end_capture(self->report.summary);
}

void report_gathering_broken(struct report_gathering *self, const char *name, gboolean has_begun, const char *reason)
{
    struct report_input unread = { .name = (char *)name, .broken = (char *)reason };

    if (has_begun)
        report_input_break(report_inputs_last(self->report.inputs), reason);
    else
        report_inputs_add(self->report.unread, &unread);
}
