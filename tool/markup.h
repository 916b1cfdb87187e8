/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Text for HTML and SVG: harmless between tags and in quoted attributes alike. */
#pragma once

#include <glib.h>

/* Escapes what is markup; what no eye can see is spelled out, as in safe_text.h. Of more than `width` columns the first and
 * an ellipsis; 0: all. */
void markup_append(GString *, const char *text, guint width);
