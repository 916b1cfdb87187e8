/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * How the value of a column is made from fields of a flow. */
#pragma once

#include "export_header.h"
#include "cell.h"
#include "value.h"

enum { FLOW_SOURCES = 5 };

/* What a value is made from. */
struct measure_view {
    const struct export_header *header;              /* tells how values are escaped */
    struct cell                 cells[FLOW_SOURCES]; /* empty where there is nothing */
    guint64                     capture;             /* from 1: ids of flows begin anew in each */
    guint64                     first_id; /* ids of flows that go on counting from capture to capture begin here */
    int                         series;   /* so many values of a series, or -1: all */

    struct value value; /* that was read, of a kind that is no text */

    guint       wrong; /* of `cells`, the one that is not what it must be */
    const char *expected;
};

struct measure {
    enum value_kind kind;
    /* Appends the value of a kind that is text, VALUE_TEXT or VALUE_DECIMAL, or else sets view->value; neither where there is
     * none. FALSE: view->wrong tells why. */
    gboolean (*read)(struct measure_view *, GString *out);
    gboolean always; /* there may be a value even where the first cell is empty */
};

gboolean measure_read(const struct measure *, struct measure_view *, GString *out);

extern const struct measure measure_text;
extern const struct measure measure_series;      /* the first so many of values with commas between them */
extern const struct measure measure_ip_address;  /* nothing if it is of another kind */
extern const struct measure measure_ip_protocol; /* by name → by number */
extern const struct measure measure_whole, measure_real, measure_square;
extern const struct measure measure_quotient; /* nothing where it is not defined */
/* Of a time or a duration. */
extern const struct measure measure_seconds, measure_milliseconds, measure_microseconds;
/* For eyes. */
extern const struct measure measure_number, measure_count, measure_bytes, measure_duration;
extern const struct measure measure_endpoint; /* of address and port */

/* For measures of one set of columns: FALSE, and view->wrong says so, if the cell is no such thing. Empty cells are for
 * the caller to look for. */
gboolean measure_view_number(struct measure_view *, guint cell, guint64 *number);
gboolean measure_view_time(struct measure_view *, guint cell, gint64 *nanoseconds); /* a duration, too */

/* FALSE as above; nothing if the cell is empty. */
gboolean measure_append_whole(GString *, struct measure_view *, guint cell);

static inline gboolean measure_view_has(const struct measure_view *view, guint cell)
{
    return view->cells[cell].length > 0;
}

/* The number of that protocol, or -1. */
int measure_protocol_number(struct cell name);

void measure_append_number(GString *, guint64);
