/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * A bar of text: eighths of a character, or whole ones where there is only ASCII. */
#pragma once

#include <glib.h>

/* `part` of `width` columns; something that is not nothing is seen. */
void bar_append(GString *out, double part, guint width, gboolean ascii_only);
