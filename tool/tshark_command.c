/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tshark_command.h"

#include "columns.h"

static const char *program_of(const struct tshark_request *request)
{
    const char *named = g_getenv("WINNOW_TSHARK");

    return request->program && *request->program ? request->program : named && *named ? named : "tshark";
}

static GPtrArray *arguments_new(const struct tshark_request *request)
{
    GPtrArray *arguments = g_ptr_array_new_with_free_func(g_free);

    g_ptr_array_add(arguments, g_strdup(program_of(request)));
    return arguments;
}

static void add(GPtrArray *arguments, const char *option, const char *value)
{
    g_ptr_array_add(arguments, g_strdup(option));
    if (value)
        g_ptr_array_add(arguments, g_strdup(value));
}

static void add_preferences(GPtrArray *arguments, const struct tshark_request *request)
{
    for (char **preference = request->preferences; preference && *preference; preference++)
        add(arguments, "-o", *preference);
}

/* -P: rows, too. */
static void add_kept_file(GPtrArray *arguments, const struct tshark_request *request)
{
    char text[64];

    add(arguments, "-w", request->keep);
    add(arguments, "-P", NULL);
    if (request->keep_kilobytes) {
        g_snprintf(text, sizeof text, "filesize:%" G_GUINT64_FORMAT, request->keep_kilobytes);
        add(arguments, "-a", text);
    }
}

static void add_source(GPtrArray *arguments, const struct tshark_request *request, const char *file)
{
    char text[64];

    if (!request->interface) {
        add(arguments, "-r", file);
        return;
    }
    add(arguments, "-i", request->interface);
    if (request->capture_filter)
        add(arguments, "-f", request->capture_filter);
    add(arguments, "-l", NULL);
    if (request->packets) {
        g_snprintf(text, sizeof text, "%" G_GUINT64_FORMAT, request->packets);
        add(arguments, "-c", text);
    }
    if (request->seconds) {
        g_snprintf(text, sizeof text, "duration:%" G_GUINT64_FORMAT, request->seconds);
        add(arguments, "-a", text);
    }
    if (request->keep)
        add_kept_file(arguments, request);
}

static void add_filter(GPtrArray *arguments, const struct tshark_request *request, gboolean has_plugin)
{
    const char *own = has_plugin ? request->own_filter : NULL;

    char *both = request->filter && own ? g_strdup_printf("(%s) && %s", request->filter, own) : NULL;

    if (request->filter || own)
        add(arguments, "-Y", both ? both : own ? own : request->filter);
    g_free(both);
}

/* One custom column a field, all occurrences, numbers as numbers. */
static char *column_preference(char **names)
{
    GString *columns = g_string_new("gui.column.format:");

    for (char **name = names; *name; name++)
        g_string_append_printf(columns, "%s\"%s\",\"%%Cus:%s:0:U\"", name == names ? "" : ",", *name, *name);
    return g_string_free(columns, FALSE);
}

GPtrArray *tshark_command_rows(const struct tshark_request *request, const char *file, guint sets, char **names)
{
    GPtrArray *arguments = arguments_new(request);
    char      *columns = column_preference(names);

    add(arguments, "-n", NULL);
    add_source(arguments, request, file);
    add_filter(arguments, request, (sets & FIELDS_PLAIN) == 0);
    if (!(sets & FIELDS_PLAIN))
        add(arguments, "-o", TSHARK_ONLY_ASKED_FIELDS);
    add_preferences(arguments, request);
    add(arguments, "-o", columns);
    add(arguments, "-T", "tabs");
    g_ptr_array_add(arguments, NULL);
    g_free(columns);
    return arguments;
}

GPtrArray *tshark_command_statistic(const struct tshark_request *request, const char *file)
{
    GPtrArray *arguments = arguments_new(request);

    add(arguments, "-n", NULL);
    add(arguments, "-q", NULL);
    add(arguments, "-z", request->statistic);
    add_preferences(arguments, request);
    add_source(arguments, request, file);
    g_ptr_array_add(arguments, NULL);
    return arguments;
}

GPtrArray *tshark_command_interfaces(const struct tshark_request *request)
{
    GPtrArray *arguments = arguments_new(request);

    add(arguments, "-D", NULL);
    g_ptr_array_add(arguments, NULL);
    return arguments;
}

GPtrArray *tshark_command_plugins(const struct tshark_request *request)
{
    GPtrArray *arguments = arguments_new(request);

    add(arguments, "-G", "plugins");
    g_ptr_array_add(arguments, NULL);
    return arguments;
}

GPtrArray *tshark_command_version(const struct tshark_request *request)
{
    GPtrArray *arguments = arguments_new(request);

    add(arguments, "--version", NULL);
    g_ptr_array_add(arguments, NULL);
    return arguments;
}
