/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * The input is options and then a record a packet, of ten bytes, a header and a payload: few ends, ports, times and sizes,
 * so that packets meet in flows. */
#include "packets.h"

#include "protocols.h"

enum { IPV4_ENDS = 6, IPV6_ENDS = 10, ENDS = 16 };

static struct address end_of(guint number)
{
    static const guint8 IPV4[IPV4_ENDS][4] = { { 192, 0, 2, 1 }, { 192, 0, 2, 2 }, { 192, 0, 2, 3 },
                                               { 10, 0, 0, 1 },  { 0, 0, 0, 0 },   { 255, 255, 255, 255 } };

    if (number < IPV4_ENDS)
        return address_ipv4(IPV4[number]);
    if (number < IPV6_ENDS)
        return address_ipv6((const guint8[16]){ 0x20, 1, 0x0d, 0xb8, [15] = (guint8)number });
    if (number < ENDS - 1)
        return address_mac((const guint8[6]){ 2, 0, 0, 0, 0, (guint8)number });
    return address_text("");
}

static void read_protocol(struct packet *packet, guint8 choice)
{
    static const guint8 BY_IP[] = { IP_TCP, IP_TCP, IP_TCP, IP_UDP, IP_UDP, IP_ICMP, IP_SCTP, IP_DCCP };

    if (packet->source.kind == ADDRESS_IPV4 || packet->source.kind == ADDRESS_IPV6) {
        packet->ip_version = packet->source.kind == ADDRESS_IPV4 ? 4 : 6;
        packet->protocol = BY_IP[choice & 7];
        if (packet->protocol == IP_ICMP && packet->ip_version == 6)
            packet->protocol = IP_ICMPV6;
        packet->ttl = choice >> 3;
    } else {
        packet->protocol = choice & 1 ? PROTOCOL_ETHERTYPE | 0x0806 : PROTOCOL_LINK | choice;
        packet->protocol_name = "ARP";
    }
}

static void read_ends(struct packet *packet, guint8 ends, guint8 ports)
{
    static const guint16 PORTS[16] = {
        0, 20, 21, 22, 53, 80, 443, 3306, 5353, 6881, 40000, 49152, 50000, 50001, 60000, 65535
    };

    packet->source = end_of(ends & 15);
    packet->destination = end_of(ends >> 4);
    if (packet->destination.kind != packet->source.kind)
        packet->destination = packet->source;
    packet->source_port = PORTS[ports & 15];
    packet->destination_port = PORTS[ports >> 4];
}

static void read_transport(struct packet *packet, guint8 flags, guint16 sequences, guint8 more)
{
    static const guint32 SEQUENCES[] = { 0, 1, 100, 1000, 0x7fffffff, 0x80000000, 0xfffffff0, 0xffffffff };

    packet->has_ports = ip_protocol_has_ports((guint8)packet->protocol) && packet->ip_version;
    if (packet->protocol == IP_TCP && packet->ip_version)
        packet->tcp = (struct tcp_header){ .is_known = TRUE,
                                           .sequence = SEQUENCES[sequences & 7] + (sequences >> 3 & 31),
                                           .acknowledgment = SEQUENCES[sequences >> 8 & 7] + (sequences >> 11),
                                           .window = (guint16)(more & 1 ? 0 : more << 8),
                                           .flags = (guint16)(flags | (more >> 7) << 8),
                                           .has_window_scale = more >> 1 & 1,
                                           .window_scale = more >> 2 & 15,
                                           .has_mss = more >> 3 & 1,
                                           .mss = 1460 };
    if (packet->protocol == IP_ICMP || packet->protocol == IP_ICMPV6) {
        packet->has_icmp = TRUE;
        packet->icmp_type = flags;
        packet->icmp_code = more & 15;
        packet->icmp_id = packet->source_port;
    }
}

static void read_fragment(struct packet *packet, guint8 more)
{
    packet->is_fragment = packet->ip_version && (more & 0xe0) == 0x60;
    if (!packet->is_fragment)
        return;
    packet->more_fragments = more & 1;
    packet->fragment_id = more >> 1 & 1;
    packet->fragment_offset = (more >> 2 & 3) * 1480U;
    packet->has_ports = packet->has_ports && !packet->fragment_offset;
    packet->tcp.is_known = packet->tcp.is_known && !packet->fragment_offset;
}

static void read_sizes(struct packet *packet, guint8 size)
{
    static const guint32 SIZES[] = { 0, 1, 40, 1460, 65000, 0, 0, 0 };

    packet->payload_bytes = packet->payload_captured + SIZES[size & 7];
    packet->ip_bytes = packet->ip_version ? 20 + packet->header_bytes + packet->payload_bytes : 0;
    packet->frame_bytes = 14 + packet->header_bytes + packet->payload_bytes;
}

/* Headers stand before the payload. */
static void read_payload(struct packet *packet, const guint8 *bytes, gsize captured)
{
    packet->header_bytes = packet->protocol == IP_TCP ? 20 : 8;
    if (captured > packet->header_bytes) {
        packet->payload = bytes + packet->header_bytes;
        packet->payload_captured = (guint32)captured - packet->header_bytes;
    }
    packet->network = captured ? bytes : NULL;
    packet->network_captured = (guint32)captured;
}

/* ns: there and back again, and a third of what can be told apart at most. */
static gint64 step(guint8 choice)
{
    static const gint64 STEPS[] = {
        0, 1, 1000, 1000000, 500000000, 61 * NS_PER_SECOND, 86400 * NS_PER_SECOND, 100000000 * NS_PER_SECOND
    };

    return STEPS[choice & 7] * (choice >> 3 & 15) * (choice >> 7 ? -1 : 1);
}

static const char *dissector_of(guint8 choice)
{
    static const char *const NAMES[] = { "http", "dns", "tls", "ssh", "quic", "smb2", "data", "no such dissector" };

    return choice & 8 ? NAMES[choice >> 4 & 7] : NULL;
}

static void add(struct packets *packets, struct fuzz_input *input, gint64 *time)
{
    static const gint64 LIMIT = G_MAXINT64 / 2;
    static const guint8 MAC[2][6] = { { 2, 0, 0, 0, 0, 1 }, { 2, 0, 0, 0, 0, 2 } };
    guint8              ends = fuzz_u8(input), protocol = fuzz_u8(input), ports = fuzz_u8(input), when = fuzz_u8(input);
    guint8              flags = fuzz_u8(input), more = fuzz_u8(input), size = fuzz_u8(input);
    guint16             sequences = fuzz_u16(input);
    gsize               captured;
    guint8             *bytes = fuzz_bytes(input, fuzz_u8(input), &captured);
    struct packet       packet = { 0 };

    *time = CLAMP(*time + step(when), -LIMIT, LIMIT);
    packet.time = *time;
    read_ends(&packet, ends, ports);
    read_protocol(&packet, protocol);
    read_transport(&packet, flags, sequences, more);
    read_fragment(&packet, more);
    packet.vlan = more >> 6 & 1;
    packet.link_source = size & 128 ? MAC[size >> 6 & 1] : NULL;
    read_payload(&packet, bytes, captured);
    read_sizes(&packet, size);
    packets_add(packets, &packet, dissector_of(size));
    g_free(bytes);
}

int LLVMFuzzerTestOneInput(const guint8 *bytes, gsize length)
{
    struct fuzz_input input = { bytes, length };
    struct packets   *packets = packets_new(&input);
    gint64            time = 1600000000 * NS_PER_SECOND;

    while (input.left)
        add(packets, &input, &time);
    packets_finish(packets);
    return 0;
}
