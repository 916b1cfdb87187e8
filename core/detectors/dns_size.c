/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Answers by UDP that are greater than the asker said that it can take, or that come in fragments. */
#include "detector.h"
#include "dns_questions.h"
#include "protocols.h"

enum { BYTES, WINDOW };
enum { TOO_GREAT = 1, IN_FRAGMENTS };

struct dns_size {
    const guint          *thresholds;
    struct dns_questions *questions;
};

static void dns_size_init(gpointer state)
{
    struct dns_size *self = state;

    self->questions = dns_questions_new();
}

static void dns_size_clear(gpointer state)
{
    struct dns_size *self = state;

    dns_questions_free(self->questions);
}

static void claim_size(const struct dns_size *self, const struct packet *packet, guint limit, struct findings *findings)
{
    char         server[ADDRESS_TEXT_SIZE], asker[ADDRESS_TEXT_SIZE];
    struct claim claim = { .severity = SEVERITY_NOTE,
                           .subject = &packet->destination,
                           .object = &packet->source,
                           .kind = TOO_GREAT,
                           .value = packet->payload_bytes,
                           .threshold = limit,
                           .window = self->thresholds[WINDOW] * NS_PER_SECOND };

    findings_claim(findings, &claim, "%s was answered by %s with %u B in one datagram (threshold %u B)",
                   address_format(claim.subject, asker), address_format(claim.object, server), packet->payload_bytes, limit);
}

/* Of no one server: in a flood of them there may be thousands. */
static void claim_fragment(const struct dns_size *self, const struct packet *packet, struct findings *findings)
{
    char         server[ADDRESS_TEXT_SIZE], asker[ADDRESS_TEXT_SIZE];
    struct claim claim = { .severity = SEVERITY_NOTE,
                           .subject = &packet->destination,
                           .kind = IN_FRAGMENTS,
                           .value = 1,
                           .threshold = 1,
                           .window = self->thresholds[WINDOW] * NS_PER_SECOND };

    findings_claim(findings, &claim,
                   "%s was answered by %s in fragments and the first of them has %u B of DNS (threshold 1)",
                   address_format(claim.subject, asker), address_format(&packet->source, server), packet->payload_bytes);
}

/* What the asker takes: 512 B, or more if it says so (RFC 6891, 6.2.3). */
static guint limit_of(const struct dns_size *self, const struct dns_question *question)
{
    return MAX(self->thresholds[BYTES], question->edns_size);
}

static void see_answer(const struct dns_size *self, const struct sighting *sighting, struct findings *findings)
{
    const struct packet       *packet = sighting->packet;
    const struct dns_question *question = NULL;

    if (packet->payload_bytes > self->thresholds[BYTES])
        question = dns_questions_find(self->questions, packet, sighting->dns);
    if (question && packet->payload_bytes > limit_of(self, question))
        claim_size(self, packet, limit_of(self, question), findings);
    if (packet->is_fragment && packet->more_fragments)
        claim_fragment(self, packet, findings);
}

static void see_dns(gpointer state, const struct sighting *sighting, struct findings *findings)
{
    struct dns_size *self = state;

    if (sighting->packet->protocol != IP_UDP)
        return;
    if (sighting->dns->is_response)
        see_answer(self, sighting, findings);
    else
        dns_questions_add(self->questions, sighting->packet, sighting->dns);
}

const struct detector detector_dns_size = {
    .name = "dns_size",
    .title = "DNS answer too large",
    .severity = SEVERITY_NOTE,
    .group = GROUP_PROTOCOL,
    .rule = "An answer by UDP is greater than 512 B and than what the question offered to take by EDNS, or it comes in "
            "fragments.",
    .reference = "RFC 1035, 4.2.1; RFC 6891, 6.2.3; RFC 9715; nDPI risks 37 and 38",
    .misses =
        "Answers to questions that were not seen, unless they come in fragments. Servers that sign their zones and are "
        "offered 4096 B send fragments in good faith.",
    .thresholds = { [BYTES] = { "bytes", "Size that needs no offer", "B", 512, 512, 65535 },
                    [WINDOW] = { "window", "Silence between two findings of one host", "s", 300, 1, 86400 } },
    .state_bytes = sizeof(struct dns_size),
    .init = dns_size_init,
    .clear = dns_size_clear,
    .more_bytes = dns_questions_most_bytes,
    .on = { [ON_DNS] = see_dns },
};
