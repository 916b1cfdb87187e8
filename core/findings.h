/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * The findings of one capture: takes what detectors claim, and makes a finding of what is news and not excepted. */
#pragma once

#include "finding.h"

struct findings;
struct detection_options;

/* What a detector has to say. Of one subject, object and kind it is news when it has not been said within the window,
 * or when the value has grown tenfold since. */
struct claim {
    enum severity         severity;
    const struct address *subject;          /* never NULL */
    const struct address *object;           /* or NULL */
    guint32               kind;             /* what else tells apart: a port, a sort; 0 where nothing does */
    const char           *domain;           /* or NULL; for exceptions */
    double                value, threshold; /* threshold > 0 */
    gint64                window;           /* ns; 0: never again but tenfold */
};

/* Drops at once what is no news, excepted, not severe enough, about a subject of which a detector has spoken that this one
 * yields to, or of a rank that has had its share; the last may be news later. Packets' bytes may stand in the sentence: what is not printable ASCII is escaped. */
void findings_claim(struct findings *, const struct claim *, const char *format, ...) G_GNUC_PRINTF(3, 4);

/* ---- for detection.c ---- */

/* Options are borrowed. Where findings are kept, they stay until the end, else until the next packet. */
struct findings *findings_new(const struct detection_options *, gboolean keep);
void             findings_free(struct findings *);

/* Whose claims follow, and on which packet; whether they rest on TCP, which proves more than what anybody can send in
 * another's name. */
void findings_begin_packet(struct findings *, gint64 time);
void findings_begin_detector(struct findings *, guint detector, gboolean by_tcp);

/* The address is that of a host that has begun and completed a TCP handshake. */
void findings_add_unspoofed(struct findings *, const struct address *);

/* Of the packet that was begun: 0, or what findings_of() takes. */
guint32 findings_mark(const struct findings *);

/* Those of one packet; good until the next packet. */
const struct finding *findings_of(const struct findings *, guint32 mark, guint *count);

/* That what is remembered of what was said may come to; findings that are kept not included. */
gsize findings_most_bytes(void);
