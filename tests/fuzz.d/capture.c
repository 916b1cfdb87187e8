/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * The input is options and then a capture: little-endian pcap of Ethernet or raw IP. Real attacks are its seeds. */
#include "packets.h"

#include "headers.h"

enum { FILE_HEADER = 24, RECORD_HEADER = 16, LINK_HEADER = 14, TYPE = 12, CAPTURED_MAX = 4096 };
enum { RAW = 101, IPV4 = 0x0800, IPV6 = 0x86dd };

static guint32 read_u32(struct fuzz_input *input)
{
    guint8 bytes[4];

    for (guint i = 0; i < sizeof bytes; i++)
        bytes[i] = fuzz_u8(input);
    return (guint32)bytes[0] | (guint32)bytes[1] << 8 | (guint32)bytes[2] << 16 | (guint32)bytes[3] << 24;
}

/* Of what has no IP header that can be read. */
static void read_link(struct packet *packet, const guint8 *frame, guint captured, guint16 type, guint offset)
{
    packet->source = packet->destination = address_text("");
    packet->protocol = type ? (guint32)PROTOCOL_ETHERTYPE | type : PROTOCOL_LINK;
    packet->protocol_name = "link";
    if (captured < LINK_HEADER)
        return;
    packet->source = address_mac(frame + 6);
    packet->destination = address_mac(frame);
    if (type && captured > offset + 2) {
        packet->network = frame + offset + 2;
        packet->network_captured = captured - offset - 2;
    }
}

static void read_frame(struct packet *packet, const guint8 *frame, guint captured, guint32 link)
{
    guint   offset = TYPE;
    guint16 type = link == RAW ? 0 : headers_ethertype(frame, captured, &offset);
    guint   start = link == RAW ? 0 : offset + 2;

    if (link != RAW && captured >= LINK_HEADER)
        packet->link_source = frame + 6;
    if (offset > TYPE)
        packet->vlan = (guint16)((frame[LINK_HEADER] & 15) << 8 | frame[LINK_HEADER + 1]);
    if ((link == RAW || type == IPV4 || type == IPV6) && captured > start &&
        headers_read(frame + start, captured - start, packet->frame_bytes - start, packet))
        return;
    read_link(packet, frame, captured, type, offset);
}

static void add(struct packets *packets, struct fuzz_input *input, guint32 link)
{
    guint32       seconds = read_u32(input), fraction = read_u32(input), stored = read_u32(input), sent = read_u32(input);
    gsize         captured;
    guint8       *frame = fuzz_bytes(input, MIN(stored, CAPTURED_MAX), &captured);
    struct packet packet = { .time = seconds * NS_PER_SECOND + fraction,
                             .frame_bytes = MAX((guint32)captured, sent & 0x3ffff) };

    read_frame(&packet, frame, (guint)captured, link);
    packets_add(packets, &packet, NULL);
    g_free(frame);
}

int LLVMFuzzerTestOneInput(const guint8 *bytes, gsize length)
{
    struct fuzz_input input = { bytes, length };
    struct packets   *packets = packets_new(&input);
    guint32           link = 0;

    for (guint i = 0; i < FILE_HEADER; i += 4)
        link = read_u32(&input);
    while (input.left >= RECORD_HEADER)
        add(packets, &input, link);
    packets_finish(packets);
    return 0;
}
