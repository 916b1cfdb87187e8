/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * The names of applications and what follows from them: application → category → class.
 * The catalogue owns every string that it returns; ids are dense and stay valid for its lifetime. */
#pragma once

#include <glib.h>

/* What the traffic needs from the network. */
enum traffic_class {
    CLASS_UNKNOWN,
    CLASS_REAL_TIME,
    CLASS_INTERACTIVE,
    CLASS_STREAMING,
    CLASS_BULK,
    CLASS_CONTROL,
    CLASS_BACKGROUND,
    CLASS_COUNT
};

const char *traffic_class_name(enum traffic_class);
gboolean    traffic_class_parse(const char *name, enum traffic_class *);

typedef guint16 application_id;

/* Nothing names it. Always id 0, always in the catalogue. */
enum { APPLICATION_UNKNOWN = 0, APPLICATIONS_MAX = G_MAXUINT16, CARRIERS_MAX = 64 /* of an application */ };

struct applications;

struct applications *applications_new(void);
void                 applications_free(struct applications *);

/* The id of that name, new if it must be. Names compare without regard to case and keep the spelling that came
 * first. Once the catalogue is full every new name is APPLICATION_UNKNOWN. */
application_id applications_intern(struct applications *, const char *name);

const char        *applications_name(const struct applications *, application_id);
const char        *applications_category(const struct applications *, application_id); /* "Other" by default */
enum traffic_class applications_class(const struct applications *, application_id);    /* its own, else its category's */

/* The names of all categories, in alphabetical order; the list is the caller's. */
GPtrArray *applications_categories(const struct applications *);

void applications_set_category(struct applications *, application_id, const char *category);
void applications_set_class(struct applications *, application_id, enum traffic_class);
void applications_set_category_class(struct applications *, const char *category, enum traffic_class);

/* Says that `upper` is carried by `lower` (HTTPS by TLS, S7comm by COTP). FALSE if CARRIERS_MAX others carry it already. */
gboolean applications_set_over(struct applications *, application_id upper, application_id lower);
gboolean applications_is_over(const struct applications *, application_id upper, application_id lower);

/* Says that a flow of `first` that turns to what carries `later` has become `later` (SMTP and then TLS is SMTPS). */
void applications_set_after(struct applications *, application_id later, application_id first);

/* What a flow of `first` may become; APPLICATION_UNKNOWN where nothing is declared. */
application_id applications_successor(const struct applications *, application_id first);
