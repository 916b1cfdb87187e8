/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Units beside titles. */
#pragma once

#include <glib.h>

/* Whether the title has the unit among its words, in whatever case, so that it need not be said again. */
gboolean unit_is_said(const char *unit, const char *title);
