/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Ctrl-C as a wish to see the result: SIGINT and SIGTERM are counted instead of ending the program. */
#pragma once

#include <glib.h>

/* Unless somebody else handles a signal already, who then calls interrupts_raise(). */
void  interrupts_watch(void);
guint interrupts_seen(void);

/* The same wish from elsewhere, from any thread; and that none was uttered. */
void interrupts_raise(void);
void interrupts_forget(void);
