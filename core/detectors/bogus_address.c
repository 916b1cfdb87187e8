/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Packets from addresses that no packet can come from: forged, or sent by something that is set up wrongly. */
#include "detector.h"

#include <string.h>

#include "protocols.h"

enum { WINDOW };

/* ---- where it was captured */

/* On a wire, as far as one can tell: a loopback interface has no MAC addresses, or none but zeros. */
static gboolean is_on_wire(const struct packet *packet)
{
    static const guint8 ZEROS[6];

    return packet->link_source && memcmp(packet->link_source, ZEROS, sizeof ZEROS) != 0;
}

/* ---- addresses; `b` are the bytes of one of that kind */

static gboolean is_to_many(const struct address *address)
{
    return address_is_multicast(address) || (address->kind == ADDRESS_IPV4 && address->bytes[3] == 0xff);
}

static gboolean is_loopback(const struct address *address)
{
    static const guint8 LOOPBACK_V6[16] = { [15] = 1 };

    return address->kind == ADDRESS_IPV6 ? memcmp(address->bytes, LOOPBACK_V6, 16) == 0 : address->bytes[0] == 127;
}

static gboolean is_unspecified(const struct address *address)
{
    static const guint8 ZEROS[16];

    return memcmp(address->bytes, ZEROS, sizeof ZEROS) == 0;
}

static gboolean is_broadcast(const guint8 *b)
{
    return b[0] == 255 && b[1] == 255 && b[2] == 255 && b[3] == 255;
}

/* ---- each sort of bogus source; both addresses are of IP */

static gboolean is_multicast_source(const struct packet *packet)
{
    return address_is_multicast(&packet->source);
}

static gboolean is_broadcast_source(const struct packet *packet)
{
    return packet->ip_version == 4 && is_broadcast(packet->source.bytes);
}

/* Who has no address yet speaks to many, or to a DHCP server (RFC 2131, RFC 1256, RFC 4862, RFC 3810); IGMP, also a switch
 * that asks for members (RFC 4541, 2.1.1). */
static gboolean is_unspecified_source(const struct packet *packet)
{
    enum { DHCP_SERVER = 67, IGMP = 2 };
    gboolean is_dhcp = packet->protocol == IP_UDP && packet->destination_port == DHCP_SERVER;

    return is_unspecified(&packet->source) && !is_to_many(&packet->destination) &&
           !(packet->ip_version == 4 && (is_dhcp || packet->protocol == IGMP));
}

static gboolean is_this_network_source(const struct packet *packet)
{
    return packet->ip_version == 4 && packet->source.bytes[0] == 0 && !is_unspecified(&packet->source);
}

static gboolean is_loopback_source(const struct packet *packet)
{
    return is_loopback(&packet->source) && !is_loopback(&packet->destination) && is_on_wire(packet);
}

static gboolean is_reserved(const struct address *address)
{
    return (address->bytes[0] & 0xf0) == 0xf0 && !is_broadcast(address->bytes);
}

/* Some number their own networks so, which shows where both ends are, and in errors that routers of a cloud send. */
static gboolean is_reserved_source(const struct packet *packet)
{
    return packet->ip_version == 4 && is_reserved(&packet->source) && !is_reserved(&packet->destination) &&
           packet->protocol != IP_ICMP;
}

/* To what was sent there: then the packets do find their way to it. A forged source begins. */
static gboolean is_answer(const struct sighting *sighting)
{
    const struct flow_side *initiator = &sighting->flow->sides[flow_side_index(SCOPE_INITIATOR)];

    return sighting->sender == SCOPE_RESPONDER && initiator->payload.count > 0;
}

/* A BFD echo is sent to oneself, for the neighbour to send it back (RFC 5881, 4). */
static gboolean is_own_source(const struct packet *packet)
{
    enum { BFD_ECHO = 3785 };

    return address_equal(&packet->source, &packet->destination) && !is_loopback(&packet->source) && is_on_wire(packet) &&
           !(packet->protocol == IP_UDP && packet->destination_port == BFD_ECHO);
}

/* The first that fits counts. */
static const struct sort {
    gboolean (*fits)(const struct packet *);
    const char *words;
} SORTS[] = {
    { is_multicast_source, "a multicast address" },
    { is_broadcast_source, "the broadcast address" },
    { is_unspecified_source, "the unspecified address" },
    { is_this_network_source, "an address of \"this network\", 0.0.0.0/8" },
    { is_loopback_source, "a loopback address" },
    { is_reserved_source, "a reserved address" },
    { is_own_source, "the receiver's own address" },
};

enum { LINK_BROADCAST = G_N_ELEMENTS(SORTS) };

static const guint8 ALL_ONES[6] = { 255, 255, 255, 255, 255, 255 };

/* This only saves time. */
static gboolean is_ordinary(const struct packet *packet)
{
    const guint8 *b = packet->source.bytes;

    if (packet->link_source && packet->link_source[0] == 0xff)
        return FALSE;
    if (b[15] == packet->destination.bytes[15] && b[3] == packet->destination.bytes[3] &&
        address_equal(&packet->source, &packet->destination))
        return FALSE;
    return packet->ip_version == 4 ? b[0] != 0 && b[0] != 127 && b[0] < 224 : b[0] != 0 && b[0] != 0xff;
}

static guint sort_of(const struct packet *packet)
{
    if (packet->link_source && memcmp(packet->link_source, ALL_ONES, sizeof ALL_ONES) == 0)
        return LINK_BROADCAST;
    for (guint i = 0; packet->ip_version && i < G_N_ELEMENTS(SORTS); i++)
        if (SORTS[i].fits(packet))
            return i;
    return LINK_BROADCAST + 1;
}

/* About whom it was sent to: who sent it stays unknown, and forged sources may be as many as there are packets. */
static void see_packet(gpointer state, const struct sighting *sighting, struct findings *findings)
{
    const guint         *thresholds = state;
    const struct packet *packet = sighting->packet;
    guint                sort = is_ordinary(packet) ? LINK_BROADCAST + 1 : sort_of(packet);

    if (sort > LINK_BROADCAST || (is_reserved_source(packet) && is_answer(sighting)))
        return;

    struct address source = sort == LINK_BROADCAST ? address_mac(ALL_ONES) : packet->source;
    char           from[ADDRESS_TEXT_SIZE], to[ADDRESS_TEXT_SIZE];
    struct claim   claim = { .severity = SEVERITY_WARN,
                             .subject = &packet->destination,
                             .kind = sort + 1,
                             .value = 1,
                             .threshold = 1,
                             .window = thresholds[WINDOW] * NS_PER_SECOND };
    findings_claim(findings, &claim, "%s was sent a packet from %s that is %s", address_format(&packet->destination, to),
                   address_format(&source, from),
                   sort == LINK_BROADCAST ? "the link's broadcast address" : SORTS[sort].words);
}

const struct detector detector_bogus_address = {
    .name = "bogus_address",
    .title = "Impossible source address",
    .severity = SEVERITY_WARN,
    .group = GROUP_PROTOCOL,
    .rule = "A packet comes from its own destination, from a multicast, broadcast or loopback address, from 0.0.0.0/8 or, "
            "unless it answers what was sent there, 240.0.0.0/4, from the unspecified address where that is not how "
            "addresses are got, or from the link's broadcast address. It is told once for each receiver and sort.",
    .reference = "RFC 1122, 3.2.1.3; RFC 6890; RFC 4291; Suricata's decoder events; CERT CA-1997-28 (LAND)",
    .misses = "Forged addresses that could be true, a network's own broadcast address, and, where the capture has no MAC "
              "addresses, loopback addresses and what a host seems to send to itself. Prefixes for documentation are left "
              "alone: people use them in laboratories. Addresses that were made anonymous may be bogus ones.",
    .thresholds = { [WINDOW] = { "window", "Silence between two of one sort", "s", 300, 1, 86400 } },
    .on = { [ON_PACKET] = see_packet },
};
