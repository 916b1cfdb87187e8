/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Answers of a host to what others sent in somebody else's name: it is under attack, or used for one. */
#include "bounded_table.h"
#include "detector.h"
#include "growth.h"
#include "window.h"

enum { ANSWERS, WINDOW };
enum { HOSTS = 4096 };

/* A copy of a packet comes sooner, a SYN-ACK that is sent again later (RFC 6298: 1 s). */
static const gint64 REPEATED_AFTER = NS_PER_SECOND / 2;

struct lone_answers {
    struct window window;
    guint32       count, said;
};

struct backscatter {
    const guint          *thresholds;
    struct bounded_table *hosts; /* struct address → struct lone_answers */
};

/* ---- which answers ---- */

static guint sort_of(const struct packet *packet)
{
    return packet->tcp.flags & (TCP_SYN | TCP_RST | TCP_ACK);
}

static gboolean is_syn_ack(const struct packet *packet)
{
    return sort_of(packet) == (TCP_SYN | TCP_ACK);
}

/* A RST that answers a segment; one that aborts a connection has both ACK and a sequence number (RFC 9293, 3.10.7.1). */
static gboolean is_answering_rst(const struct packet *packet)
{
    guint sort = sort_of(packet);

    return sort == TCP_RST || (sort == (TCP_RST | TCP_ACK) && packet->tcp.sequence == 0);
}

static gboolean is_by_beginner(const struct sighting *sighting)
{
    return sighting->sender == (sighting->flow->direction_method == DIRECTION_SYN_ACK ? SCOPE_RESPONDER : SCOPE_INITIATOR);
}

/* Nobody had asked for the SYN-ACK: who got it resets, or its sender waits for the ACK in vain. Where only one direction is
 * captured, its sender would have gone on. */
static gboolean proves(const struct sighting *sighting)
{
    if (is_by_beginner(sighting))
        return is_syn_ack(sighting->packet) && sighting->time - flow_since(sighting->flow) >= REPEATED_AFTER;
    return (sort_of(sighting->packet) & TCP_RST) != 0;
}

/* ---- claims ---- */

static void claim_backscatter(const struct backscatter *self, const struct sighting *sighting, const struct address *host,
                              const struct lone_answers *answers, struct findings *findings)
{
    char         text[ADDRESS_TEXT_SIZE];
    struct claim claim = { .severity = SEVERITY_NOTE,
                           .subject = host,
                           .value = answers->count,
                           .threshold = self->thresholds[ANSWERS],
                           .window = self->thresholds[WINDOW] * NS_PER_SECOND };

    findings_claim(findings, &claim,
                   "%s sent %u SYN-ACKs or RSTs in %.3g s that nobody had asked for (threshold %u in %u s)",
                   address_format(host, text), answers->count, window_age(&answers->window, sighting->time),
                   self->thresholds[ANSWERS], self->thresholds[WINDOW]);
}

static void count(struct backscatter *self, const struct sighting *sighting, struct findings *findings)
{
    const struct packet  *packet = sighting->packet;
    const struct address *host = is_by_beginner(sighting) ? &packet->source : &packet->destination;
    struct lone_answers *answers = window_entry(self->hosts, host, sighting->time, self->thresholds[WINDOW] * NS_PER_SECOND);

    if (grew_by(&answers->said, ++answers->count, self->thresholds[ANSWERS]))
        claim_backscatter(self, sighting, host, answers, findings);
}

/* ---- packets ---- */

static void begin(struct backscatter *self, const struct sighting *sighting, struct findings *findings)
{
    if (sighting->flow->past)
        return;
    if (is_answering_rst(sighting->packet)) {
        sighting->flow->marks |= MARK_LONE | MARK_LONE_PROVED;
        count(self, sighting, findings);
    } else if (is_syn_ack(sighting->packet)) {
        sighting->flow->marks |= MARK_LONE;
    }
}

static void go_on(struct backscatter *self, const struct sighting *sighting, struct findings *findings)
{
    guint32 *marks = &sighting->flow->marks;

    if (sort_of(sighting->packet) == TCP_ACK)
        *marks &= ~(guint32)MARK_LONE;
    else if (!(*marks & MARK_LONE_PROVED) ? proves(sighting) : is_by_beginner(sighting)) {
        *marks |= MARK_LONE_PROVED;
        count(self, sighting, findings);
    }
}

static void see_tcp(gpointer state, const struct sighting *sighting, struct findings *findings)
{
    if (sighting->record->index == 1)
        begin(state, sighting, findings);
    else if (sighting->flow->marks & MARK_LONE)
        go_on(state, sighting, findings);
}

const struct detector detector_backscatter = {
    .name = "backscatter",
    .title = "Backscatter",
    .severity = SEVERITY_NOTE,
    .group = GROUP_SECURITY,
    .rule = "One host sent many SYN-ACKs or RSTs within the window in flows that begin with these: others sent in somebody "
            "else's name what they answer. A RST counts where it answers a segment and does not abort a connection, a "
            "SYN-ACK once it is reset or sent again.",
    .reference = "Moore, Voelker, Savage, Inferring Internet Denial-of-Service Activity, 2001; scan-NG.",
    .misses = "ICMP errors about packets that were never sent, and SYN-ACKs that are neither reset nor sent again in the "
              "capture. A host that forgot its connections, and a capture without one direction of refused connections, "
              "look the same.",
    .thresholds = { [ANSWERS] = { "answers", "SYN-ACKs and RSTs", "packets", 20, 2, 1000000 },
                    [WINDOW] = { "window", "Time in which they come", "s", 3600, 1, 86400 } },
    .state_bytes = sizeof(struct backscatter),
    .tables = { { offsetof(struct backscatter, hosts), HOSTS, sizeof(struct address), sizeof(struct lone_answers) } },
    .on = { [ON_TCP] = see_tcp },
};
