/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "packet_reading.h"
#include "report.h"
#include "result.h"
#include "terminal.h"

#include <unistd.h>

enum { BATCH = 64, REDRAW_US = 1000000 };

struct report_run {
    struct report                report;
    const struct packet_options *options;
    struct export_packet         batch[BATCH]; /* not in the summary yet */
    guint                        batched;
    gboolean                     wants_anomalies;
    gboolean                     live;      /* and standard output is a terminal */
    gboolean                     on_screen; /* the terminal shows our own screen */
    gint64                       next_redraw;
};

static void flush_batch(struct report_run *self)
{
    summary_add(self->report.summary, self->batch, self->batched);
    self->batched = 0;
}

/* Messages belong on the user's screen. */
static void leave_screen(struct report_run *self)
{
    if (self->on_screen)
        terminal_leave_screen(STDOUT_FILENO);
    self->on_screen = FALSE;
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
    g_string_append(lost, decoder->naming ? "no winnow.app (applications are named by their ports)"
                                          : "no winnow.app and no ports (no applications, categories, classes)");
    return decoder->naming ? KNOWN_NAMES : 0;
}

static void begin(gpointer data, const struct export_decoder *decoder, const struct input *input)
{
    struct report_run *self = data;
    GString           *lost = g_string_new(NULL);

    leave_screen(self);
    anomalies_begin_input(self->report.anomalies, input->name);
    if (!decoder) {
        self->report.known |= KNOWN_OF_FLOWS;
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
    g_string_free(lost, TRUE);
}

static gboolean add_packet(gpointer data, const struct export_decoder *decoder, const struct export_row *row,
                           const struct export_packet *packet)
{
    struct report_run *self = data;

    if (self->wants_anomalies && G_UNLIKELY(column_map_cell(&decoder->map, row, COLUMN_ANOMALY).length))
        anomalies_add(self->report.anomalies, &decoder->map, row, packet);
    self->batch[self->batched++] = *packet;
    if (self->batched == BATCH)
        flush_batch(self);
    return TRUE;
}

static void add_flow(gpointer data, const struct flow_total *flow)
{
    summary_add_flow(((struct report_run *)data)->report.summary, flow);
}

static void end(gpointer data, guint64 damaged)
{
    struct report_run *self = data;

    leave_screen(self);
    flush_batch(self);
    summary_add_damaged(self->report.summary, damaged);
    summary_end_capture(self->report.summary);
}

static void redraw(struct report_run *self)
{
    struct writer_style style = terminal_style(STDOUT_FILENO);
    struct writer      *writer = writer_new(&writer_table, &style);

    if (!self->on_screen)
        terminal_enter_screen(STDOUT_FILENO);
    self->on_screen = TRUE;
    flush_batch(self);
    writer_begin(writer);
    report_write(&self->report, NULL, writer);
    writer_end(writer);
    terminal_redraw(STDOUT_FILENO, writer->out->str);
    writer_free(writer);
}

static int idle(gpointer data)
{
    struct report_run *self = data;
    gint64             now = g_get_monotonic_time();

    if (!self->live)
        return BYTE_SOURCE_FOREVER;
    if (now >= self->next_redraw) {
        redraw(self);
        self->next_redraw = now + REDRAW_US;
    }
    return (int)((self->next_redraw - now) / 1000) + 1;
}

static void end_input(gpointer data, const struct open_export *export)
{
    struct report_run  *self = data;
    char               *hash;
    struct report_input input = { export->input->name, NULL, self->options->filter, export->rows, export->damage->rows };

    if (!report_is_partial(&self->report, self->options->format))
        return;
    hash = input_content_hash(export->input);
    input.hash = hash ? hash : (char *)"";
    report_inputs_add(self->report.inputs, &input);
    g_free(hash);
}

/* Half the price: no row a packet leaves tshark. But a statistic takes no display filter, and comes at the end. */
static gboolean is_told_by_flows(const struct report_run *self)
{
    return !(report_counts(&self->report) & ~(guint)(SUMMARY_FLOWS | SUMMARY_ENDS)) && !self->wants_anomalies &&
           !self->options->filter && !self->options->interface;
}

static enum reading_result read_all(struct report_run *self, gboolean live)
{
    static const struct packet_callbacks CALLBACKS = { begin, add_packet, end, idle, end_input, add_flow };
    struct packet_reading                reading = {
                       .tshark = packet_options_tshark(self->options),
                       .sets = FIELDS_CORE,
                       .labels = summary_labels(self->report.summary),
                       .callbacks = &CALLBACKS,
                       .data = self,
                       .hashed = report_is_partial(&self->report, self->options->format),
    };
    enum reading_result                  result;

    if (is_told_by_flows(self)) {
        reading.tshark.statistic = "winnow,flows";
        reading.tshark.rows_will_do = TRUE;
    }
    self->live = live && terminal_is(STDOUT_FILENO);
    result = packet_reading_run(&reading, self->options->inputs);
    leave_screen(self);
    return result;
}

static int report(struct report_run *self, gboolean live)
{
    struct result       result;
    enum reading_result read;
    gboolean            one_table = report_chosen_count(&self->report) == 1;
    int status = result_open(&result, self->options->output, self->options->format, one_table);

    if (status != EXIT_SOUND)
        return status;
    read = read_all(self, live);
    if (!self->options->output)
        result.writer->style.columns = terminal_columns(STDOUT_FILENO); /* it may be another width by now */
    if (read != READING_NOTHING)
        report_write(&self->report, NULL, result.writer);
    return result_close(&result, read);
}

static int run(const struct command *command, int argc, char **argv)
{
    char              *chosen = NULL, *error = NULL, *tables = report_table_names();
    gboolean           live = FALSE;
    gint64             top = REPORT_TOP_DEFAULT;
    const GOptionEntry entries[] = {
        { "top", 0, 0, G_OPTION_ARG_INT64, &top,
          "Rows of each list (10 talkers, ports, flows, anomalies …, all applications; 0: all)", "N" },
        { "table", 0, 0, G_OPTION_ARG_STRING, &chosen, "Only these tables", "NAME,…" },
        { "live", 0, 0, G_OPTION_ARG_NONE, &live, "Redraw the tables every second while packets come", NULL },
        G_OPTION_ENTRY_NULL,
    };
    char                 *help = g_strdup_printf("Tables: %s.\nCtrl-C ends the capture and prints the report.", tables);
    struct packet_options options;
    struct report_run     report_run = { .options = &options };
    int                   status = packet_options_parse(&options, command, entries, help, argc, argv);

    if (status == EXIT_SOUND && !report_choose(&report_run.report, chosen, top, &error))
        status = usage_error(command, "%s", error);
    if (status == EXIT_SOUND) {
        report_init(&report_run.report, report_counts(&report_run.report));
        report_run.wants_anomalies = report_has(&report_run.report, &report_anomalies);
        status = report(&report_run, live);
        report_clear(&report_run.report);
    }
    packet_options_clear(&options);
    g_free(help);
    g_free(tables);
    g_free(chosen);
    g_free(error);
    return status;
}

const struct command command_report = {
    .name = "report",
    .arguments = "[INPUT…]",
    .summary = "summary tables: totals, applications, protocols, ports, talkers, flows, anomalies, time line …",
    .run = run,
    .filters = TRUE,
};
