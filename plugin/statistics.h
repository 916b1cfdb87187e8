/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * tshark -z winnow,…: tables of all flows, to standard output or into a file, when the capture has been read. */
#pragma once

#include "flow_table.h"

void statistics_register(void);

/* Whether some table still waits for flows. */
gboolean statistics_are_open(void);

/* A flow of the session is about to be freed: whoever counts flows takes it in now. */
void statistics_flow_gone(const struct flow *, gpointer data);
