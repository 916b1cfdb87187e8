/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "capture_feed.h"

#include <string.h>

#include "headers.h"

enum { FILE_HEADER = 24, ETHERNET = 14 };

struct record_header {
    guint32 seconds, fraction, captured, wire;
};

gboolean capture_feed_open(struct capture_feed *self, FILE *file)
{
    static const guint32 MAGIC_MICROSECONDS = 0xa1b2c3d4, MAGIC_NANOSECONDS = 0xa1b23c4d;
    guint32              header[FILE_HEADER / sizeof(guint32)];

    if (fread(header, sizeof header, 1, file) != 1 || (header[0] != MAGIC_MICROSECONDS && header[0] != MAGIC_NANOSECONDS))
        return FALSE;
    self->file = file;
    self->fraction = header[0] == MAGIC_NANOSECONDS ? 1 : 1000;
    self->number = 0;
    return TRUE;
}

static void read_link(const guint8 *frame, struct packet *packet, guint16 ethertype)
{
    packet->source = address_mac(frame + 6);
    packet->destination = address_mac(frame);
    packet->protocol = PROTOCOL_ETHERTYPE | ethertype;
    packet->protocol_name = "ethertype";
}

static struct packet packet_of(const struct capture_feed *self, const struct record_header *header)
{
    const guint8 *frame = self->frame;
    struct packet packet = { .number = self->number, .frame_bytes = header->wire, .link_source = frame + 6 };
    guint         offset = 12;
    guint16       ethertype = headers_ethertype(frame, header->captured, &offset);

    packet.time = header->seconds * NS_PER_SECOND + header->fraction * self->fraction;
    offset += 2;
    if (!headers_read(frame + offset, header->captured - offset, header->wire - offset, &packet)) {
        read_link(frame, &packet, ethertype);
        packet.network = frame + offset;
        packet.network_captured = header->captured - offset;
    }
    return packet;
}

gboolean capture_feed_next(struct capture_feed *self, struct packet *packet)
{
    struct record_header header;

    do {
        if (fread(&header, sizeof header, 1, self->file) != 1 || header.captured > sizeof self->frame ||
            fread(self->frame, 1, header.captured, self->file) != header.captured)
            return FALSE;
    } while (header.captured < ETHERNET + 8);
    self->number++;
    *packet = packet_of(self, &header);
    return TRUE;
}

void capture_feed_add(struct analysis *analysis, const struct packet *packet)
{
    struct packet_record record;
    struct evidence      evidence = { .application = APPLICATION_UNKNOWN, .carrier = APPLICATION_UNKNOWN };

    analysis_add(analysis, packet, &record);
    if (record.index == 1)
        analysis_add_evidence(analysis, record.flow, &evidence);
    analysis_examine(analysis, packet, &record);
    analysis_detect(analysis, packet, &record);
}
