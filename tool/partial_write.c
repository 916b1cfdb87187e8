/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "partial.h"

#include "json_text.h"
#include "partial_row.h"

/* The lists of "counts", one after the other. */
struct lists {
    GString *out;
    gboolean has_list, has_row;

    struct summary_rooms rooms;
    GArray              *labels, *talkers;             /* guint32: in their order here */
    guint32             *label_places, *talker_places; /* where each is then */
};

static void begin_list(struct lists *self, const char *name)
{
    g_string_append_printf(self->out, "%s\"%s\": [", self->has_list ? ",\n" : "\n", name);
    self->has_list = TRUE;
    self->has_row = FALSE;
}

static void begin_row(struct lists *self)
{
    g_string_append(self->out, self->has_row ? ",\n  " : "\n  ");
    self->has_row = TRUE;
}

static void end_list(struct lists *self)
{
    g_string_append(self->out, self->has_row ? "\n]" : "]");
}

/* ---- order ---- */

static GArray *numbers_to(guint32 count)
{
    GArray *numbers = g_array_sized_new(FALSE, FALSE, sizeof(guint32), count);

    for (guint32 i = 0; i < count; i++)
        g_array_append_val(numbers, i);
    return numbers;
}

static guint32 *places_of(const GArray *numbers, guint32 count)
{
    guint32 *places = g_new0(guint32, count);

    for (guint32 i = 0; i < numbers->len; i++)
        places[g_array_index(numbers, guint32, i)] = i;
    return places;
}

static gint compare_labels(gconstpointer a, gconstpointer b, gpointer labels)
{
    return labels_compare(labels, *(const guint32 *)a, *(const guint32 *)b);
}

static gint compare_talkers(gconstpointer a, gconstpointer b, gpointer talkers)
{
    return address_compare(&talkers_at(talkers, *(const guint32 *)a)->address,
                           &talkers_at(talkers, *(const guint32 *)b)->address);
}

static void put_in_order(struct lists *self)
{
    guint32 labels = labels_count(self->rooms.labels), talkers = talkers_count(self->rooms.talkers);

    self->labels = numbers_to(labels);
    g_array_sort_with_data(self->labels, compare_labels, self->rooms.labels);
    self->label_places = places_of(self->labels, labels);
    self->talkers = numbers_to(talkers);
    g_array_remove_index(self->talkers, TALKER_OTHER);
    g_array_sort_with_data(self->talkers, compare_talkers, self->rooms.talkers);
    self->talker_places = places_of(self->talkers, talkers);
}

/* ---- flows ---- */

static void append_totals(struct lists *self)
{
    const struct summary_totals *totals = self->rooms.totals;

    begin_list(self, "totals");
    begin_row(self);
    partial_row_append(self->out, PARTIAL_TOTALS, totals->captures, totals->packets, totals->bytes, self->rooms.sums->flows,
                       totals->damaged_rows, totals->first, totals->last);
    end_list(self);
}

static void append_labels(struct lists *self)
{
    static const struct label_total NONE;
    const GArray                   *totals = self->rooms.sums->labels;

    begin_list(self, "labels");
    for (guint i = 0; i < self->labels->len; i++) {
        guint32                   label = g_array_index(self->labels, guint32, i);
        const struct label_total *total = label < totals->len ? &g_array_index(totals, struct label_total, label) : &NONE;
        const char               *parts[LABEL_PARTS];

        for (guint part = 0; part < LABEL_PARTS; part++)
            parts[part] = labels_part(self->rooms.labels, label, (enum label_part)part);
        begin_row(self);
        partial_row_append(self->out, PARTIAL_LABEL, parts[LABEL_APPLICATION], parts[LABEL_CATEGORY], parts[LABEL_CLASS],
                           parts[LABEL_METHOD], parts[LABEL_PROTOCOL], total->packets, total->bytes, total->flows);
    }
    end_list(self);
}

static void collect_port(const struct port_total *total, gpointer data)
{
    g_array_append_vals(data, total, 1);
}

/* By label as these are told here, then port. */
static gint compare_ports(gconstpointer a, gconstpointer b, gpointer places)
{
    const struct port_total *one = a, *other = b;
    const guint32           *label_places = places;

    if (one->label != other->label)
        return label_places[one->label] < label_places[other->label] ? -1 : 1;
    return one->port - other->port;
}

static void append_ports(struct lists *self)
{
    GArray                  *ports = g_array_new(FALSE, FALSE, sizeof(struct port_total));
    const struct port_total *other = port_totals_other(self->rooms.sums->ports);

    port_totals_foreach(self->rooms.sums->ports, collect_port, ports);
    g_array_sort_with_data(ports, compare_ports, self->label_places);
    begin_list(self, "ports");
    for (guint i = 0; i < ports->len; i++) {
        const struct port_total *total = &g_array_index(ports, struct port_total, i);

        begin_row(self);
        partial_row_append(self->out, PARTIAL_PORT, (guint64)self->label_places[total->label], total->port, total->packets,
                           total->bytes, total->flows, &total->initiator, &total->responder);
    }
    end_list(self);
    begin_list(self, "other_ports");
    begin_row(self);
    partial_row_append(self->out, PARTIAL_OTHER_PORTS, other->packets, other->bytes, other->flows);
    end_list(self);
    g_array_unref(ports);
}

static void append_flows(struct lists *self)
{
    struct top_flows *top = self->rooms.sums->top;

    begin_list(self, "flows");
    for (guint i = 0; i < top_flows_count(top); i++) {
        const struct flow_total *flow = top_flows_at(top, i);

        begin_row(self);
        partial_row_append(self->out, PARTIAL_FLOW, (guint64)self->label_places[flow->label], &flow->ends[INITIATOR],
                           flow->ports[INITIATOR], &flow->ends[RESPONDER], flow->ports[RESPONDER], flow->packets[INITIATOR],
                           flow->bytes[INITIATOR], flow->packets[RESPONDER], flow->bytes[RESPONDER], flow->first,
                           flow->last);
    }
    end_list(self);
}

/* ---- packets ---- */

static void append_lengths(struct lists *self)
{
    struct length_range longer = lengths_long(self->rooms.lengths);

    begin_list(self, "lengths");
    for (guint length = 0; length < LENGTHS_EXACT; length++) {
        guint64 packets = lengths_packets(self->rooms.lengths, length);

        if (!packets)
            continue;
        begin_row(self);
        partial_row_append(self->out, PARTIAL_LENGTH, (guint64)length, packets);
    }
    end_list(self);
    begin_list(self, "other_lengths");
    begin_row(self);
    partial_row_append(self->out, PARTIAL_LONG, longer.packets, longer.bytes, longer.shortest, longer.longest);
    end_list(self);
}

static void append_talkers(struct lists *self)
{
    const struct talker *other = talkers_at(self->rooms.talkers, TALKER_OTHER);

    begin_list(self, "talkers");
    for (guint i = 0; i < self->talkers->len; i++) {
        const struct talker *talker = talkers_at(self->rooms.talkers, g_array_index(self->talkers, guint32, i));

        begin_row(self);
        partial_row_append(self->out, PARTIAL_TALKER, &talker->address, talker->packets_sent, talker->bytes_sent,
                           talker->packets_received, talker->bytes_received);
    }
    end_list(self);
    begin_list(self, "other_talkers");
    begin_row(self);
    partial_row_append(self->out, PARTIAL_OTHER_TALKERS, other->packets_sent, other->bytes_sent, other->packets_received,
                       other->bytes_received);
    end_list(self);
}

struct pairs {
    const guint32 *places;
    GArray        *all; /* struct conversation, of places */
};

static void collect_conversation(const struct conversation *conversation, gpointer data)
{
    struct pairs       *pairs = data;
    guint32             low = pairs->places[conversation->low], high = pairs->places[conversation->high];
    gboolean            turned = low > high;
    struct conversation pair = {
        MIN(low, high),
        MAX(low, high),
        { conversation->packets[turned], conversation->packets[!turned] },
        { conversation->bytes[turned], conversation->bytes[!turned] },
    };

    g_array_append_val(pairs->all, pair);
}

static gint compare_conversations(gconstpointer a, gconstpointer b)
{
    const struct conversation *one = a, *other = b;

    if (one->low != other->low)
        return one->low < other->low ? -1 : 1;
    return one->high < other->high ? -1 : one->high > other->high;
}

static void append_conversations(struct lists *self)
{
    const struct conversations *conversations = self->rooms.conversations;
    struct pairs                pairs = { self->talker_places, g_array_new(FALSE, FALSE, sizeof(struct conversation)) };

    conversations_foreach(conversations, collect_conversation, &pairs);
    g_array_sort(pairs.all, compare_conversations);
    begin_list(self, "conversations");
    for (guint i = 0; i < pairs.all->len; i++) {
        const struct conversation *pair = &g_array_index(pairs.all, struct conversation, i);

        begin_row(self);
        partial_row_append(self->out, PARTIAL_CONVERSATION, (guint64)pair->low, (guint64)pair->high, pair->packets[0],
                           pair->bytes[0], pair->packets[1], pair->bytes[1]);
    }
    end_list(self);
    begin_list(self, "other_conversations");
    begin_row(self);
    partial_row_append(self->out, PARTIAL_OTHER_CONVERSATIONS, conversations_other_packets(conversations),
                       conversations_other_bytes(conversations));
    end_list(self);
    g_array_unref(pairs.all);
}

static void append_time_line(struct lists *self)
{
    gint64  width;
    GArray *bins = time_line_counted(self->rooms.time_line, &width);

    begin_list(self, "time_width");
    begin_row(self);
    partial_row_append(self->out, PARTIAL_WIDTH, (guint64)width);
    end_list(self);
    begin_list(self, "time_line");
    for (guint i = 0; i < bins->len; i++) {
        const struct time_bin *bin = &g_array_index(bins, struct time_bin, i);

        begin_row(self);
        partial_row_append(self->out, PARTIAL_BIN, bin->start, bin->packets, bin->bytes, bin->class_packets,
                           bin->class_bytes);
    }
    end_list(self);
    g_array_unref(bins);
}

static void append_anomalies(struct lists *self, struct anomalies *anomalies)
{
    anomalies_sort(anomalies);
    begin_list(self, "anomalies");
    for (guint i = 0; i < anomalies_count(anomalies); i++) {
        const struct anomaly *anomaly = anomalies_at(anomalies, i);

        begin_row(self);
        partial_row_append(self->out, PARTIAL_ANOMALY, anomaly->name, severity_name(anomaly->severity), anomaly->score,
                           anomaly->subject, anomaly->object, anomaly->is_unspoofed, anomaly->detail, anomaly->time,
                           anomaly->number, anomaly->input);
    }
    end_list(self);
    begin_list(self, "other_anomalies");
    begin_row(self);
    partial_row_append(self->out, PARTIAL_OTHER_ANOMALIES, anomalies_left_out(anomalies));
    end_list(self);
}

char *partial_counts(const struct report *report)
{
    struct lists self = { .out = g_string_new("{"), .rooms = summary_rooms(report->summary) };

    put_in_order(&self);
    append_totals(&self);
    append_labels(&self);
    append_ports(&self);
    append_flows(&self);
    append_lengths(&self);
    append_talkers(&self);
    append_conversations(&self);
    append_time_line(&self);
    append_anomalies(&self, report->anomalies);
    g_string_append(self.out, "\n}");
    g_array_unref(self.labels);
    g_array_unref(self.talkers);
    g_free(self.label_places);
    g_free(self.talker_places);
    return g_string_free(self.out, FALSE);
}

/* ---- what it was made of ---- */

static void append_known(GString *out, guint known)
{
    gboolean any = FALSE;

    g_string_append(out, "\"known\": [");
    for (guint i = 0; i < report_known_count; i++)
        if (known >> i & 1) {
            g_string_append(out, any ? ", " : "");
            json_text_append(out, report_known_names[i]);
            any = TRUE;
        }
    g_string_append(out, "]");
}

static void append_broken(GString *out, const struct report_input *input)
{
    if (!input->broken)
        return;
    g_string_append(out, ", \"broken\": ");
    json_text_append(out, input->broken);
}

static void append_input(GString *out, const struct report_input *input)
{
    g_string_append(out, "{\"name\": ");
    json_text_append(out, input->name);
    g_string_append(out, ", \"sha256\": ");
    json_text_append(out, input->hash);
    if (input->filter) {
        g_string_append(out, ", \"filter\": ");
        json_text_append(out, input->filter);
    }
    g_string_append_printf(out, ", \"rows\": %" G_GUINT64_FORMAT ", \"damaged_rows\": %" G_GUINT64_FORMAT, input->rows,
                           input->damaged_rows);
    append_broken(out, input);
    g_string_append_c(out, '}');
}

static void append_unread(GString *out, const struct report_input *input)
{
    g_string_append(out, "{\"name\": ");
    json_text_append(out, input->name);
    append_broken(out, input);
    g_string_append_c(out, '}');
}

static void append_inputs(GString *out, struct report_inputs *inputs, void (*append)(GString *, const struct report_input *))
{
    for (guint i = 0; i < report_inputs_count(inputs); i++) {
        g_string_append(out, i ? ",\n  " : "\n  ");
        append(out, report_inputs_at(inputs, i));
    }
}

char *partial_header(const struct report *report)
{
    GString *out = g_string_new(NULL);

    g_string_append_printf(out, "{\"kind\": \"report\", \"schema\": %d, \"version\": \"%s\", ", PARTIAL_SCHEMA,
                           WINNOW_VERSION);
    append_known(out, report->known);
    g_string_append(out, ", \"inputs\": [");
    append_inputs(out, report->inputs, append_input);
    g_string_append(out, "\n]");
    if (report_inputs_count(report->unread)) {
        g_string_append(out, ", \"unread\": [");
        append_inputs(out, report->unread, append_unread);
        g_string_append(out, "\n]");
    }
    g_string_append_c(out, '}');
    return g_string_free(out, FALSE);
}
