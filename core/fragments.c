/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "fragments.h"

#include <string.h>

#include "flow_key.h"

enum { SLOTS = 4096 };

static const gint64 LIFETIME = 60 * NS_PER_SECOND; /* ns; RFC 8200 section 4.5 */

struct datagram {
    struct flow_key key; /* both ports hold half of the identification */
    gboolean        from_low;
    gint64          time; /* of the first fragment, ns */
    gboolean        has_ports;
    guint16         source_port, destination_port, icmp_id;
};

struct fragments {
    struct datagram slots[SLOTS];
};

struct fragments *fragments_new(void)
{
    return g_new0(struct fragments, 1);
}

void fragments_free(struct fragments *self)
{
    g_free(self);
}

static struct flow_key datagram_key(const struct packet *packet, gboolean *from_low)
{
    struct packet portless = *packet;

    portless.has_ports = FALSE;
    portless.icmp_id = 0;
    struct flow_key key = flow_key_of(&portless, FALSE, from_low);
    key.low_port = (guint16)(packet->fragment_id >> 16);
    key.high_port = (guint16)packet->fragment_id;
    return key;
}

static gboolean is_same(const struct datagram *datagram, const struct flow_key *key, gboolean from_low, gint64 now)
{
    return flow_key_equal(&datagram->key, key) && !datagram->from_low == !from_low && ABS(now - datagram->time) <= LIFETIME;
}

void fragments_resolve(struct fragments *self, struct packet *packet)
{
    gboolean         from_low;
    struct flow_key  key = datagram_key(packet, &from_low);
    struct datagram *datagram = &self->slots[flow_key_hash(&key) % SLOTS];

    if (packet->fragment_offset == 0) {
        *datagram = (struct datagram){ .key = key,
                                       .from_low = from_low,
                                       .time = packet->time,
                                       .has_ports = packet->has_ports,
                                       .source_port = packet->source_port,
                                       .destination_port = packet->destination_port,
                                       .icmp_id = packet->icmp_id };
    } else if (is_same(datagram, &key, from_low, packet->time)) {
        packet->has_ports = datagram->has_ports;
        packet->source_port = datagram->source_port;
        packet->destination_port = datagram->destination_port;
        packet->icmp_id = datagram->icmp_id;
    }
}
