/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "abuse_report.h"
#include "anomaly_table.h"
#include "detector_explanation.h"
#include "networks.h"
#include "packet.h"
#include "packet_reading.h"
#include "result.h"
#include "safe_text.h"

static const struct own_format ABUSE_FORMATS[] = { { "abuseipdb", NULL }, { NULL, NULL } };

struct anomaly_options {
    char    *least, *networks, *allow;
    gint64   top;
    gboolean explain;
};

/* What a run has found, and the options as they were understood. */
struct anomaly_run {
    struct anomalies   *anomalies;
    gboolean            known; /* some input tells of them */
    enum severity       least;
    guint64             top;
    struct address_set *own;
    struct blocklists  *allowed;
};

static void begin(gpointer data, const struct export_decoder *decoder, const struct input *input)
{
    struct anomaly_run *self = data;

    anomalies_begin_input(self->anomalies, input->name);
    if (column_map_has(&decoder->map, COLUMN_ANOMALY))
        self->known = TRUE;
    else
        g_printerr("winnow: %s: no column winnow.anomaly: no anomalies (winnow fields core lists what to export)\n",
                   input->name);
}

static gboolean add_packet(gpointer data, const struct export_decoder *decoder, const struct export_row *row,
                           const struct export_packet *packet)
{
    struct anomaly_run *self = data;

    anomalies_add(self->anomalies, &decoder->map, row, packet);
    return TRUE;
}

static void end(gpointer data, guint64 damaged)
{
    (void)data;
    (void)damaged;
}

/* ---- writing ---- */

static void write_table(const struct anomaly_run *self, struct writer *writer)
{
    static const struct table TABLE = {
        "anomalies", "Anomalies", anomaly_columns, ANOMALY_COLUMNS, .bar = -1, .prose = TRUE
    };

    writer_begin_table(writer, &TABLE);
    anomaly_table_write(self->anomalies, self->top, writer);
    writer_end_table(writer);
}

static void write_report(const struct anomaly_run *self, struct writer *writer)
{
    struct abuse_rules rules = { g_get_real_time() * 1000, self->own, self->allowed };

    abuse_report_write(self->anomalies, &rules, writer);
}

static int write_anomalies(struct anomaly_run *self, const struct packet_options *options)
{
    static const struct packet_callbacks CALLBACKS = { .begin = begin, .packet = add_packet, .end = end };
    gboolean                             is_report = options->own_format != NULL;
    struct labels                       *labels = labels_new();
    struct packet_reading                reading = { .tshark = packet_options_tshark(options),
                                                     .sets = FIELDS_CORE,
                                                     .labels = labels,
                                                     .callbacks = &CALLBACKS,
                                                     .data = self };
    struct result                        result;
    enum reading_result                  read;
    int                                  status = result_open(&result, options->output, options->format, TRUE);

    if (status == EXIT_SOUND) {
        reading.tshark.own_filter = column_name(COLUMN_ANOMALY);
        read = packet_reading_run(&reading, options->inputs);
        anomalies_sort(self->anomalies);
        if (!self->known)
            read = READING_NOTHING;
        if (read != READING_NOTHING)
            (is_report ? write_report : write_table)(self, result.writer);
        status = result_close(&result, read);
    }
    labels_free(labels);
    return status;
}

/* The plugin's detectors are told what is one's own, too. */
static void pass_networks_on(struct packet_options *options, const char *networks)
{
    GPtrArray *preferences = g_ptr_array_new();

    for (char **preference = options->preferences; preference && *preference; preference++)
        g_ptr_array_add(preferences, *preference);
    g_ptr_array_add(preferences, g_strconcat("winnow.networks:", networks, NULL));
    g_ptr_array_add(preferences, NULL);
    g_free(options->preferences);
    options->preferences = (char **)g_ptr_array_free(preferences, FALSE);
}

static int explain(const struct command *command, const struct packet_options *options)
{
    const char   *unknown = detector_explanation_unknown(options->inputs);
    struct result result;
    int           status;

    if (unknown)
        return usage_error(command, "there is no detector \"%s\"; winnow anomalies --explain lists them", unknown);
    status = result_open(&result, options->output, options->format, TRUE);

    if (status != EXIT_SOUND)
        return status;
    detector_explanation_write(result.writer, options->inputs);
    return result_close(&result, READING_SOUND);
}

/* ---- the command line ---- */

struct complaints {
    gboolean is_broken; /* a whole file */
    guint    lines;
};

enum { LINES_SHOWN = 10 };

/* A line that is no entry is left out; without the file nobody would be. */
static void complain(const char *file, guint line, const char *reason, gpointer data)
{
    struct complaints *complaints = data;
    char              *text = line ? g_strdup_printf("%s:%u: %s", file, line, reason) : g_strdup(reason);
    char              *safe = safe_text_of(text);

    if (!line || complaints->lines++ < LINES_SHOWN)
        g_printerr("winnow: %s\n", safe);
    complaints->is_broken |= line == 0;
    g_free(safe);
    g_free(text);
}

static struct blocklists *read_allowed(const char *files, gboolean *is_broken)
{
    struct complaints  complaints = { FALSE, 0 };
    struct blocklists *allowed = blocklists_read(files, complain, &complaints);

    if (complaints.lines > LINES_SHOWN)
        g_printerr("winnow: %u more lines of the allow-lists were left out\n", complaints.lines - LINES_SHOWN);
    *is_broken = complaints.is_broken;
    return allowed;
}

static int understand(struct anomaly_run *self, const struct command *command, const struct anomaly_options *options)
{
    GError  *error = NULL;
    gboolean is_broken = FALSE;
    int      status = EXIT_SOUND;

    if (options->least && !severity_parse(options->least, &self->least))
        return usage_error(command, "--severity takes note, warn or error");
    if (options->top < 0)
        return usage_error(command, "--top can't be negative");
    self->top = (guint64)options->top;
    self->own = networks_parse(options->networks ? options->networks : "", &error);
    if (!self->own) {
        status = usage_error(command, "--networks: %s", error->message);
        g_error_free(error);
    } else if (options->allow) {
        self->allowed = read_allowed(options->allow, &is_broken);
    }
    return is_broken ? EXIT_DAMAGED : status;
}

static int run(const struct command *command, int argc, char **argv)
{
    struct anomaly_options own = { NULL, NULL, NULL, 0, FALSE };
    const GOptionEntry     entries[] = {
            { "severity", 's', 0, G_OPTION_ARG_STRING, &own.least, "Only from this severity on: note, warn or error", "LEAST" },
            { "top", 0, 0, G_OPTION_ARG_INT64, &own.top, "Only the N loudest", "N" },
            { "networks", 0, 0, G_OPTION_ARG_STRING, &own.networks,
              "Your own networks (with commas), as winnow.networks; --format abuseipdb never reports them", "LIST" },
            { "allow", 0, 0, G_OPTION_ARG_FILENAME, &own.allow,
              "Allow-lists (files and folders, with semicolons), which it never reports either", "FILES" },
            { "explain", 0, 0, G_OPTION_ARG_NONE, &own.explain,
              "What is looked for, instead of what was found; of detectors that are named everything", NULL },
            G_OPTION_ENTRY_NULL,
    };
    struct packet_options options;
    struct anomaly_run    self = { .least = SEVERITY_NOTE };
    int                   status = packet_options_parse(
                          &options, command, entries,
                          "With --explain, names of detectors stand in place of INPUT. Their thresholds, your networks, blocklists and\n"
                                            "exceptions are preferences, as --preference winnow.port_scan.ports:50; winnow(1) lists them.\n\n"
                                            "--format abuseipdb writes the bulk report that AbuseIPDB takes: sources that cannot be spoofed, global, not\n"
                                            "allowed, of the last 60 days. Look at it, and upload it yourself; nothing is sent.",
                          argc, argv);

    if (status == EXIT_SOUND)
        status = understand(&self, command, &own);
    if (status == EXIT_SOUND && own.explain) {
        status = explain(command, &options);
    } else if (status == EXIT_SOUND) {
        if (own.networks)
            pass_networks_on(&options, own.networks);
        self.anomalies = anomalies_new(self.least);
        status = write_anomalies(&self, &options);
        anomalies_free(self.anomalies);
    }
    g_clear_pointer(&self.own, address_set_free);
    g_clear_pointer(&self.allowed, blocklists_free);
    packet_options_clear(&options);
    g_free(own.least);
    g_free(own.networks);
    g_free(own.allow);
    return status;
}

const struct command command_anomalies = {
    .name = "anomalies",
    .arguments = "[INPUT…]",
    .summary = "what is out of the ordinary: one row a finding, the loudest first",
    .run = run,
    .filters = TRUE,
    .own_formats = ABUSE_FORMATS,
};
