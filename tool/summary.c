/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary.h"

#include "flow_totals.h"

enum { BATCH = 32 }; /* enough to hide the way to memory */

struct summary {
    struct summary_totals totals; /* flows: of the captures that have ended */
    struct labels        *labels;
    GArray               *label_totals; /* struct label_total: all but the flows of this capture */
    struct flow_totals   *flows;        /* of this capture */
    struct talkers       *talkers;
    struct conversations *conversations;
    struct time_line     *time_line;
};

struct summary *summary_new(void)
{
    struct summary *self = g_new0(struct summary, 1);

    self->totals.first = self->totals.last = TIME_UNKNOWN;
    self->labels = labels_new();
    self->label_totals = g_array_new(FALSE, TRUE, sizeof(struct label_total));
    self->flows = flow_totals_new();
    self->talkers = talkers_new();
    self->conversations = conversations_new();
    self->time_line = time_line_new();
    return self;
}

void summary_free(struct summary *self)
{
    if (!self)
        return;
    labels_free(self->labels);
    g_array_unref(self->label_totals);
    flow_totals_free(self->flows);
    talkers_free(self->talkers);
    conversations_free(self->conversations);
    time_line_free(self->time_line);
    g_free(self);
}

static struct label_total *label_total(GArray *totals, guint32 label)
{
    if (G_UNLIKELY(label >= totals->len)) {
        guint old = totals->len;

        g_array_set_size(totals, label + 1);
        for (guint i = old; i <= label; i++)
            g_array_index(totals, struct label_total, i).label = i;
    }
    return &g_array_index(totals, struct label_total, label);
}

static void add_flow(const struct flow_total *flow, gpointer data)
{
    struct label_total *total = label_total(data, flow->label);

    total->packets += flow->packets;
    total->bytes += flow->bytes;
    total->flows++;
}

static void count_flow(const struct flow_total *flow, gpointer data)
{
    guint64 *flows = data;

    (void)flow;
    ++*flows;
}

void summary_end_capture(struct summary *self)
{
    self->totals.captures++;
    flow_totals_foreach(self->flows, add_flow, self->label_totals);
    flow_totals_foreach(self->flows, count_flow, &self->totals.flows);
    flow_totals_clear(self->flows);
}

static void add_time(struct summary *self, const struct export_packet *packet)
{
    struct summary_totals *totals = &self->totals;

    if (packet->time == TIME_UNKNOWN)
        return;
    if (totals->first == TIME_UNKNOWN || packet->time < totals->first)
        totals->first = packet->time;
    if (packet->time > totals->last)
        totals->last = packet->time;
    time_line_add(self->time_line, packet->time, packet->frame_bytes, labels_class(self->labels, packet->label));
}

static void add_label(struct summary *self, const struct export_packet *packet)
{
    if (packet->flow != FLOW_UNKNOWN) {
        flow_totals_add(self->flows, (guint32)packet->flow, packet->label, packet->frame_bytes);
    } else {
        struct label_total *total = label_total(self->label_totals, packet->label);
        total->packets++;
        total->bytes += packet->frame_bytes;
    }
}

enum { SOURCE_KNOWN = 1, DESTINATION_KNOWN = 2, BOTH_KNOWN = 3 };

struct ends {
    guint64 source_hash, destination_hash;
    guint32 source, destination;
    guint   known;
};

static guint32 find_talker(struct talkers *talkers, const struct address *address, guint64 hash, gboolean known)
{
    return known ? talkers_find(talkers, address, hash) : TALKER_OTHER;
}

static void count_ends(struct summary *self, const struct ends *ends, guint64 bytes)
{
    if (ends->known & SOURCE_KNOWN) {
        struct talker *source = talkers_at(self->talkers, ends->source);
        source->packets_sent++;
        source->bytes_sent += bytes;
    }
    if (ends->known & DESTINATION_KNOWN) {
        struct talker *destination = talkers_at(self->talkers, ends->destination);
        destination->packets_received++;
        destination->bytes_received += bytes;
    }
    if (ends->known == BOTH_KNOWN)
        conversations_add(self->conversations, ends->source, ends->destination, bytes);
}

static void add_ends(struct summary *self, const struct export_packet *packets, guint count)
{
    struct ends ends[BATCH];

    for (guint i = 0; i < count; i++) {
        ends[i].known =
            (packets[i].source.kind ? SOURCE_KNOWN : 0) | (packets[i].destination.kind ? DESTINATION_KNOWN : 0);
        ends[i].source_hash = talkers_hash(self->talkers, &packets[i].source);
        ends[i].destination_hash = talkers_hash(self->talkers, &packets[i].destination);
    }
    for (guint i = 0; i < count; i++) {
        ends[i].source =
            find_talker(self->talkers, &packets[i].source, ends[i].source_hash, ends[i].known & SOURCE_KNOWN);
        ends[i].destination = find_talker(self->talkers, &packets[i].destination, ends[i].destination_hash,
                                          ends[i].known & DESTINATION_KNOWN);
        conversations_prefetch(self->conversations, ends[i].source, ends[i].destination);
    }
    for (guint i = 0; i < count; i++)
        count_ends(self, &ends[i], packets[i].frame_bytes);
}

void summary_add(struct summary *self, const struct export_packet *packets, guint count)
{
    while (count) {
        guint batch = MIN(count, BATCH);

        add_ends(self, packets, batch);
        for (guint i = 0; i < batch; i++) {
            self->totals.packets++;
            self->totals.bytes += packets[i].frame_bytes;
            add_label(self, &packets[i]);
            add_time(self, &packets[i]);
        }
        packets += batch;
        count -= batch;
    }
}

void summary_add_damaged(struct summary *self, guint64 rows)
{
    self->totals.damaged_rows += rows;
}

struct summary_totals summary_totals(const struct summary *self)
{
    struct summary_totals totals = self->totals;

    flow_totals_foreach(self->flows, count_flow, &totals.flows);
    return totals;
}

GArray *summary_label_totals(const struct summary *self)
{
    GArray *totals = g_array_copy(self->label_totals);

    flow_totals_foreach(self->flows, add_flow, totals);
    return totals;
}

struct labels *summary_labels(struct summary *self)
{
    return self->labels;
}

const struct talkers *summary_talkers(const struct summary *self)
{
    return self->talkers;
}

const struct conversations *summary_conversations(const struct summary *self)
{
    return self->conversations;
}

const struct time_line *summary_time_line(const struct summary *self)
{
    return self->time_line;
}
