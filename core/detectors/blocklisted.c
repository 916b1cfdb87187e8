/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * One of the user's lists has an address of the flow. */
#include "blocklists.h"
#include "detection.h"

enum { WINDOW };

static void claim_listed(const guint *thresholds, const struct address *listed, const struct address *other,
                         const struct blocklist_hit *hit, struct findings *findings)
{
    char         texts[2][ADDRESS_TEXT_SIZE];
    struct claim claim = { .severity = SEVERITY_WARN,
                           .subject = listed,
                           .object = other,
                           .value = 1,
                           .threshold = 1,
                           .window = thresholds[WINDOW] * NS_PER_SECOND };

    findings_claim(findings, &claim, "%s stands in %s line %u and exchanged packets with %s",
                   address_format(listed, texts[0]), hit->list, hit->line, address_format(other, texts[1]));
}

static void see_flow(gpointer state, const struct sighting *sighting, struct findings *findings)
{
    const struct blocklists *blocklists = sighting->options->blocklists;
    const struct packet     *packet = sighting->packet;
    struct blocklist_hit     hit;

    if (!blocklists)
        return;
    if (blocklists_find(blocklists, &packet->source, &hit))
        claim_listed(state, &packet->source, &packet->destination, &hit, findings);
    if (blocklists_find(blocklists, &packet->destination, &hit))
        claim_listed(state, &packet->destination, &packet->source, &hit, findings);
}

const struct detector detector_blocklisted = {
    .name = "blocklisted",
    .title = "Address on a blocklist",
    .severity = SEVERITY_WARN,
    .group = GROUP_SECURITY,
    .rule = "A flow begins whose one end stands in a list that the user has loaded, unless an allow-list has it, too. Local "
            "addresses and well-known public resolvers count only where they are listed themselves.",
    .reference = "AbuseIPDB, Spamhaus DROP, FireHOL, Emerging Threats, Feodo Tracker, MISP warninglists",
    .misses = "What is in no list. Lists grow old: an address may long have another owner, and one address may serve a "
              "thousand sites.",
    .thresholds = { [WINDOW] = { "window", "Silence between two findings of one pair", "s", 3600, 1, 86400 } },
    .on = { [ON_FLOW] = see_flow },
};
