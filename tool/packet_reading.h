/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Goes through all INPUTs of a command line, packet by packet. */
#pragma once

#include "export_decoder.h"
#include "flow_totals.h"
#include "reading.h"

/* What a command does with it all; `data` is its own. */
struct packet_callbacks {
    /* The header of the next export is known. NULL: it is a statistic's table of flows. */
    void (*begin)(gpointer data, const struct export_decoder *, const struct input *);
    /* FALSE: enough of all. */
    gboolean (*packet)(gpointer data, const struct export_decoder *, const struct export_row *,
                       const struct export_packet *);
    /* The packets of one capture have ended; `damaged` rows of it were left out. */
    void (*end)(gpointer data, guint64 damaged);
    /* As byte_source_pulse(), for nothing better to do; NULL: nothing. */
    int (*idle)(gpointer data);
    /* All of an export has been read: after the end of its last capture. NULL: never mind. */
    void (*end_input)(gpointer data, const struct open_export *);
    /* As of struct row_callbacks; NULL: never mind. */
    void (*broken)(gpointer data, const char *name, gboolean has_begun, const char *reason);
    /* All packets of a flow, for who asked for the statistic winnow,flows and said that rows would do. */
    void (*flow)(gpointer data, const struct flow_total *);
};

struct packet_reading {
    struct tshark_request          tshark;
    guint                          sets;   /* of fields to ask tshark for */
    struct labels                 *labels; /* borrowed */
    const struct packet_callbacks *callbacks;
    gpointer                       data;
    GMutex                        *lock; /* held while labels or what is the command's may change; NULL: nobody else looks */
    gboolean                       hashed; /* as in struct reading */
};

/* As reading_run(). */
enum reading_result packet_reading_run(const struct packet_reading *, char **arguments);
