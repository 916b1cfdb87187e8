/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "command.h"

#include "preference_words.h"
#include "safe_text.h"

#include <glib/gstdio.h>

#include <stdarg.h>
#include <string.h>

int usage_error(const struct command *command, const char *format, ...)
{
    va_list arguments;
    char   *message, *safe;

    va_start(arguments, format);
    message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    safe = safe_text_of(message);
    g_printerr("winnow: %s\nTry winnow %s --help.\n", safe, command->name);
    g_free(safe);
    g_free(message);
    return EXIT_USAGE;
}

static gboolean option_parse(const struct command *command, GOptionContext *context, int *argc, char ***argv)
{
    GError *error = NULL;

    if (g_option_context_parse(context, argc, argv, &error))
        return TRUE;
    usage_error(command, "%s", error->message);
    g_error_free(error);
    return FALSE;
}

/* What is read must not be written over. */
static const char *input_that_is_output(const struct packet_options *self)
{
    GStatBuf output, input;

    if (!self->output || g_stat(self->output, &output) != 0 || !S_ISREG(output.st_mode))
        return NULL;
    for (char **name = self->inputs; *name; name++)
        if (g_stat(*name, &input) == 0 && input.st_dev == output.st_dev && input.st_ino == output.st_ino)
            return *name;
    return NULL;
}

/* The command's own format of that name, else, where none is named, of the ending of the output. */
static const struct own_format *own_format(const struct command *command, const char *name, const char *output)
{
    for (const struct own_format *own = command->own_formats; own && own->name; own++)
        if (name ? g_ascii_strcasecmp(name, own->name) == 0 : output && own->ending && g_str_has_suffix(output, own->ending))
            return own;
    return NULL;
}

/* All formats that the command has. */
static char *formats_of(const struct command *command)
{
    char    *formats = writer_formats();
    GString *names = g_string_new(formats);

    for (const struct own_format *own = command->own_formats; own && own->name; own++)
        g_string_append_printf(names, ", %s", own->name);
    g_free(formats);
    return g_string_free(names, FALSE);
}

const struct writer_format *output_format(const struct command *command, const char *name, char **output)
{
    const struct writer_format *format = NULL;
    char                       *formats;

    if (g_strcmp0(*output, "-") == 0)
        g_clear_pointer(output, g_free);
    if (name || *output)
        format = name ? writer_format_named(name) : writer_format_of_file(*output);
    if (format || !name)
        return format ? format : &writer_table;
    formats = formats_of(command);
    usage_error(command, "there is no format \"%s\"; there are %s", name, formats);
    g_free(formats);
    return NULL;
}

int preference_options_check(const struct command *command, char **preferences)
{
    int   status = EXIT_SOUND;
    char *expected = NULL;

    for (char **preference = preferences; preference && *preference && status == EXIT_SOUND; preference++)
        if (!preference_is_sound(*preference, &expected))
            status = usage_error(command, "--preference %s: expected %s", *preference, expected);
    g_free(expected);
    return status;
}

/* tshark's -o is another. */
static gboolean is_preference(const char *output)
{
    return output && g_str_has_prefix(output, "winnow.") && strchr(output, ':');
}

static int check(struct packet_options *self, const struct command *command)
{
    if (is_preference(self->output))
        return usage_error(command, "-o names a file here; tshark's -o %s is --preference %s", self->output, self->output);
    self->own_format = own_format(command, self->format_name, self->output);
    self->format = output_format(command, self->own_format ? writer_csv.name : self->format_name, &self->output);
    if (!self->format)
        return EXIT_USAGE;
    if (input_that_is_output(self))
        return usage_error(command, "%s is the input and the output", self->output);
    if (self->interface && *self->inputs)
        return usage_error(command, "-i and INPUT exclude each other");
    if (!self->interface && (self->count || self->duration))
        return usage_error(command, "--count and --duration go with -i INTERFACE");
    if (self->count < 0 || self->duration < 0)
        return usage_error(command, "--count and --duration can't be negative");
    return preference_options_check(command, self->preferences);
}

int packet_options_parse(struct packet_options *self, const struct command *command, const GOptionEntry *own,
                         const char *help, int argc, char **argv)
{
    char              *formats = formats_of(command);
    const GOptionEntry entries[] = {
        { "format", 'f', 0, G_OPTION_ARG_STRING, &self->format_name, formats, "FORMAT" },
        { "output", 'o', 0, G_OPTION_ARG_FILENAME, &self->output, "Write into FILE, in the format of its ending", "FILE" },
        { "interface", 'i', 0, G_OPTION_ARG_FILENAME, &self->interface, "Capture from an interface by tshark", "INTERFACE" },
        { "count", 0, 0, G_OPTION_ARG_INT64, &self->count, "Capture so many packets", "N" },
        { "duration", 0, 0, G_OPTION_ARG_INT64, &self->duration, "Capture for so many seconds", "SECONDS" },
        { "preference", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &self->preferences,
          "One of tshark's preferences, as by its -o; again for others", "NAME:VALUE" },
        { "tshark", 0, 0, G_OPTION_ARG_FILENAME, &self->tshark, "The tshark to use (else WINNOW_TSHARK, else tshark)",
          "PATH" },
        G_OPTION_ENTRY_NULL,
    };
    const GOptionEntry filter[] = {
        { "display-filter", 'Y', 0, G_OPTION_ARG_FILENAME, &self->filter, "Of packets only those that pass tshark's filter",
          "FILTER" },
        G_OPTION_ENTRY_NULL,
    };
    char           *parameters = g_strdup_printf("%s — %s", command->arguments, command->summary);
    GOptionContext *context = g_option_context_new(parameters);
    char           *name = g_strdup_printf("winnow %s", command->name);
    int             status;

    g_set_prgname(name);
    *self = (struct packet_options){ .format = NULL };
    g_option_context_add_main_entries(context, own, NULL);
    g_option_context_add_main_entries(context, entries, NULL);
    if (command->filters)
        g_option_context_add_main_entries(context, filter, NULL);
    g_option_context_set_description(context, help);
    if (option_parse(command, context, &argc, &argv)) {
        self->inputs = g_strdupv(argv + (argc > 1 && g_str_equal(argv[1], "--") ? 2 : 1));
        status = check(self, command);
    } else {
        status = EXIT_USAGE;
    }
    g_option_context_free(context);
    g_free(formats);
    g_free(parameters);
    g_free(name);
    return status;
}

void packet_options_clear(struct packet_options *self)
{
    g_free(self->format_name);
    g_free(self->output);
    g_free(self->tshark);
    g_free(self->filter);
    g_free(self->interface);
    g_strfreev(self->preferences);
    g_strfreev(self->inputs);
}

struct tshark_request packet_options_tshark(const struct packet_options *self)
{
    return (struct tshark_request){
        .program = self->tshark,
        .filter = self->filter,
        .interface = self->interface,
        .preferences = self->preferences,
        .packets = (guint64)self->count,
        .seconds = (guint64)self->duration,
    };
}
