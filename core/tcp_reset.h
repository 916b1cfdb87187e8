/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * The last RST of each side of a TCP flow, and whether that side goes on as if it had sent none: then somebody else did.
 *
 * What may come behind a RST that is true: what was on its way already, either way, retransmissions, and a RST for each
 * segment that still arrives. What may not: payload of its sender at or above the number of the RST, an acknowledgment of
 * what the other side had not sent before the RST, or a SYN-ACK where the RST had refused the SYN. */
#pragma once

#include "tcp_flow.h"

/* Before a packet with RST is added to the flow otherwise; `sender` is an index of the flow's sides. A RST with a number
 * that is nowhere near what its sender has reached, 2^20 or more away, is left out. */
void tcp_reset_add(struct tcp_flow *, const struct packet *, guint sender);

/* After the packet was added. `sender` goes on after its RST. */
gboolean tcp_reset_is_belied_by(const struct tcp_flow *, const struct packet *, guint sender);

/* Of a RST that is belied by this packet: somewhere on the way their TTLs differ by so many hops. */
guint tcp_reset_ttl_jump(const struct tcp_flow *, const struct packet *, guint sender);

/* Of a RST that is belied by this packet: it bears the IPv4 identification of the packet that it answers, which devices
 * leave in place when they turn a packet round; its alleged sender numbers otherwise. */
gboolean tcp_reset_has_copied_id(const struct tcp_flow *, const struct packet *, guint sender);
