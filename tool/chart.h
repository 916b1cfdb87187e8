/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Pictures of a report, as SVG. */
#pragma once

#include "palette.h"
#include "svg.h"

/* What a picture is drawn from, and for where. */
struct chart_context {
    const struct report  *report;
    const struct palette *palette;
    enum quantity         quantity;
    const char           *id;    /* of the picture, unique in its page; of no other letters than a-z and - */
    gboolean              alone; /* a file of its own: it brings its heading, its colours and its ground */
};

struct chart {
    const char *name;
    const char *title;
    const char *table;      /* of report_tables: says in words what the picture shows */
    guint       needs;      /* enum known */
    guint       quantities; /* that it can be drawn by, 1 << enum quantity; 0: it shows all there are, or none */
    gboolean    is_wide;    /* and may be too wide for a narrow page */
    void (*draw)(const struct chart *, const struct chart_context *, GString *out);
};

/* THE list of charts; the first is the one that is meant where none is named. */
extern const struct chart *const charts[];
extern const guint               charts_count;

const struct chart *chart_named(const char *name);
char               *chart_names(void); /* with commas; the caller's */

/* Whether the report knows enough for it, and, without regard to the quantity, whether it can be drawn by that. */
gboolean chart_is_available(const struct chart *, const struct report *);
gboolean chart_is_drawn_by(const struct chart *, const struct report *, enum quantity);

/* Appends the picture; of a report that knows nothing of it, one that says so. */
void chart_append(const struct chart *, const struct chart_context *, GString *out);

/* The same, alone, as a file is. */
char *chart_file(const struct chart *, const struct report *, enum quantity); /* the caller's */

/* The rules that colour charts, for a page that shows them. */
char *chart_style(void); /* the caller's */

/* For charts: begins a picture of this size and says what it shows; its title gets "by packets" where that matters. */
void chart_begin(const struct chart *, const struct chart_context *, struct svg *, GString *out, double width, double height,
                 const char *description);

extern const struct chart chart_applications_bars, chart_applications_pie, chart_applications_share, chart_time_line,
    chart_anomalies;
