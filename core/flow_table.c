/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "flow_table.h"

#include "fragments.h"

struct flow_table {
    struct flow_options options;
    GHashTable         *current; /* a set of flows, by their keys, that packets may join */
    GQueue              used;    /* these, the one with the last packet first */
    GPtrArray          *ended;   /* where they are kept */
    guint32             next_id;
    gint64              latest; /* ns, of all packets since the clock was set back */
    struct fragments   *fragments;
    flow_visitor        watcher;
    gpointer            watcher_data;
};

static void free_flow(gpointer flow)
{
    flow_free(flow);
}

struct flow_table *flow_table_new(const struct flow_options *options)
{
    struct flow_table *self = g_new0(struct flow_table, 1);

    self->options = *options;
    self->latest = G_MININT64;
    self->current = g_hash_table_new(flow_key_hash, flow_key_equal);
    self->ended = g_ptr_array_new_with_free_func(free_flow);
    self->fragments = fragments_new();
    g_queue_init(&self->used);
    return self;
}

void flow_table_free(struct flow_table *self)
{
    while (self->used.head)
        flow_free(g_queue_pop_head_link(&self->used)->data);
    g_hash_table_unref(self->current);
    g_ptr_array_unref(self->ended);
    fragments_free(self->fragments);
    g_free(self);
}

/* ---- beginning and end of flows ---- */

static void end_flow(struct flow_table *self, struct flow *flow, enum end_reason reason)
{
    flow_end(flow, reason);
    g_hash_table_remove(self->current, flow);
    g_queue_unlink(&self->used, &flow->use);
    if (self->options.keep_ended) {
        g_ptr_array_add(self->ended, flow);
        return;
    }
    if (self->watcher)
        self->watcher(flow, self->watcher_data);
    flow_free(flow);
}

/* Rounded up; 0 where the later one is earlier. */
static guint32 seconds_between(gint64 earlier, gint64 later)
{
    gint64 between = MAX(0, later - earlier);

    return (guint32)MIN(G_MAXUINT32, between / NS_PER_SECOND + (between % NS_PER_SECOND > 0));
}

/* In place of the flow `before` of the same key, if there is one, which ends for this reason. */
static struct flow *start_flow(struct flow_table *self, const struct flow_key *key, const struct packet *packet,
                               gboolean source_is_low, struct flow *before, enum end_reason reason)
{
    gboolean     timed_out = reason == END_IDLE || reason == END_ACTIVE;
    gboolean     is_piece = timed_out && flow_is_continued_by(before, packet, flow_sender(before, source_is_low));
    struct flow *flow = flow_new(key, self->next_id++, packet, source_is_low, is_piece ? before : NULL);

    flow->cuts_connection = before && reason == END_DETECTED && flow_is_established(before);
    flow->cut_after = flow->cuts_connection ? seconds_between(before->last_time, packet->time) : 0;
    if (before)
        end_flow(self, before, reason);
    else if (self->options.max_flows > 0 && self->used.length >= self->options.max_flows)
        end_flow(self, self->used.tail->data, END_LACK_OF_RESOURCES);
    g_hash_table_add(self->current, flow);
    g_queue_push_head_link(&self->used, &flow->use);
    return flow;
}

/* ---- the flow of a packet ---- */

static enum end_reason end_before(const struct flow_table *self, const struct flow *flow, const struct packet *packet,
                                  gboolean source_is_low)
{
    const struct flow_options *options = &self->options;

    if (flow_ends_before(flow, packet, flow_sender(flow, source_is_low)))
        return END_DETECTED;
    if (options->idle_timeout > 0 && packet->time - flow_latest(flow) > options->idle_timeout)
        return END_IDLE;
    if (options->active_timeout > 0 && packet->time - flow_earliest(flow) > options->active_timeout)
        return END_ACTIVE;
    return END_NONE;
}

/* Packets of one flow often come one after another. */
static struct flow *find_current(const struct flow_table *self, const struct flow_key *key)
{
    struct flow *last = self->used.head ? self->used.head->data : NULL;

    return last && flow_key_equal(&last->key, key) ? last : g_hash_table_lookup(self->current, key);
}

static void use(struct flow_table *self, struct flow *flow)
{
    if (self->used.head == &flow->use)
        return;
    g_queue_unlink(&self->used, &flow->use);
    g_queue_push_head_link(&self->used, &flow->use);
}

static struct flow *find_flow(struct flow_table *self, const struct packet *packet, gboolean *source_is_low)
{
    struct flow_key key = flow_key_of(packet, self->options.use_vlan, source_is_low);
    struct flow    *flow = find_current(self, &key);
    enum end_reason reason = flow ? end_before(self, flow, packet, *source_is_low) : END_NONE;

    if (!flow || reason != END_NONE)
        return start_flow(self, &key, packet, *source_is_low, flow, reason);
    use(self, flow);
    return flow;
}

static void write_record(struct packet_record *record, struct flow *flow, const struct packet *packet,
                         enum flow_scope sender)
{
    guint64 before = flow_packets(flow);

    *record = (struct packet_record){
        .flow = flow,
        .iat = packet->time - flow->last_time,
        .age = before ? packet->time - MIN(flow_earliest(flow), packet->time) : 0,
        .index = (guint32)before + 1,
        .payload_bytes = packet->payload_bytes,
        .sender = sender & 3,
    };
}

/* One packet from far in the future does not make all others idle: what comes after it sets the clock back. */
static void follow_clock(struct flow_table *self, gint64 time)
{
    self->latest = time < flow_table_idle_before(self) ? time : MAX(self->latest, time);
}

static void add_whole(struct flow_table *self, const struct packet *packet, struct packet_record *record)
{
    gboolean        source_is_low;
    struct flow    *flow = find_flow(self, packet, &source_is_low);
    enum flow_scope sender = flow_sender(flow, source_is_low);

    follow_clock(self, packet->time);
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

/* ---- all of them ---- */

void flow_table_watch(struct flow_table *self, flow_visitor watcher, gpointer data)
{
    self->watcher = watcher;
    self->watcher_data = data;
}

static gint compare_ids(gconstpointer a, gconstpointer b)
{
    const struct flow *first = *(struct flow *const *)a, *second = *(struct flow *const *)b;

    return first->id < second->id ? -1 : first->id > second->id;
}

void flow_table_visit(const struct flow_table *self, flow_visitor visitor, gpointer data)
{
    GPtrArray *flows = g_ptr_array_sized_new(self->ended->len + self->used.length);

    for (guint i = 0; i < self->ended->len; i++)
        g_ptr_array_add(flows, g_ptr_array_index(self->ended, i));
    for (const GList *link = self->used.head; link; link = link->next)
        g_ptr_array_add(flows, link->data);
    g_ptr_array_sort(flows, compare_ids);
    for (guint i = 0; i < flows->len; i++)
        visitor(g_ptr_array_index(flows, i), data);
    g_ptr_array_unref(flows);
}

gint64 flow_table_idle_before(const struct flow_table *self)
{
    gint64 timeout = self->options.idle_timeout;

    return timeout > 0 && self->latest > G_MININT64 + timeout ? self->latest - timeout : G_MININT64;
}
