/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "flow_export.h"

enum { SERIES_MAX = 32, ALL_OF_SERIES = -1 };

#define NOT_SAID G_MININT64

struct flows {
    struct flow_export *export;
    struct result result;
};

static gboolean begin(gpointer data, struct open_export *export)
{
    return flow_export_begin(((struct flows *)data)->export, export);
}

static gboolean row(gpointer data, struct open_export *export, const struct export_row *row)
{
    return flow_export_row(((struct flows *)data)->export, export, row);
}

static void end(gpointer data, struct open_export *export)
{
    flow_export_end(((struct flows *)data)->export, export);
}

static int idle(gpointer data)
{
    result_flush(&((struct flows *)data)->result);
    return BYTE_SOURCE_FOREVER;
}

/* Zeek's own tools read tab-separated values by their head. */
static const struct writer_format *format_for(const struct packet_options *options, const struct flow_columns *columns)
{
    gboolean is_log = !options->format_name && options->output && g_str_has_suffix(options->output, writer_zeek.ending);

    return columns == &flow_columns_zeek && (is_log || options->format == &writer_tsv) ? &writer_zeek : options->format;
}

static int write_flows(const struct packet_options *options, const struct flow_columns *columns, int series)
{
    static const struct row_callbacks CALLBACKS = { .begin = begin, .row = row, .end = end, .idle = idle };
    struct flows                      flows;
    struct reading reading = { .tshark = packet_options_tshark(options), .callbacks = &CALLBACKS, .data = &flows };
    int            status = result_open(&flows.result, options->output, format_for(options, columns), TRUE);

    if (status != EXIT_SOUND)
        return status;
    reading.tshark.statistic = "winnow,flows";
    flows.export = flow_export_new(&flows.result, columns, series);
    status = result_close(&flows.result, reading_run(&reading, options->inputs));
    flow_export_free(flows.export);
    return status;
}

static int check_and_write(const struct command *command, const struct packet_options *options, const char *name,
                           gint64 first)
{
    const struct flow_columns *columns = NULL;
    char                      *names = flow_columns_names();
    int                        status = EXIT_SOUND;

    if (name && !flow_columns_named(name, &columns))
        status = usage_error(command, "there are no columns \"%s\"; there are %s", name, names);
    else if (first != NOT_SAID && (first < 0 || first > SERIES_MAX))
        status = usage_error(command, "--first takes 0 to %d", SERIES_MAX);
    g_free(names);
    return status == EXIT_SOUND ? write_flows(options, columns, first == NOT_SAID ? ALL_OF_SERIES : (int)first) : status;
}

static int run(const struct command *command, int argc, char **argv)
{
    char              *columns = NULL;
    gint64             first = NOT_SAID;
    const GOptionEntry entries[] = {
        { "columns", 'c', 0, G_OPTION_ARG_STRING, &columns, "winnow (the default), cicflowmeter, nfstream or zeek", "SET" },
        { "first", 0, 0, G_OPTION_ARG_INT64, &first, "Of winnow.flow.sizes and .times the first N values (0 to 32)", "N" },
        G_OPTION_ENTRY_NULL,
    };
    struct packet_options options;
    int                   status;

    status = packet_options_parse(
        &options, command, entries,
        "An INPUT may also be a table that was saved: tshark -n -q -z winnow,flows -r FILE > flows.tsv", argc, argv);
    if (status == EXIT_SOUND)
        status = check_and_write(command, &options, columns, first);
    packet_options_clear(&options);
    g_free(columns);
    return status;
}

const struct command command_flows = {
    .name = "flows",
    .arguments = "[INPUT…]",
    .summary = "one row a flow, every feature",
    .run = run,
};
