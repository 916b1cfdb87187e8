/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "command.h"
#include "serve_messages.h"
#include "serve_routes.h"

#include <glib-unix.h>
#include <signal.h>
#include <stdio.h>

enum { MEGABYTE = 1000000, LIMIT_MB_BY_DEFAULT = 1000, PORT_MAX = 65535 };

static const char HELP[] = "Prints the address of a page that only this machine can open: choose there an interface or a "
                           "CAPTURE, Start, Stop, save.\nCtrl-C ends it.";

struct options {
    gint     port;
    gint64   limit;
    gboolean open;
    char    *tshark, **preferences, **files;
};

static gboolean leave(gpointer loop)
{
    g_main_loop_quit(loop);
    return G_SOURCE_CONTINUE;
}

static void run_until_signal(void)
{
    static const int SIGNALS[] = { SIGINT, SIGTERM, SIGHUP };
    GMainLoop       *loop = g_main_loop_new(NULL, FALSE);
    guint            sources[G_N_ELEMENTS(SIGNALS)];

    for (guint i = 0; i < G_N_ELEMENTS(SIGNALS); i++)
        sources[i] = g_unix_signal_add(SIGNALS[i], leave, loop);
    g_main_loop_run(loop);
    for (guint i = 0; i < G_N_ELEMENTS(SIGNALS); i++)
        g_source_remove(sources[i]);
    g_main_loop_unref(loop);
}

static guint port_of(SoupServer *server)
{
    GSList *addresses = soup_server_get_uris(server);
    guint   port = (guint)g_uri_get_port(addresses->data);

    g_slist_free_full(addresses, (GDestroyNotify)g_uri_unref);
    return port;
}

/* 0 after saying why not. */
static guint listen_here(SoupServer *server, guint port)
{
    GError *error = NULL;

    if (soup_server_listen_local(server, port, 0, &error))
        return port_of(server);
    if (g_error_matches(error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE))
        g_printerr("winnow: port %u is in use by another program: choose another one by --port, or none for any\n", port);
    else
        g_printerr("winnow: can't serve at port %u: %s\n", port, error->message);
    g_error_free(error);
    return 0;
}

static void open_browser(const struct serve_guard *guard)
{
    char   *address = g_strdup_printf("http://127.0.0.1:%u/%s", guard->port, guard->ticket);
    GError *error = NULL;

    if (!g_app_info_launch_default_for_uri(address, NULL, &error)) {
        g_printerr("winnow: no browser could be opened (%s): open the address above\n", error->message);
        g_error_free(error);
    }
    g_free(address);
}

static void run_server(SoupServer *server, const struct options *options, struct serve *serve)
{
    serve_routes_add(server, serve);
    serve_messages_watch();
    g_print("http://127.0.0.1:%u/%s/\n", serve->guard.port, serve->guard.token);
    fflush(stdout);
    if (*options->files)
        serve_capture_start(serve->capture, *options->files, FALSE, NULL);
    if (options->open)
        open_browser(&serve->guard);
    run_until_signal();
}

static void serve_until_signal(SoupServer *server, const struct options *options, const struct serve_guard *guard)
{
    struct tshark_request request = { .program = options->tshark, .preferences = options->preferences };
    struct serve          serve = { .guard = *guard };
    struct serve_view    *view;

    serve.capture = serve_capture_new(&request, (guint64)options->limit * MEGABYTE, guard->port);
    serve.sources = serve_sources_new(&request, options->files);
    view = serve_view_new(serve.capture);
    serve.events = serve_events_new(view);
    run_server(server, options, &serve);
    serve_events_free(serve.events);
    soup_server_disconnect(server);
    serve_view_free(view);
    serve_capture_free(serve.capture);
    serve_sources_free(serve.sources);
}

static int serve(const struct options *options)
{
    SoupServer        *server = soup_server_new(NULL, NULL);
    guint              port = listen_here(server, (guint)options->port);
    struct serve_guard guard;
    int                status = EXIT_USAGE;

    if (port && serve_guard_init(&guard, port)) {
        serve_until_signal(server, options, &guard);
        status = EXIT_SOUND;
    }
    g_object_unref(server);
    return status;
}

static int check(const struct command *command, const struct options *options)
{
    if (options->port < 0 || options->port > PORT_MAX)
        return usage_error(command, "--port is a number up to %d; 0, or none, is any free one", PORT_MAX);
    if (options->limit < 0 || options->limit > G_MAXINT32)
        return usage_error(command, "--limit is a number of megabytes; 0 is none");
    return preference_options_check(command, options->preferences);
}

static int run(const struct command *command, int argc, char **argv)
{
    struct options     options = { .limit = LIMIT_MB_BY_DEFAULT };
    const GOptionEntry entries[] = {
        { "port", 'p', 0, G_OPTION_ARG_INT, &options.port, "The port of this machine; 0: any free one", "PORT" },
        { "open", 0, 0, G_OPTION_ARG_NONE, &options.open, "Open it in the desktop's browser", NULL },
        { "limit", 0, 0, G_OPTION_ARG_INT64, &options.limit,
          "Where a capture ends by itself: its temporary file has so many megabytes (1000; 0: never)", "MB" },
        { "preference", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.preferences,
          "One of tshark's preferences, as by its -o; again for others", "NAME:VALUE" },
        { "tshark", 0, 0, G_OPTION_ARG_FILENAME, &options.tshark, "The tshark to use (else WINNOW_TSHARK, else tshark)",
          "PATH" },
        { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.files, NULL, NULL },
        G_OPTION_ENTRY_NULL,
    };
    GOptionContext *context = g_option_context_new("[CAPTURE…] — the report live in a browser on this machine");
    GError         *error = NULL;
    int             status;

    g_set_prgname("winnow serve");
    g_option_context_add_main_entries(context, entries, NULL);
    g_option_context_set_description(context, HELP);
    if (!g_option_context_parse(context, &argc, &argv, &error)) {
        status = usage_error(command, "%s", error->message);
        g_error_free(error);
    } else {
        status = check(command, &options);
    }
    if (!options.files)
        options.files = g_new0(char *, 1);
    if (status == EXIT_SOUND)
        status = serve(&options);
    g_option_context_free(context);
    g_strfreev(options.files);
    g_strfreev(options.preferences);
    g_free(options.tshark);
    return status;
}

const struct command command_serve = {
    .name = "serve",
    .arguments = "[CAPTURE…]",
    .summary = "the report live in a browser on this machine: choose an interface, Start, watch, Stop, save",
    .run = run,
};
