/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * What a command is, and what those that read packets have in common on their command lines. */
#pragma once

#include "output.h"
#include "reading.h"

enum { EXIT_SOUND = 0, EXIT_DAMAGED = 1, EXIT_USAGE = 2 };

/* A format that no other command has. It goes out through the writer of CSV, which adds nothing but tables. */
struct own_format {
    const char *name;
    const char *ending; /* of file names, or NULL */
};

struct command {
    const char *name;
    const char *arguments;
    const char *summary;
    int (*run)(const struct command *, int argc, char **argv); /* argv[0] is the command's name */
    gboolean                 filters;                          /* packets by -Y */
    const struct own_format *own_formats;                      /* up to one without a name; or NULL */
};

extern const struct command command_report, command_packets, command_flows, command_anomalies, command_serve, command_merge,
    command_fields;

/* Owns its strings. */
struct packet_options {
    char                       *format_name, *output, *tshark, *filter, *interface;
    char                      **preferences; /* for tshark's -o, or NULL */
    gint64                      count, duration;
    const struct writer_format *format;
    const struct own_format    *own_format; /* that is wanted instead, or NULL */
    char                      **inputs;     /* what is left of the command line: maybe none */
};

/* Reads the common options and the command's own ones; EXIT_SOUND, or the status to leave with after saying why. */
int  packet_options_parse(struct packet_options *, const struct command *, const GOptionEntry *own, const char *help,
                          int argc, char **argv);
void packet_options_clear(struct packet_options *);

/* What `reading` needs to know of them. */
struct tshark_request packet_options_tshark(const struct packet_options *);

/* The format of that name, else of the ending of *output, else for eyes; NULL after saying that there is none. An output
 * "-" is freed, and NULL then, which is standard output. */
const struct writer_format *output_format(const struct command *, const char *name, char **output);

/* EXIT_SOUND, or after saying which of them (or NULL) Wireshark would not take for what it says. */
int preference_options_check(const struct command *, char **preferences);

/* Says on standard error what is wrong with the command line, and returns EXIT_USAGE. */
int usage_error(const struct command *, const char *format, ...) G_GNUC_PRINTF(2, 3);
