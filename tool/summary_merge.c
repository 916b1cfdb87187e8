/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Whatever is counted, added to what was counted elsewhere. */
#include "summary.h"

/* What numbers of the one are in the other. */
struct translation {
    struct summary_rooms into, from;
    guint32             *labels, *talkers;
};

static void merge_totals(struct summary_totals *into, const struct summary_totals *from)
{
    into->captures += from->captures;
    into->packets += from->packets;
    into->bytes += from->bytes;
    into->damaged_rows += from->damaged_rows;
    if (from->first != TIME_UNKNOWN && (into->first == TIME_UNKNOWN || from->first < into->first))
        into->first = from->first;
    into->last = MAX(into->last, from->last);
}

static void translate_labels(struct translation *self)
{
    guint count = labels_count(self->from.labels);

    self->labels = g_new(guint32, count);
    for (guint32 i = 0; i < count; i++)
        self->labels[i] = labels_adopt(self->into.labels, self->from.labels, i);
}

static void merge_talkers(struct translation *self)
{
    guint32 count = talkers_count(self->from.talkers);

    self->talkers = g_new(guint32, count);
    for (guint32 i = 0; i < count; i++)
        self->talkers[i] = talkers_add(self->into.talkers, talkers_at(self->from.talkers, i));
}

static void merge_port(const struct port_total *total, gpointer data)
{
    struct translation *self = data;
    struct port_total   translated = *total;

    translated.label = self->labels[total->label];
    port_totals_add(self->into.sums->ports, &translated);
}

static void merge_sums(struct translation *self)
{
    struct flow_sums *into = self->into.sums, *from = self->from.sums;

    into->flows += from->flows;
    for (guint i = 0; i < from->labels->len; i++) {
        struct label_total total = g_array_index(from->labels, struct label_total, i);

        if (!total.packets)
            continue;
        total.label = self->labels[total.label];
        flow_sums_add_label(into, &total);
    }
    port_totals_foreach(from->ports, merge_port, self);
    port_totals_add_other(into->ports, port_totals_other(from->ports));
    for (guint i = 0; i < top_flows_count(from->top); i++) {
        struct flow_total flow = *top_flows_at(from->top, i);

        flow.label = self->labels[flow.label];
        top_flows_add(into->top, &flow);
    }
}

static void merge_conversation(const struct conversation *conversation, gpointer data)
{
    struct translation *self = data;

    conversations_add_all(self->into.conversations, self->talkers[conversation->low], self->talkers[conversation->high],
                          conversation->packets, conversation->bytes);
}

static void merge_lengths(struct lengths *into, const struct lengths *from)
{
    struct length_range longer = lengths_long(from);

    for (guint length = 0; length < LENGTHS_EXACT; length++)
        lengths_add_many(into, length, lengths_packets(from, length));
    lengths_add_long(into, &longer);
}

static void merge_time_line(struct time_line *into, const struct time_line *from)
{
    gint64  width;
    GArray *bins = time_line_counted(from, &width);

    time_line_widen(into, width);
    for (guint i = 0; i < bins->len; i++)
        time_line_add_bin(into, &g_array_index(bins, struct time_bin, i));
    g_array_unref(bins);
}

void summary_merge(struct summary *into, struct summary *from)
{
    struct translation self = { .into = summary_rooms(into), .from = summary_rooms(from) };

    merge_totals(self.into.totals, self.from.totals);
    translate_labels(&self);
    merge_talkers(&self);
    merge_sums(&self);
    conversations_foreach(self.from.conversations, merge_conversation, &self);
    conversations_add_other(self.into.conversations, conversations_other_packets(self.from.conversations),
                            conversations_other_bytes(self.from.conversations));
    merge_lengths(self.into.lengths, self.from.lengths);
    merge_time_line(self.into.time_line, self.from.time_line);
    g_free(self.labels);
    g_free(self.talkers);
}
