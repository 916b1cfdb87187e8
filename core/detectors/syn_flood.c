/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Many SYNs to one host that nobody follows up. Whether the host answers them says little (SYN cookies answer all, and a
 * capture may see one direction only); but who means to connect acknowledges, or sends the SYN again. */
#include "bounded_table.h"
#include "detector.h"
#include "distinct.h"
#include "growth.h"
#include "protocols.h"
#include "seeded_hash.h"
#include "window.h"

enum { SYNS, WINDOW, SHARE, SOURCES, PORTS };
enum { VICTIMS = 1024, SCAN_PORTS = 15 };

/* SYNs are counted by their age, in steps of this: when they are due, they are 5 steps old or more, longer than nearly
 * all round trips, so that an ACK should have come. */
static const gint64 AGE_STEP = NS_PER_SECOND / 20;

/* TCP sends its SYN again later (RFC 6298: 1 s); copies of a packet, on a mirror port, come sooner. */
static const gint64 REPEATED_AFTER = NS_PER_SECOND / 2;

struct syns {
    guint32 all, open; /* of these, not settled */
};

enum age { DUE, OLDEST_WAITING, NEW = OLDEST_WAITING + 5, AGES };

struct victim {
    struct window   window;
    gint64          since[AGES]; /* ns: the SYNs of this age, and not of the next, came from then on */
    struct syns     syns[AGES];
    guint32         said; /* of open ones that were due */
    struct distinct sources, ports;
};

struct syn_flood {
    const guint          *thresholds;
    gboolean              sees_acks; /* else they may have been filtered out */
    struct bounded_table *victims;   /* struct address → struct victim */
};

/* ---- what became of SYNs ---- */

static void grow_older(struct victim *victim, gint64 now)
{
    victim->syns[DUE].all += victim->syns[OLDEST_WAITING].all;
    victim->syns[DUE].open += victim->syns[OLDEST_WAITING].open;
    for (guint age = OLDEST_WAITING; age < NEW; age++) {
        victim->syns[age] = victim->syns[age + 1];
        victim->since[age] = victim->since[age + 1];
    }
    victim->syns[NEW] = (struct syns){ 0, 0 };
    victim->since[NEW] = now;
}

static void begin_window(struct victim *victim)
{
    gint64 now = victim->window.start;

    *victim = (struct victim){ .window = victim->window };
    for (guint age = DUE; age < AGES; age++)
        victim->since[age] = now;
}

static void settle(struct syn_flood *self, const struct sighting *sighting)
{
    struct endpoint target = flow_endpoint(sighting->flow, SCOPE_RESPONDER);
    struct victim  *victim = bounded_table_find(self->victims, &target.address);

    sighting->flow->marks &= ~(guint32)MARK_HALF_OPEN;
    if (!victim || flow_since(sighting->flow) < victim->window.start)
        return;
    for (int age = NEW; age >= DUE; age--)
        if (flow_since(sighting->flow) >= victim->since[age]) {
            victim->syns[age].open -= victim->syns[age].open > 0;
            return;
        }
}

/* The sender goes on, as one does who was answered, or is patient; or the host refused, which costs it nothing. */
static gboolean is_settled_by(const struct sighting *sighting)
{
    guint flags = sighting->packet->tcp.flags & (TCP_SYN | TCP_RST | TCP_ACK);

    if (sighting->sender == SCOPE_RESPONDER)
        return (flags & TCP_RST) != 0;
    return flags == TCP_ACK || (flags == TCP_SYN && sighting->time - flow_since(sighting->flow) >= REPEATED_AFTER);
}

/* ---- is it a flood? ---- */

/* One who tries many ports scans them, and so do many of whom each does. */
static gboolean is_of_scanners(const struct syn_flood *self, const struct victim *victim, guint syns)
{
    guint sources = distinct_count(&victim->sources), ports = distinct_count(&victim->ports);

    return ports > self->thresholds[PORTS] && (sources < self->thresholds[SOURCES] || syns / sources >= SCAN_PORTS);
}

/* Where no ACK was ever seen, only sources that never come again tell a flood from clients. */
static gboolean may_be_filtered(const struct syn_flood *self, const struct victim *victim, guint syns)
{
    return !self->sees_acks && distinct_count(&victim->sources) < syns / 4 * 3 &&
           distinct_count(&victim->sources) >= self->thresholds[SOURCES];
}

/* So many that none waits for its answer long enough to be counted: ten times the threshold within a quarter of a second,
 * by as many sources or to few ports, while nobody in the capture acknowledges anything. */
static gboolean is_torrent(const struct syn_flood *self, const struct victim *victim)
{
    enum { TIMES = 10 };
    guint waiting = 0, sources;

    for (guint age = OLDEST_WAITING; age < AGES; age++)
        waiting += victim->syns[age].open;
    if (self->sees_acks || victim->said > 0 || waiting < TIMES * (guint64)self->thresholds[SYNS])
        return FALSE;
    sources = distinct_count(&victim->sources);
    return sources >= waiting / 4 * 3 ||
           (sources < self->thresholds[SOURCES] && distinct_count(&victim->ports) <= self->thresholds[PORTS]);
}

/* Whether SYNs have become due. */
static gboolean pass_time(const struct syn_flood *self, struct victim *victim, gint64 now)
{
    if (is_torrent(self, victim))
        while (victim->syns[DUE].open < self->thresholds[SYNS])
            grow_older(victim, now);
    else if (now - victim->since[NEW] < AGE_STEP)
        return FALSE;
    else
        grow_older(victim, now);
    return TRUE;
}

static gboolean is_flood(const struct syn_flood *self, const struct victim *victim)
{
    const struct syns *due = &victim->syns[DUE];
    guint              syns = 0;

    for (guint age = DUE; age < AGES; age++)
        syns += victim->syns[age].all;
    return due->open >= self->thresholds[SYNS] &&
           due->open * G_GUINT64_CONSTANT(100) >= due->all * (guint64)self->thresholds[SHARE] &&
           !is_of_scanners(self, victim, syns) && !may_be_filtered(self, victim, syns);
}

static void claim_flood(const struct syn_flood *self, const struct sighting *sighting, const struct victim *victim,
                        struct findings *findings)
{
    const struct address *target = &sighting->packet->destination, *source = &sighting->packet->source;
    guint                 open = victim->syns[DUE].open, sources = distinct_count(&victim->sources);
    char                  target_text[ADDRESS_TEXT_SIZE], source_text[ADDRESS_TEXT_SIZE];
    struct claim          claim = { .severity = SEVERITY_ERROR,
                                    .subject = sources == 1 ? source : target,
                                    .object = sources == 1 ? target : NULL,
                                    .value = open,
                                    .threshold = self->thresholds[SYNS],
                                    .window = self->thresholds[WINDOW] * NS_PER_SECOND };

    address_format(target, target_text);
    if (sources == 1)
        findings_claim(findings, &claim, "%s left %u of %u connections to %s half open in %.3g s (threshold %u in %u s)",
                       address_format(source, source_text), open, victim->syns[DUE].all, target_text,
                       window_age(&victim->window, sighting->time), self->thresholds[SYNS], self->thresholds[WINDOW]);
    else
        findings_claim(findings, &claim,
                       "%u of %u connections to %s were left half open in %.3g s; SYNs came from %u sources "
                       "(threshold %u in %u s)",
                       open, victim->syns[DUE].all, target_text, window_age(&victim->window, sighting->time), sources,
                       self->thresholds[SYNS], self->thresholds[WINDOW]);
}

static void add_syn(struct syn_flood *self, const struct sighting *sighting, struct findings *findings)
{
    const struct packet *packet = sighting->packet;
    struct victim       *victim = bounded_table_take(self->victims, &packet->destination);

    if (window_turn(&victim->window, sighting->time, self->thresholds[WINDOW] * NS_PER_SECOND))
        begin_window(victim);
    victim->syns[NEW].all++;
    victim->syns[NEW].open++;
    distinct_add(&victim->sources, stable_hash(&packet->source, sizeof packet->source));
    distinct_add(&victim->ports, stable_hash(&packet->destination_port, sizeof packet->destination_port));
    sighting->flow->marks |= MARK_HALF_OPEN;
    if (pass_time(self, victim, sighting->time) && is_flood(self, victim) &&
        grew_by(&victim->said, victim->syns[DUE].open, self->thresholds[SYNS]))
        claim_flood(self, sighting, victim, findings);
}

static void see_tcp(gpointer state, const struct sighting *sighting, struct findings *findings)
{
    struct syn_flood *self = state;
    guint             flags = sighting->packet->tcp.flags & (TCP_SYN | TCP_FIN | TCP_RST | TCP_ACK);

    self->sees_acks |= flags == TCP_ACK;
    if (sighting->flow->marks & MARK_HALF_OPEN) {
        if (is_settled_by(sighting))
            settle(self, sighting);
    } else if (flags == TCP_SYN && sighting->record->index == 1) {
        add_syn(self, sighting, findings);
    }
}

const struct detector detector_syn_flood = {
    .name = "syn_flood",
    .title = "SYN flood",
    .severity = SEVERITY_ERROR,
    .group = GROUP_SECURITY,
    .rule = "Many connections to one host were begun within the window, and a great share of them left half open: a "
            "quarter of a second or more after the SYN its sender had neither acknowledged anything nor sent it again, and "
            "the host had not refused it; or ten times as many were begun in less time while nobody acknowledged anything. "
            "The SYNs come from many sources or go to few ports; where every source tries many "
            "ports, it is a scan.",
    .reference = "Wang, Zhang, Shin, Detecting SYN Flooding Attacks, 2002; RFC 4987.",
    .misses =
        "Floods of less than a third of a second where other connections are seen, those of less than twice the host's real connections, those to a "
        "port that refuses, and those by full connections or by hosts that send their SYNs again. A capture that begins "
        "while a busy service does not answer, clients that give up within a second, and a burst of clients that are "
        "all more than a quarter of a second away look the same. So do the SYNs of a thousand clients within a quarter "
        "of a second, where a filter kept nothing else.",
    .thresholds = { [SYNS] = { "syns", "Half-open connections", "SYNs", 100, 10, 10000000 },
                    [WINDOW] = { "window", "Time in which they begin", "s", 10, 1, 3600 },
                    [SHARE] = { "share", "Share of half-open connections among all", "%", 67, 1, 100 },
                    [SOURCES] = { "sources", "Sources, where the ports are many", "sources", 20, 1, 1000000 },
                    [PORTS] = { "ports", "Ports, where the sources are few", "ports", 3, 1, 65535 } },
    .state_bytes = sizeof(struct syn_flood),
    .tables = { { offsetof(struct syn_flood, victims), VICTIMS, sizeof(struct address), sizeof(struct victim) } },
    .on = { [ON_TCP] = see_tcp },
};
