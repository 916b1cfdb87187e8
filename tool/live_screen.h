/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * A report that grows, on a terminal: what there is, how fast it comes, applications with bars, the newest anomalies; as
 * much of it as there is room for, however often the room changes. The key q means the same as Ctrl-C. */
#pragma once

#include "report.h"

struct live_screen;

/* Borrows the source's name. Nothing is drawn yet. */
struct live_screen *live_screen_new(const char *source);
void                live_screen_free(struct live_screen *);

/* Draws it, or the chosen tables of the report, if it is time or the terminal has another size. For how many milliseconds it
 * need not be asked again. */
int live_screen_draw(struct live_screen *, const struct report *);

/* Whether the next draw would draw: so what is gathered can be brought up to date before. */
gboolean live_screen_is_due(const struct live_screen *);

/* The user's screen is there again, for messages, until the next draw. */
void live_screen_leave(struct live_screen *);
