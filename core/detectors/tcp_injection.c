/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Segments that somebody on the way has slipped into a connection: the same sequence numbers with other bytes, and RSTs
 * after which their alleged sender goes on. */
#include "detector.h"

#include <string.h>

#include "tcp_reset.h"

enum { DIFFERENT, HOPS, WINDOW };
enum kind { KIND_DATA = 1, KIND_RST };

/* One byte may be a keep-alive's that is any (RFC 9293, 3.8.4), or a probe's of a closed window. */
enum { PAYLOAD_LEAST = 2 };

/* ---- data */

static void sample_payload(struct tcp_sample *sample, const struct packet *packet, guint32 sequence)
{
    sample->sequence = sequence;
    sample->id = (guint16)packet->fragment_id;
    sample->ttl = packet->ttl;
    sample->captured = (guint8)MIN(packet->payload_captured, TCP_SAMPLE_BYTES);
    if (sample->captured == TCP_SAMPLE_BYTES) /* most: a known size takes three moves */
        memcpy(sample->bytes, packet->payload, TCP_SAMPLE_BYTES);
    else
        memcpy(sample->bytes, packet->payload, sample->captured);
}

static guint bytes_compared(const struct tcp_sample *sample, const struct packet *packet)
{
    return MIN(sample->captured, packet->payload_captured);
}

static guint bytes_different(const struct tcp_sample *sample, const struct packet *packet)
{
    guint different = 0;

    for (guint i = 0; i < bytes_compared(sample, packet); i++)
        different += sample->bytes[i] != packet->payload[i];
    return different;
}

/* The same counter has numbered both: one packet, seen before and after a device that rewrites it, or a TCP that makes
 * mistakes, as those in the user space of telephones do. 0 and 1 are what all packets of some senders bear. */
static gboolean is_of_same_sender(const struct tcp_sample *sample, const struct packet *packet, guint hops)
{
    enum { CLOSE_BEHIND = 64 };
    guint16 ahead = (guint16)(packet->fragment_id - sample->id);

    return packet->ip_version == 4 && sample->id > 1 && packet->fragment_id > 1 && ahead <= CLOSE_BEHIND &&
           (guint)ABS((int)sample->ttl - (int)packet->ttl) < hops;
}

/* The receiver is whom it is about: who injects stays in the dark. */
static void claim_data(const guint *thresholds, const struct packet *packet, const struct tcp_sample *sample,
                       guint different, struct findings *findings)
{
    char         to[ADDRESS_TEXT_SIZE], from[ADDRESS_TEXT_SIZE];
    struct claim claim = { .severity = SEVERITY_ERROR,
                           .subject = &packet->destination,
                           .object = &packet->source,
                           .kind = KIND_DATA,
                           .value = different,
                           .threshold = thresholds[DIFFERENT],
                           .window = thresholds[WINDOW] * NS_PER_SECOND };

    findings_claim(findings, &claim,
                   "%s port %u was sent sequence number %u twice by %s port %u: of the first %u bytes %u differ (threshold "
                   "%u); TTL %u and %u",
                   address_format(&packet->destination, to), packet->destination_port, sample->sequence,
                   address_format(&packet->source, from), packet->source_port, bytes_compared(sample, packet), different,
                   thresholds[DIFFERENT], sample->ttl, packet->ttl);
}

static void see_data(const guint *thresholds, const struct sighting *sighting, struct findings *findings)
{
    const struct packet *packet = sighting->packet;
    struct tcp_sample   *sample = &sighting->flow->tcp->sides[flow_side_index(sighting->sender)].sample;
    guint32              sequence = packet->tcp.sequence + !!(packet->tcp.flags & TCP_SYN);

    if (sample->captured == 0 || sample->sequence != sequence) {
        sample_payload(sample, packet, sequence);
        return;
    }

    guint different = bytes_different(sample, packet);
    if (different >= thresholds[DIFFERENT] && !is_of_same_sender(sample, packet, thresholds[HOPS]))
        claim_data(thresholds, packet, sample, different, findings);
}

/* ---- RST */

static void claim_reset(const guint *thresholds, const struct packet *packet, const struct tcp_reset *reset, guint jump,
                        struct findings *findings)
{
    char         to[ADDRESS_TEXT_SIZE], from[ADDRESS_TEXT_SIZE];
    struct claim claim = { .severity = SEVERITY_ERROR,
                           .subject = &packet->destination,
                           .object = &packet->source,
                           .kind = KIND_RST,
                           .value = MAX(jump, thresholds[HOPS]),
                           .threshold = thresholds[HOPS],
                           .window = thresholds[WINDOW] * NS_PER_SECOND };

    findings_claim(findings, &claim,
                   "%s port %u was sent a RST in the name of %s port %u that goes on: TTL %u and %u (threshold %u hops); "
                   "identification 0x%04x in answer to 0x%04x",
                   address_format(&packet->destination, to), packet->destination_port, address_format(&packet->source, from),
                   packet->source_port, reset->ttl, packet->ttl, thresholds[HOPS], reset->id, reset->answered_id);
}

static void see_reset_flow(const guint *thresholds, const struct sighting *sighting, struct findings *findings)
{
    struct flow         *flow = sighting->flow;
    const struct packet *packet = sighting->packet;
    guint                sender = flow_side_index(sighting->sender);
    guint                jump = tcp_reset_ttl_jump(flow->tcp, packet, sender);

    if ((flow->marks & MARK_FORGED_RESET) || !tcp_reset_is_belied_by(flow->tcp, packet, sender) ||
        (jump < thresholds[HOPS] && !tcp_reset_has_copied_id(flow->tcp, packet, sender)))
        return;
    flow->marks |= MARK_FORGED_RESET;
    claim_reset(thresholds, packet, &flow->tcp->sides[sender].reset, jump, findings);
}

static void see_tcp(gpointer state, const struct sighting *sighting, struct findings *findings)
{
    const struct packet *packet = sighting->packet;

    if (sighting->flow->tcp->is_closed)
        see_reset_flow(state, sighting, findings);
    if (packet->payload_bytes >= PAYLOAD_LEAST && packet->payload_captured > 0 && !(packet->tcp.flags & TCP_RST))
        see_data(state, sighting, findings);
}

const struct detector detector_tcp_injection = {
    .name = "tcp_injection",
    .title = "Injected TCP segment",
    .severity = SEVERITY_ERROR,
    .group = GROUP_SECURITY,
    .rule = "Of two segments of one side, one after the other, that begin with the same sequence number, the first bytes "
            "differ in several places, unless their IPv4 identifications show one sender; or a RST has another TTL than the "
            "host in whose name it was sent, or the identification of the packet that it answers, and that host goes on.",
    .reference = "Fox-IT, Deep dive into QUANTUM INSERT, 2015; Weaver, Sommer, Paxson, Detecting Forged TCP Reset Packets, "
                 "NDSS 2009",
    .misses = "Bytes that differ further into the segment than 24, and segments of one byte; a forged one that begins at "
              "another number than the true one, or that others of the same side come in between; RSTs after which nothing "
              "comes. Middleboxes that end connections inject as well, and so do tools that confuse those. Over IPv6 "
              "a host that sends other bytes when it repeats itself is taken for two; over IPv4 its identifications tell.",
    .thresholds = { [DIFFERENT] = { "different", "Bytes that differ, of the first 24", "bytes", 3, 1, TCP_SAMPLE_BYTES },
                    [HOPS] = { "hops", "Jump of the TTL", "hops", 5, 1, 255 },
                    [WINDOW] = { "window", "Silence between two of one pair", "s", 300, 1, 86400 } },
    .on = { [ON_TCP] = see_tcp },
};
