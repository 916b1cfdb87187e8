/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * A host calls another at regular intervals. */
#include <stdlib.h>
#include <string.h>

#include "bounded_table.h"
#include "caller.h"
#include "detector.h"
#include "outward.h"

enum { CONNECTIONS, GAP, SPAN, SPREAD, SIZE_SPREAD };
enum { KEPT = 20, CALLERS = 2048, NS_PER_MS = 1000000 };

static const gint64 ONCE_IN = 86400 * NS_PER_SECOND;

/* The last KEPT values, the newest at (count - 1) % KEPT. */
struct recent {
    guint32 count;
    guint32 values[KEPT];
};

struct calls {
    gint64        first, last; /* ns since 1970 UTC, the beginning of the first connection and of the last one */
    guint32       connections;
    struct recent gaps;  /* ms */
    struct recent sizes; /* bytes of payload, of both sides, of those that were closed */
};

struct beacon {
    const guint          *thresholds;
    struct bounded_table *callers; /* struct caller → struct calls */
};

/* ---- medians ---- */

static void recent_add(struct recent *self, guint64 value)
{
    self->values[self->count++ % KEPT] = (guint32)MIN(value, G_MAXUINT32);
}

static int by_value(const void *a, const void *b)
{
    guint32 one = *(const guint32 *)a, other = *(const guint32 *)b;

    return (one > other) - (one < other);
}

/* Sorts them; of an even number the mean of the two in the middle. */
static double median(guint32 *values, guint count)
{
    qsort(values, count, sizeof *values, by_value);
    return count % 2 ? values[count / 2] : ((double)values[count / 2 - 1] + values[count / 2]) / 2;
}

struct middle {
    double median, deviation; /* the median of the distances from it */
};

/* At least one value. */
static struct middle middle_of(const struct recent *self)
{
    struct recent copy = *self;
    guint         count = MIN(copy.count, KEPT);
    struct middle middle = { .median = median(copy.values, count) };

    for (guint i = 0; i < count; i++)
        copy.values[i] = (guint32)ABS(copy.values[i] - middle.median);
    middle.deviation = median(copy.values, count);
    return middle;
}

/* ---- calls ---- */

/* What keeps things going does so by the clock, and so does who looks for mail. */
static gboolean is_periodic_by_nature(const struct sighting *sighting)
{
    application_id application = sighting_application(sighting);
    enum traffic_class class = applications_class(sighting->applications, application);

    return class == CLASS_CONTROL || class == CLASS_BACKGROUND || class == CLASS_REAL_TIME ||
           strcmp(applications_category(sighting->applications, application), "Mail") == 0;
}

static gboolean is_regular(const struct beacon *self, const struct calls *calls, const struct middle *gaps)
{
    return gaps->median >= self->thresholds[GAP] && gaps->deviation * 100 <= gaps->median * self->thresholds[SPREAD] &&
           calls->last - calls->first >= self->thresholds[SPAN] * NS_PER_SECOND;
}

static gboolean are_sizes_equal(const struct beacon *self, const struct calls *calls)
{
    return calls->sizes.count + 1 >= self->thresholds[CONNECTIONS] &&
           middle_of(&calls->sizes).deviation <= self->thresholds[SIZE_SPREAD];
}

static void claim_calls(const struct beacon *self, const struct sighting *sighting, const struct calls *calls,
                        const struct middle *gaps, struct findings *findings)
{
    struct endpoint initiator = flow_endpoint(sighting->flow, SCOPE_INITIATOR);
    struct endpoint responder = flow_endpoint(sighting->flow, SCOPE_RESPONDER);
    gboolean        equal = are_sizes_equal(self, calls);
    gboolean        leaves = goes_outward(sighting->options, &initiator.address, &responder.address);
    char            source[ADDRESS_TEXT_SIZE], destination[ADDRESS_TEXT_SIZE];
    struct claim    claim = { .severity = equal && leaves ? SEVERITY_WARN : SEVERITY_NOTE,
                              .subject = &initiator.address,
                              .object = &responder.address,
                              .kind = (guint32)responder.port << 1 | (equal ? 1 : 0),
                              .value = calls->connections,
                              .threshold = self->thresholds[CONNECTIONS],
                              .window = ONCE_IN };

    findings_claim(findings, &claim,
                   "%s has called port %u of %s %u times in %.4g s and lately every %.3g s give or take %.2g s%s "
                   "(threshold %u times and %u %%)",
                   address_format(&initiator.address, source), responder.port,
                   address_format(&responder.address, destination), calls->connections,
                   (double)(calls->last - calls->first) / 1e9, gaps->median / 1e3, gaps->deviation / 1e3,
                   equal ? ", and always exchanged as much" : "", self->thresholds[CONNECTIONS], self->thresholds[SPREAD]);
}

/* A clock that was set back begins anew. */
static void add_call(struct calls *calls, gint64 time)
{
    if (calls->connections > 0 && time < calls->last)
        *calls = (struct calls){ 0 };
    if (calls->connections > 0)
        recent_add(&calls->gaps, (guint64)(time - calls->last) / NS_PER_MS);
    else
        calls->first = time;
    calls->last = time;
    calls->connections++;
}

static void see_connection(gpointer state, const struct sighting *sighting, struct findings *findings)
{
    struct beacon *self = state;

    if (is_periodic_by_nature(sighting))
        return;

    struct caller key = caller_of(sighting->flow);
    struct calls *calls = bounded_table_take(self->callers, &key);
    add_call(calls, sighting->time);
    if (calls->connections < self->thresholds[CONNECTIONS] || calls->gaps.count == 0)
        return;

    struct middle gaps = middle_of(&calls->gaps);
    if (is_regular(self, calls, &gaps))
        claim_calls(self, sighting, calls, &gaps, findings);
}

static void see_close(gpointer state, const struct sighting *sighting, struct findings *findings)
{
    struct beacon *self = state;
    struct caller  key = caller_of(sighting->flow);
    struct calls  *calls = sighting->flow->marks & MARK_CONNECTED ? bounded_table_find(self->callers, &key) : NULL;

    (void)findings;
    if (calls)
        recent_add(&calls->sizes, sighting->flow->sides[0].payload.sum + sighting->flow->sides[1].payload.sum);
}

const struct detector detector_beacon = {
    .name = "beacon",
    .title = "Beacon",
    .severity = SEVERITY_NOTE,
    .loudest = SEVERITY_WARN,
    .group = GROUP_SECURITY,
    .rule = "A host has connected by TCP to one port of another at regular intervals: the median of the last gaps is not "
            "too short, and that of their distances from it is small beside it. A warning if as much was exchanged each "
            "time, with a global address outside your networks.",
    .reference = "RITA's beacons: median absolute deviation of intervals and of sizes, up to 32 bytes",
    .misses = "What is irregular on purpose, what stays connected, UDP, and connections that were refused. Names, time, "
              "routing, monitoring, things, voice and mail are regular by nature and left out; a page that looks for news "
              "by the clock is not.",
    .yields_to = { "brute_force", "port_scan", "host_scan", "slow_dos" },
    .thresholds = { [CONNECTIONS] = { "connections", "Connections", "connections", 10, 3, 65535 },
                    [GAP] = { "gap", "Shortest median gap", "ms", 1500, 1, 86400000 },
                    [SPAN] = { "span", "Time that they take together, at least", "s", 60, 1, 86400 },
                    [SPREAD] = { "spread", "Largest median deviation of the gaps from their median", "%", 25, 0, 100 },
                    [SIZE_SPREAD] = { "size_spread", "Largest median deviation of equal sizes", "B", 32, 0, 65536 } },
    .state_bytes = sizeof(struct beacon),
    .tables = { { offsetof(struct beacon, callers), CALLERS, sizeof(struct caller), sizeof(struct calls) } },
    .on = { [ON_CONNECT] = see_connection, [ON_CLOSE] = see_close },
};
