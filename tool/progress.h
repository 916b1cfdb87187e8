/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * A bar on standard error for work that takes longer than a second, if that is a terminal. */
#pragma once

#include <glib.h>

struct progress;

struct progress *progress_new(void);
void             progress_free(struct progress *); /* and the bar is gone */

/* `total` 0: nobody knows. */
void progress_show(struct progress *, const char *name, guint64 done, guint64 total);
void progress_hide(struct progress *);
