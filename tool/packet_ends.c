/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "packet_ends.h"

#include "cell_parse.h"
#include "protocols.h"

#include <string.h>

struct column_map column_map_of(const struct export_header *header)
{
    struct column_map map;

    for (guint i = 0; i < COLUMN_COUNT; i++)
        map.at[i] = export_header_find(header, column_name(i));
    return map;
}

/* Which columns tell what, at each network layer and for each transport. */
static const struct network {
    const char *layer; /* as in frame.protocols */
    enum column source, destination, next;
} NETWORKS[] = {
    { "eth", COLUMN_ETH_SOURCE, COLUMN_ETH_DESTINATION, COLUMN_COUNT },
    { "ip", COLUMN_IP_SOURCE, COLUMN_IP_DESTINATION, COLUMN_IP_PROTOCOL },
    { "ipv6", COLUMN_IPV6_SOURCE, COLUMN_IPV6_DESTINATION, COLUMN_IPV6_NEXT },
};

enum { ETHERNET, IPV4, IPV6 };

static const struct transport {
    const char *layer;
    int         ip_protocol;
    enum column source_port, destination_port; /* COLUMN_COUNT: it has none */
} TRANSPORTS[] = {
    { "tcp", IP_TCP, COLUMN_TCP_SOURCE_PORT, COLUMN_TCP_DESTINATION_PORT },
    { "udp", IP_UDP, COLUMN_UDP_SOURCE_PORT, COLUMN_UDP_DESTINATION_PORT },
    { "sctp", IP_SCTP, COLUMN_SCTP_SOURCE_PORT, COLUMN_SCTP_DESTINATION_PORT },
    { "icmp", IP_ICMP, COLUMN_COUNT, COLUMN_COUNT },
    { "icmpv6", IP_ICMPV6, COLUMN_COUNT, COLUMN_COUNT },
};

/* Which of several headers of a kind counts: the how-manieth occurrence of that layer. */
struct layers {
    int   network;                          /* of NETWORKS, or -1 */
    int   transport;                        /* of TRANSPORTS, or -1 */
    guint networks[G_N_ELEMENTS(NETWORKS)]; /* seen so far */
    guint transports[G_N_ELEMENTS(TRANSPORTS)];
};

static void take_layer(struct layers *layers, struct cell name)
{
    for (guint i = 0; i < G_N_ELEMENTS(NETWORKS); i++)
        if (cell_equals(name, NETWORKS[i].layer)) {
            layers->network = (int)i;
            layers->transport = -1;
            layers->networks[i]++;
        }
    for (guint i = 0; i < G_N_ELEMENTS(TRANSPORTS); i++)
        if (cell_equals(name, TRANSPORTS[i].layer)) {
            layers->transport = (int)i;
            layers->transports[i]++;
        }
}

static gboolean is_icmp(const struct layers *layers)
{
    return layers->transport >= 0 && TRANSPORTS[layers->transport].source_port == COLUMN_COUNT;
}

/* Down the layers of frame.protocols; what comes after ICMP is only quoted. */
static struct layers layers_named(struct cell protocols)
{
    struct layers layers = { .network = -1, .transport = -1 };
    const char   *end = protocols.text + protocols.length;

    for (const char *start = protocols.text; start < end && !is_icmp(&layers);) {
        const char *colon = memchr(start, ':', (gsize)(end - start));
        const char *stop = colon ? colon : end;

        take_layer(&layers, (struct cell){ start, (guint)(stop - start) });
        start = stop + 1;
    }
    return layers;
}

static gboolean is_aggregated(struct cell cell)
{
    return memchr(cell.text, ',', cell.length) != NULL;
}

static gboolean has_item(struct cell cell, const char *wanted)
{
    while (cell.length)
        if (cell_equals(cell_take_item(&cell), wanted))
            return TRUE;
    return FALSE;
}

/* Two addresses and one port: an ICMP error that quotes a packet, unless a column tells of a tunnel. */
static int guess_icmp(const struct column_map *map, const struct export_row *row, struct cell address, struct cell port,
                      int network)
{
    struct cell title = column_map_cell(map, row, COLUMN_PROTOCOL_COLUMN);
    int         icmp = network == IPV6 ? 4 : 3;

    if (has_item(column_map_cell(map, row, COLUMN_IP_PROTOCOL), "1") || cell_equals(title, "ICMP"))
        return 3;
    if (has_item(column_map_cell(map, row, COLUMN_IPV6_NEXT), "58") || cell_equals(title, "ICMPv6"))
        return 4;
    return is_aggregated(address) && !is_aggregated(port) && !column_map_has(map, COLUMN_IP_PROTOCOL) ? icmp : -1;
}

/* Without frame.protocols: by what is there at all. */
static struct layers layers_guessed(const struct column_map *map, const struct export_row *row)
{
    struct layers layers = { .network = -1, .transport = -1 };
    struct cell   address = { "", 0 }, port = { "", 0 };
    int           icmp;

    for (int i = IPV6; i >= ETHERNET && !address.length; i--) {
        address = column_map_cell(map, row, NETWORKS[i].source);
        layers.network = address.length ? i : -1;
    }
    for (int i = 0; i < 3 && !port.length; i++) {
        port = column_map_cell(map, row, TRANSPORTS[i].source_port);
        layers.transport = port.length ? i : -1;
    }
    icmp = guess_icmp(map, row, address, port, layers.network);
    if (icmp >= 0)
        layers.transport = icmp;
    for (guint i = 0; i < G_N_ELEMENTS(layers.networks); i++)
        layers.networks[i] = icmp >= 0 ? 1 : G_MAXUINT;
    for (guint i = 0; i < G_N_ELEMENTS(layers.transports); i++)
        layers.transports[i] = G_MAXUINT;
    return layers;
}

static gint32 port_of(struct cell cell)
{
    guint64 port;

    return cell_number(cell, &port) && port <= G_MAXUINT16 ? (gint32)port : PORT_UNKNOWN;
}

static int next_protocol(struct cell next)
{
    guint64 number;

    return cell_number(next, &number) && number <= G_MAXUINT8 ? (int)number : -1;
}

static struct packet_ends ends_plain(const struct column_map *map, const struct export_row *row)
{
    struct cell        protocols = column_map_cell(map, row, COLUMN_FRAME_PROTOCOLS);
    struct layers      layers = protocols.length ? layers_named(protocols) : layers_guessed(map, row);
    struct packet_ends ends = { { "", 0 }, { "", 0 }, PORT_UNKNOWN, PORT_UNKNOWN, -1 };

    if (layers.network >= 0) {
        const struct network *network = &NETWORKS[layers.network];
        guint                 which = layers.networks[layers.network] - 1;

        ends.source = cell_item(column_map_cell(map, row, network->source), which);
        ends.destination = cell_item(column_map_cell(map, row, network->destination), which);
        if (network->next != COLUMN_COUNT)
            ends.ip_protocol = next_protocol(cell_item(column_map_cell(map, row, network->next), which));
    }
    if (layers.transport >= 0) {
        const struct transport *transport = &TRANSPORTS[layers.transport];
        guint                   which = layers.transports[layers.transport] - 1;

        ends.ip_protocol = transport->ip_protocol;
        if (transport->source_port != COLUMN_COUNT) {
            ends.source_port = port_of(cell_item(column_map_cell(map, row, transport->source_port), which));
            ends.destination_port = port_of(cell_item(column_map_cell(map, row, transport->destination_port), which));
        }
    }
    return ends;
}

static int protocol_named(struct cell name)
{
    for (int number = 0; name.length && number <= G_MAXUINT8; number++)
        if (cell_equals(name, ip_protocol_name((guint8)number)))
            return number;
    return -1;
}

static gboolean is_told_by_plugin(const struct column_map *map)
{
    return column_map_has(map, COLUMN_SOURCE) || column_map_has(map, COLUMN_SOURCE_PORT);
}

struct packet_ends packet_ends_of(const struct column_map *map, const struct export_row *row)
{
    if (!is_told_by_plugin(map))
        return ends_plain(map, row);
    return (struct packet_ends){
        .source = column_map_cell(map, row, COLUMN_SOURCE),
        .destination = column_map_cell(map, row, COLUMN_DESTINATION),
        .source_port = port_of(column_map_cell(map, row, COLUMN_SOURCE_PORT)),
        .destination_port = port_of(column_map_cell(map, row, COLUMN_DESTINATION_PORT)),
        .ip_protocol = protocol_named(column_map_cell(map, row, COLUMN_PROTOCOL)),
    };
}
