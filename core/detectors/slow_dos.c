/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * One host holds many connections of a server busy with next to nothing: Slowloris, R.U.D.Y., slow reading. */
#include "bounded_table.h"
#include "caller.h"
#include "detector.h"
#include "distinct.h"
#include "seeded_hash.h"
#include "window.h"

enum { CONNECTIONS, AGE, BYTES };
enum { CALLERS = 4096, WINDOW_BYTES = 1024, READ_BYTES = 65536 };
enum { WITHOUT_DATA = 2 }; /* packets that take a sequence number: SYN and FIN */
enum { LATE = 3 };         /* the fraction of the age after which more of a request comes late */

/* Two rounds of slowloris.pl, which sends a line every 100 s; slowhttptest does every 10 s. */
static const gint64 WINDOW = 200 * NS_PER_SECOND;

struct holding {
    struct window   window;
    struct distinct ports; /* of the client: one for each connection */
};

struct slow_dos {
    const guint          *thresholds;
    struct bounded_table *callers; /* struct caller → struct holding */
};

static void claim_connections(const struct slow_dos *self, const struct sighting *sighting, const struct holding *holding,
                              struct findings *findings)
{
    const struct packet *packet = sighting->packet;
    guint                connections = distinct_count(&holding->ports);
    char                 source[ADDRESS_TEXT_SIZE], destination[ADDRESS_TEXT_SIZE];
    struct claim         claim = { .severity = SEVERITY_WARN,
                                   .subject = &packet->source,
                                   .object = &packet->destination,
                                   .kind = packet->destination_port,
                                   .value = connections,
                                   .threshold = self->thresholds[CONNECTIONS],
                                   .window = WINDOW };

    findings_claim(findings, &claim,
                   "%s keeps %u connections to port %u of %s waiting that are %u s old and older (threshold %u in %u s)",
                   address_format(&packet->source, source), connections, packet->destination_port,
                   address_format(&packet->destination, destination), self->thresholds[AGE], self->thresholds[CONNECTIONS],
                   (guint)(WINDOW / NS_PER_SECOND));
}

/* It has gone on asking, and so little that no answer could be given yet. What is only sent again, to a server that is
 * gone, does not count; where a mirror port shows each packet twice, half of them are: those with data, SYN and FIN. */
static gboolean is_slow_request(const guint *thresholds, const struct sighting *sighting, gint64 age)
{
    const struct flow      *flow = sighting->flow;
    const struct flow_side *side = &flow->sides[flow_side_index(SCOPE_INITIATOR)];
    guint64                 allowed = thresholds[BYTES] * (guint64)(1 + age / (60 * NS_PER_SECOND));

    return (flow->marks & (MARK_DRIPS | MARK_ANSWERED)) == MARK_DRIPS && side->payload.sum < allowed &&
           tcp_flow_side(flow->tcp, SCOPE_INITIATOR)->retransmitted * 2 <= side->data_packets + WITHOUT_DATA;
}

/* It has asked and takes the answer, in sips. A player that pauses has had more of it. */
static gboolean is_slow_reading(const struct sighting *sighting)
{
    const struct flow     *flow = sighting->flow;
    const struct tcp_side *side = tcp_flow_side(flow->tcp, SCOPE_INITIATOR);
    guint64                window = (guint64)sighting->packet->tcp.window << MIN(side->window_scale, 14);

    return (flow->marks & MARK_ANSWERED) && (side->zero_windows > 0 || window < WINDOW_BYTES) &&
           flow->sides[flow_side_index(SCOPE_RESPONDER)].payload.sum < READ_BYTES;
}

static void see_tcp(gpointer state, const struct sighting *sighting, struct findings *findings)
{
    struct slow_dos     *self = state;
    const struct packet *packet = sighting->packet;
    const struct flow   *flow = sighting->flow;
    gint64               age = sighting->time - flow_since(flow);

    if (sighting->sender != SCOPE_INITIATOR || age < self->thresholds[AGE] * NS_PER_SECOND || (flow->marks & MARK_CLOSED) ||
        !(flow->marks & MARK_CONNECTED) || !(is_slow_request(self->thresholds, sighting, age) || is_slow_reading(sighting)))
        return;

    struct caller   key = caller_of(flow);
    struct holding *holding = window_entry(self->callers, &key, sighting->time, WINDOW);
    distinct_add(&holding->ports, stable_hash(&packet->source_port, sizeof packet->source_port));
    if (distinct_count(&holding->ports) >= self->thresholds[CONNECTIONS])
        claim_connections(self, sighting, holding, findings);
}

/* A request is sent at once, and then its sender waits; keep-alive probes may have one byte. */
static gboolean is_late(const guint *thresholds, const struct sighting *sighting)
{
    return !(sighting->flow->marks & (MARK_ANSWERED | MARK_DRIPS)) && sighting->packet->payload_bytes > 1 &&
           sighting->time - flow_since(sighting->flow) >= thresholds[AGE] * NS_PER_SECOND / LATE;
}

static void see_payload(gpointer state, const struct sighting *sighting, struct findings *findings)
{
    const struct slow_dos *self = state;

    (void)findings;
    if (sighting->sender == SCOPE_RESPONDER)
        sighting->flow->marks |= MARK_ANSWERED;
    else if (is_late(self->thresholds, sighting))
        sighting->flow->marks |= MARK_DRIPS;
}

const struct detector detector_slow_dos = {
    .name = "slow_dos",
    .title = "Slow denial of service",
    .severity = SEVERITY_WARN,
    .group = GROUP_SECURITY,
    .rule = "One host keeps many connections of a server busy for long: it sends bits of a request, late, that nothing can "
            "be answered to yet, or closes its window, or all but 1 kB of it, before the answer is there.",
    .reference = "nDPI risk 57; Slowloris, R.U.D.Y. and slow read as slowhttptest makes them",
    .misses = "Attacks inside TLS, where the handshake is an answer; those of many hosts with few connections each; "
              "connections whose beginning was not seen; connections on which nothing at all is sent. Senders of logs "
              "that expect no answer and say little look the same where many share one address.",
    .abuse_categories = { 4 },
    .thresholds = { [CONNECTIONS] = { "connections", "Connections kept waiting", "connections", 50, 2, 65535 },
                    [AGE] = { "age", "Age of each", "s", 60, 1, 3600 },
                    [BYTES] = { "bytes", "Sent less than this in a minute by each", "B", 1024, 1, 1000000 } },
    .state_bytes = sizeof(struct slow_dos),
    .tables = { { offsetof(struct slow_dos, callers), CALLERS, sizeof(struct caller), sizeof(struct holding) } },
    .on = { [ON_PAYLOAD] = see_payload, [ON_TCP] = see_tcp },
};
