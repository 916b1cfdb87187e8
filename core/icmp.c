/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "icmp.h"

#include "protocols.h"

static gboolean is_of_type(const struct packet *packet, guint8 type, guint8 type_v6)
{
    return packet->has_icmp && packet->icmp_type == (packet->protocol == IP_ICMPV6 ? type_v6 : type);
}

gboolean icmp_is_echo_request(const struct packet *packet)
{
    return is_of_type(packet, 8, 128);
}

gboolean icmp_is_echo_reply(const struct packet *packet)
{
    return is_of_type(packet, 0, 129);
}

gboolean icmp_is_unreachable(const struct packet *packet)
{
    enum { TOO_BIG = 4 }; /* a message of its own in ICMPv6 */

    return is_of_type(packet, 3, 1) && (packet->protocol == IP_ICMPV6 || packet->icmp_code != TOO_BIG);
}
