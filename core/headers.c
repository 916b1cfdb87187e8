/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "headers.h"

#include "big_endian.h"
#include "protocols.h"

enum { IPV4_HEADER = 20, IPV6_HEADER = 40, EXTENSIONS_MAX = 16 };

/* What stands behind the network layer's headers. `bytes` of it were captured, `wire` belong to the IP packet. */
struct rest {
    const guint8 *bytes;
    guint         captured;
    guint         wire;
};

static void skip(struct rest *rest, guint bytes)
{
    rest->bytes += MIN(bytes, rest->captured);
    rest->captured -= MIN(bytes, rest->captured);
    rest->wire -= MIN(bytes, rest->wire);
}

/* RFC 7413, 4.1.1; before it had a number, as an experiment (RFC 6994). */
static gboolean is_fast_open(const guint8 *option)
{
    enum { FAST_OPEN = 34, EXPERIMENT = 254, FAST_OPEN_EXPERIMENT = 0xf989 };

    return option[0] == FAST_OPEN || (option[0] == EXPERIMENT && option[1] >= 4 && be16(option + 2) == FAST_OPEN_EXPERIMENT);
}

static void read_tcp_option(const guint8 *option, struct tcp_header *tcp)
{
    enum { MSS = 2, WINDOW_SCALE = 3 };

    if (option[0] == MSS && option[1] == 4) {
        tcp->has_mss = TRUE;
        tcp->mss = be16(option + 2);
    } else if (option[0] == WINDOW_SCALE && option[1] == 3) {
        tcp->has_window_scale = TRUE;
        tcp->window_scale = option[2];
    } else if (is_fast_open(option)) {
        tcp->has_fast_open = TRUE;
    }
}

/* Up to the first option that is cut off or shorter than its own head. */
static void read_tcp_options(const guint8 *b, guint length, struct tcp_header *tcp)
{
    enum { END, NO_OPERATION };

    while (length >= 2 && b[0] != END) {
        guint size = b[0] == NO_OPERATION ? 1 : b[1];
        if (size > length || (size < 2 && b[0] != NO_OPERATION))
            return;
        if (size > 1)
            read_tcp_option(b, tcp);
        b += size;
        length -= size;
    }
}

static guint read_tcp(struct rest *rest, struct packet *packet)
{
    enum { FIXED = 20 };

    if (rest->captured < 16) /* up to the window */
        return FIXED;

    const guint8 *b = rest->bytes;
    guint         header = MAX(FIXED, (guint)(b[12] >> 4) * 4);

    packet->tcp.is_known = TRUE;
    packet->tcp.sequence = be32(b + 4);
    packet->tcp.acknowledgment = be32(b + 8);
    packet->tcp.flags = be16(b + 12) & 0x0fff;
    packet->tcp.window = be16(b + 14);
    if ((packet->tcp.flags & TCP_SYN) && rest->captured > FIXED)
        read_tcp_options(b + FIXED, MIN(header, rest->captured) - FIXED, &packet->tcp);
    return header;
}

/* A length of 0 stands for a jumbogram or an offloaded segment, one beyond the packet for a first fragment. What UDP
 * leaves over of the IP packet is no payload. */
static guint read_udp(struct rest *rest, struct packet *packet)
{
    guint length = rest->captured >= 6 ? be16(rest->bytes + 4) : 0;

    (void)packet;
    if (length >= 8 && length < rest->wire)
        rest->wire = length;
    return 8;
}

static guint read_udp_lite(struct rest *rest, struct packet *packet)
{
    (void)rest, (void)packet;
    return 8;
}

static guint read_sctp(struct rest *rest, struct packet *packet)
{
    (void)rest, (void)packet;
    return 12;
}

static guint read_dccp(struct rest *rest, struct packet *packet)
{
    (void)packet;
    return rest->captured >= 5 ? MAX(12U, (guint)rest->bytes[4] * 4) : 12;
}

static guint read_icmp(struct rest *rest, struct packet *packet)
{
    enum { ECHO_REPLY = 0, ECHO = 8, ECHO_V6 = 128, ECHO_REPLY_V6 = 129 };

    if (rest->captured >= 2) {
        packet->has_icmp = TRUE;
        packet->icmp_type = rest->bytes[0];
        packet->icmp_code = rest->bytes[1];
    }
    if (rest->captured >= 6) {
        guint8   type = rest->bytes[0];
        gboolean v6 = packet->protocol == IP_ICMPV6;
        if (v6 ? type == ECHO_V6 || type == ECHO_REPLY_V6 : type == ECHO || type == ECHO_REPLY)
            packet->icmp_id = be16(rest->bytes + 4);
    }
    return 8;
}

static const struct transport {
    guint8 ip_protocol;
    guint (*read)(struct rest *, struct packet *); /* returns the header's length in bytes */
} TRANSPORTS[] = {
    { IP_TCP, read_tcp },   { IP_UDP, read_udp },   { IP_UDP_LITE, read_udp_lite }, { IP_SCTP, read_sctp },
    { IP_DCCP, read_dccp }, { IP_ICMP, read_icmp }, { IP_ICMPV6, read_icmp },
};

static const struct transport *transport_of(guint32 protocol)
{
    for (guint i = 0; i < G_N_ELEMENTS(TRANSPORTS); i++)
        if (TRANSPORTS[i].ip_protocol == protocol)
            return &TRANSPORTS[i];
    return NULL;
}

static void read_ports(const struct rest *rest, struct packet *packet)
{
    if (!ip_protocol_has_ports((guint8)packet->protocol) || rest->captured < 4)
        return;
    packet->has_ports = TRUE;
    packet->source_port = be16(rest->bytes);
    packet->destination_port = be16(rest->bytes + 2);
}

static void read_transport(struct rest *rest, struct packet *packet)
{
    const struct transport *transport = transport_of(packet->protocol);

    if (transport && packet->fragment_offset == 0) {
        packet->header_bytes = transport->read(rest, packet);
        packet->header_bytes = MIN(packet->header_bytes, rest->wire);
        read_ports(rest, packet);
    }
    packet->payload_bytes = rest->wire - packet->header_bytes;
    if (MIN(rest->captured, rest->wire) > packet->header_bytes) {
        packet->payload = rest->bytes + packet->header_bytes;
        packet->payload_captured = MIN(rest->captured - packet->header_bytes, packet->payload_bytes);
    }
}

/* The authentication header is passed over where ports follow; otherwise the packet is AH's own. */
static gboolean is_passable_ah(guint8 next, const struct rest *rest)
{
    return next == IP_AH && rest->captured >= 8 && ip_protocol_has_ports(rest->bytes[0]);
}

static gboolean is_extension(guint8 next, const struct rest *rest)
{
    gboolean is_ipv6_extension =
        next == IP_HOP_BY_HOP || next == IP_ROUTING || next == IP_FRAGMENT || next == IP_DESTINATION_OPTIONS;

    return (is_ipv6_extension && rest->captured >= 8) || is_passable_ah(next, rest);
}

static guint extension_length(guint8 next, const struct rest *rest)
{
    if (next == IP_FRAGMENT)
        return 8;
    if (next == IP_AH)
        return ((guint)rest->bytes[1] + 2) * 4;
    return ((guint)rest->bytes[1] + 1) * 8;
}

static void read_fragment_header(const guint8 *b, struct packet *packet)
{
    guint field = be16(b + 2);

    packet->fragment_offset = field & 0xfff8;
    packet->is_fragment = (field & 0xfff9) != 0; /* an atomic fragment (RFC 6946) is none */
    packet->more_fragments = (field & 1) != 0;
    packet->fragment_id = be32(b + 4);
}

static guint8 skip_extensions(guint8 next, struct rest *rest, struct packet *packet)
{
    packet->fragment_offset = 0;
    for (guint i = 0; i < EXTENSIONS_MAX && packet->fragment_offset == 0 && is_extension(next, rest); i++) {
        guint8 following = rest->bytes[0];
        if (next == IP_FRAGMENT)
            read_fragment_header(rest->bytes, packet);
        skip(rest, extension_length(next, rest));
        next = following;
    }
    return next;
}

static gboolean read_ipv4(const guint8 *ip, guint captured, guint wire, struct packet *packet)
{
    guint header = captured >= IPV4_HEADER ? (guint)(ip[0] & 0x0f) * 4 : 0;
    guint total = captured >= IPV4_HEADER ? be16(ip + 2) : 0;

    if (header < IPV4_HEADER)
        return FALSE;
    if (total == 0) /* an offloaded segment */
        total = wire;

    packet->source = address_ipv4(ip + 12);
    packet->destination = address_ipv4(ip + 16);
    packet->ttl = ip[8];
    packet->ip_bytes = total;
    packet->fragment_id = be16(ip + 4);
    packet->fragment_offset = (be16(ip + 6) & 0x1fff) * 8;
    packet->more_fragments = (ip[6] & 0x20) != 0;
    packet->is_fragment = packet->fragment_offset > 0 || packet->more_fragments;

    struct rest rest = { ip, captured, MAX(total, header) };
    rest.captured = MIN(captured, rest.wire);
    skip(&rest, header);
    packet->protocol = ip[9];
    if (packet->fragment_offset == 0 && is_passable_ah(ip[9], &rest)) {
        packet->protocol = rest.bytes[0];
        skip(&rest, extension_length(IP_AH, &rest));
    }
    read_transport(&rest, packet);
    return TRUE;
}

static gboolean read_ipv6(const guint8 *ip, guint captured, struct packet *packet)
{
    if (captured < IPV6_HEADER)
        return FALSE;

    packet->source = address_ipv6(ip + 8);
    packet->destination = address_ipv6(ip + 24);
    packet->ttl = ip[7];
    packet->ip_bytes = IPV6_HEADER + be16(ip + 4);

    struct rest rest = { ip, MIN(captured, packet->ip_bytes), packet->ip_bytes };
    skip(&rest, IPV6_HEADER);
    packet->protocol = skip_extensions(ip[6], &rest, packet);
    read_transport(&rest, packet);
    return TRUE;
}

gboolean headers_read(const guint8 *ip, guint captured, guint wire, struct packet *packet)
{
    guint version = captured ? ip[0] >> 4 : 0;

    if (version == 4 ? !read_ipv4(ip, captured, wire, packet) : version != 6 || !read_ipv6(ip, captured, packet))
        return FALSE;
    packet->ip_version = (guint8)version;
    packet->network = ip;
    packet->network_captured = captured;
    return TRUE;
}

static gboolean is_vlan_tag(guint type)
{
    return type == 0x8100 || type == 0x88a8 || type == 0x9100;
}

guint16 headers_ethertype(const guint8 *link, guint captured, guint *offset)
{
    while (captured >= *offset + 6 && is_vlan_tag(be16(link + *offset)))
        *offset += 4;
    return captured >= *offset + 2 && be16(link + *offset) >= 0x600 ? be16(link + *offset) : 0;
}
