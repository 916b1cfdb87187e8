/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Statistics, Winnow: trees that count packets by application, class, method and port, and findings by severity; for tshark
 * -z winnow,NAME,tree[,FILTER]. While a flow's application becomes clearer, all its packets move with its name. */
#pragma once

void stat_trees_register(void);
