/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Ping whose data is not ping's: RFC 792 has the answer give back what the request brought. */
#include "bounded_table.h"
#include "detector.h"
#include "growth.h"
#include "icmp.h"
#include "pair.h"
#include "seeded_hash.h"
#include "window.h"

enum { DIFFERENT, SIZES, UNASKED, WINDOW };
enum { PAIRS = 2048, REQUESTS = 8, SIZES_MOST = 16, USUAL = 64, HEAD = 32 };
enum sort { SORT_DIFFERENT, SORT_SIZES, SORT_UNASKED };

/* What an echo message carries. */
struct data {
    guint16 id, sequence;
    guint32 bytes, captured;
    guint32 whole, head; /* hashes: of all that was captured, of the first HEAD bytes */
};

struct tally {
    guint count, said;
};

/* Between one who asks and one who answers. */
struct pinging {
    struct window window;
    struct data   requests[REQUESTS]; /* the last ones */
    guint         requested;
    struct tally  different, unasked; /* answers */
    guint         sizes;              /* different ones, over USUAL bytes */
    guint16       size[SIZES_MOST];
    gboolean      is_odd; /* data among them that no ping makes up */
};

struct icmp_payload {
    const guint          *thresholds;
    struct bounded_table *pairs; /* struct pair → struct pinging */
};

/* ---- data ---- */

/* The sequence number stands right before the data. */
static struct data data_of(const struct packet *packet)
{
    const guint8 *b = packet->payload;

    return (struct data){
        .id = packet->icmp_id,
        .sequence = (guint16)(b[-2] << 8 | b[-1]),
        .bytes = packet->payload_bytes,
        .captured = packet->payload_captured,
        .whole = stable_hash(b, packet->payload_captured),
        .head = stable_hash(b, MIN(packet->payload_captured, HEAD)),
    };
}

/* Some hosts give back only the first bytes of a long request. */
static gboolean is_same(const struct data *request, const struct data *reply)
{
    if (reply->bytes < request->bytes && reply->captured >= HEAD && request->captured >= HEAD)
        return reply->head == request->head;
    return reply->bytes == request->bytes && (reply->captured != request->captured || reply->whole == request->whole);
}

/* As pings fill up their data behind a time: a byte again and again, one more each time, the alphabet, or some bytes in
 * turn (ping -p takes up to 16). */
static gboolean is_filling(const guint8 *b, guint captured)
{
    enum { BEHIND_TIME = 24, ENOUGH = 64, PERIOD_MOST = 26 };
    guint end = MIN(captured, BEHIND_TIME + ENOUGH), counts = 0;

    if (end <= BEHIND_TIME + PERIOD_MOST)
        return TRUE;
    for (guint i = BEHIND_TIME + 1; i < end; i++)
        counts += b[i] == (guint8)(b[i - 1] + 1);
    if (counts >= (end - BEHIND_TIME) * 7 / 8)
        return TRUE;
    for (guint period = 1; period <= PERIOD_MOST; period++) {
        guint i = BEHIND_TIME + period;
        while (i < end && b[i] == b[i - period])
            i++;
        if (i == end)
            return TRUE;
    }
    return FALSE;
}

/* ---- what was found ---- */

struct complaint {
    enum sort     sort;
    enum severity severity;
    guint         value, threshold;
    const char   *words;
};

static void complain(const struct icmp_payload *self, const struct sighting *sighting, const struct pair *pair,
                     const struct pinging *pinging, const struct complaint *complaint, struct findings *findings)
{
    char         source[ADDRESS_TEXT_SIZE], destination[ADDRESS_TEXT_SIZE];
    struct claim claim = { .severity = complaint->severity,
                           .subject = &pair->source,
                           .object = &pair->destination,
                           .kind = complaint->sort,
                           .value = complaint->value,
                           .threshold = complaint->threshold,
                           .window = self->thresholds[WINDOW] * NS_PER_SECOND };

    findings_claim(findings, &claim, "pings of %s to %s in %.3g s: %u %s (threshold %u in %u s)",
                   address_format(&pair->source, source), address_format(&pair->destination, destination),
                   window_age(&pinging->window, sighting->time), complaint->value, complaint->words, complaint->threshold,
                   self->thresholds[WINDOW]);
}

static gboolean is_new_size(struct pinging *pinging, guint bytes)
{
    for (guint i = 0; i < pinging->sizes; i++)
        if (pinging->size[i] == bytes)
            return FALSE;
    if (pinging->sizes == SIZES_MOST)
        return FALSE;
    pinging->size[pinging->sizes++] = (guint16)bytes;
    return TRUE;
}

static void see_size(const struct icmp_payload *self, const struct sighting *sighting, const struct pair *pair,
                     struct pinging *pinging, struct findings *findings)
{
    const struct packet *packet = sighting->packet;
    gboolean             is_odd = packet->payload_bytes > USUAL && !is_filling(packet->payload, packet->payload_captured);
    gboolean             is_new = packet->payload_bytes > USUAL && is_new_size(pinging, packet->payload_bytes);

    if (!is_new && (!is_odd || pinging->is_odd))
        return;
    pinging->is_odd = pinging->is_odd || is_odd;
    if (pinging->sizes < self->thresholds[SIZES])
        return;

    struct complaint complaint = { SORT_SIZES, pinging->is_odd ? SEVERITY_WARN : SEVERITY_NOTE, pinging->sizes,
                                   self->thresholds[SIZES], "sizes over 64 bytes" };
    if (pinging->is_odd) {
        complaint.words = "sizes over 64 bytes with data that is not ping's filling";
        complaint.sort += 16; /* news beside the note */
    }
    complain(self, sighting, pair, pinging, &complaint, findings);
}

/* ---- messages ---- */

static struct pinging *take_pinging(struct icmp_payload *self, const struct pair *pair, gint64 now)
{
    struct pinging *pinging = bounded_table_take(self->pairs, pair);

    if (window_turn(&pinging->window, now, self->thresholds[WINDOW] * NS_PER_SECOND)) {
        pinging->different = pinging->unasked = (struct tally){ 0 };
        pinging->sizes = 0;
        pinging->is_odd = FALSE;
    }
    return pinging;
}

static void see_request(struct icmp_payload *self, const struct sighting *sighting, struct findings *findings)
{
    const struct packet *packet = sighting->packet;
    struct pair          pair = { packet->source, packet->destination };
    struct pinging      *pinging = take_pinging(self, &pair, packet->time);

    pinging->requests[pinging->requested++ % REQUESTS] = data_of(packet);
    see_size(self, sighting, &pair, pinging, findings);
}

enum outcome { NO_REQUEST, OTHER_DATA, SAME_DATA };

static enum outcome compare(const struct pinging *pinging, const struct data *reply)
{
    enum outcome outcome = NO_REQUEST;

    for (guint i = 0; i < MIN(pinging->requested, REQUESTS); i++) {
        const struct data *request = &pinging->requests[i];
        if (request->id == reply->id && request->sequence == reply->sequence)
            outcome = MAX(outcome, is_same(request, reply) ? SAME_DATA : OTHER_DATA);
    }
    return outcome;
}

/* One more; whether that is worth saying. */
static gboolean add(struct tally *tally, guint threshold)
{
    return ++tally->count >= threshold && grew_tenfold(&tally->said, tally->count);
}

/* An answer to nothing counts only where questions are seen, and where it brings more than filling: captures have gaps. */
static void see_reply(struct icmp_payload *self, const struct sighting *sighting, struct findings *findings)
{
    const struct packet *packet = sighting->packet;
    struct pair          pair = { packet->destination, packet->source };

    if (!bounded_table_find(self->pairs, &pair))
        return;

    struct pinging *pinging = take_pinging(self, &pair, packet->time);
    struct data     data = data_of(packet);
    enum outcome    outcome = compare(pinging, &data);

    if (outcome == OTHER_DATA && add(&pinging->different, self->thresholds[DIFFERENT])) {
        struct complaint complaint = { SORT_DIFFERENT, SEVERITY_WARN, pinging->different.count, self->thresholds[DIFFERENT],
                                       "answers with other data than was sent" };
        complain(self, sighting, &pair, pinging, &complaint, findings);
    } else if (outcome == NO_REQUEST && data.bytes > USUAL && !is_filling(packet->payload, packet->payload_captured) &&
               add(&pinging->unasked, self->thresholds[UNASKED])) {
        struct complaint complaint = { SORT_UNASKED, SEVERITY_WARN, pinging->unasked.count, self->thresholds[UNASKED],
                                       "answers that were not asked for; with data that is not ping's filling" };
        complain(self, sighting, &pair, pinging, &complaint, findings);
    }
    if (outcome != SAME_DATA)
        see_size(self, sighting, &pair, pinging, findings);
}

static void see_icmp(gpointer state, const struct sighting *sighting, struct findings *findings)
{
    const struct packet *packet = sighting->packet;

    if (!packet->payload || packet->is_fragment)
        return;
    if (icmp_is_echo_request(packet))
        see_request(state, sighting, findings);
    else if (icmp_is_echo_reply(packet))
        see_reply(state, sighting, findings);
}

const struct detector detector_icmp_payload = {
    .name = "icmp_payload",
    .title = "Unusual ping data",
    .severity = SEVERITY_NOTE,
    .loudest = SEVERITY_WARN,
    .group = GROUP_SECURITY,
    .rule = "Answers to ping bring other data than the requests did, or answer none; or data over 64 bytes comes in many "
            "sizes, which is only a note where it is such filling as ping makes up.",
    .reference = "RFC 792; RFC 4443, 4.2; nDPI risk 35; ptunnel, hans, icmptx and Loki",
    .misses = "Tunnels that keep to one size and have every answer repeat its request. Who looks for the largest packet "
              "that a path takes with data of his own looks like a tunnel; who does it with ping is noted. Answers cut "
              "short after 32 bytes or more are taken for the same. Fragments are not looked at.",
    .thresholds = { [DIFFERENT] = { "different", "Answers with other data", "answers", 3, 1, 100000 },
                    [SIZES] = { "sizes", "Sizes over 64 bytes", "sizes", 5, 2, SIZES_MOST },
                    [UNASKED] = { "unasked", "Answers that were not asked for", "answers", 10, 1, 100000 },
                    [WINDOW] = { "window", "Time in which they are counted", "s", 300, 1, 86400 } },
    .state_bytes = sizeof(struct icmp_payload),
    .tables = { { offsetof(struct icmp_payload, pairs), PAIRS, sizeof(struct pair), sizeof(struct pinging) } },
    .on = { [ON_ICMP] = see_icmp },
};
