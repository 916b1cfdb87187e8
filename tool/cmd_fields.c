/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "columns.h"
#include "command.h"

static void print_arguments(guint sets)
{
    char **names = field_sets_names(sets);

    for (char **name = names; *name; name++)
        g_print("%s-e %s", name == names ? "" : " ", *name);
    g_print("\n");
    g_strfreev(names);
}

static int run(const struct command *command, int argc, char **argv)
{
    const char *parameters =
        "[SET] — the -e arguments of a set of fields: core (the default), flow, headers, all, plain";
    GOptionContext *context = g_option_context_new(parameters);
    GError         *error = NULL;
    guint           sets = FIELDS_CORE;
    int             status = EXIT_SOUND;

    g_set_prgname("winnow fields");
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
    } else if (argc > 2 || (argc == 2 && !field_sets_parse(argv[1], &sets))) {
        status = usage_error(command, "expected one of the sets core, flow, headers, all, plain");
    } else {
        print_arguments(sets);
    }
    g_option_context_free(context);
    return status;
}

const struct command command_fields = {
    .name = "fields",
    .arguments = "[SET]",
    .summary = "the -e arguments for tshark: core, flow, headers, all, plain",
    .run = run,
};
