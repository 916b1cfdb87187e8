/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * SVG as other pictures. */
#pragma once

#include <glib.h>

struct picture_format {
    const char *name;
    gboolean    is_binary; /* nothing for a terminal */
    /* Appends the picture of this SVG; FALSE, and *error set, if it can't be drawn. */
    gboolean (*append)(const char *svg, GString *out, GError **error);
};

/* svg; png, two pixels a unit; pdf, 96 units an inch, as in CSS. NULL if it is none of them. */
const struct picture_format *picture_format_named(const char *name);
