/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * How a try to log in, and what the server says to it, looks in the payloads of protocols that do not encrypt it. */
#pragma once

#include <glib.h>

/* The first two do encrypt it. LOGIN_FORM is a page with a form for it, by HTTP. Others have greater numbers. */
enum { LOGIN_NONE, LOGIN_SSH, LOGIN_RDP, LOGIN_HTTP, LOGIN_FORM, LOGIN_PROTOCOLS_MAX = 127 };

/* The protocol's number; LOGIN_NONE where that application has no log-in that is known here. */
guint login_protocol(const char *application);

/* Nothing of it can be read. */
gboolean login_is_encrypted(guint protocol);

/* A connection is logged in once, at its beginning. */
gboolean login_is_for_good(guint protocol);

/* Whether the client's payload tries a name or password, where this can be told; in some protocols it need not be, and is
 * FALSE. *credential becomes a hash of it, 0 where it cannot be read. *protocol is that of the flow; LOGIN_HTTP and
 * LOGIN_FORM become the other one where that is what is tried. */
gboolean login_is_try(guint *protocol, const guint8 *payload, guint length, guint32 *credential);

/* Only what follows a try says anything. */
gboolean login_needs_try(guint protocol);

enum login_answer { LOGIN_NO_ANSWER, LOGIN_REFUSED, LOGIN_ACCEPTED };

/* What the server's payload says. */
enum login_answer login_answer(guint protocol, const guint8 *payload, guint length);
