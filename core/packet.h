/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * What a host must tell about one packet. A plain value: pointers in it belong to the host and are good during the call. */
#pragma once

#include "address.h"
#include "applications.h"

#define NS_PER_SECOND G_GINT64_CONSTANT(1000000000)

/* A flow's protocol: an IP protocol number, or one of these with an EtherType or a number of the host's own below it. */
enum { PROTOCOL_ETHERTYPE = 0x10000, PROTOCOL_LINK = 0x20000 };

enum tcp_flag {
    TCP_FIN = 0x01,
    TCP_SYN = 0x02,
    TCP_RST = 0x04,
    TCP_PSH = 0x08,
    TCP_ACK = 0x10,
    TCP_URG = 0x20,
    TCP_ECE = 0x40,
    TCP_CWR = 0x80,
    TCP_AE = 0x100 /* RFC 9768; once NS of RFC 3540 */
};

struct tcp_header {
    gboolean is_known; /* captured up to the window; else all is zero */
    guint32  sequence;
    guint32  acknowledgment;
    guint16  window; /* as on the wire, not scaled */
    guint16  flags;  /* enum tcp_flag, and above these the three reserved bits */

    /* options of segments with SYN, as far as they were captured */
    gboolean has_mss, has_window_scale, has_fast_open;
    guint16  mss;          /* bytes; RFC 9293, 3.7.1 */
    guint8   window_scale; /* the shift on the wire, also above the 14 that RFC 7323 allows */
};

struct packet {
    /* of the capture */
    guint32 number;      /* as the host counts, from 1 */
    gint64  time;        /* ns since 1970-01-01 UTC */
    guint32 frame_bytes; /* on the wire, also where fewer were captured */

    /* of the innermost network layer, or of the link where there is none */
    struct address source, destination;
    guint32        protocol;      /* IP protocol number, PROTOCOL_ETHERTYPE | number, PROTOCOL_LINK | number */
    const char    *protocol_name; /* lives as long as the port table; where protocol is no IP protocol number */
    guint16        vlan;          /* 0 where there is no tag */
    const guint8  *link_source;   /* the sender's MAC address, 6 bytes; NULL where the link has none */

    const guint8 *network; /* the innermost IP header, or what follows the EtherType; NULL where neither was found */
    guint32       network_captured;

    /* by headers_read(); 0 where there is no IP */
    guint8  ip_version;
    guint8  ttl;
    guint32 ip_bytes;     /* IPv4 total length; IPv6 40 + payload length */
    guint32 header_bytes; /* of the transport, with options */
    guint32 payload_bytes;

    const guint8 *payload; /* what was captured of it, NULL if nothing */
    guint32       payload_captured;

    gboolean is_fragment, more_fragments;
    guint32  fragment_id;
    guint32  fragment_offset; /* bytes */

    gboolean          has_ports; /* the two ports below are known */
    guint16           source_port, destination_port;
    gboolean          has_icmp; /* the next two are known */
    guint8            icmp_type, icmp_code;
    guint16           icmp_id; /* of echo messages, else 0 */
    struct tcp_header tcp;
};

/* No router has passed it on, where its sender uses one of the usual initial values. */
static inline gboolean packet_is_unrouted(const struct packet *packet)
{
    return packet->ttl == 64 || packet->ttl == 128 || packet->ttl == 255;
}

/* What the host's dissectors found in the packet. */
struct evidence {
    application_id application;  /* the uppermost layer above the transport that says anything, or APPLICATION_UNKNOWN */
    application_id carrier;      /* the lowest */
    guint8         tunnel_depth; /* network layers outside the innermost one */
};
