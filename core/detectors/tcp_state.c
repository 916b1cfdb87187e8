/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Segments that no state of a TCP connection allows for. */
#include "detector.h"

#include "tcp_reset.h"

enum { PAUSE, WINDOW };
enum kind { KIND_SYN_DATA = 1, KIND_RST_DATA, KIND_SYN_INSIDE, KIND_AFTER_RESET };

static void claim_segment(const guint *thresholds, const struct packet *packet, enum kind kind, const char *what,
                          struct findings *findings)
{
    char         source[ADDRESS_TEXT_SIZE], destination[ADDRESS_TEXT_SIZE];
    struct claim claim = { .severity = SEVERITY_NOTE,
                           .subject = &packet->source,
                           .object = &packet->destination,
                           .kind = kind,
                           .value = 1,
                           .threshold = 1,
                           .window = thresholds[WINDOW] * NS_PER_SECOND };

    findings_claim(findings, &claim, "%s port %u sent port %u of %s %s", address_format(&packet->source, source),
                   packet->source_port, packet->destination_port, address_format(&packet->destination, destination), what);
}

static void claim_data(const guint *thresholds, const struct packet *packet, enum kind kind, const char *segment,
                       struct findings *findings)
{
    char         source[ADDRESS_TEXT_SIZE], destination[ADDRESS_TEXT_SIZE];
    struct claim claim = { .severity = SEVERITY_NOTE,
                           .subject = &packet->source,
                           .object = &packet->destination,
                           .kind = kind,
                           .value = packet->payload_bytes,
                           .threshold = 1,
                           .window = thresholds[WINDOW] * NS_PER_SECOND };

    findings_claim(findings, &claim, "%s port %u sent port %u of %s a %s with %u bytes of payload",
                   address_format(&packet->source, source), packet->source_port, packet->destination_port,
                   address_format(&packet->destination, destination), segment, packet->payload_bytes);
}

/* Where payload was captured, so were all options. */
static gboolean is_syn_with_data(const struct packet *packet)
{
    return (packet->tcp.flags & (TCP_SYN | TCP_ACK | TCP_RST | TCP_FIN)) == TCP_SYN && packet->payload_captured > 0 &&
           !packet->tcp.has_fast_open;
}

/* A connection that was quiet for long may be one that its client has forgotten, or whose port has another owner now. */
static gboolean cuts_busy_connection(const struct sighting *sighting, guint pause)
{
    const struct flow *flow = sighting->flow;

    return sighting->record->index == 1 && flow->cuts_connection && flow->cut_after <= pause;
}

static gboolean goes_on_after_reset(const struct sighting *sighting)
{
    struct flow *flow = sighting->flow;

    if (!flow->tcp->is_closed || (flow->marks & MARK_AFTER_RESET) ||
        !tcp_reset_is_belied_by(flow->tcp, sighting->packet, flow_side_index(sighting->sender)))
        return FALSE;
    flow->marks |= MARK_AFTER_RESET;
    return TRUE;
}

static void see_tcp(gpointer state, const struct sighting *sighting, struct findings *findings)
{
    const guint         *thresholds = state;
    const struct packet *packet = sighting->packet;
    guint                flags = packet->tcp.flags & (TCP_SYN | TCP_RST);

    if (!flags && !sighting->flow->tcp->is_closed) /* nearly all */
        return;
    if (is_syn_with_data(packet))
        claim_data(thresholds, packet, KIND_SYN_DATA, "SYN without Fast Open", findings);
    if (flags == TCP_RST && packet->payload_bytes > 0)
        claim_data(thresholds, packet, KIND_RST_DATA, "RST", findings);
    if (flags == TCP_SYN && cuts_busy_connection(sighting, thresholds[PAUSE]))
        claim_segment(thresholds, packet, KIND_SYN_INSIDE, "a SYN with a new number inside an established connection",
                      findings);
    if (goes_on_after_reset(sighting))
        claim_segment(thresholds, packet, KIND_AFTER_RESET, "more of the connection after a RST in its name", findings);
}

const struct detector detector_tcp_state = {
    .name = "tcp_state",
    .title = "TCP segment out of state",
    .severity = SEVERITY_NOTE,
    .group = GROUP_SEQUENCE,
    .rule = "A SYN carries data though Fast Open was not asked for; a RST carries data; the client of an established "
            "connection sends a SYN with a new sequence number; or a host goes on after a RST that was sent in its name: "
            "with new data, with an acknowledgment of what was sent after it, or by accepting the SYN that it had refused.",
    .reference = "RFC 9293, 3.10.7; Zeek's weirds data_after_reset, SYN_inside_connection and active_connection_reuse; "
                 "Suricata's stream events",
    .misses = "A host that goes on because it never got, or ignores, a RST of the other one, as long as that stays silent; "
              "RSTs with numbers far from the connection's. A client that was restarted, or an address translator that "
              "hands out its port again, sends a new SYN too. RFC 9293 lets a RST carry data that say why.",
    .thresholds = { [PAUSE] = { "pause", "Longest silence before a SYN inside a connection", "s", 60, 0, 86400 },
                    [WINDOW] = { "window", "Silence between two of one pair", "s", 300, 1, 86400 } },
    .on = { [ON_TCP] = see_tcp },
};
