/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * The history of Zeek's conn.log, by the definitions in Zeek's scripts/base/protocols/conn/main.zeek. */
#pragma once

#include "tcp_flow.h"

/* Letters in the order of events, upper case for the initiator's: TCP_HISTORY_MAX at most, the rest is left out.
 *
 *   S SYN   H SYN-ACK   F FIN   R RST           again only if the sequence number is not that of the last one
 *   A acknowledgment without payload   D payload   I FIN and RST in one   Q SYN and FIN or RST in one         once
 *   T payload that ends at or below the highest sequence number seen, keep-alives and what fills a hole, too
 *   W window of zero, unless with RST, after its own RST or after the other side's FIN
 *   G bytes acknowledged that were not seen, in connections seen from the beginning
 *                                               T, W and G: the 1st time, the 10th, the 100th …
 *   ^ the first packet was the SYN-ACK, and its sender is taken for the responder
 *
 * There is no C: checksums are not verified, as in Wireshark by default. Unlike in Zeek every flow that begins with a
 * SYN-ACK is turned round, whatever its ports, and no other is. */
const char *tcp_flow_history(const struct tcp_flow *);

/* Whether a packet in order and without SYN, FIN and RST adds no letter. */
gboolean tcp_history_has(const struct tcp_side *, const struct packet *);

/* Before the packet changes the side's state; `sender` is an index of the flow's sides. */
void tcp_history_add(struct tcp_flow *, const struct packet *, guint sender, gboolean repeats_payload);

/* `gaps` more in what `sender` sent. */
void tcp_history_add_gaps(struct tcp_flow *, guint sender, guint gaps);
