/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * One host tries many others on a few ports, and most of them fail. */
#include <stdlib.h>

#include "bounded_table.h"
#include "detector.h"
#include "distinct.h"
#include "pair.h"
#include "protocols.h"
#include "seeded_hash.h"
#include "window.h"

enum { HOSTS, PORTS, RATIO, WINDOW };
enum { SOURCES = 3072, FRIENDS = 8192, SERVICES = 8 };

/* Where nothing answers, the source's own link may be down: then so many times the failed hosts are asked for. */
enum { UNHEARD_FACTOR = 4 };

struct service_tally {
    guint16 port;
    guint8  protocol;         /* IP protocol number */
    guint32 failed, answered; /* hosts of which this was the first contact */
};

struct sweep {
    struct window        window;
    gboolean             is_heard;           /* somebody, or a router, answered the source */
    guint32              said;               /* of failed hosts */
    struct distinct      failed;             /* hosts */
    struct service_tally services[SERVICES]; /* those on which most hosts failed (Misra, Gries 1982) */
};

struct host_scan {
    const guint          *thresholds;
    struct bounded_table *sources; /* struct address → struct sweep */
    struct bounded_table *friends; /* a hash of struct pair → nothing: the source was answered there */
};

/* ---- who was answered ---- */

static guint32 friendship(const struct attempt *attempt)
{
    struct pair pair = { attempt->source, attempt->destination };

    return stable_hash(&pair, sizeof pair);
}

static struct service_tally *tally_of(struct sweep *sweep, const struct attempt *attempt)
{
    for (guint i = 0; i < SERVICES; i++) {
        struct service_tally *tally = &sweep->services[i];
        if (tally->failed > 0 && tally->port == attempt->destination_port && tally->protocol == attempt->protocol)
            return tally;
    }
    return NULL;
}

static void see_success(gpointer state, const struct sighting *sighting, struct findings *findings)
{
    struct host_scan     *self = state;
    const struct attempt *attempt = sighting->attempt;
    guint32               key = friendship(attempt);
    gboolean              is_new = !bounded_table_find(self->friends, &key);
    struct sweep         *sweep = bounded_table_find(self->sources, &attempt->source);
    struct service_tally *tally = sweep && is_new ? tally_of(sweep, attempt) : NULL;

    (void)findings;
    if (is_new)
        bounded_table_take(self->friends, &key);
    if (sweep)
        sweep->is_heard = TRUE;
    if (tally)
        tally->answered++;
}

/* ---- who was not ---- */

/* The one of this service, or an unused one; NULL where there is none: then all others lose as many. */
static struct service_tally *take_tally(struct sweep *sweep, const struct attempt *attempt, guint32 hosts)
{
    struct service_tally *tally = tally_of(sweep, attempt);

    for (guint i = 0; i < SERVICES && !tally; i++)
        if (sweep->services[i].failed == 0) {
            tally = &sweep->services[i];
            *tally = (struct service_tally){ .port = attempt->destination_port, .protocol = attempt->protocol };
        }
    for (guint i = 0; i < SERVICES && !tally; i++)
        sweep->services[i].failed -= MIN(sweep->services[i].failed, hosts);
    return tally;
}

static int most_failed_first(gconstpointer a, gconstpointer b)
{
    const struct service_tally *first = a, *second = b;

    return first->failed > second->failed ? -1 : first->failed < second->failed;
}

/* Of the services on which most hosts failed, no more than the threshold says; they stand first afterwards. */
static struct service_tally sum_of(struct sweep *sweep, guint services)
{
    struct service_tally sum = { .failed = 0 };

    qsort(sweep->services, SERVICES, sizeof *sweep->services, most_failed_first);
    for (guint i = 0; i < MIN(services, SERVICES); i++) {
        sum.failed += sweep->services[i].failed;
        sum.answered += sweep->services[i].failed > 0 ? sweep->services[i].answered : 0;
    }
    return sum;
}

/* Likelihood ratio of a scanner over anybody else: 4 for each failure, 1/4 for each success (Jung et al.). */
static gboolean is_likely(const struct service_tally *sum, guint ratio)
{
    gdouble likelihood = 1;

    for (guint32 i = sum->answered; i < sum->failed && likelihood <= ratio; i++)
        likelihood *= 4;
    return likelihood > ratio;
}

static gboolean is_concentrated(const struct service_tally *sum, const struct sweep *sweep)
{
    return sum->failed * 3 >= distinct_count(&sweep->failed) * 2;
}

/* ---- claims ---- */

static void claim_scan(const struct host_scan *self, const struct sighting *sighting, const struct sweep *sweep,
                       struct findings *findings)
{
    const struct attempt       *attempt = sighting->attempt;
    const struct service_tally *most = &sweep->services[0];
    guint                       hosts = distinct_count(&sweep->failed);
    char                        source[ADDRESS_TEXT_SIZE], port[8] = "";
    struct claim                claim = { .severity = SEVERITY_WARN,
                                          .subject = &attempt->source,
                                          .value = hosts,
                                          .threshold = self->thresholds[HOSTS],
                                          .window = self->thresholds[WINDOW] * NS_PER_SECOND };

    if (ip_protocol_has_ports(most->protocol))
        g_snprintf(port, sizeof port, " %u", most->port);
    findings_claim(findings, &claim, "%s failed to reach %u hosts in %.3g s; most by %s%s (threshold %u in %u s)",
                   address_format(&attempt->source, source), hosts, window_age(&sweep->window, sighting->time),
                   ip_protocol_name(most->protocol), port, self->thresholds[HOSTS], self->thresholds[WINDOW]);
}

static guint floor_of(const struct host_scan *self, const struct sweep *sweep)
{
    return self->thresholds[HOSTS] * (sweep->is_heard ? 1 : UNHEARD_FACTOR);
}

/* Of who pings, all answers may pass by another way than the capture's; one who connects goes on, then, after the SYN. */
static gboolean may_be_half_seen(const struct attempt *attempt, const struct sweep *sweep)
{
    return attempt->kind == ATTEMPT_ECHO && !sweep->is_heard;
}

static void judge(const struct host_scan *self, const struct sighting *sighting, struct sweep *sweep,
                  struct findings *findings)
{
    guint                hosts = distinct_count(&sweep->failed);
    struct service_tally sum;

    if (hosts < floor_of(self, sweep) || hosts < sweep->said + self->thresholds[HOSTS] ||
        may_be_half_seen(sighting->attempt, sweep))
        return;
    sum = sum_of(sweep, self->thresholds[PORTS]);
    if (!is_concentrated(&sum, sweep) || !is_likely(&sum, self->thresholds[RATIO]))
        return;
    sweep->said = hosts;
    claim_scan(self, sighting, sweep, findings);
}

/* ACKs are for hosts that are thought to have a connection: the other end forgot it, or was restarted. */
static gboolean counts(const struct host_scan *self, const struct attempt *attempt)
{
    guint32 key = friendship(attempt);

    return attempt->kind != ATTEMPT_ACK && attempt->kind != ATTEMPT_FIN_ACK && !bounded_table_find(self->friends, &key);
}

static void see_failure(gpointer state, const struct sighting *sighting, struct findings *findings)
{
    struct host_scan     *self = state;
    const struct attempt *attempt = sighting->attempt;

    if (!counts(self, attempt))
        return;

    struct sweep *sweep =
        window_entry(self->sources, &attempt->source, attempt->time, self->thresholds[WINDOW] * NS_PER_SECOND);
    sweep->is_heard |= attempt->end != ATTEMPT_UNANSWERED;

    guint before = distinct_count(&sweep->failed);
    distinct_add(&sweep->failed, stable_hash(&attempt->destination, sizeof attempt->destination));
    guint hosts = distinct_count(&sweep->failed) - before;
    if (hosts == 0)
        return;

    struct service_tally *tally = take_tally(sweep, attempt, hosts);
    if (tally)
        tally->failed += hosts;
    judge(self, sighting, sweep, findings);
}

const struct detector detector_host_scan = {
    .name = "host_scan",
    .title = "Host scan",
    .severity = SEVERITY_WARN,
    .group = GROUP_SECURITY,
    .rule =
        "One host failed to reach many others that had never answered it, by TCP, UDP, SCTP or echo requests, two thirds "
        "of them on few ports, and on these so many more hosts failed than answered that the ratio of the sequential "
        "hypothesis test (4 for each failure, 1/4 for each success) is above the threshold. Where nobody at all answers "
        "it, four times as many hosts are asked for.",
    .reference = "Zeek scan.zeek; Jung et al., Fast Portscan Detection Using Sequential Hypothesis Testing, 2004.",
    .misses =
        "Sweeps slower than the window allows, by UDP that nobody refuses, by ACK, by echo requests of which none is "
        "answered or refused, of fewer hosts than four times the "
        "threshold of which none answers, and of hosts that had answered before. Networks that are unreachable or "
        "without a route do not count, as the fault may be near. Programs that look for their kind on one port "
        "(Bitcoin and other peers), a host whose provider filters a port, and monitoring that starts while its network "
        "is down look the same.",
    .abuse_categories = { 14 },
    .thresholds = { [HOSTS] = { "hosts", "Failed hosts", "hosts", 25, 4, 1000000 },
                    [PORTS] = { "ports", "Ports on which two thirds of them failed", "ports", 5, 1, SERVICES },
                    [RATIO] = { "ratio", "Likelihood ratio of a scanner to be exceeded", "to 1", 99, 1, 1000000000 },
                    [WINDOW] = { "window", "Time in which they fail", "s", 300, 1, 86400 } },
    .state_bytes = sizeof(struct host_scan),
    .tables = { { offsetof(struct host_scan, sources), SOURCES, sizeof(struct address), sizeof(struct sweep) },
                { offsetof(struct host_scan, friends), FRIENDS, sizeof(guint32), 1 } },
    .on = { [ON_FAILURE] = see_failure, [ON_SUCCESS] = see_success },
};
