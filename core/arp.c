/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "arp.h"

#include <string.h>

#include "big_endian.h"

enum { SIZE = 28, ETHERNET = 1, IPV4 = 0x0800, MAC_BYTES = 6, IPV4_BYTES = 4 };

static gboolean is_ipv4_over_ethernet(const guint8 *b)
{
    return be16(b) == ETHERNET && be16(b + 2) == IPV4 && b[4] == MAC_BYTES && b[5] == IPV4_BYTES;
}

gboolean arp_read(const guint8 *bytes, guint captured, struct arp *arp)
{
    guint operation = captured >= SIZE ? be16(bytes + 6) : 0;

    if ((operation != ARP_REQUEST && operation != ARP_REPLY) || !is_ipv4_over_ethernet(bytes))
        return FALSE;
    arp->operation = (guint16)operation;
    memcpy(arp->sender_mac, bytes + 8, MAC_BYTES);
    arp->sender = address_ipv4(bytes + 14);
    arp->target = address_ipv4(bytes + 24);
    return TRUE;
}

gboolean arp_is_probe(const struct arp *arp)
{
    return be32(arp->sender.bytes) == 0;
}

gboolean arp_is_announcement(const struct arp *arp)
{
    return address_equal(&arp->sender, &arp->target);
}
