/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Answers that nobody asked for, as somebody sends who wants to put a false one into a resolver's cache. */
#include "bounded_table.h"
#include "detector.h"
#include "dns_questions.h"
#include "protocols.h"
#include "seeded_hash.h"
#include "window.h"

enum { ANSWERS, WINDOW };
enum { PAIRS = 2048 };
enum { UNASKED = 1, CONTRADICTION };

static const gint64 TRUSTED = 300 * NS_PER_SECOND; /* so long one believes that questions of a pair pass here */

/* Of one asker and one server. */
struct acquaintance {
    struct window window;
    gint64        asked; /* ns since 1970 UTC, of the last question */
    guint         unasked;
};

struct dns_unasked {
    const guint          *thresholds;
    struct dns_questions *questions;
    struct bounded_table *pairs; /* struct pair → struct acquaintance */
};

static void dns_unasked_init(gpointer state)
{
    struct dns_unasked *self = state;

    self->questions = dns_questions_new();
}

static void dns_unasked_clear(gpointer state)
{
    struct dns_unasked *self = state;

    dns_questions_free(self->questions);
}

static void see_question(struct dns_unasked *self, const struct packet *packet, const struct dns_message *message)
{
    struct pair          pair = dns_pair(packet, message);
    struct acquaintance *acquaintance = bounded_table_take(self->pairs, &pair);

    acquaintance->asked = packet->time;
    dns_questions_add(self->questions, packet, message);
}

/* ---- answers ---- */

static void claim_unasked(const struct dns_unasked *self, const struct packet *packet,
                          const struct acquaintance *acquaintance, struct findings *findings)
{
    char         server[ADDRESS_TEXT_SIZE], asker[ADDRESS_TEXT_SIZE];
    struct claim claim = { .severity = SEVERITY_NOTE,
                           .subject = &packet->source,
                           .object = &packet->destination,
                           .kind = UNASKED,
                           .value = acquaintance->unasked,
                           .threshold = self->thresholds[ANSWERS],
                           .window = self->thresholds[WINDOW] * NS_PER_SECOND };

    findings_claim(findings, &claim, "%s sent %u answers to %s that it had not asked for in %.3g s (threshold %u in %u s)",
                   address_format(&packet->source, server), acquaintance->unasked,
                   address_format(&packet->destination, asker), window_age(&acquaintance->window, packet->time),
                   self->thresholds[ANSWERS], self->thresholds[WINDOW]);
}

static void claim_contradiction(const struct dns_unasked *self, const struct sighting *sighting, struct findings *findings)
{
    const struct packet *packet = sighting->packet;
    char                 server[ADDRESS_TEXT_SIZE], asker[ADDRESS_TEXT_SIZE];
    struct claim         claim = { .severity = SEVERITY_NOTE,
                                   .subject = &packet->source,
                                   .object = &packet->destination,
                                   .kind = CONTRADICTION,
                                   .value = 2,
                                   .threshold = 2,
                                   .window = self->thresholds[WINDOW] * NS_PER_SECOND };

    findings_claim(findings, &claim, "%s gave %s two different answers to one question for %.200s (threshold 2)",
                   address_format(&packet->source, server), address_format(&packet->destination, asker),
                   sighting->dns->name.text);
}

static void see_unasked(struct dns_unasked *self, const struct sighting *sighting, struct findings *findings)
{
    const struct packet *packet = sighting->packet;
    struct pair          pair = dns_pair(packet, sighting->dns);
    struct acquaintance *acquaintance = bounded_table_find(self->pairs, &pair);

    if (!acquaintance || ABS(packet->time - acquaintance->asked) > TRUSTED ||
        !dns_questions_are_whole(self->questions, packet->time))
        return;
    if (window_turn(&acquaintance->window, packet->time, self->thresholds[WINDOW] * NS_PER_SECOND))
        acquaintance->unasked = 0;
    acquaintance->unasked++;
    if (acquaintance->unasked >= self->thresholds[ANSWERS])
        claim_unasked(self, packet, acquaintance, findings);
}

/* The same one again is a retransmission, or was mirrored; another one may answer a question that was asked again. */
static gboolean contradicts(struct dns_question *question, const struct packet *packet)
{
    guint32  answer = stable_hash(packet->payload, packet->payload_captured);
    gboolean is_other = question->answered > 0 && question->answer != answer;

    if (question->answered > 0 && !is_other)
        return FALSE;
    question->answer = answer;
    question->answered = (guint8)MIN(question->answered + 1, G_MAXUINT8);
    return is_other && question->answered > question->asked;
}

static void see_dns(gpointer state, const struct sighting *sighting, struct findings *findings)
{
    struct dns_unasked  *self = state;
    const struct packet *packet = sighting->packet;
    struct dns_question *question;

    if (packet->protocol != IP_UDP)
        return;
    if (!sighting->dns->is_response) {
        see_question(self, packet, sighting->dns);
        return;
    }
    question = dns_questions_find(self->questions, packet, sighting->dns);
    if (!question)
        see_unasked(self, sighting, findings);
    else if (contradicts(question, packet))
        claim_contradiction(self, sighting, findings);
}

const struct detector detector_dns_unasked = {
    .name = "dns_unasked",
    .title = "Unasked DNS answers",
    .severity = SEVERITY_NOTE,
    .group = GROUP_SECURITY,
    .rule = "A host got answers by UDP to questions that it had not asked of that server, though others of its questions to "
            "it were seen; or it got two different answers to one question.",
    .reference = "Kaminsky 2008; RFC 5452; Duan et al. 2012, \"Hold-On: Protecting Against DNS Packet Injection\"",
    .misses = "Forged answers that hit the question and come alone, and all of them while more than some 200 questions "
              "a second are asked. Where packets are lost before they are captured, answers seem unasked.",
    .thresholds = { [ANSWERS] = { "answers", "Unasked answers", "answers", 3, 1, 1000000 },
                    [WINDOW] = { "window", "Time in which they come", "s", 60, 1, 86400 } },
    .state_bytes = sizeof(struct dns_unasked),
    .tables = { { offsetof(struct dns_unasked, pairs), PAIRS, sizeof(struct pair), sizeof(struct acquaintance) } },
    .init = dns_unasked_init,
    .clear = dns_unasked_clear,
    .more_bytes = dns_questions_most_bytes,
    .on = { [ON_DNS] = see_dns },
};
