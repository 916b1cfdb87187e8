/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Ctrl-C as a wish to see the result: SIGINT and SIGTERM are counted instead of ending the program. */
#pragma once

#include <glib.h>

void  interrupts_watch(void);
guint interrupts_seen(void);
