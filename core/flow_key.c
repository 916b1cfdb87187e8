/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "flow_key.h"

#include <string.h>

#include "seeded_hash.h"

/* Keys are compared as bytes. */
G_STATIC_ASSERT(sizeof(struct flow_key) == 2 * sizeof(struct address) + 3 * sizeof(guint16) + sizeof(guint32));

/* Any order will do that is the same for both directions. */
static gboolean comes_first(const struct address *a, guint16 a_port, const struct address *b, guint16 b_port)
{
    guint64 a_words[2], b_words[2];

    memcpy(a_words, a->bytes, sizeof a_words);
    memcpy(b_words, b->bytes, sizeof b_words);
    if (a_words[0] != b_words[0])
        return a_words[0] < b_words[0];
    if (a_words[1] != b_words[1])
        return a_words[1] < b_words[1];
    return a->kind != b->kind ? a->kind < b->kind : a_port <= b_port;
}

struct flow_key flow_key_of(const struct packet *packet, gboolean use_vlan, gboolean *source_is_low)
{
    guint16 source_port = packet->has_ports ? packet->source_port : packet->icmp_id;
    guint16 destination_port = packet->has_ports ? packet->destination_port : packet->icmp_id;

    *source_is_low = comes_first(&packet->source, source_port, &packet->destination, destination_port);

    struct flow_key key = { .protocol = packet->protocol, .vlan = use_vlan ? packet->vlan : 0 };
    if (*source_is_low) {
        key.low = packet->source, key.low_port = source_port;
        key.high = packet->destination, key.high_port = destination_port;
    } else {
        key.low = packet->destination, key.low_port = destination_port;
        key.high = packet->source, key.high_port = source_port;
    }
    return key;
}

guint flow_key_hash(gconstpointer key)
{
    return seeded_hash(key, sizeof(struct flow_key));
}

gboolean flow_key_equal(gconstpointer a, gconstpointer b)
{
    return memcmp(a, b, sizeof(struct flow_key)) == 0;
}
