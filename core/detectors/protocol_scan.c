/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * One host tries which IP protocols another one knows. */
#include "bounded_table.h"
#include "detector.h"
#include "pair.h"
#include "protocols.h"
#include "window.h"

enum { PROTOCOLS, WINDOW };
enum { PAIRS = 4096, NUMBERS = 256, BITS = 32 };

struct probing {
    struct window window;
    guint         protocols;
    guint32       seen[NUMBERS / BITS]; /* a bit for each protocol number */
};

struct protocol_scan {
    const guint          *thresholds;
    struct bounded_table *pairs; /* struct pair → struct probing */
};

/* Those that any two hosts speak. */
static gboolean is_usual(guint32 protocol)
{
    return protocol == IP_TCP || protocol == IP_UDP || protocol == IP_ICMP || protocol == IP_ICMPV6;
}

static gboolean is_new(struct probing *probing, guint32 protocol)
{
    guint32 *word = &probing->seen[protocol / BITS], bit = 1U << protocol % BITS;

    if (*word & bit)
        return FALSE;
    *word |= bit;
    probing->protocols++;
    return TRUE;
}

static void see_flow(gpointer state, const struct sighting *sighting, struct findings *findings)
{
    struct protocol_scan *self = state;
    const struct packet  *packet = sighting->packet;

    if (!packet->ip_version || packet->protocol >= NUMBERS || is_usual(packet->protocol))
        return;

    struct pair     pair = { packet->source, packet->destination };
    struct probing *probing = window_entry(self->pairs, &pair, packet->time, self->thresholds[WINDOW] * NS_PER_SECOND);
    if (!is_new(probing, packet->protocol) || probing->protocols < self->thresholds[PROTOCOLS])
        return;

    char         source[ADDRESS_TEXT_SIZE], destination[ADDRESS_TEXT_SIZE];
    struct claim claim = { .severity = SEVERITY_WARN,
                           .subject = &packet->source,
                           .object = &packet->destination,
                           .value = probing->protocols,
                           .threshold = self->thresholds[PROTOCOLS],
                           .window = self->thresholds[WINDOW] * NS_PER_SECOND };
    findings_claim(findings, &claim, "%s sent packets of %u IP protocols to %s in %.3g s (threshold %u in %u s)",
                   address_format(&packet->source, source), probing->protocols,
                   address_format(&packet->destination, destination), window_age(&probing->window, packet->time),
                   self->thresholds[PROTOCOLS], self->thresholds[WINDOW]);
}

const struct detector detector_protocol_scan = {
    .name = "protocol_scan",
    .title = "IP protocol scan",
    .severity = SEVERITY_WARN,
    .group = GROUP_SECURITY,
    .rule = "One host sends another one packets of many IP protocol numbers, TCP, UDP and ICMP not counted.",
    .reference = "nmap -sO; Snort sfPortscan",
    .misses = "Scans slower than the window allows, and those of few protocols. A generator of random packets "
              "looks the same.",
    .thresholds = { [PROTOCOLS] = { "protocols", "IP protocol numbers", "protocols", 10, 2, 250 },
                    [WINDOW] = { "window", "Time in which they are sent", "s", 60, 1, 86400 } },
    .state_bytes = sizeof(struct protocol_scan),
    .tables = { { offsetof(struct protocol_scan, pairs), PAIRS, sizeof(struct pair), sizeof(struct probing) } },
    .on = { [ON_FLOW] = see_flow },
};
