/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * What is said on standard error is told in the page, too: the last few messages, from whichever thread. */
#pragma once

#include <glib.h>

void serve_messages_watch(void);
void serve_messages_forget(void);

/* The caller frees it: NULL-terminated, oldest first. */
char **serve_messages(void);
