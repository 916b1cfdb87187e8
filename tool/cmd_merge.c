/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "parts.h"
#include "result.h"

struct merge_options {
    char                       *format_name, *output, *tables;
    gint64                      top;
    const struct writer_format *format;
    struct report               report;
};

static int merge(struct merge_options *options, char **files)
{
    static const enum reading_result RESULTS[] = {
        [PARTS_SOUND] = READING_SOUND, [PARTS_DAMAGED] = READING_DAMAGED, [PARTS_NOTHING] = READING_NOTHING
    };
    struct result     result;
    enum parts_result merged;
    int status = result_open(&result, options->output, options->format, report_chosen_count(&options->report) == 1);

    if (status != EXIT_SOUND)
        return status;
    merged = parts_merge(&options->report, files);
    if (merged != PARTS_NOTHING && !report_can_be_had(&options->report)) {
        g_printerr("winnow: what the parts were made of had no columns for these tables\n");
        merged = PARTS_NOTHING;
    }
    if (merged != PARTS_NOTHING)
        report_write(&options->report, NULL, result.writer);
    return result_close(&result, RESULTS[merged]);
}

static int check(struct merge_options *options, const struct command *command, int argc)
{
    char *error = NULL;
    int   status = EXIT_SOUND;

    if (argc < 2)
        return usage_error(command, "expected partial summaries (winnow report -o FILE.json makes them)");
    options->format = output_format(command, options->format_name, &options->output);
    if (!options->format)
        return EXIT_USAGE;
    if (!report_choose(&options->report, options->tables, options->top, &error))
        status = usage_error(command, "%s", error);
    g_free(error);
    return status;
}

static char *help(void)
{
    char *tables = report_table_names();
    char *text =
        g_strdup_printf("Each PART is a whole report in JSON, by winnow report -o PART.json CAPTURE or by winnow merge.\n"
                        "What was counted in one part does not count again in another.\n"
                        "Tables: %s.",
                        tables);

    g_free(tables);
    return text;
}

static int run(const struct command *command, int argc, char **argv)
{
    struct merge_options options = { .top = REPORT_TOP_DEFAULT };
    char                *text = help(), *formats = writer_formats();
    const GOptionEntry   entries[] = {
          { "top", 0, 0, G_OPTION_ARG_INT64, &options.top, "Rows of each list, as of winnow report", "N" },
          { "table", 0, 0, G_OPTION_ARG_STRING, &options.tables, "Only these tables", "NAME,…" },
          { "format", 'f', 0, G_OPTION_ARG_STRING, &options.format_name, formats, "FORMAT" },
          { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output,
            "Write into FILE, in the format of its ending; it may be a PART", "FILE" },
          G_OPTION_ENTRY_NULL,
    };
    GOptionContext *context = g_option_context_new("PART… — one report out of many");
    GError         *error = NULL;
    int             status;

    g_set_prgname("winnow merge");
    report_init(&options.report, SUMMARY_ALL);
    g_option_context_add_main_entries(context, entries, NULL);
    g_option_context_set_description(context, text);
    if (!g_option_context_parse(context, &argc, &argv, &error)) {
        status = usage_error(command, "%s", error->message);
        g_error_free(error);
    } else {
        status = check(&options, command, argc);
        if (status == EXIT_SOUND)
            status = merge(&options, argv + 1);
    }
    g_option_context_free(context);
    g_free(text);
    g_free(formats);
    report_clear(&options.report);
    g_free(options.format_name);
    g_free(options.output);
    g_free(options.tables);
    return status;
}

const struct command command_merge = {
    .name = "merge",
    .arguments = "PART…",
    .summary = "one report out of many that winnow report wrote in JSON",
    .run = run,
};
