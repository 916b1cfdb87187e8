/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * All packets of a capture through the detectors that are named, and no others; tests/bench counts the instructions.
 * Without a host there is no dissection: applications are known by ports and payloads alone.
 *
 *   bench_detectors CAPTURE [DETECTOR…]     CAPTURE: pcap, Ethernet, of a machine with the same order of bytes */
#include <stdio.h>
#include <string.h>

#include "analysis.h"
#include "headers.h"
#include "networks.h"
#include "packet.h"
#include "ports_reader.h"

enum { FILE_HEADER = 24, ETHERNET = 14 };

struct record_header {
    guint32 seconds, fraction, captured, wire;
};

static void read_link(const guint8 *frame, struct packet *packet, guint16 ethertype)
{
    packet->source = address_mac(frame + 6);
    packet->destination = address_mac(frame);
    packet->protocol = PROTOCOL_ETHERTYPE | ethertype;
    packet->protocol_name = "ethertype";
}

static struct packet packet_of(const struct record_header *header, const guint8 *frame, guint32 number, guint fraction)
{
    struct packet packet = { .number = number, .frame_bytes = header->wire, .link_source = frame + 6 };
    guint         offset = 12;
    guint16       ethertype = headers_ethertype(frame, header->captured, &offset);

    packet.time = header->seconds * NS_PER_SECOND + (gint64)header->fraction * fraction;
    offset += 2;
    if (!headers_read(frame + offset, header->captured - offset, header->wire - offset, &packet)) {
        read_link(frame, &packet, ethertype);
        packet.network = frame + offset;
        packet.network_captured = header->captured - offset;
    }
    return packet;
}

static guint32 add_all(struct analysis *analysis, const guint8 *bytes, gsize length)
{
    static const guint32 NANOSECONDS = 0xa1b23c4d;
    guint32              magic, number = 0;
    struct record_header header;

    memcpy(&magic, bytes, sizeof magic);
    for (gsize at = FILE_HEADER; at + sizeof header <= length; at += sizeof header + header.captured) {
        struct packet_record record;
        struct evidence      evidence = { .application = APPLICATION_UNKNOWN, .carrier = APPLICATION_UNKNOWN };
        memcpy(&header, bytes + at, sizeof header);
        if (header.captured < ETHERNET + 8 || header.captured > length - at - sizeof header)
            continue;
        struct packet packet = packet_of(&header, bytes + at + sizeof header, ++number, magic == NANOSECONDS ? 1 : 1000);
        analysis_add(analysis, &packet, &record);
        if (record.index == 1)
            analysis_add_evidence(analysis, record.flow, &evidence);
        analysis_examine(analysis, &packet, &record);
        analysis_detect(analysis, &packet, &record);
    }
    return number;
}

static struct detector_setting *settings_of(char **names)
{
    struct detector_setting *settings = detection_standard_settings();

    for (guint i = 0; i < detectors_count; i++)
        settings[i].is_on = g_strv_contains((const char *const *)names, detectors[i]->name);
    return settings;
}

int main(int argc, char **argv)
{
    struct flow_options      flow_options = { .idle_timeout = 120 * NS_PER_SECOND, .max_flows = FLOWS_DEFAULT };
    struct port_table       *ports = port_table_new();
    struct detection_options options = { .settings = settings_of(argv + 1), .networks = networks_parse("", NULL) };
    struct analysis         *analysis;
    char                    *bytes;
    gsize                    length;

    if (argc < 2 || !g_file_get_contents(argv[1], &bytes, &length, NULL) || length < FILE_HEADER)
        return 1;
    g_random_set_seed(1);
    ports_read_builtin(ports);
    analysis = analysis_new(&flow_options, ports, NULL, NULL);
    analysis_look(analysis, &options);
    printf("%u packets\n", add_all(analysis, (const guint8 *)bytes, length));
    analysis_free(analysis);
    port_table_unref(ports);
    address_set_free((struct address_set *)options.networks);
    g_free(options.settings);
    g_free(bytes);
    return 0;
}
