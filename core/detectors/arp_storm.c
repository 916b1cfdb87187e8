/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * More ARP requests than a segment has reason for. */
#include "arp.h"
#include "bounded_table.h"
#include "detector.h"
#include "growth.h"
#include "mac.h"
#include "window.h"

enum { BURST, HELD, HELD_WINDOW };
enum { SEGMENTS_MOST = 64 };

/* Who sends most of them, where somebody sends more than half: the candidate of Boyer and Moore's majority vote. */
struct majority {
    guint8 mac[6];
    guint  lead;
};

struct rate {
    struct window window;
    guint         requests, said;
};

struct segment {
    struct rate     burst, held;
    struct majority majority; /* of the longer window */
};

struct arp_storm {
    const guint          *thresholds;
    struct bounded_table *segments; /* VLAN, guint16 → struct segment */
};

static void vote(struct majority *majority, const guint8 mac[6])
{
    if (majority->lead > 0 && !mac_equal(majority->mac, mac)) {
        majority->lead--;
        return;
    }
    if (majority->lead++ == 0)
        for (guint i = 0; i < sizeof majority->mac; i++)
            majority->mac[i] = mac[i];
}

static gboolean turn_rate(struct rate *rate, gint64 now, guint seconds)
{
    gboolean turned = window_turn(&rate->window, now, seconds * NS_PER_SECOND);

    if (turned)
        rate->requests = rate->said = 0;
    rate->requests++;
    return turned;
}

static void claim_rate(const struct arp_storm *self, const struct sighting *sighting, const struct segment *segment,
                       const struct rate *rate, guint threshold, guint seconds, struct findings *findings)
{
    struct address subject = address_mac(segment->majority.mac);
    char           mac[ADDRESS_TEXT_SIZE];
    struct claim   claim = { .severity = SEVERITY_NOTE,
                             .subject = &subject,
                             .kind = sighting->packet->vlan,
                             .value = rate->requests,
                             .threshold = threshold,
                             .window = self->thresholds[HELD_WINDOW] * NS_PER_SECOND };

    findings_claim(findings, &claim, "%u ARP requests in %.3g s by %s and perhaps others (threshold %u in %u s)",
                   rate->requests, window_age(&rate->window, sighting->time), address_format(&subject, mac), threshold,
                   seconds);
}

static gboolean is_worth_saying(struct rate *rate, guint threshold)
{
    return rate->requests >= threshold && grew_tenfold(&rate->said, rate->requests);
}

static void see_arp(gpointer state, const struct sighting *sighting, struct findings *findings)
{
    struct arp_storm    *self = state;
    const struct packet *packet = sighting->packet;
    struct arp           arp;

    if (!mac_is_group(packet->destination.bytes) || !arp_read(packet->network, packet->network_captured, &arp) ||
        arp.operation != ARP_REQUEST)
        return;

    struct segment *segment = bounded_table_take(self->segments, &packet->vlan);
    if (turn_rate(&segment->held, sighting->time, self->thresholds[HELD_WINDOW]))
        segment->majority.lead = 0;
    turn_rate(&segment->burst, sighting->time, 1);
    vote(&segment->majority, arp.sender_mac);
    if (is_worth_saying(&segment->burst, self->thresholds[BURST]))
        claim_rate(self, sighting, segment, &segment->burst, self->thresholds[BURST], 1, findings);
    if (is_worth_saying(&segment->held, self->thresholds[HELD]))
        claim_rate(self, sighting, segment, &segment->held, self->thresholds[HELD], self->thresholds[HELD_WINDOW], findings);
}

const struct detector detector_arp_storm = {
    .name = "arp_storm",
    .title = "ARP storm",
    .severity = SEVERITY_NOTE,
    .group = GROUP_SEQUENCE,
    .rule = "Many broadcast ARP requests on one segment, within a second or held for longer, whoever sends them. The "
            "finding is about the sender of most of them.",
    .reference = "Wireshark's ARP storm detection (30 requests in 100 ms); RFC 826; RFC 5227",
    .misses = "Who is behind a storm of many senders: a loop repeats them all. A segment of some thousand hosts, or the "
              "router of a cable segment, asks as much as this every day.",
    .yields_to = { "arp_scan" },
    .thresholds = { [BURST] = { "burst", "Requests in one second", "requests", 100, 2, 1000000 },
                    [HELD] = { "held", "Requests in the longer time", "requests", 200, 2, 1000000 },
                    [HELD_WINDOW] = { "window", "The longer time", "s", 10, 2, 3600 } },
    .state_bytes = sizeof(struct arp_storm),
    .tables = { { offsetof(struct arp_storm, segments), SEGMENTS_MOST, sizeof(guint16), sizeof(struct segment) } },
    .on = { [ON_ARP] = see_arp },
};
