/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * A report as a page: one file that loads nothing, or what stands in it. */
#pragma once

#include "report.h"

/* Appends the whole file. */
void page_append(const struct report *, GString *out);

/* Appends what its <body> holds below the title, for a server that shows a report while it grows: the answer, pictures,
 * tables. Its ids are report_tables' names, and begin with "picture-" or "page-". */
void page_append_body(const struct report *, GString *out);

/* What a page with such a body needs stands in page_frame.h: page_style(), and page_script(), which sorts, filters and
 * switches what is in the document when it runs; window.winnowEnhance(element) does so with what came later, and
 * window.winnowShowBy(element, quantity) shows it by what was chosen. */
