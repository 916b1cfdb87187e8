/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Goes through all INPUTs of a command line, row by row, and minds what goes on meanwhile: progress, interruptions,
 * damage. */
#pragma once

#include "export_reader.h"
#include "input.h"

/* The export that is being read. What a command makes of it, it counts here. */
struct open_export {
    const struct input         *input;
    const struct export_header *header;
    struct damage              *damage;
    guint64                     rows;         /* that were of use */
    guint64                     packet_bytes; /* how much of a capture they are */
};

/* What a command does with it all; `data` is its own. */
struct row_callbacks {
    /* The header of the next export is known. FALSE: nothing can be had from it, and the damage has been told why. */
    gboolean (*begin)(gpointer data, struct open_export *);
    /* FALSE: enough of all. */
    gboolean (*row)(gpointer data, struct open_export *, const struct export_row *);
    /* There are no more rows of this one. */
    void (*end)(gpointer data, struct open_export *);
    /* As byte_source_pulse(), for nothing better to do; NULL: nothing. */
    int (*idle)(gpointer data);
    /* An input could not be read, or, where it has begun, not to its end: it is the last that has. NULL: never mind. */
    void (*broken)(gpointer data, const char *name, gboolean has_begun, const char *reason);
};

struct reading {
    struct tshark_request       tshark;
    guint                       sets; /* of fields to ask tshark for */
    const struct row_callbacks *callbacks;
    gpointer                    data;
    gboolean                    hashed; /* input_content_hash() is wanted at the end of each input */
};

enum reading_result { READING_SOUND, READING_DAMAGED, READING_NOTHING /* no input could be read at all */ };

/* `arguments` may be empty: then it is standard input, unless tshark is asked for an interface. */
enum reading_result reading_run(const struct reading *, char **arguments);

/* Whether a packet's number, if it is known, or a header between the rows, shows that another capture begins with this
 * row: tshark -M begins anew, and so do the files of one `cat`. */
gboolean reading_is_next_capture(guint64 number, guint64 last, const struct export_row *);
