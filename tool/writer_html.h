/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Tables as HTML; columns that say nothing are left out. The writer makes a page around them, unless it is told that
 * somebody else does. */
#pragma once

#include "palette.h"
#include "writer.h"

struct html_writer {
    struct writer         writer;
    gboolean              in_page; /* somebody else makes the page, and has headings for tables */
    const struct palette *palette; /* of applications, or NULL; borrowed */

    gboolean  is_framed; /* the page has begun */
    GArray   *held;      /* rows of a table that does not stream, else NULL */
    gboolean *told;      /* by column: whether any of them says something */
};

extern const struct writer_format writer_html; /* its writers are struct html_writer */
