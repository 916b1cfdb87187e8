/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "flow_key.h"

#include <string.h>

G_STATIC_ASSERT(sizeof(struct flow_key) % sizeof(guint32) == 0);

struct flow_key flow_key_of(const struct packet *packet, gboolean use_vlan, gboolean *source_is_low)
{
    guint16 source_port = packet->has_ports ? packet->source_port : packet->icmp_id;
    guint16 destination_port = packet->has_ports ? packet->destination_port : packet->icmp_id;
    int     order = address_compare(&packet->source, &packet->destination);

    *source_is_low = order < 0 || (order == 0 && source_port <= destination_port);

    struct flow_key key;
    memset(&key, 0, sizeof key);
    key.low = *source_is_low ? packet->source : packet->destination;
    key.high = *source_is_low ? packet->destination : packet->source;
    key.low_port = *source_is_low ? source_port : destination_port;
    key.high_port = *source_is_low ? destination_port : source_port;
    key.protocol = packet->protocol;
    key.vlan = use_vlan ? packet->vlan : 0;
    return key;
}

/* The hash is seeded once a process, so that nobody can send packets that all fall into one bucket. */
static guint64 hash_seed(void)
{
    static guint64 seed;

    if (!seed)
        seed = (guint64)g_random_int() << 32 | g_random_int() | 1;
    return seed;
}

guint flow_key_hash(gconstpointer key)
{
    const guint8 *bytes = key;
    guint64       hash = hash_seed();

    for (gsize i = 0; i < sizeof(struct flow_key); i += sizeof(guint32)) {
        guint32 word;
        memcpy(&word, bytes + i, sizeof word);
        hash = (hash ^ word) * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15);
        hash ^= hash >> 32;
    }
    return (guint)hash;
}

gboolean flow_key_equal(gconstpointer a, gconstpointer b)
{
    return memcmp(a, b, sizeof(struct flow_key)) == 0;
}
