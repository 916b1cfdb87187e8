/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * One machine asks by ARP for many addresses, most of which nobody has. */
#include "arp.h"
#include "bounded_table.h"
#include "detector.h"
#include "distinct.h"
#include "growth.h"
#include "mac.h"
#include "seeded_hash.h"
#include "window.h"

enum { TARGETS, WINDOW };
enum { ASKERS = 2048, ROUTERS = 512, ROUTED_FROM = 3 };

struct asker {
    struct window   window;
    guint           requests, said; /* said: of targets */
    guint32         names[2];       /* hashes of addresses that it goes by */
    struct distinct asked, answered;
};

/* A machine through which packets of others come. */
struct carrier {
    guint8  sources;
    guint32 hashes[ROUTED_FROM];
};

struct arp_scan {
    const guint          *thresholds;
    struct bounded_table *askers;   /* MAC address → struct asker */
    struct bounded_table *carriers; /* MAC address → struct carrier */
};

/* ---- routers: they look for whomever others want to reach, so that a scan from afar makes them ask for everybody ---- */

static void add_source(struct carrier *carrier, guint32 hash)
{
    for (guint i = 0; i < carrier->sources; i++)
        if (carrier->hashes[i] == hash)
            return;
    if (carrier->sources < ROUTED_FROM)
        carrier->hashes[carrier->sources++] = hash;
}

static void see_flow(gpointer state, const struct sighting *sighting, struct findings *findings)
{
    struct arp_scan     *self = state;
    const struct packet *packet = sighting->packet;

    (void)findings;
    if (packet->ip_version && packet->link_source && !packet_is_unrouted(packet))
        add_source(bounded_table_take(self->carriers, packet->link_source),
                   stable_hash(&packet->source, sizeof packet->source));
}

/* Also where it goes by several addresses: it serves as many networks. */
static gboolean is_router(struct arp_scan *self, const struct asker *asker, const guint8 mac[6])
{
    const struct carrier *carrier = bounded_table_find(self->carriers, mac);

    return asker->names[1] != 0 || (carrier && carrier->sources >= ROUTED_FROM);
}

/* ---- ARP ---- */

/* An estimate may lie above what it is part of. */
static guint targets_of(const struct asker *asker)
{
    return MIN(distinct_count(&asker->asked), asker->requests);
}

static void claim_scan(struct arp_scan *self, const struct sighting *sighting, const struct asker *asker,
                       const struct arp *arp, struct findings *findings)
{
    gboolean       routes = is_router(self, asker, arp->sender_mac);
    guint          targets = targets_of(asker);
    struct address subject = address_mac(arp->sender_mac);
    char           mac[ADDRESS_TEXT_SIZE], name[ADDRESS_TEXT_SIZE];
    struct claim   claim = { .severity = routes ? SEVERITY_NOTE : SEVERITY_WARN,
                             .subject = &subject,
                             .value = targets,
                             .threshold = self->thresholds[TARGETS],
                             .window = self->thresholds[WINDOW] * NS_PER_SECOND };

    findings_claim(findings, &claim,
                   "%s%s (%s) asked by ARP for %s%u addresses in %.3g s; %u answered (threshold %u in %u s)",
                   routes ? "the router " : "", address_format(&subject, mac), address_format(&arp->sender, name),
                   distinct_is_exact(&asker->asked) ? "" : "about ", targets, window_age(&asker->window, sighting->time),
                   distinct_count(&asker->answered), self->thresholds[TARGETS], self->thresholds[WINDOW]);
}

static struct asker *take_asker(struct arp_scan *self, const guint8 mac[6], gint64 now)
{
    struct asker *asker = bounded_table_take(self->askers, mac);

    if (window_turn(&asker->window, now, self->thresholds[WINDOW] * NS_PER_SECOND)) {
        asker->requests = asker->said = 0;
        asker->asked = asker->answered = (struct distinct){ 0 };
    }
    return asker;
}

static void add_name(struct asker *asker, const struct arp *arp)
{
    guint32 hash = stable_hash(&arp->sender, sizeof arp->sender) | 1;

    if (arp_is_probe(arp) || asker->names[0] == hash)
        return;
    asker->names[asker->names[0] ? 1 : 0] = hash;
}

static void see_request(struct arp_scan *self, const struct sighting *sighting, const struct arp *arp,
                        struct findings *findings)
{
    struct asker *asker = take_asker(self, arp->sender_mac, sighting->time);
    guint         targets;

    add_name(asker, arp);
    asker->requests++;
    distinct_add(&asker->asked, stable_hash(&arp->target, sizeof arp->target));
    targets = targets_of(asker);
    if (targets >= self->thresholds[TARGETS] && 2 * distinct_count(&asker->answered) <= targets &&
        grew_tenfold(&asker->said, targets))
        claim_scan(self, sighting, asker, arp, findings);
}

static void see_reply(struct arp_scan *self, const struct sighting *sighting, const struct arp *arp)
{
    const guint8 *to = sighting->packet->destination.bytes;

    if (bounded_table_find(self->askers, to))
        distinct_add(&take_asker(self, to, sighting->time)->answered, stable_hash(&arp->sender, sizeof arp->sender));
}

static void see_arp(gpointer state, const struct sighting *sighting, struct findings *findings)
{
    struct arp_scan     *self = state;
    const struct packet *packet = sighting->packet;
    struct arp           arp;

    if (!arp_read(packet->network, packet->network_captured, &arp) || arp_is_announcement(&arp))
        return;
    if (arp.operation == ARP_REPLY)
        see_reply(self, sighting, &arp);
    else if (mac_is_group(packet->destination.bytes))
        see_request(self, sighting, &arp, findings);
}

const struct detector detector_arp_scan = {
    .name = "arp_scan",
    .title = "ARP scan",
    .severity = SEVERITY_NOTE,
    .loudest = SEVERITY_WARN,
    .group = GROUP_SECURITY,
    .rule = "One machine asks by broadcast for many addresses, and no more than half of them are seen to answer. Of a "
            "router it is only a note: it asks for whomever others want to reach. A router is who sends packets of several "
            "sources that have come some way, or asks in the name of several addresses.",
    .reference = "nmap -sn; arp-scan; RFC 6583 tells of routers that are made to ask",
    .misses = "Scans slower than the window allows, those of a network in which most addresses are taken, and those by "
              "neighbour discovery of IPv6. Where answers are not seen, a server that looks for as many clients is taken "
              "for a scanner. Counts above 31 are estimates, with an error of some 9 %.",
    .thresholds = { [TARGETS] = { "targets", "Addresses asked for", "addresses", 50, 2, 65535 },
                    [WINDOW] = { "window", "Time in which they are asked for", "s", 60, 1, 86400 } },
    .state_bytes = sizeof(struct arp_scan),
    .tables = { { offsetof(struct arp_scan, askers), ASKERS, 6, sizeof(struct asker) },
                { offsetof(struct arp_scan, carriers), ROUTERS, 6, sizeof(struct carrier) } },
    .on = { [ON_FLOW] = see_flow, [ON_ARP] = see_arp },
};
