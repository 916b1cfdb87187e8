/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "chart.h"
#include "live_screen.h"
#include "packet_reading.h"
#include "page.h"
#include "picture.h"
#include "report_gathering.h"
#include "result.h"
#include "safe_text.h"
#include "terminal.h"
#include "writer_html.h"

#include <unistd.h>

/* A page can be searched, and must be loaded. */
enum { PAGE_TALKERS = 40, PAGE_NAMES = 200 };

static const struct own_format PICTURES[] = { { "svg", ".svg" }, { "png", ".png" }, { "pdf", ".pdf" }, { NULL, NULL } };

/* What the command line says beside the options that others have, too. */
struct report_options {
    char    *table, *chart, *by;
    gint64   top;
    gboolean live;
};

struct report_run {
    struct report_gathering      gathering;
    const struct packet_options *options;
    const struct picture_format *picture; /* NULL: tables */
    const struct chart          *chart;
    enum quantity                by;
    struct live_screen          *screen; /* NULL: nobody watches */
};

/* Messages belong on the user's screen. */
static void leave_screen(struct report_run *self)
{
    if (self->screen)
        live_screen_leave(self->screen);
}

static void begin(gpointer data, const struct export_decoder *decoder, const struct input *input)
{
    struct report_run *self = data;

    leave_screen(self);
    report_gathering_begin(&self->gathering, decoder, input);
}

static gboolean add_packet(gpointer data, const struct export_decoder *decoder, const struct export_row *row,
                           const struct export_packet *packet)
{
    report_gathering_add(&((struct report_run *)data)->gathering, decoder, row, packet);
    return TRUE;
}

static void add_flow(gpointer data, const struct flow_total *flow)
{
    summary_add_flow(((struct report_run *)data)->gathering.report.summary, flow);
}

static void end(gpointer data, guint64 damaged)
{
    struct report_run *self = data;

    leave_screen(self);
    report_gathering_end(&self->gathering, damaged);
}

static void broken(gpointer data, const char *name, gboolean has_begun, const char *reason)
{
    report_gathering_broken(&((struct report_run *)data)->gathering, name, has_begun, reason);
}

static int idle(gpointer data)
{
    struct report_run *self = data;

    if (!self->screen)
        return BYTE_SOURCE_FOREVER;
    if (live_screen_is_due(self->screen))
        report_gathering_flush(&self->gathering);
    return live_screen_draw(self->screen, &self->gathering.report);
}

static const char *source_of(const struct packet_options *options)
{
    return options->interface ? options->interface : *options->inputs ? *options->inputs : "-";
}

static gboolean is_partial(const struct report_run *self)
{
    return report_is_partial(&self->gathering.report, self->options->format);
}

static gboolean is_page(const struct report_run *self)
{
    return self->options->format == &writer_html && !self->gathering.report.chosen;
}

/* A page says it of files only. */
static gboolean wants_hash(const struct report_run *self, const struct input *input)
{
    return is_partial(self) || (is_page(self) && input->size);
}

static void end_input(gpointer data, const struct open_export *export)
{
    struct report_run   *self = data;
    struct report_input *input = report_inputs_last(self->gathering.report.inputs);

    input->filter = g_strdup(self->options->filter);
    if (wants_hash(self, export->input))
        report_input_take_hash(input, input_content_hash(export->input));
}

/* Half the price: no row a packet leaves tshark. But a statistic takes no display filter, and comes at the end. */
static gboolean is_told_by_flows(const struct report_run *self)
{
    return !(report_counts(&self->gathering.report) & ~(guint)(SUMMARY_FLOWS | SUMMARY_ENDS)) &&
           !self->gathering.wants_anomalies && !self->options->filter && !self->options->interface;
}

static enum reading_result read_all(struct report_run *self, gboolean live)
{
    static const struct packet_callbacks CALLBACKS = { .begin = begin,
                                                       .packet = add_packet,
                                                       .end = end,
                                                       .idle = idle,
                                                       .end_input = end_input,
                                                       .broken = broken,
                                                       .flow = add_flow };
    struct packet_reading                reading = {
                       .tshark = packet_options_tshark(self->options),
                       .sets = FIELDS_CORE,
                       .labels = summary_labels(self->gathering.report.summary),
                       .callbacks = &CALLBACKS,
                       .data = self,
                       .hashed = is_partial(self),
    };
    char               *source = safe_text_of(source_of(self->options));
    enum reading_result result;

    if (is_told_by_flows(self)) {
        reading.tshark.statistic = "winnow,flows";
        reading.tshark.rows_will_do = TRUE;
    }
    if (live && terminal_is(STDOUT_FILENO))
        self->screen = live_screen_new(source);
    result = packet_reading_run(&reading, self->options->inputs);
    g_clear_pointer(&self->screen, live_screen_free);
    g_free(source);
    return result;
}

static gboolean write_picture(const struct report_run *self, GString *out)
{
    char    *svg = chart_file(self->chart, &self->gathering.report, self->by);
    GError  *error = NULL;
    gboolean drawn = self->picture->append(svg, out, &error);

    if (!drawn)
        g_printerr("winnow: %s: %s\n", self->chart->name, error->message);
    g_clear_error(&error);
    g_free(svg);
    return drawn;
}

/* Says what it was made from, which takes a moment. */
static void write_page(struct report_run *self, GString *out)
{
    struct report        *report = &self->gathering.report;
    struct tshark_request tshark = packet_options_tshark(self->options);
    gboolean              by_tshark = FALSE;
    char                 *version;

    for (guint i = 0; i < report_inputs_count(report->inputs); i++)
        by_tshark = by_tshark || report_inputs_added(report->inputs, i)->by_tshark;
    report->tshark_version = version = by_tshark ? tshark_version(&tshark) : NULL;
    page_append(report, out);
    report->tshark_version = NULL;
    g_free(version);
}

static gboolean write_result(struct report_run *self, struct writer *writer)
{
    if (self->picture)
        return write_picture(self, writer->out);
    if (is_page(self))
        write_page(self, writer->out);
    else
        report_write(&self->gathering.report, NULL, writer);
    return TRUE;
}

static int report(struct report_run *self, gboolean live)
{
    struct result       result;
    enum reading_result read;
    gboolean            one_table = report_chosen_count(&self->gathering.report) == 1;
    int                 status = result_open(&result, self->options->output, self->options->format, one_table);

    if (status != EXIT_SOUND)
        return status;
    read = read_all(self, live);
    if (!self->options->output)
        result.writer->style.columns = terminal_columns(STDOUT_FILENO); /* it may be another width by now */
    if (read != READING_NOTHING && !(report_can_be_had(&self->gathering.report) && write_result(self, result.writer)))
        read = READING_NOTHING;
    return result_close(&result, read);
}

static int check_picture(struct report_run *self, const struct command *command, const struct report_options *options)
{
    char *names = chart_names();
    int   status = EXIT_SOUND;

    if ((options->chart || options->by) && !self->picture)
        status = usage_error(command, "--chart and --by go with --format svg, png or pdf");
    else if (options->table && self->picture)
        status = usage_error(command, "--table goes with tables, --chart with pictures");
    else if (options->chart && !(self->chart = chart_named(options->chart)))
        status = usage_error(command, "there is no chart \"%s\"; there are %s", options->chart, names);
    else if (options->by && !quantity_parse(options->by, &self->by))
        status = usage_error(command, "--by takes packets, bytes or flows");
    else if (self->chart->quantities && !(self->chart->quantities & 1u << self->by))
        status = usage_error(command, "%s can't be drawn by %s", self->chart->name, options->by);
    else if (self->picture && self->picture->is_binary && !self->options->output && terminal_is(STDOUT_FILENO))
        status = usage_error(command, "a %s is nothing for a terminal: name a file by -o FILE.%s", self->picture->name,
                             self->picture->name);
    g_free(names);
    return status;
}

static int understand(struct report_run *self, const struct command *command, const struct report_options *options)
{
    char *error = NULL;
    int   status = EXIT_SOUND;

    self->chart = charts[0];
    self->picture = self->options->own_format ? picture_format_named(self->options->own_format->name) : NULL;
    if (!report_choose(&self->gathering.report, options->table, options->top, &error))
        status = usage_error(command, "%s", error);
    g_free(error);
    return status == EXIT_SOUND ? check_picture(self, command, options) : status;
}

static int gather_and_write(struct report_run *self, const struct report_options *options)
{
    int status;

    report_gathering_init(&self->gathering);
    self->gathering.wants_anomalies |= options->live;
    if (options->top == REPORT_TOP_DEFAULT && self->options->format == &writer_html) {
        self->gathering.report.top_names = PAGE_NAMES;
        self->gathering.report.top_talkers = PAGE_TALKERS;
    }
    status = report(self, options->live);
    report_gathering_clear(&self->gathering);
    return status;
}

static char *help(void)
{
    char *tables = report_table_names(), *names = chart_names();
    char *text = g_strdup_printf("Tables: %s.\nCharts: %s.\nCtrl-C ends the capture and prints the report.", tables, names);

    g_free(tables);
    g_free(names);
    return text;
}

static int run(const struct command *command, int argc, char **argv)
{
    struct report_options own = { .top = REPORT_TOP_DEFAULT };
    const GOptionEntry    entries[] = {
           { "top", 0, 0, G_OPTION_ARG_INT64, &own.top,
             "Rows of each list (10 talkers, ports, flows, anomalies …, all applications; 0: all)", "N" },
           { "table", 0, 0, G_OPTION_ARG_STRING, &own.table, "Only these tables", "NAME,…" },
           { "chart", 0, 0, G_OPTION_ARG_STRING, &own.chart, "The picture that svg, png and pdf show", "NAME" },
           { "by", 0, 0, G_OPTION_ARG_STRING, &own.by, "It shows packets, bytes or flows", "QUANTITY" },
           { "live", 0, 0, G_OPTION_ARG_NONE, &own.live, "Show it on the terminal while packets come", NULL },
           G_OPTION_ENTRY_NULL,
    };
    char                 *text = help();
    struct packet_options options;
    struct report_run     self = { .options = &options };
    int                   status = packet_options_parse(&options, command, entries, text, argc, argv);

    if (status == EXIT_SOUND)
        status = understand(&self, command, &own);
    if (status == EXIT_SOUND)
        status = gather_and_write(&self, &own);
    packet_options_clear(&options);
    g_free(text);
    g_free(own.table);
    g_free(own.chart);
    g_free(own.by);
    return status;
}

const struct command command_report = {
    .name = "report",
    .arguments = "[INPUT…]",
    .summary = "summary tables: totals, applications, protocols, ports, talkers, flows, anomalies, time line …",
    .run = run,
    .filters = TRUE,
    .own_formats = PICTURES,
};
