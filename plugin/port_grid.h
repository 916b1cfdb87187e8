/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * The port table that users edit in Wireshark, as a table of the profile. Each of its rows is a line of a ports.txt. */
#pragma once

#include <epan/prefs.h>

void port_grid_register(module_t *);

/* The rows that are sound, as the text of a ports.txt; the caller frees it. */
char *port_grid_text(void);
