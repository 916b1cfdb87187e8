/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Attempts to reach a service, or by an echo request a host, and what became of them. One has failed where a RST answers
 * it, where an ICMP error quotes it, or where it must be answered somewhere (a SYN, an echo request …) and was not for 5 s;
 * only attempts whose own packet was seen count (Jung et al., "Fast Portscan Detection Using Sequential Hypothesis
 * Testing", 2004). */
#pragma once

#include "flow_table.h"

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

struct attempts;

/* Sees each attempt once, when it has come to an end; it is good during the call. */
typedef void (*attempt_visitor)(const struct attempt *, gpointer data);

struct attempts *attempts_new(attempt_visitor, gpointer data);
void             attempts_free(struct attempts *);

/* Where more are open at once than there is room for, of all, of one source or to one host, new ones are not followed. */
void attempts_add(struct attempts *, const struct packet *, const struct packet_record *);

gsize attempts_most_bytes(void);
