/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "columns.h"
#include "explanation.h"
#include "result.h"

struct fields_options {
    gboolean                    explain;
    char                       *format_name, *output;
    const struct writer_format *format;
    guint                       sets;
};

static void print_arguments(guint sets)
{
    char **names = field_sets_names(sets);

    for (char **name = names; *name; name++)
        g_print("%s-e %s", name == names ? "" : " ", *name);
    g_print("\n");
    g_strfreev(names);
}

static int explain(const struct fields_options *options)
{
    struct result result;
    int           status = result_open(&result, options->output, options->format, TRUE);

    if (status != EXIT_SOUND)
        return status;
    explanation_write(options->sets, result.writer);
    return result_close(&result, READING_SOUND);
}

/* Whoever wants to know what there is wants to know of everything. */
static gboolean choose_sets(struct fields_options *options, const char *name)
{
    return field_sets_parse(name ? name : options->explain ? "all" : "core", &options->sets);
}

static int check(struct fields_options *options, const struct command *command, int argc, char **argv)
{
    if (argc > 2 || !choose_sets(options, argc == 2 ? argv[1] : NULL))
        return usage_error(command, "expected one of the sets core, flow, headers, all, plain");
    options->format = output_format(command, options->format_name, &options->output);
    if (!options->format)
        return EXIT_USAGE;
    if (!options->explain && (options->format_name || options->output))
        return usage_error(command, "--format and --output go with --explain");
    return EXIT_SOUND;
}

static int run(const struct command *command, int argc, char **argv)
{
    struct fields_options options = { .explain = FALSE };
    const GOptionEntry    entries[] = {
           { "explain", 0, 0, G_OPTION_ARG_NONE, &options.explain, "What the plugin's fields mean: of SET, else all", NULL },
           { "format", 'f', 0, G_OPTION_ARG_STRING, &options.format_name, "… as table, csv, tsv, json, markdown or html",
             "FORMAT" },
           { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, "… into FILE, in the format of its ending", "FILE" },
           G_OPTION_ENTRY_NULL,
    };
    GOptionContext *context =
        g_option_context_new("[SET] — the -e arguments of a set of fields: core (the default), flow, headers, all, plain");
    GError *error = NULL;
    int     status;

    g_set_prgname("winnow fields");
    g_option_context_add_main_entries(context, entries, NULL);
    g_option_context_set_description(
        context, "  core     what winnow report and winnow packets need\n"
                 "  flow     what is known of each packet's flow\n"
                 "  headers  what winnow packets --headers needs\n"
                 "  all      everything that the plugin has to say, and the headers\n"
                 "  plain    what they need where tshark has no plugin: applications are then named by ports alone\n\n"
                 "tshark -r FILE -T fields -E header=y $(winnow fields core) | winnow report -");
    if (!g_option_context_parse(context, &argc, &argv, &error)) {
        status = usage_error(command, "%s", error->message);
        g_error_free(error);
    } else {
        status = check(&options, command, argc, argv);
        if (status == EXIT_SOUND && options.explain)
            status = explain(&options);
        else if (status == EXIT_SOUND)
            print_arguments(options.sets);
    }
    g_option_context_free(context);
    g_free(options.format_name);
    g_free(options.output);
    return status;
}

const struct command command_fields = {
    .name = "fields",
    .arguments = "[SET]",
    .summary = "the -e arguments for tshark: core, flow, headers, all, plain; with --explain what the fields mean",
    .run = run,
};
