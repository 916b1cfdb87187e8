/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Fragments that are cut to get past somebody: tiny, overlapping, or making more than an IP packet can be. */
#include "bounded_table.h"
#include "detector.h"

#include <string.h>

#include "pair.h"

enum { TINY, WINDOW };
enum { DATAGRAMS = 1024, PIECES_MAX = 64, DATAGRAM_MOST = 65535, IPV4_HEADER = 20 };
enum kind { KIND_TINY = 1, KIND_OVERLAP, KIND_TOO_LONG };

/* So long fragments of one datagram are waited for. Identifications come again within seconds on fast links (RFC 4963). */
static const gint64 LIFETIME = 5 * NS_PER_SECOND;

/* With the TTL: what was captured on both sides of a router, which may have cut it smaller, is two datagrams here. */
struct datagram_id {
    struct pair pair;
    guint8      protocol, ttl;
    guint8      id[4];
};

struct piece {
    guint16 begin, end; /* bytes of the datagram */
};

struct datagram {
    gint64       time;  /* ns, of the piece seen first */
    guint32      bytes; /* of its pieces together */
    guint16      total; /* 0 while the last piece was not seen */
    guint16      count;
    struct piece pieces[PIECES_MAX]; /* different ones, in the order that they came in */
};

struct fragment {
    const guint          *thresholds;
    struct bounded_table *datagrams; /* struct datagram_id → struct datagram */
};

/* ---- datagrams */

static struct datagram_id id_of(const struct packet *packet)
{
    struct datagram_id id = { .pair = { packet->source, packet->destination },
                              .protocol = (guint8)packet->protocol,
                              .ttl = packet->ttl };

    memcpy(id.id, &packet->fragment_id, sizeof id.id);
    return id;
}

static void forget(struct datagram *self)
{
    self->bytes = 0;
    self->total = 0;
    self->count = 0;
}

static struct datagram *datagram_of(struct fragment *self, const struct datagram_id *id, gint64 now)
{
    struct datagram *datagram = bounded_table_take(self->datagrams, id);

    if (datagram->count == 0 || ABS(now - datagram->time) > LIFETIME) {
        forget(datagram);
        datagram->time = now;
    }
    return datagram;
}

static gboolean is_known(const struct datagram *self, struct piece piece)
{
    for (guint i = self->count; i-- > 0;)
        if (self->pieces[i].begin == piece.begin && self->pieces[i].end == piece.end)
            return TRUE;
    return FALSE;
}

static const struct piece *find_overlap(const struct datagram *self, struct piece piece)
{
    for (guint i = self->count; i-- > 0;)
        if (self->pieces[i].begin < piece.end && piece.begin < self->pieces[i].end)
            return &self->pieces[i];
    return NULL;
}

/* Where a router has cut a fragment again, what is left over is small, but what it follows is not. */
static gboolean follows_tiny(const struct datagram *self, struct piece piece, guint tiny)
{
    for (guint i = self->count; i-- > 0;)
        if (self->pieces[i].end == piece.begin)
            return (guint)(self->pieces[i].end - self->pieces[i].begin) < tiny;
    return FALSE;
}

/* Returns whether it is all there now. */
static gboolean add_piece(struct datagram *self, struct piece piece, gboolean is_last)
{
    if (self->count < PIECES_MAX)
        self->pieces[self->count++] = piece;
    self->bytes += (guint32)(piece.end - piece.begin);
    if (is_last)
        self->total = piece.end;
    return self->total > 0 && self->bytes >= self->total;
}

/* ---- what there is to say */

static void claim_tiny(const struct fragment *self, const struct packet *packet, guint bytes, struct findings *findings)
{
    char         from[ADDRESS_TEXT_SIZE], to[ADDRESS_TEXT_SIZE];
    guint        least = self->thresholds[TINY];
    struct claim claim = { .severity = SEVERITY_WARN,
                           .subject = &packet->source,
                           .object = &packet->destination,
                           .kind = KIND_TINY,
                           .value = least,
                           .threshold = MAX(1, bytes),
                           .window = self->thresholds[WINDOW] * NS_PER_SECOND };

    findings_claim(findings, &claim, "%s sent %s a fragment of %u bytes that is not the last one (threshold %u)",
                   address_format(&packet->source, from), address_format(&packet->destination, to), bytes, least);
}

static void claim_overlap(const struct fragment *self, const struct packet *packet, struct piece piece, struct piece other,
                          struct findings *findings)
{
    char         from[ADDRESS_TEXT_SIZE], to[ADDRESS_TEXT_SIZE];
    struct claim claim = { .severity = SEVERITY_WARN,
                           .subject = &packet->source,
                           .object = &packet->destination,
                           .kind = KIND_OVERLAP,
                           .value = 1,
                           .threshold = 1,
                           .window = self->thresholds[WINDOW] * NS_PER_SECOND };

    findings_claim(findings, &claim, "%s sent %s fragments that overlap: bytes %u to %u and %u to %u of one datagram",
                   address_format(&packet->source, from), address_format(&packet->destination, to), other.begin,
                   other.end - 1U, piece.begin, piece.end - 1U);
}

static void claim_too_long(const struct fragment *self, const struct packet *packet, guint end, guint most,
                           struct findings *findings)
{
    char         from[ADDRESS_TEXT_SIZE], to[ADDRESS_TEXT_SIZE];
    struct claim claim = { .severity = SEVERITY_WARN,
                           .subject = &packet->source,
                           .object = &packet->destination,
                           .kind = KIND_TOO_LONG,
                           .value = end,
                           .threshold = most,
                           .window = self->thresholds[WINDOW] * NS_PER_SECOND };

    findings_claim(findings, &claim, "%s sent %s a fragment that ends at byte %u of its datagram (at most %u fit)",
                   address_format(&packet->source, from), address_format(&packet->destination, to), end, most);
}

static void follow(struct fragment *self, const struct packet *packet, struct piece piece, struct findings *findings)
{
    struct datagram_id  id = id_of(packet);
    struct datagram    *datagram = datagram_of(self, &id, packet->time);
    const struct piece *other;
    guint               bytes = (guint)(piece.end - piece.begin), tiny = self->thresholds[TINY];

    if (is_known(datagram, piece)) { /* seen twice, or another datagram of the same identification */
        if (piece.begin > 0)
            return;
        forget(datagram);
    }
    other = find_overlap(datagram, piece);
    if (other)
        claim_overlap(self, packet, piece, *other, findings);
    if (packet->more_fragments && bytes < tiny && (piece.begin == 0 || follows_tiny(datagram, piece, tiny)))
        claim_tiny(self, packet, bytes, findings);
    if (add_piece(datagram, piece, !packet->more_fragments))
        bounded_table_remove(self->datagrams, &id);
}

static void see_fragment(gpointer state, const struct sighting *sighting, struct findings *findings)
{
    struct fragment     *self = state;
    const struct packet *packet = sighting->packet;
    guint                begin = packet->fragment_offset, end = begin + packet->header_bytes + packet->payload_bytes;
    guint                most = packet->ip_version == 4 ? DATAGRAM_MOST - IPV4_HEADER : DATAGRAM_MOST;

    if (end > most)
        claim_too_long(self, packet, end, most, findings);
    else if (end > begin)
        follow(self, packet, (struct piece){ (guint16)begin, (guint16)end }, findings);
}

const struct detector detector_fragment = {
    .name = "fragment",
    .title = "Suspicious fragment",
    .severity = SEVERITY_WARN,
    .group = GROUP_PROTOCOL,
    .rule = "A datagram's first fragment is tiny though more follow, or two tiny ones follow one another; two different "
            "fragments of a datagram overlap; or a fragment ends beyond what an IP packet can hold.",
    .reference = "RFC 1858; RFC 3128; RFC 5722; RFC 8900; Suricata's defragmentation events; Zeek's fragment weirds",
    .misses = "Overlaps of which the parts come more than 5 s apart, after the datagram was complete, beyond its first 64 "
              "fragments or beyond 1024 unfinished datagrams, and a fragment of the same extent with other content. Links "
              "with an MTU below 276 bytes, as those of amateur radio, fragment as small as that.",
    .thresholds = { [TINY] = { "tiny", "Least size of a fragment that is not the last", "bytes", 256, 1, 65535 },
                    [WINDOW] = { "window", "Silence between two of one pair", "s", 300, 1, 86400 } },
    .state_bytes = sizeof(struct fragment),
    .tables = { { offsetof(struct fragment, datagrams), DATAGRAMS, sizeof(struct datagram_id), sizeof(struct datagram) } },
    .on = { [ON_FRAGMENT] = see_fragment },
};
