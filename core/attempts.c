/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "attempts.h"

#include <stddef.h>
#include <string.h>

#include "headers.h"
#include "protocols.h"
#include "seeded_hash.h"

enum {
    FOLLOWED_MAX = G_MAXUINT16,
    HOSTS = 4096,                       /* a power of two */
    OPEN_OF_A_HOST = 1024,              /* so that a flood of one host, or by one, leaves room for others, here and later */
    KEY_BYTES = offsetof(struct attempt, kind),
    NONE = FOLLOWED_MAX,                /* in place of a place */
};

static const gint64 PATIENCE = 5 * NS_PER_SECOND;
static const gint64 CLOCK_JUMP = 3600 * NS_PER_SECOND; /* between two packets: nothing is known of the time before it */

struct followed {
    struct attempt attempt; /* first, as it is its own key */
    guint16        source, destination; /* by hash, modulo HOSTS */
    guint16        older, newer;        /* places of the open ones beside it; `newer` also of the next unused one */
};

struct attempts {
    struct followed *places;         /* FOLLOWED_MAX of them */
    guint16          oldest, newest; /* open ones, in the order of their packets; NONE where there is none */
    guint16          unused;         /* the first, or NONE */
    gint64           latest;         /* ns, of the last packet; while there is one */
    GHashTable      *open;           /* a set of them */
    guint16          open_by[HOSTS], open_to[HOSTS]; /* how many */
    attempt_visitor  visitor;
    gpointer         data;
};

const char *attempt_kind_name(enum attempt_kind kind)
{
    static const char *const NAMES[ATTEMPT_KINDS] = {
        [ATTEMPT_SYN] = "SYN",   [ATTEMPT_NULL] = "NULL",       [ATTEMPT_FIN] = "FIN",
        [ATTEMPT_XMAS] = "XMAS", [ATTEMPT_ACK] = "ACK",         [ATTEMPT_FIN_ACK] = "FIN+ACK",
        [ATTEMPT_UDP] = "UDP",   [ATTEMPT_SCTP] = "SCTP INIT",  [ATTEMPT_FRAGMENT] = "fragmented TCP",
        [ATTEMPT_ECHO] = "echo request",
    };
    return NAMES[kind];
}

/* A host need not answer these. */
static gboolean may_stay_unanswered(const struct attempt *attempt)
{
    static const gboolean MAY[ATTEMPT_KINDS] = {
        [ATTEMPT_ACK] = TRUE, [ATTEMPT_FIN_ACK] = TRUE, [ATTEMPT_UDP] = TRUE, [ATTEMPT_FRAGMENT] = TRUE
    };
    return MAY[attempt->kind];
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

    self->places = g_new0(struct followed, FOLLOWED_MAX);
    for (guint place = 0; place < FOLLOWED_MAX; place++)
        self->places[place].newer = (guint16)(place + 1); /* behind the last one: NONE */
    self->oldest = self->newest = NONE;
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
    followed->newer = self->unused;
    self->unused = place;
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
        end(self, followed, may_stay_unanswered(&followed->attempt) ? ATTEMPT_SILENT : ATTEMPT_UNANSWERED);
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

/* ---- what packets are ---- */

static gboolean kind_of_tcp(const struct packet *packet, guint8 *kind)
{
    static const struct {
        guint16 flags;
        guint8  kind;
    } KINDS[] = {
        { TCP_SYN, ATTEMPT_SYN }, { 0, ATTEMPT_NULL },
        { TCP_FIN, ATTEMPT_FIN }, { TCP_FIN | TCP_PSH | TCP_URG, ATTEMPT_XMAS },
        { TCP_ACK, ATTEMPT_ACK }, { TCP_FIN | TCP_ACK, ATTEMPT_FIN_ACK },
    };
    guint16 flags = packet->tcp.flags & (TCP_SYN | TCP_FIN | TCP_RST | TCP_PSH | TCP_ACK | TCP_URG);

    if (!packet->tcp.is_known) {
        *kind = ATTEMPT_FRAGMENT;
        return packet->more_fragments;
    }
    for (guint i = 0; i < G_N_ELEMENTS(KINDS); i++)
        if (KINDS[i].flags == flags) {
            *kind = KINDS[i].kind;
            return !(flags & TCP_ACK) || packet->payload_bytes == 0;
        }
    return FALSE;
}

static gboolean is_sctp_chunk(const struct packet *packet, guint8 type)
{
    return packet->payload_captured > 0 && packet->payload[0] == type;
}

static gboolean kind_with_ports(const struct packet *packet, guint8 *kind)
{
    enum { SCTP_INIT = 1 };

    if (!packet->has_ports || packet->fragment_offset > 0)
        return FALSE;
    if (packet->protocol == IP_TCP)
        return kind_of_tcp(packet, kind);
    *kind = packet->protocol == IP_UDP ? ATTEMPT_UDP : ATTEMPT_SCTP;
    return packet->protocol == IP_UDP || (packet->protocol == IP_SCTP && is_sctp_chunk(packet, SCTP_INIT));
}

/* Where the beginning of the flow was not seen: a server that takes leave of a client, or answers it. */
static gboolean may_be_answer(const struct packet *packet, guint8 kind)
{
    enum { RESERVED = 1024 };
    gboolean is_from_service = kind == ATTEMPT_UDP ? packet->source_port < RESERVED :
                                                     (kind == ATTEMPT_ACK || kind == ATTEMPT_FIN_ACK) &&
                                                         packet->source_port < packet->destination_port;

    return is_from_service && packet->destination_port >= RESERVED;
}

/* The ports that traceroute (8) counts through, 3 a hop; the last of them are refused by who was looked for. */
static gboolean may_be_traceroute(const struct packet *packet, guint8 kind)
{
    enum { FIRST = 33434, PORTS = 3 * 255 };

    return kind == ATTEMPT_UDP && packet->destination_port >= FIRST && packet->destination_port < FIRST + PORTS;
}

static gboolean is_echo(const struct packet *packet, guint8 type, guint8 type_v6)
{
    return packet->has_icmp && packet->icmp_type == (packet->protocol == IP_ICMPV6 ? type_v6 : type);
}

static gboolean is_echo_request(const struct packet *packet)
{
    return is_echo(packet, 8, 128);
}

static gboolean is_echo_reply(const struct packet *packet)
{
    return is_echo(packet, 0, 129);
}

static gboolean kind_of(const struct packet *packet, guint8 *kind)
{
    if (is_echo_request(packet)) {
        *kind = ATTEMPT_ECHO;
        return TRUE;
    }
    return kind_with_ports(packet, kind) && !may_be_answer(packet, *kind) && !may_be_traceroute(packet, *kind);
}

static gboolean is_to_many(const struct address *address)
{
    static const guint8 BROADCAST[4] = { 255, 255, 255, 255 };

    return address->kind == ADDRESS_IPV4 ? (address->bytes[0] & 0xf0) == 0xe0 || memcmp(address->bytes, BROADCAST, 4) == 0 :
                                           address->bytes[0] == 0xff;
}

static struct attempt key_of(const struct packet *packet)
{
    return (struct attempt){ .source = packet->source,
                             .destination = packet->destination,
                             .source_port = packet->has_ports ? packet->source_port : packet->icmp_id,
                             .destination_port = packet->has_ports ? packet->destination_port : 0,
                             .protocol = (guint8)packet->protocol };
}

static struct attempt key_of_answer(const struct packet *packet)
{
    return (struct attempt){ .source = packet->destination,
                             .destination = packet->source,
                             .source_port = packet->has_ports ? packet->destination_port : packet->icmp_id,
                             .destination_port = packet->has_ports ? packet->source_port : 0,
                             .protocol = (guint8)packet->protocol };
}

static enum attempt_end end_by(const struct packet *packet)
{
    enum { SCTP_ABORT = 6 };
    gboolean refused = packet->protocol == IP_TCP ? (packet->tcp.flags & TCP_RST) != 0 :
                                                    packet->protocol == IP_SCTP && is_sctp_chunk(packet, SCTP_ABORT);

    return refused ? ATTEMPT_REFUSED : ATTEMPT_ANSWERED;
}

/* ---- ICMP errors ---- */

/* Destination unreachable of any sort but "too big". */
static gboolean is_unreachable(const struct packet *packet)
{
    enum { UNREACHABLE = 3, TOO_BIG = 4, UNREACHABLE_V6 = 1 };

    return packet->protocol == IP_ICMPV6 ? packet->icmp_type == UNREACHABLE_V6 :
                                           packet->icmp_type == UNREACHABLE && packet->icmp_code != TOO_BIG;
}

/* No route, or a network unreachable: it may be the asker's own link that is down, or that has no IPv6. */
static gboolean is_about_route(const struct packet *packet)
{
    return packet->icmp_code == 0;
}

static void add_icmp_error(struct attempts *self, const struct packet *packet)
{
    struct packet quoted = { .number = packet->number };

    if (!is_unreachable(packet) ||
        !headers_read(packet->payload, packet->payload_captured, packet->payload_bytes, &quoted) ||
        !(quoted.has_ports || is_echo_request(&quoted)))
        return;

    struct attempt key = key_of(&quoted);
    settle(self, &key, is_about_route(packet) ? ATTEMPT_OPEN : ATTEMPT_UNREACHABLE);
}

/* ---- packets ---- */

static guint16 host_place(const struct address *address)
{
    return (guint16)(address_hash(address) % HOSTS);
}

static gboolean has_room(const struct attempts *self, const struct followed *followed)
{
    return self->unused != NONE && self->open_by[followed->source] < OPEN_OF_A_HOST &&
           self->open_to[followed->destination] < OPEN_OF_A_HOST;
}

static void add_attempt(struct attempts *self, const struct packet *packet, guint8 kind)
{
    struct followed followed = { .attempt = key_of(packet),
                                 .source = host_place(&packet->source),
                                 .destination = host_place(&packet->destination) };
    guint16         place = self->unused;

    followed.attempt.kind = kind;
    followed.attempt.time = packet->time;
    if (!has_room(self, &followed) || g_hash_table_contains(self->open, &followed))
        return;

    self->unused = self->places[place].newer;
    self->places[place] = followed;
    join_open(self, place);
    g_hash_table_add(self->open, &self->places[place]);
    self->open_by[followed.source]++;
    self->open_to[followed.destination]++;
}

static void add_answer(struct attempts *self, const struct packet *packet)
{
    struct attempt key = key_of_answer(packet);

    if (!packet->has_icmp || is_echo_reply(packet))
        settle(self, &key, end_by(packet));
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
    struct attempt         key = key_of(packet);
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
    else if (is_first && record->flow->parent == FLOW_NONE && kind_of(packet, &kind) && !is_to_many(&packet->destination))
        add_attempt(self, packet, kind);
    else if (!is_first && goes_on_unanswered(packet, record))
        add_continuation(self, packet);
}
