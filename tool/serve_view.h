/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * What the live page shows: its sections as HTML, drawn anew where something has changed, and a line of numbers. */
#pragma once

#include "serve_capture.h"

struct serve_view;

struct serve_view *serve_view_new(struct serve_capture *); /* borrowed */
void               serve_view_free(struct serve_view *);

/* Looks at the capture; FALSE: there is nothing new. */
gboolean serve_view_update(struct serve_view *);

/* Every update that told something has a number, from 1. */
guint64 serve_view_version(const struct serve_view *);

/* As JSON what has changed since that version; 0: all of it. The caller frees it. */
char *serve_view_changes(const struct serve_view *, guint64 since);
