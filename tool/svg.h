/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Writes SVG: well-formed, escaped, the same in every locale. Names of elements, attributes and classes are ours and go
 * out as they stand; texts may be anybody's. Lengths are user units; angles are turns, clockwise from the top. */
#pragma once

#include <glib.h>

struct svg {
    GString    *out;
    const char *open[8]; /* elements */
    guint       depth;
    gboolean    in_tag; /* attributes may follow */
};

struct svg_head {
    const char *id; /* of the picture, unique in its page */
    double      width, height;
    const char *title, *description; /* for those who do not see it */
    const char *style;               /* a style sheet to stand within, or NULL */
};

/* Appends to `out`, which stays the caller's. */
void svg_begin(struct svg *, GString *out, const struct svg_head *);
void svg_end(struct svg *);

void svg_open(struct svg *, const char *element, const char *class); /* class: or NULL */
void svg_number(struct svg *, const char *attribute, double);
void svg_attribute(struct svg *, const char *attribute, const char *text);
void svg_raw(struct svg *, const char *attribute, const char *value); /* ours, such as a path's */
void svg_text(struct svg *, const char *text);
void svg_close(struct svg *);

/* A group whose contents are moved. */
void svg_open_moved(struct svg *, const char *class, double x, double y);

/* Open, so that a title may follow. */
void svg_open_rect(struct svg *, const char *class, double x, double y, double width, double height);
/* Of the circle's area, from one angle to another, at most 1 turn on. */
void svg_open_sector(struct svg *, const char *class, double x, double y, double radius, double from, double to);

void svg_rect(struct svg *, const char *class, double x, double y, double width, double height);
void svg_line(struct svg *, const char *class, double x1, double y1, double x2, double y2);
/* Shortened to so many units, unless that is 0. */
void svg_label(struct svg *, const char *class, double x, double y, double width, const char *text);
void svg_title(struct svg *, const char *text); /* what is shown where the pointer rests on the open element */

/* About as wide as this safe text is in a label. */
double svg_label_width(const char *text);

/* A number as in SVG. */
void svg_append_number(GString *, double);
