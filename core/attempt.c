/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "attempt.h"

#include <string.h>

#include "icmp.h"
#include "protocols.h"

const char *attempt_kind_name(enum attempt_kind kind)
{
    static const char *const NAMES[ATTEMPT_KINDS] = {
        [ATTEMPT_SYN] = "SYN",           [ATTEMPT_NULL] = "NULL",      [ATTEMPT_FIN] = "FIN",
        [ATTEMPT_XMAS] = "XMAS",         [ATTEMPT_ACK] = "ACK",        [ATTEMPT_FIN_ACK] = "FIN+ACK",
        [ATTEMPT_UDP] = "UDP",           [ATTEMPT_SCTP] = "SCTP INIT", [ATTEMPT_FRAGMENT] = "fragmented TCP",
        [ATTEMPT_ECHO] = "echo request",
    };
    return NAMES[kind];
}

gboolean attempt_may_stay_unanswered(const struct attempt *attempt)
{
    static const gboolean MAY[ATTEMPT_KINDS] = {
        [ATTEMPT_ACK] = TRUE, [ATTEMPT_FIN_ACK] = TRUE, [ATTEMPT_UDP] = TRUE, [ATTEMPT_FRAGMENT] = TRUE
    };
    return MAY[attempt->kind];
}

static gboolean kind_of_tcp(const struct packet *packet, guint8 *kind)
{
    static const struct {
        guint16 flags;
        guint8  kind;
    } KINDS[] = {
        { TCP_SYN, ATTEMPT_SYN }, { 0, ATTEMPT_NULL },
        { TCP_FIN, ATTEMPT_FIN }, { TCP_FIN | TCP_PSH | TCP_URG, ATTEMPT_XMAS },
        { TCP_ACK, ATTEMPT_ACK }, { TCP_FIN | TCP_ACK, ATTEMPT_FIN_ACK },
    };
    guint16 flags = packet->tcp.flags & (TCP_SYN | TCP_FIN | TCP_RST | TCP_PSH | TCP_ACK | TCP_URG);

    if (!packet->tcp.is_known) {
        *kind = ATTEMPT_FRAGMENT;
        return packet->more_fragments;
    }
    for (guint i = 0; i < G_N_ELEMENTS(KINDS); i++)
        if (KINDS[i].flags == flags) {
            *kind = KINDS[i].kind;
            return !(flags & TCP_ACK) || packet->payload_bytes == 0;
        }
    return FALSE;
}

static gboolean is_sctp_chunk(const struct packet *packet, guint8 type)
{
    return packet->payload_captured > 0 && packet->payload[0] == type;
}

static gboolean kind_with_ports(const struct packet *packet, guint8 *kind)
{
    enum { SCTP_INIT = 1 };

    if (!packet->has_ports || packet->fragment_offset > 0)
        return FALSE;
    if (packet->protocol == IP_TCP)
        return kind_of_tcp(packet, kind);
    *kind = packet->protocol == IP_UDP ? ATTEMPT_UDP : ATTEMPT_SCTP;
    return packet->protocol == IP_UDP || (packet->protocol == IP_SCTP && is_sctp_chunk(packet, SCTP_INIT));
}

/* Where the beginning of the flow was not seen: a server that takes leave of a client, or answers it. */
static gboolean may_be_answer(const struct packet *packet, guint8 kind)
{
    enum { RESERVED = 1024 };
    gboolean is_from_service = kind == ATTEMPT_UDP ? packet->source_port < RESERVED :
                                                     (kind == ATTEMPT_ACK || kind == ATTEMPT_FIN_ACK) &&
                                                         packet->source_port < packet->destination_port;

    return is_from_service && packet->destination_port >= RESERVED;
}

/* The ports that traceroute (8) counts through, 3 a hop; the last of them are refused by who was looked for. */
static gboolean may_be_traceroute(const struct packet *packet, guint8 kind)
{
    enum { FIRST = 33434, PORTS = 3 * 255 };

    return kind == ATTEMPT_UDP && packet->destination_port >= FIRST && packet->destination_port < FIRST + PORTS;
}

static gboolean is_to_many(const struct address *address)
{
    static const guint8 BROADCAST[4] = { 255, 255, 255, 255 };

    return address_is_multicast(address) ||
           (address->kind == ADDRESS_IPV4 && memcmp(address->bytes, BROADCAST, sizeof BROADCAST) == 0);
}

gboolean attempt_is_begun_by(const struct packet *packet, guint8 *kind)
{
    if (icmp_is_echo_request(packet))
        *kind = ATTEMPT_ECHO;
    else if (!kind_with_ports(packet, kind) || may_be_answer(packet, *kind) || may_be_traceroute(packet, *kind))
        return FALSE;
    return !is_to_many(&packet->destination);
}

struct attempt attempt_by(const struct packet *packet)
{
    return (struct attempt){ .source = packet->source,
                             .destination = packet->destination,
                             .source_port = packet->has_ports ? packet->source_port : packet->icmp_id,
                             .destination_port = packet->has_ports ? packet->destination_port : 0,
                             .protocol = (guint8)packet->protocol };
}

struct attempt attempt_answered_by(const struct packet *packet)
{
    return (struct attempt){ .source = packet->destination,
                             .destination = packet->source,
                             .source_port = packet->has_ports ? packet->destination_port : packet->icmp_id,
                             .destination_port = packet->has_ports ? packet->source_port : 0,
                             .protocol = (guint8)packet->protocol };
}

enum attempt_end attempt_end_by(const struct packet *packet)
{
    enum { SCTP_ABORT = 6 };
    gboolean refused = packet->protocol == IP_TCP ? (packet->tcp.flags & TCP_RST) != 0 :
                                                    packet->protocol == IP_SCTP && is_sctp_chunk(packet, SCTP_ABORT);

    return refused ? ATTEMPT_REFUSED : ATTEMPT_ANSWERED;
}
