/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Something out of the ordinary that a detector has found, once, on the packet that crossed the line. */
#pragma once

#include "address.h"

enum severity { SEVERITY_NOTE, SEVERITY_WARN, SEVERITY_ERROR, SEVERITIES };

const char *severity_name(enum severity); /* "note", "warn", "error" */
gboolean    severity_parse(const char *name, enum severity *);

struct detector;

struct finding {
    const struct detector *detector;
    guint32                mark;     /* the same for all findings of one packet, and for no others */
    guint8                 severity; /* enum severity */
    gboolean       is_unspoofed;     /* what was done is TCP, and the subject has begun and completed a handshake before */
    double         score;            /* value / threshold: how far beyond the line, 1 on it */
    struct address subject;          /* whom it is about */
    struct address object;           /* whom it was done to; ADDRESS_NONE where it is nobody, or many */
    char          *detail;           /* one sentence, printable ASCII without commas: who, what, value, threshold, window */
};
