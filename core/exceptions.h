/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * What the user does not want to be told: lines that each name a detector, or * for all, and whom it is about. The format
 * is described in winnow-blocklists(5). */
#pragma once

#include "address.h"
#include "text_source.h"

struct exceptions;

/* Whether a detector of that name exists. */
typedef gboolean (*exceptions_is_detector)(const char *name, gpointer data);

struct exceptions_reading {
    exceptions_is_detector is_detector; /* NULL: every name will do */
    text_complaint         complain;    /* of a line that is left out; NULL: nobody hears of it */
    gpointer               data;        /* for both */
};

struct exceptions *exceptions_new(void); /* none */
void               exceptions_free(struct exceptions *);

/* Adds those of a file, up to where there are 10,000 in all, since each is looked at for each finding. */
void exceptions_read(struct exceptions *, const char *file, const struct exceptions_reading *);

/* Whether a finding is not wanted. Subject, object and domain are NULL where it has none; a line that asks for one then
 * does not cover it. A line with one address asks for it on either side; one with two, for the subject in the first and
 * the object in the second; a domain's line covers what is below it too. */
gboolean exceptions_cover(const struct exceptions *, const char *detector, const struct address *subject,
                          const struct address *object, const char *domain);
