/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "dns_questions.h"

#include <string.h>

#include "bounded_table.h"

enum {
    QUESTIONS = 4096,
    SURE = QUESTIONS / 4, /* a bounded table keeps as many that were used once, the newest of them last to go */
};

static const gint64 ANSWER_AT_MOST = 30 * NS_PER_SECOND; /* RFC 1035, 7.2: a resolver gives up long before */
static const gint64 ANSWER_USUALLY = 5 * NS_PER_SECOND;  /* resolv.conf(5): RES_TIMEOUT */

/* Without padding. */
struct transaction {
    struct pair pair;
    guint8      port[2], id[2];
};

struct dns_questions {
    struct bounded_table *table;       /* struct transaction → struct dns_question */
    gint64                times[SURE]; /* of the newest ones, in turn */
    guint                 next, known;
};

struct pair dns_pair(const struct packet *packet, const struct dns_message *message)
{
    return message->is_response ? (struct pair){ packet->destination, packet->source } :
                                  (struct pair){ packet->source, packet->destination };
}

static struct transaction transaction_of(const struct packet *packet, const struct dns_message *message)
{
    struct transaction transaction = { .pair = dns_pair(packet, message) };
    guint16            port = message->is_response ? packet->destination_port : packet->source_port;

    memcpy(transaction.port, &port, sizeof port);
    memcpy(transaction.id, &message->id, sizeof message->id);
    return transaction;
}

struct dns_questions *dns_questions_new(void)
{
    struct dns_questions *self = g_new0(struct dns_questions, 1);

    self->table = bounded_table_new(QUESTIONS, sizeof(struct transaction), sizeof(struct dns_question));
    return self;
}

void dns_questions_free(struct dns_questions *self)
{
    bounded_table_free(self->table);
    g_free(self);
}

gsize dns_questions_most_bytes(void)
{
    return sizeof(struct dns_questions) +
           bounded_table_most_bytes(QUESTIONS, sizeof(struct transaction), sizeof(struct dns_question));
}

static gboolean is_of(const struct dns_question *question, gint64 now)
{
    return question && ABS(now - question->time) <= ANSWER_AT_MOST;
}

static void remember_time(struct dns_questions *self, gint64 time)
{
    self->times[self->next] = time;
    self->next = (self->next + 1) % SURE;
    self->known = MIN(self->known + 1, (guint)SURE);
}

/* A question that was cut off may have offered anything. */
static guint16 offer_of(const struct packet *packet, const struct dns_message *message)
{
    return packet->payload_captured < packet->payload_bytes ? G_MAXUINT16 : message->edns_size;
}

struct dns_question *dns_questions_add(struct dns_questions *self, const struct packet *packet,
                                       const struct dns_message *message)
{
    struct transaction   key = transaction_of(packet, message);
    struct dns_question *question = bounded_table_take(self->table, &key);

    if (question->asked == 0 || !is_of(question, packet->time)) {
        *question = (struct dns_question){ .asked = 0 };
        remember_time(self, packet->time);
    }
    question->time = packet->time;
    question->edns_size = MAX(question->edns_size, offer_of(packet, message));
    question->asked = (guint8)MIN(question->asked + 1, G_MAXUINT8);
    return question;
}

struct dns_question *dns_questions_find(struct dns_questions *self, const struct packet *packet,
                                        const struct dns_message *message)
{
    struct transaction   key = transaction_of(packet, message);
    struct dns_question *question = bounded_table_find(self->table, &key);

    return is_of(question, packet->time) ? question : NULL;
}

gboolean dns_questions_are_whole(const struct dns_questions *self, gint64 now)
{
    return self->known < SURE || now - self->times[self->next] > ANSWER_USUALLY;
}
