/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * IP protocol numbers (IANA assigned internet protocol numbers). */
#pragma once

#include <glib.h>

enum ip_protocol {
    IP_HOP_BY_HOP = 0,
    IP_ICMP = 1,
    IP_TCP = 6,
    IP_UDP = 17,
    IP_DCCP = 33,
    IP_ROUTING = 43,
    IP_FRAGMENT = 44,
    IP_AH = 51,
    IP_ICMPV6 = 58,
    IP_DESTINATION_OPTIONS = 60,
    IP_SCTP = 132,
    IP_MOBILITY = 135,
    IP_UDP_LITE = 136
};

/* The usual short name; static. "IP-253" where the number has none. */
const char *ip_protocol_name(guint8 ip_protocol);

/* TCP, UDP, SCTP, DCCP and UDP-Lite. */
gboolean ip_protocol_has_ports(guint8 ip_protocol);
