/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Statistics, Winnow Flows: a window with a row a flow, to be sorted by each column and saved. */
#pragma once

void flows_window_register(void);
