/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "attempts.h"

#include <stddef.h>
#include <string.h>

#include "headers.h"
#include "icmp.h"
#include "protocols.h"
#include "seeded_hash.h"

enum {
    FOLLOWED_MAX = G_MAXUINT16,
    HOSTS = 4096,          /* a power of two */
    OPEN_OF_A_HOST = 1024, /* so that a flood of one host, or by one, leaves room for others, here and later */
    KEY_BYTES = offsetof(struct attempt, kind),
    NONE = FOLLOWED_MAX, /* in place of a place */
};

static const gint64 PATIENCE = 5 * NS_PER_SECOND;
static const gint64 CLOCK_JUMP = 3600 * NS_PER_SECOND; /* between two packets: nothing is known of the time before it */

struct followed {
    struct attempt attempt;             /* first, as it is its own key */
    guint16        source, destination; /* by hash, modulo HOSTS */
    guint16        older, newer;        /* places of the open ones beside it; `newer` also of the next one that is free */
};

struct attempts {
    struct followed *places;                         /* FOLLOWED_MAX of them */
    guint16          oldest, newest;                 /* open ones, in the order of their packets; NONE where there is none */
    guint16          free;                           /* the first one that was left, or NONE */
    guint16          used;                           /* places that have ever been taken */
    gint64           latest;                         /* ns, of the last packet; while there is one */
    GHashTable      *open;                           /* a set of them */
    guint16          open_by[HOSTS], open_to[HOSTS]; /* how many */
    attempt_visitor  visitor;
    gpointer         data;
};

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

    self->places = g_new0(struct followed, FOLLOWED_MAX); /* of which nothing is touched that is not used */
    self->oldest = self->newest = self->free = NONE;
    self->open = g_hash_table_new(hash, is_same);
    self->visitor = visitor;
    self->data = data;
    return self;
}

void attempts_free(struct attempts *self)
{
    g_hash_table_unref(self->open);
    g_free(self->places);
    g_free(self);
}

gsize attempts_most_bytes(void)
{
    const gsize set_slot = 2 * (sizeof(gpointer) + sizeof(guint)); /* of GHashTable, half full */

    return sizeof(struct attempts) + FOLLOWED_MAX * (sizeof(struct followed) + set_slot);
}

/* ---- places ---- */

static void join_open(struct attempts *self, guint16 place)
{
    struct followed *followed = &self->places[place];

    followed->newer = NONE;
    followed->older = self->newest;
    *(self->newest == NONE ? &self->oldest : &self->places[self->newest].newer) = place;
    self->newest = place;
}

static void leave_open(struct attempts *self, guint16 place)
{
    struct followed *followed = &self->places[place];

    *(followed->older == NONE ? &self->oldest : &self->places[followed->older].newer) = followed->newer;
    *(followed->newer == NONE ? &self->newest : &self->places[followed->newer].older) = followed->older;
    followed->newer = self->free;
    self->free = place;
}

/* There must be one. */
static guint16 take_place(struct attempts *self)
{
    guint16 place = self->free;

    if (place == NONE)
        return self->used++;
    self->free = self->places[place].newer;
    return place;
}

/* ---- their end ---- */

/* What it was can be read until the next one is added. */
static void forget(struct attempts *self, struct followed *followed)
{
    g_hash_table_remove(self->open, followed);
    self->open_by[followed->source]--;
    self->open_to[followed->destination]--;
    leave_open(self, (guint16)(followed - self->places));
}

static void end(struct attempts *self, struct followed *followed, enum attempt_end reason)
{
    forget(self, followed);
    followed->attempt.end = (guint8)reason;
    self->visitor(&followed->attempt, self->data);
}

static void drop_oldest(struct attempts *self, gint64 now)
{
    struct followed *followed = &self->places[self->oldest];

    if (now - followed->attempt.time > PATIENCE)
        end(self, followed, attempt_may_stay_unanswered(&followed->attempt) ? ATTEMPT_SILENT : ATTEMPT_UNANSWERED);
    else
        forget(self, followed);
}

/* Where the clock was set back, too: then nobody can tell how long they waited. */
static void drop_old(struct attempts *self, gint64 now)
{
    while (self->oldest != NONE && ABS(now - self->places[self->oldest].attempt.time) > PATIENCE)
        drop_oldest(self, now);
}

static void drop_all(struct attempts *self)
{
    while (self->oldest != NONE)
        drop_oldest(self, self->places[self->oldest].attempt.time);
}

static void pass_time(struct attempts *self, gint64 now)
{
    if (ABS(now - self->latest) > CLOCK_JUMP)
        drop_all(self);
    self->latest = now;
    drop_old(self, now);
}

/* ATTEMPT_OPEN: nobody will know. */
static void settle(struct attempts *self, const struct attempt *key, enum attempt_end reason)
{
    struct followed *followed = g_hash_table_lookup(self->open, key);

    if (followed && reason == ATTEMPT_OPEN)
        forget(self, followed);
    else if (followed)
        end(self, followed, reason);
}

/* ---- ICMP errors ---- */

/* No route, or a network unreachable: it may be the asker's own link that is down, or that has no IPv6. */
static gboolean is_about_route(const struct packet *packet)
{
    return packet->icmp_code == 0;
}

static void add_icmp_error(struct attempts *self, const struct packet *packet)
{
    struct packet quoted = { .number = packet->number };

    if (!icmp_is_unreachable(packet) ||
        !headers_read(packet->payload, packet->payload_captured, packet->payload_bytes, &quoted) ||
        !(quoted.has_ports || icmp_is_echo_request(&quoted)))
        return;

    struct attempt key = attempt_by(&quoted);
    settle(self, &key, is_about_route(packet) ? ATTEMPT_OPEN : ATTEMPT_UNREACHABLE);
}

/* ---- packets ---- */

static guint16 host_place(const struct address *address)
{
    return (guint16)(address_hash(address) % HOSTS);
}

static gboolean has_room(const struct attempts *self, const struct followed *followed)
{
    return (self->free != NONE || self->used < FOLLOWED_MAX) && self->open_by[followed->source] < OPEN_OF_A_HOST &&
           self->open_to[followed->destination] < OPEN_OF_A_HOST;
}

static void add_attempt(struct attempts *self, const struct packet *packet, guint8 kind)
{
    struct followed followed = { .attempt = attempt_by(packet),
                                 .source = host_place(&packet->source),
                                 .destination = host_place(&packet->destination) };
    guint16         place;

    followed.attempt.kind = kind;
    followed.attempt.time = packet->time;
    if (!has_room(self, &followed) || g_hash_table_contains(self->open, &followed))
        return;

    place = take_place(self);
    self->places[place] = followed;
    join_open(self, place);
    g_hash_table_add(self->open, &self->places[place]);
    self->open_by[followed.source]++;
    self->open_to[followed.destination]++;
}

static void add_answer(struct attempts *self, const struct packet *packet)
{
    struct attempt key = attempt_answered_by(packet);

    if (!packet->has_icmp || icmp_is_echo_reply(packet))
        settle(self, &key, attempt_end_by(packet));
}

static guint64 packets_of(const struct packet_record *record, enum flow_scope side)
{
    return record->flow->sides[flow_side_index(side)].payload.count;
}

/* The initiator goes on as one does who was answered: the answer passed by another way than the capture's. */
static gboolean goes_on_unanswered(const struct packet *packet, const struct packet_record *record)
{
    enum { AT_FIRST = 8 }; /* packets: SYNs sent again, and the acknowledgment */

    return record->index <= AT_FIRST && record->sender == SCOPE_INITIATOR && packet->protocol == IP_TCP &&
           (packet->tcp.flags & (TCP_SYN | TCP_RST | TCP_ACK)) == TCP_ACK && packets_of(record, SCOPE_RESPONDER) == 0;
}

/* The third packet of a handshake, or data; a bare ACK after another one may be the same probe again. */
static void add_continuation(struct attempts *self, const struct packet *packet)
{
    struct attempt         key = attempt_by(packet);
    const struct followed *followed = g_hash_table_lookup(self->open, &key);

    if (followed && (followed->attempt.kind == ATTEMPT_SYN || packet->payload_bytes > 0))
        settle(self, &key, ATTEMPT_ANSWERED);
}

void attempts_add(struct attempts *self, const struct packet *packet, const struct packet_record *record)
{
    gboolean is_first = packets_of(record, (enum flow_scope)record->sender) == 1;
    guint8   kind;

    pass_time(self, packet->time);
    if (packet->has_icmp)
        add_icmp_error(self, packet);
    if (is_first && record->index > 1)
        add_answer(self, packet);
    else if (is_first && !record->flow->past && attempt_is_begun_by(packet, &kind))
        add_attempt(self, packet, kind);
    else if (!is_first && goes_on_unanswered(packet, record))
        add_continuation(self, packet);
}
