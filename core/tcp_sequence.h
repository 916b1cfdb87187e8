/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * The sequence space of one side of a TCP flow (RFC 9293, 3.4): what was seen of it, and which packets repeat bytes or
 * fill holes. All numbers are modulo 2^32.
 *
 * - retransmitted: packets of which a byte, SYN or FIN had been seen before. Not counted: pure acknowledgments, RST,
 *   keep-alives and zero-window probes as Wireshark's tcp.analysis.keep_alive and .zero_window_probe define them.
 * - out_of_order: packets below the highest number seen of which nothing had been seen before. A pure acknowledgment
 *   is never out of order itself, but its number counts as seen: what is missing below it has been sent.
 *
 * What came before the first packet of a side counts as seen, also where that is in the middle of the flow; so does the
 * lowest hole when there are more than TCP_HOLES_MAX. A SYN with a new number, or a segment more than 2^30 (the largest
 * window of RFC 7323) away from the highest number seen, begins the space anew and counts as neither. */
#pragma once

#include "tcp_flow.h"

enum { TCP_HOLES_MAX = 8 };

/* One above the last sequence number that the packet takes. */
guint32 tcp_sequence_end(const struct packet *);

/* `sender` is an index of the flow's sides. Returns whether the packet has a payload that ends at or below the highest
 * number seen. */
gboolean tcp_sequence_add(struct tcp_flow *, const struct packet *, guint sender);

/* Returns how many holes in what `sender` has sent are now acknowledged: their bytes arrived, though unseen. */
guint tcp_sequence_acknowledge(struct tcp_flow *, guint sender, guint32 acknowledgment);
