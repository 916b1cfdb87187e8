/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Reads an IP header and the transport header behind it (RFC 791, 8200, 9293, 768, 9260, 4340, 792, 4443).
 * The bytes are hostile: nothing is read past `captured`, and every length is checked against `wire`. */
#pragma once

#include "packet.h"

/* `ip` points at an IPv4 or IPv6 header of which `captured` bytes are there and `wire` bytes were sent, frame padding
 * included. Fills what struct packet says of the network and transport layers; FALSE, and *packet untouched, where no
 * whole IP header is there. Ports are left unknown in all but the first fragment, and where they were not captured. */
gboolean headers_read(const guint8 *ip, guint captured, guint wire, struct packet *packet);

/* The EtherType behind any VLAN tags: `*offset` is that of the first type field in the `captured` bytes at `link`, and then
 * of the one that was read. 0 where it was not captured, and where the field is a length (IEEE 802.3). */
guint16 headers_ethertype(const guint8 *link, guint captured, guint *offset);
