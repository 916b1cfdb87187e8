/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Who may talk to `winnow serve`: whoever knows the token, from a page of its own, by an address of this machine.
 *
 * The token stands in the path. A cookie would go to every server on this machine, whichever its port and its owner. */
#pragma once

#include <glib.h>

enum { SERVE_TOKEN_LENGTH = 32 };

struct serve_guard {
    char     token[SERVE_TOKEN_LENGTH + 1];
    char     ticket[SERVE_TOKEN_LENGTH + 1]; /* opens once; for a browser's command line, which others on this machine see */
    gboolean ticket_used;
    guint    port;
};

/* FALSE if the system has no random numbers. */
gboolean serve_guard_init(struct serve_guard *, guint port);

/* What follows "/TOKEN/" in a path, or NULL. */
const char *serve_guard_inside(const struct serve_guard *, const char *path);

/* Whether a path is the ticket's: it is one time only. */
gboolean serve_guard_take_ticket(struct serve_guard *, const char *path);

/* What a browser says of a request: each NULL where it says nothing. */
struct serve_claims {
    const char *host, *origin, *fetch_site;
    gboolean    acts; /* the request changes something: then its origin must be told */
};

/* NULL if a request may pass, else a sentence why not. A foreign name that leads here (DNS rebinding) shows in the host, a
 * foreign page in the origin. */
const char *serve_guard_refusal(const struct serve_guard *, const struct serve_claims *);

/* The time it takes says nothing of where they differ. */
gboolean serve_guard_same(const char *secret, const char *told, gsize length);
