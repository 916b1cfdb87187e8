/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Messages that ICMP and ICMPv6 share under different numbers (RFC 792, RFC 4443). */
#pragma once

#include "packet.h"

gboolean icmp_is_echo_request(const struct packet *);
gboolean icmp_is_echo_reply(const struct packet *);

/* Destination unreachable, of any sort but "too big". */
gboolean icmp_is_unreachable(const struct packet *);
