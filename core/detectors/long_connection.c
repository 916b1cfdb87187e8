/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * A TCP connection that has been open for hours. */
#include <string.h>

#include "detector.h"
#include "outward.h"

enum { NOTED, WARNED };
enum { LEVELS = 4 };

static const gint64 MINUTE = 60 * NS_PER_SECOND, ONCE_IN = 86400 * NS_PER_SECOND;

/* ns: the note's, then the warning's, twice and three times that. */
static gint64 least_age(const guint *thresholds, guint level)
{
    return level == 0 ? thresholds[NOTED] * MINUTE : (gint64)level * thresholds[WARNED] * MINUTE;
}

/* One silence that takes up most of it says nothing of the time between: so does a clock that was set. */
static gboolean was_used_throughout(const struct flow *flow, gint64 age)
{
    return flow_longest_gap(flow) <= age / 2;
}

/* These hold connections open for as long as they can: waiting for mail (RFC 2177) and messages, sharing routes, carrying
 * whole networks, polling machines. */
static gboolean is_meant_to_last(const struct sighting *sighting)
{
    static const char *const CATEGORIES[] = { "Mail", "Messaging", "Routing", "VPN", "IoT", "Voice" };
    const char              *category = applications_category(sighting->applications, sighting_application(sighting));

    for (guint i = 0; i < G_N_ELEMENTS(CATEGORIES); i++)
        if (strcmp(category, CATEGORIES[i]) == 0)
            return TRUE;
    return FALSE;
}

/* Inside one's own networks, disks, databases and terminals stay connected for days. */
static enum severity severity_of(const struct sighting *sighting, guint level, const struct endpoint *initiator,
                                 const struct endpoint *responder)
{
    gboolean leaves = goes_outward(sighting->options, &initiator->address, &responder->address) ||
                      goes_outward(sighting->options, &responder->address, &initiator->address);

    return level > 0 && leaves && !is_meant_to_last(sighting) ? SEVERITY_WARN : SEVERITY_NOTE;
}

static void claim_level(const guint *thresholds, const struct sighting *sighting, guint level, struct findings *findings)
{
    const struct flow *flow = sighting->flow;
    struct endpoint    initiator = flow_endpoint(flow, SCOPE_INITIATOR), responder = flow_endpoint(flow, SCOPE_RESPONDER);
    double             age = (double)(sighting->time - flow_since(flow)), least = (double)least_age(thresholds, level);
    char               source[ADDRESS_TEXT_SIZE], destination[ADDRESS_TEXT_SIZE];
    struct claim       claim = { .severity = severity_of(sighting, level, &initiator, &responder),
                                 .subject = &initiator.address,
                                 .object = &responder.address,
                                 .kind = (guint32)responder.port << 2 | level,
                                 .value = age,
                                 .threshold = least,
                                 .window = ONCE_IN };

    findings_claim(findings, &claim, "%s has been connected to port %u of %s for %.0f min (threshold %.0f min)",
                   address_format(&initiator.address, source), responder.port,
                   address_format(&responder.address, destination), age / (double)MINUTE, least / (double)MINUTE);
}

static void see_tcp(gpointer state, const struct sighting *sighting, struct findings *findings)
{
    const guint *thresholds = state;
    struct flow *flow = sighting->flow;
    gint64       age = sighting->time - flow_since(flow);
    guint        level = 0;

    if (age < least_age(thresholds, 0) || flow->tcp->is_closed)
        return;
    while (level + 1 < LEVELS && age >= least_age(thresholds, level + 1))
        level++;
    if ((flow->marks & (guint32)MARK_LONG << level) || !was_used_throughout(flow, age))
        return;
    flow->marks |= (guint32)MARK_LONG << level;
    claim_level(thresholds, sighting, level, findings);
}

const struct detector detector_long_connection = {
    .name = "long_connection",
    .title = "Long connection",
    .severity = SEVERITY_NOTE,
    .loudest = SEVERITY_WARN,
    .group = GROUP_SECURITY,
    .rule = "A TCP connection has been open for long, with no silence of more than half of that time. A warning, repeated "
            "at twice and three times its time, if it crosses the border of your networks and is not of a kind that is "
            "meant to last: mail, messages, routing, VPN, things, voice.",
    .reference = "RITA's long connections (1 h, 4 h, 8 h, 12 h); RFC 2177",
    .misses = "UDP, which knows no connections. An age is that since the first packet seen. What waits for hours in "
              "silence is told later. Web pages that keep a channel open are taken for what they might be.",
    .thresholds = { [NOTED] = { "age", "Age of a connection that is noted", "min", 60, 1, 43200 },
                    [WARNED] = { "warning_age", "Age of a connection that is warned of", "min", 240, 1, 43200 } },
    .on = { [ON_TCP] = see_tcp },
};
