/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * The conn_state of Zeek's conn.log, by the definitions in Zeek's scripts/base/protocols/conn/main.zeek, and the states
 * of the two sides that it follows from. */
#pragma once

#include "tcp_flow.h"

enum tcp_state {
    TCP_INACTIVE, /* has sent nothing yet */
    TCP_SYN_SENT, /* the initiator only, as the next one */
    TCP_SYN_ACK_SENT,
    TCP_PARTIAL, /* the beginning was not seen */
    TCP_ESTABLISHED,
    TCP_CLOSED,
    TCP_RESET
};

/* S0, S1, SF, REJ, S2, S3, RSTO, RSTR, RSTOS0, RSTRH, SH, SHR or OTH. A SYN that comes behind the SYN-ACK answering it
 * makes the connection like one before it. Of Zeek's sizes, on which REJ depends, only payload that was seen counts. */
const char *tcp_flow_state(const struct tcp_flow *);

/* `sender` is an index of the flow's sides. */
void tcp_state_add(struct tcp_flow *, const struct packet *, guint sender);

/* Both sides are seen from the beginning; otherwise bytes may seem to be missing that never were sent. */
gboolean tcp_state_is_whole(const struct tcp_flow *);
