/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "command.h"

#include "safe_text.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#ifndef WINNOW_VERSION
#define WINNOW_VERSION "0.1.0"
#endif

/* To add a command: its file, its row. */
static const struct command *const COMMANDS[] = { &command_report, &command_packets, &command_flows, &command_anomalies,
                                                  &command_serve,  &command_merge,   &command_fields };

static const struct command *command_named(const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(COMMANDS); i++)
        if (g_str_equal(COMMANDS[i]->name, name))
            return COMMANDS[i];
    return NULL;
}

static char *usage(void)
{
    GString *text =
        g_string_new("Usage: winnow COMMAND [OPTION…] [INPUT…]\n\nSorts network traffic: tables from tshark's field "
                     "exports, or from captures through tshark.\n\n");

    for (guint i = 0; i < G_N_ELEMENTS(COMMANDS); i++)
        g_string_append_printf(text, "  winnow %s %s\n      %s\n", COMMANDS[i]->name, COMMANDS[i]->arguments,
                               COMMANDS[i]->summary);
    g_string_append(
        text, "\nINPUT is an export with a header line (tshark -T fields -E header=y), packed by gzip or zstd or not,\n"
              "a capture file, or - for standard input, which it also is where none is given.\n\n"
              "winnow COMMAND --help tells more; winnow --version its version.\n");
    return g_string_free(text, FALSE);
}

static int run(int argc, char **argv)
{
    const char           *name = argc > 1 ? argv[1] : "";
    const struct command *command = command_named(name);
    gboolean              helping = g_str_equal(name, "--help") || g_str_equal(name, "-h") || g_str_equal(name, "help");
    char                 *text, *safe;

    if (command)
        return command->run(command, argc - 1, argv + 1);
    if (g_str_equal(name, "--version")) {
        g_print("winnow %s\n", WINNOW_VERSION);
        return EXIT_SOUND;
    }
    text = usage();
    safe = safe_text_of(name);
    if (helping)
        g_print("%s", text);
    else
        g_printerr("%s%s%s%s", *name ? "winnow: there is no command \"" : "", safe, *name ? "\"\n\n" : "", text);
    g_free(safe);
    g_free(text);
    return helping ? EXIT_SOUND : EXIT_USAGE;
}

/* What was closed must not be the number of the next file that is opened: from or to these nothing goes. */
static void hold_standard_streams(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0)
            open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

/* Of --help and the like, behind which GLib ends the process. */
static void print(const char *text)
{
    const char *charset;
    char       *local = NULL;

    if (!g_get_charset(&charset))
        local = g_convert_with_fallback(text, -1, charset, "UTF-8", "?", NULL, NULL, NULL);
    if ((fputs(local ? local : text, stdout) < 0 || fflush(stdout) != 0) && errno != EPIPE) {
        g_printerr("winnow: standard output: %s\n", g_strerror(errno));
        exit(EXIT_DAMAGED);
    }
    g_free(local);
}

int main(int argc, char **argv)
{
    hold_standard_streams();
    signal(SIGXFSZ, SIG_IGN); /* a file that becomes too large is told of */
    g_set_print_handler(print);
    setlocale(LC_CTYPE, ""); /* and nothing else: numbers look the same everywhere */
    return run(argc, argv);
}
