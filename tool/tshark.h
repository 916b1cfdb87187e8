/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * tshark as a child process that turns packets into rows of fields, parted by tabs, or into the table of a statistic. */
#pragma once

#include "byte_source.h"

struct tshark_request {
    const char *program;        /* NULL: WINNOW_TSHARK of the environment, else tshark of the path */
    const char *filter;         /* a display filter, or NULL */
    const char *own_filter;     /* a field that the command needs a packet to have, where our plugin is; or NULL */
    const char *interface;      /* to capture from, or NULL */
    char      **preferences;    /* NAME:VALUE each, or NULL */
    guint64     packets;        /* to capture at most; 0: no limit */
    guint64     seconds;        /* likewise */
    const char *capture_filter; /* of pcap-filter(7), or NULL */
    const char *keep;           /* the file that what is captured is left in, or NULL */
    guint64     keep_kilobytes; /* after which a kept capture ends; 0: no limit */
    const char *statistic;      /* of -z, whose table is wanted instead of rows; or NULL */
    gboolean    rows_will_do;   /* where the statistic can't be had */
};

struct tshark;

enum tshark_error { TSHARK_MISSING, TSHARK_NO_PLUGIN, TSHARK_FAILED };

#define TSHARK_ERROR tshark_error_quark()
GQuark tshark_error_quark(void);

/* Starts it on the request's interface, on a file, or, with file "-", on what is left of `input`. It is asked for the fields of
 * these sets (columns.h), or for the request's statistic. The child's output is the caller's to read, but stays the child's. */
struct tshark      *tshark_start(const struct tshark_request *, const char *file, struct byte_source *input, guint sets,
                                 GError **error);
struct byte_source *tshark_output(struct tshark *);
const char         *tshark_header(const struct tshark *); /* the line that the output lacks, without its newline; or NULL */

/* Whether it knows winnow's fields: takes a moment. For input that can't be read twice. */
gboolean tshark_has_plugin(const struct tshark_request *);

/* The first line of what it says of itself: takes a moment. NULL if it does not run; the caller's. */
char *tshark_version(const struct tshark_request *);

/* It prints what it could capture from, a line each: NUMBER. NAME (DESCRIPTION). The caller's. */
GSubprocess *tshark_list_interfaces(const struct tshark_request *, GError **error);

void tshark_interrupt(struct tshark *);

/* Waits for its end and frees it; FALSE, and *error says what tshark said, if it failed. */
gboolean tshark_finish(struct tshark *, GError **error);
