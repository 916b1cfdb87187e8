/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * What a payload's own shape says of its application, for what stands on other ports than usual and for what the host's
 * dissectors do not try. A signature must be strict: none may match random bytes more than once in 2^24 payloads. */
#pragma once

#include <glib.h>

/* One packet's transport payload, of one byte or more. */
struct payload {
    const guint8 *bytes;
    guint         captured; /* bytes that may be read, at least 1 */
    guint         length;   /* bytes on the wire, at least `captured` */
    guint8        ip_protocol;
    gboolean      from_initiator;
};

/* What some signatures remember from one payload of a side to its next. Starts as zeros; one for each side of a flow. */
struct signature_memory {
    guint32 value;     /* the signature's own */
    guint16 sequence;  /* the signature's own */
    guint8  signature; /* which one remembers: its place in the table plus 1, 0 for none */
    guint8  run;       /* payloads in a row that fitted */
};

/* The application's name, static, or NULL. */
const char *signature_match(const struct payload *, struct signature_memory *);
