/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * What a MAC address tells about who has it. */
#pragma once

#include <glib.h>

gboolean mac_equal(const guint8 a[6], const guint8 b[6]);

/* Multicast or broadcast. */
gboolean mac_is_group(const guint8 mac[6]);

/* One that goes from one machine to another by design: VRRP and CARP (RFC 9568), HSRP, GLBP, Microsoft's NLB. */
gboolean mac_is_virtual(const guint8 mac[6]);

/* Ports of one machine are numbered in turn by their maker: of one vendor, at most 3 apart. */
gboolean mac_is_neighbour(const guint8 a[6], const guint8 b[6]);
