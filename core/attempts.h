/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Attempts to reach a service, or by an echo request a host, and what became of them. One has failed where a RST answers
 * it, where an ICMP error quotes it, or where it must be answered somewhere (a SYN, an echo request …) and was not for 5 s;
 * only attempts whose own packet was seen count (Jung et al., "Fast Portscan Detection Using Sequential Hypothesis
 * Testing", 2004). */
#pragma once

#include "attempt.h"
#include "flow_table.h"

struct attempts;

/* Sees each attempt once, when it has come to an end; it is good during the call. */
typedef void (*attempt_visitor)(const struct attempt *, gpointer data);

struct attempts *attempts_new(attempt_visitor, gpointer data);
void             attempts_free(struct attempts *);

/* Where more are open at once than there is room for, of all, of one source or to one host, new ones are not followed. */
void attempts_add(struct attempts *, const struct packet *, const struct packet_record *);

gsize attempts_most_bytes(void);
