/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "flow_table.h"

#include "fragments.h"

struct flow_table {
    struct flow_options options;
    GHashTable         *current; /* key, within its flow → the newest flow of that key */
    struct flow        *last;    /* the one of these that was found last, or NULL */
    GPtrArray          *all;     /* by id */
    struct fragments   *fragments;
};

static void free_flow(gpointer flow)
{
    flow_free(flow);
}

struct flow_table *flow_table_new(const struct flow_options *options)
{
    struct flow_table *self = g_new0(struct flow_table, 1);

    self->options = *options;
    self->current = g_hash_table_new(flow_key_hash, flow_key_equal);
    self->all = g_ptr_array_new_with_free_func(free_flow);
    self->fragments = fragments_new();
    return self;
}

void flow_table_free(struct flow_table *self)
{
    g_hash_table_unref(self->current);
    g_ptr_array_unref(self->all);
    fragments_free(self->fragments);
    g_free(self);
}

static gboolean timed_out(const struct flow_table *self, const struct flow *flow, gint64 now)
{
    return (self->options.idle_timeout > 0 && now - flow->latest > self->options.idle_timeout) ||
           (self->options.active_timeout > 0 && now - flow->earliest > self->options.active_timeout);
}

static struct flow *start_flow(struct flow_table *self, const struct flow_key *key, const struct packet *packet,
                               gboolean source_is_low, const struct flow *parent)
{
    struct flow *flow = flow_new(key, self->all->len, packet, source_is_low, parent);

    g_ptr_array_add(self->all, flow);
    g_hash_table_replace(self->current, &flow->key, flow);
    self->last = flow;
    return flow;
}

/* Packets of one flow often come one after another. */
static struct flow *find_current(struct flow_table *self, const struct flow_key *key)
{
    if (!self->last || !flow_key_equal(&self->last->key, key))
        self->last = g_hash_table_lookup(self->current, key);
    return self->last;
}

static struct flow *find_flow(struct flow_table *self, const struct packet *packet, gboolean *source_is_low)
{
    struct flow_key key = flow_key_of(packet, self->options.use_vlan, source_is_low);
    struct flow    *flow = find_current(self, &key);

    if (!flow || flow_ends_before(flow, packet, flow_sender(flow, *source_is_low)))
        return start_flow(self, &key, packet, *source_is_low, NULL);
    if (timed_out(self, flow, packet->time))
        return start_flow(self, &key, packet, *source_is_low, flow);
    return flow;
}

static void write_record(struct packet_record *record, struct flow *flow, const struct packet *packet,
                         enum flow_scope sender)
{
    *record = (struct packet_record){
        .flow = flow,
        .iat = packet->time - flow->last_time,
        .age = packet->time - MIN(flow->earliest, packet->time),
        .index = (guint32)flow_packets(flow) + 1,
        .payload_bytes = packet->payload_bytes,
        .sender = sender,
    };
}

static void add_whole(struct flow_table *self, const struct packet *packet, struct packet_record *record)
{
    gboolean        source_is_low;
    struct flow    *flow = find_flow(self, packet, &source_is_low);
    enum flow_scope sender = flow_sender(flow, source_is_low);

    write_record(record, flow, packet, sender);
    flow_add(flow, packet, sender);
}

void flow_table_add(struct flow_table *self, const struct packet *packet, struct packet_record *record)
{
    if (packet->is_fragment) {
        struct packet resolved = *packet;
        fragments_resolve(self->fragments, &resolved);
        add_whole(self, &resolved, record);
    } else {
        add_whole(self, packet, record);
    }
}
