/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Wireshark's menu Tools, Winnow: the user's files, and the page about anomalies. Other programs have no menus. */
#pragma once

void tools_menu_register(void);
