/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * What packets of one flow have in common: two endpoints in canonical order, the protocol, the VLAN if it counts.
 * ICMP echo has its identifier in place of both ports. Padding is always zero: equal keys are equal bytes. */
#pragma once

#include "packet.h"

struct flow_key {
    struct address low, high; /* in an order of our own */
    guint16        low_port, high_port;
    guint16        vlan;
    guint32        protocol; /* as struct packet's */
};

/* *source_is_low tells which end the packet came from. */
struct flow_key flow_key_of(const struct packet *packet, gboolean use_vlan, gboolean *source_is_low);

guint    flow_key_hash(gconstpointer key);
gboolean flow_key_equal(gconstpointer a, gconstpointer b);
