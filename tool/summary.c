/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary.h"

enum { BATCH = 32 }; /* enough to hide the way to memory */

struct summary {
    guint                 parts;
    struct summary_totals totals; /* flows: not here */
    struct labels        *labels;
    struct flow_sums     *sums;  /* of flows that have ended */
    struct flow_totals   *flows; /* of this capture, that have not */
    struct talkers       *talkers;
    struct conversations *conversations;
    struct time_line     *time_line;
    struct lengths       *lengths;
};

static void flow_ended(const struct flow_total *flow, gpointer data)
{
    flow_sums_add(data, flow);
}

struct summary *summary_new_of(guint parts)
{
    struct summary *self = g_new0(struct summary, 1);

    self->parts = parts;
    self->totals.first = self->totals.last = TIME_UNKNOWN;
    self->labels = labels_new();
    self->sums = flow_sums_new();
    self->flows = flow_totals_new(flow_ended, self->sums);
    self->talkers = talkers_new();
    self->conversations = conversations_new();
    self->time_line = time_line_new();
    self->lengths = lengths_new();
    return self;
}

struct summary *summary_new(void)
{
    return summary_new_of(SUMMARY_ALL);
}

void summary_free(struct summary *self)
{
    if (!self)
        return;
    labels_free(self->labels);
    flow_sums_free(self->sums);
    flow_totals_free(self->flows);
    talkers_free(self->talkers);
    conversations_free(self->conversations);
    time_line_free(self->time_line);
    lengths_free(self->lengths);
    g_free(self);
}

void summary_end_capture(struct summary *self)
{
    self->totals.captures++;
    flow_totals_end_all(self->flows);
}

static void add_times(struct summary_totals *totals, gint64 first, gint64 last)
{
    if (totals->first == TIME_UNKNOWN || first < totals->first)
        totals->first = first;
    if (last > totals->last)
        totals->last = last;
}

static void add_time(struct summary *self, const struct export_packet *packet)
{
    if (packet->time == TIME_UNKNOWN)
        return;
    add_times(&self->totals, packet->time, packet->time);
    if (self->parts & SUMMARY_TIMES)
        time_line_add(self->time_line, packet->time, packet->frame_bytes, labels_class(self->labels, packet->label));
}

static void add_flow(struct summary *self, const struct export_packet *packet)
{
    if (packet->flow != FLOW_UNKNOWN)
        flow_totals_add(self->flows, packet);
    else
        flow_sums_add_packet(self->sums, packet);
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
        ends[i].known = (packets[i].source.kind ? SOURCE_KNOWN : 0) | (packets[i].destination.kind ? DESTINATION_KNOWN : 0);
        ends[i].source_hash = talkers_hash(self->talkers, &packets[i].source);
        ends[i].destination_hash = talkers_hash(self->talkers, &packets[i].destination);
    }
    for (guint i = 0; i < count; i++) {
        ends[i].source = find_talker(self->talkers, &packets[i].source, ends[i].source_hash, ends[i].known & SOURCE_KNOWN);
        ends[i].destination =
            find_talker(self->talkers, &packets[i].destination, ends[i].destination_hash, ends[i].known & DESTINATION_KNOWN);
        conversations_prefetch(self->conversations, ends[i].source, ends[i].destination);
    }
    for (guint i = 0; i < count; i++)
        count_ends(self, &ends[i], packets[i].frame_bytes);
}

static void add_one(struct summary *self, const struct export_packet *packet)
{
    self->totals.packets++;
    self->totals.bytes += packet->frame_bytes;
    add_time(self, packet);
    if (self->parts & SUMMARY_FLOWS)
        add_flow(self, packet);
    if (self->parts & SUMMARY_LENGTHS)
        lengths_add_many(self->lengths, packet->frame_bytes, 1);
}

void summary_add(struct summary *self, const struct export_packet *packets, guint count)
{
    while (count) {
        guint batch = MIN(count, BATCH);

        if (self->parts & SUMMARY_ENDS)
            add_ends(self, packets, batch);
        for (guint i = 0; i < batch; i++)
            add_one(self, &packets[i]);
        packets += batch;
        count -= batch;
    }
}

/* Its place, or TALKER_OTHER where it is not told. */
static guint32 add_end(struct summary *self, const struct flow_total *flow, guint side)
{
    struct talker talker = { flow->ends[side], flow->packets[side], flow->bytes[side], flow->packets[!side],
                             flow->bytes[!side] };

    return talker.address.kind == ADDRESS_NONE ? TALKER_OTHER : talkers_add(self->talkers, &talker);
}

static void add_ends_of_flow(struct summary *self, const struct flow_total *flow)
{
    guint32  initiator = add_end(self, flow, INITIATOR), responder = add_end(self, flow, RESPONDER);
    gboolean both_known = flow->ends[INITIATOR].kind && flow->ends[RESPONDER].kind;

    if (both_known)
        conversations_add_all(self->conversations, initiator, responder, flow->packets, flow->bytes);
}

void summary_add_flow(struct summary *self, const struct flow_total *flow)
{
    self->totals.packets += flow_total_packets(flow);
    self->totals.bytes += flow_total_bytes(flow);
    if (flow->first != TIME_UNKNOWN)
        add_times(&self->totals, flow->first, flow->last);
    if (self->parts & SUMMARY_FLOWS)
        flow_sums_add(self->sums, flow);
    if (self->parts & SUMMARY_ENDS)
        add_ends_of_flow(self, flow);
}

void summary_add_damaged(struct summary *self, guint64 rows)
{
    self->totals.damaged_rows += rows;
}

struct flow_sums *summary_flow_sums(const struct summary *self)
{
    struct flow_sums *sums = flow_sums_copy(self->sums);

    flow_totals_foreach(self->flows, flow_ended, sums);
    return sums;
}

static void count_flow(const struct flow_total *flow, gpointer data)
{
    guint64 *flows = data;

    (void)flow;
    ++*flows;
}

struct summary_totals summary_totals(const struct summary *self)
{
    struct summary_totals totals = self->totals;

    totals.flows = self->sums->flows;
    flow_totals_foreach(self->flows, count_flow, &totals.flows);
    return totals;
}

GArray *summary_label_totals(const struct summary *self)
{
    struct flow_sums *sums = summary_flow_sums(self);
    GArray           *labels = g_array_ref(sums->labels);

    flow_sums_free(sums);
    return labels;
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

const struct lengths *summary_lengths(const struct summary *self)
{
    return self->lengths;
}

struct summary_rooms summary_rooms(struct summary *self)
{
    return (struct summary_rooms){ &self->totals,       self->labels,    self->sums,   self->talkers,
                                   self->conversations, self->time_line, self->lengths };
}
