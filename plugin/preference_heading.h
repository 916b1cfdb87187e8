/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * A line on the page of preferences that says what the next ones are about. It is no setting, and nothing is kept of it. */
#pragma once

#include <epan/prefs.h>

void preference_heading(module_t *, const char *title);
