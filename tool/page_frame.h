/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * What is around whatever a file of HTML has to say: its head, with the only styles and the only script that may act. */
#pragma once

#include <glib.h>

/* The texts stand in files of their own, page.css, chart.css and page.js; the caller's. */
char *page_style(void);
char *page_script(void);

void page_frame_begin(GString *, const char *title);
void page_frame_end(GString *);
