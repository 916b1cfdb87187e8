/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * ARP for IPv4 over Ethernet (RFC 826), and what is said with it (RFC 5227). */
#pragma once

#include "address.h"

enum { ARP_REQUEST = 1, ARP_REPLY = 2 };

struct arp {
    guint16        operation;      /* ARP_REQUEST or ARP_REPLY */
    guint8         sender_mac[6];  /* the address that it speaks of, which need not be that of the frame */
    struct address sender, target; /* IPv4; 0.0.0.0 is the sender of a probe */
};

/* FALSE, and *arp untouched, where the `captured` bytes at `bytes`, behind the EtherType, are no whole request or reply. */
gboolean arp_read(const guint8 *bytes, guint captured, struct arp *arp);

/* Whether it asks or tells whether an address is free, and claims none. */
gboolean arp_is_probe(const struct arp *);

/* Whether it tells everybody of the sender's own address. */
gboolean arp_is_announcement(const struct arp *);
