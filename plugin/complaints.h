/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * What is wrong with the user's files and preferences, gathered for one message. */
#pragma once

#include <glib.h>

struct complaints {
    GString *text;
    guint    count;
};

/* A text_complaint; `data` is a struct complaints, which is all zero at first. */
void complaints_add(const char *file, guint line, const char *reason, gpointer data);

/* Tells the user, if there are any, that not all of `what` could be read, and forgets them. */
void complaints_report(struct complaints *, const char *what);

/* The same of preferences that were not taken; whether there are any. */
gboolean complaints_report_refused(struct complaints *);
