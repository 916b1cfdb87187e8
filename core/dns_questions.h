/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Questions lately asked by UDP, each known by who asked whom, from which port and under which id. At most so many are
 * remembered; where more come than fit, one can ask whether what is not found was never asked. */
#pragma once

#include "dns.h"
#include "packet.h"
#include "pair.h"

struct dns_question {
    gint64  time;            /* ns since 1970 UTC, of the last that was asked so */
    guint32 answer;          /* hash of the last answer */
    guint16 edns_size;       /* the greatest that was offered; 0 without EDNS, G_MAXUINT16 where it is not known */
    guint8  asked, answered; /* times, up to 255 */
};

struct dns_questions;

struct dns_questions *dns_questions_new(void);
void                  dns_questions_free(struct dns_questions *);
gsize                 dns_questions_most_bytes(void);

/* Of a question's packet. Good until the next one. */
struct dns_question *dns_questions_add(struct dns_questions *, const struct packet *, const struct dns_message *);

/* What this packet answers; NULL where it was not asked within the last 30 s, or is forgotten. */
struct dns_question *dns_questions_find(struct dns_questions *, const struct packet *, const struct dns_message *);

/* Whether all questions of the last 5 s are still remembered. */
gboolean dns_questions_are_whole(const struct dns_questions *, gint64 now);

/* source: who asks; destination: who is asked. */
struct pair dns_pair(const struct packet *, const struct dns_message *);
