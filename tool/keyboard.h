/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Keys of the terminal that the program runs in, while its output is a screen: without Enter, and not echoed. Ctrl-C stays
 * what it is. */
#pragma once

#include <glib.h>

struct keyboard;

/* NULL: there is none, or it is somebody else's at the moment. */
struct keyboard *keyboard_open(void);
void             keyboard_close(struct keyboard *); /* or NULL */

/* Whether this key was pressed since it was asked before; it does not wait. */
gboolean keyboard_pressed(struct keyboard *, char key);
