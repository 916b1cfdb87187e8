/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * An attempt to reach a service, or by an echo request a host, as one packet shows it. */
#pragma once

#include "packet.h"

enum attempt_kind {
    ATTEMPT_SYN,
    ATTEMPT_NULL,
    ATTEMPT_FIN,
    ATTEMPT_XMAS,
    ATTEMPT_ACK,
    ATTEMPT_FIN_ACK,
    ATTEMPT_UDP,
    ATTEMPT_SCTP,
    ATTEMPT_FRAGMENT, /* TCP that is cut off before its flags */
    ATTEMPT_ECHO,     /* of ICMP; the source port is its identifier, the destination port 0 */
    ATTEMPT_KINDS
};
enum attempt_end {
    ATTEMPT_OPEN,
    ATTEMPT_ANSWERED,
    ATTEMPT_REFUSED,
    ATTEMPT_UNREACHABLE,
    ATTEMPT_UNANSWERED,
    ATTEMPT_SILENT /* unanswered as well, but it need not have been answered: UDP, ACK … */
};

const char *attempt_kind_name(enum attempt_kind); /* "SYN" … */

struct attempt {
    struct address source, destination;
    guint16        source_port, destination_port;
    guint8         protocol; /* IP protocol number */
    guint8         kind;     /* enum attempt_kind */
    guint8         end;      /* enum attempt_end */
    gint64         time;     /* ns since 1970 UTC, of its packet */
};

/* With its addresses, ports and protocol, by which it is told from others; of what such a packet begins, and of what it
 * answers. */
struct attempt attempt_by(const struct packet *);
struct attempt attempt_answered_by(const struct packet *);

/* Whether it may begin one, and of which kind. */
gboolean attempt_is_begun_by(const struct packet *, guint8 *kind);

/* A host need not answer these. */
gboolean attempt_may_stay_unanswered(const struct attempt *);

/* Of the answer's sort: ATTEMPT_REFUSED, ATTEMPT_ANSWERED. */
enum attempt_end attempt_end_by(const struct packet *answer);
