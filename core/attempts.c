/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "attempts.h"

#include <stddef.h>
#include <string.h>

#include "headers.h"
#include "protocols.h"
#include "seeded_hash.h"

enum {
    OPEN_MAX = 65536,                /* a power of two */
    HOSTS = 4096,                    /* a power of two */
    OPEN_OF_A_HOST = OPEN_MAX / 16,  /* so that a flood of one host leaves room for the others */
    KEY_BYTES = offsetof(struct attempt, kind)
};

static const gint64 PATIENCE = 5 * NS_PER_SECOND;

struct attempts {
    struct attempt *ring;        /* by their time, at numbers from `oldest` up to `next`, modulo OPEN_MAX */
    guint64         oldest, next;
    GHashTable     *open;        /* a set of those in the ring that have no end yet */
    guint16         open_of[HOSTS]; /* how many, by a hash of the destination */
    attempt_visitor visitor;
    gpointer        data;
};

const char *attempt_kind_name(enum attempt_kind kind)
{
    static const char *const NAMES[ATTEMPT_KINDS] = {
        [ATTEMPT_SYN] = "SYN", [ATTEMPT_NULL] = "NULL", [ATTEMPT_FIN] = "FIN",   [ATTEMPT_XMAS] = "XMAS",
        [ATTEMPT_ACK] = "ACK", [ATTEMPT_UDP] = "UDP",   [ATTEMPT_SCTP] = "SCTP",
    };
    return NAMES[kind];
}

/* A host need not answer these. */
static gboolean may_stay_unanswered(const struct attempt *attempt)
{
    return attempt->kind == ATTEMPT_UDP || attempt->kind == ATTEMPT_ACK;
}

static guint hash(gconstpointer key)
{
    return seeded_hash(key, KEY_BYTES);
}

static gboolean is_same(gconstpointer a, gconstpointer b)
{
    return memcmp(a, b, KEY_BYTES) == 0;
}

struct attempts *attempts_new(attempt_visitor visitor, gpointer data)
{
    struct attempts *self = g_new0(struct attempts, 1);

    self->ring = g_new0(struct attempt, OPEN_MAX);
    self->open = g_hash_table_new(hash, is_same);
    self->visitor = visitor;
    self->data = data;
    return self;
}

void attempts_free(struct attempts *self)
{
    g_hash_table_unref(self->open);
    g_free(self->ring);
    g_free(self);
}

gsize attempts_most_bytes(void)
{
    const gsize set_slot = 2 * (sizeof(gpointer) + sizeof(guint)); /* of GHashTable, half full */

    return sizeof(struct attempts) + OPEN_MAX * (sizeof(struct attempt) + set_slot);
}

static guint16 *open_of(struct attempts *self, const struct attempt *attempt)
{
    return &self->open_of[address_hash(&attempt->destination) % HOSTS];
}

/* ---- their end ---- */

static void forget(struct attempts *self, struct attempt *attempt)
{
    g_hash_table_remove(self->open, attempt);
    --*open_of(self, attempt);
}

static void end(struct attempts *self, struct attempt *attempt, enum attempt_end reason)
{
    forget(self, attempt);
    attempt->end = (guint8)reason;
    self->visitor(attempt, self->data);
}

static void drop_oldest(struct attempts *self, gint64 now)
{
    struct attempt *attempt = &self->ring[self->oldest++ % OPEN_MAX];

    if (attempt->end != ATTEMPT_OPEN)
        return;
    if (now - attempt->time > PATIENCE && !may_stay_unanswered(attempt))
        end(self, attempt, ATTEMPT_UNANSWERED);
    else
        forget(self, attempt);
}

/* Also where the clock was set back. */
static void drop_old(struct attempts *self, gint64 now)
{
    while (self->oldest < self->next && ABS(now - self->ring[self->oldest % OPEN_MAX].time) > PATIENCE)
        drop_oldest(self, now);
}

static void answer(struct attempts *self, const struct attempt *key, enum attempt_end reason)
{
    struct attempt *attempt = g_hash_table_lookup(self->open, key);

    if (attempt)
        end(self, attempt, reason);
}

/* ---- what packets are ---- */

static gboolean kind_of_tcp(const struct packet *packet, guint8 *kind)
{
    static const struct {
        guint16 flags;
        guint8  kind;
    } KINDS[] = {
        { TCP_SYN, ATTEMPT_SYN }, { 0, ATTEMPT_NULL },
        { TCP_FIN, ATTEMPT_FIN }, { TCP_FIN | TCP_PSH | TCP_URG, ATTEMPT_XMAS },
        { TCP_ACK, ATTEMPT_ACK }, { TCP_FIN | TCP_ACK, ATTEMPT_ACK },
    };
    guint16 flags = packet->tcp.flags & (TCP_SYN | TCP_FIN | TCP_RST | TCP_PSH | TCP_ACK | TCP_URG);

    for (guint i = 0; i < G_N_ELEMENTS(KINDS) && packet->tcp.is_known; i++)
        if (KINDS[i].flags == flags) {
            *kind = KINDS[i].kind;
            return packet->payload_bytes == 0 || *kind != ATTEMPT_ACK;
        }
    return FALSE;
}

static gboolean is_sctp_chunk(const struct packet *packet, guint8 type)
{
    return packet->payload_captured > 0 && packet->payload[0] == type;
}

static gboolean kind_of(const struct packet *packet, guint8 *kind)
{
    enum { SCTP_INIT = 1 };

    if (!packet->has_ports || packet->fragment_offset > 0)
        return FALSE;
    if (packet->protocol == IP_TCP)
        return kind_of_tcp(packet, kind);
    *kind = packet->protocol == IP_UDP ? ATTEMPT_UDP : ATTEMPT_SCTP;
    return packet->protocol == IP_UDP || (packet->protocol == IP_SCTP && is_sctp_chunk(packet, SCTP_INIT));
}

static struct attempt key_of(const struct packet *packet)
{
    return (struct attempt){ .source = packet->source,
                             .destination = packet->destination,
                             .source_port = packet->source_port,
                             .destination_port = packet->destination_port,
                             .protocol = (guint8)packet->protocol };
}

static struct attempt key_of_answer(const struct packet *packet)
{
    return (struct attempt){ .source = packet->destination,
                             .destination = packet->source,
                             .source_port = packet->destination_port,
                             .destination_port = packet->source_port,
                             .protocol = (guint8)packet->protocol };
}

static enum attempt_end end_by(const struct packet *packet)
{
    enum { SCTP_ABORT = 6 };
    gboolean refused = packet->protocol == IP_TCP ? (packet->tcp.flags & TCP_RST) != 0 :
                                                    packet->protocol == IP_SCTP && is_sctp_chunk(packet, SCTP_ABORT);

    return refused ? ATTEMPT_REFUSED : ATTEMPT_ANSWERED;
}

/* Destination unreachable of any sort but "too big". */
static gboolean is_unreachable(const struct packet *packet)
{
    enum { UNREACHABLE = 3, TOO_BIG = 4, UNREACHABLE_V6 = 1 };

    return packet->protocol == IP_ICMPV6 ? packet->icmp_type == UNREACHABLE_V6 :
                                           packet->icmp_type == UNREACHABLE && packet->icmp_code != TOO_BIG;
}

/* ---- packets ---- */

static void add_attempt(struct attempts *self, const struct packet *packet, guint8 kind)
{
    struct attempt attempt = key_of(packet);
    guint16       *open = open_of(self, &attempt);

    if (*open >= OPEN_OF_A_HOST || g_hash_table_contains(self->open, &attempt))
        return;
    if (self->next - self->oldest == OPEN_MAX)
        drop_oldest(self, packet->time);

    struct attempt *place = &self->ring[self->next++ % OPEN_MAX];
    *place = attempt;
    place->kind = kind;
    place->time = packet->time;
    g_hash_table_add(self->open, place);
    ++*open;
}

static void add_answer(struct attempts *self, const struct packet *packet)
{
    struct attempt key = key_of_answer(packet);

    answer(self, &key, end_by(packet));
}

static void add_icmp(struct attempts *self, const struct packet *packet)
{
    struct packet quoted = { .number = packet->number };

    if (!is_unreachable(packet) ||
        !headers_read(packet->payload, packet->payload_captured, packet->payload_bytes, &quoted) || !quoted.has_ports)
        return;

    struct attempt key = key_of(&quoted);
    answer(self, &key, ATTEMPT_UNREACHABLE);
}

static gboolean is_first_of_side(const struct packet_record *record)
{
    return record->flow->sides[flow_side_index((enum flow_scope)record->sender)].payload.count == 1;
}

void attempts_add(struct attempts *self, const struct packet *packet, const struct packet_record *record)
{
    guint8 kind;

    drop_old(self, packet->time);
    if (packet->has_icmp) {
        add_icmp(self, packet);
    } else if (is_first_of_side(record)) {
        if (record->index > 1)
            add_answer(self, packet);
        else if (record->flow->parent == FLOW_NONE && kind_of(packet, &kind))
            add_attempt(self, packet, kind);
    }
}
