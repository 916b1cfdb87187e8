/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "flow_totals.h"
#include "summary.h"

#include <string.h>

#define SECOND G_GINT64_CONSTANT(1000000000)

static struct cell cell_of(const char *text)
{
    return (struct cell){ text, (guint)strlen(text) };
}

static guint32 label(struct summary *summary, const char *application)
{
    struct cell parts[LABEL_PARTS] = { cell_of(application), cell_of("Other"), cell_of("unknown"), cell_of("port") };

    return labels_intern(summary_labels(summary), parts);
}

static struct address host(guint8 last)
{
    return address_ipv4((const guint8[4]){ 10, 0, 0, last });
}

static void add(struct summary *summary, gint64 flow, const char *application, guint8 from, guint8 to, guint64 bytes,
                gint64 time)
{
    struct export_packet packet = {
        .flow = flow,
        .label = label(summary, application),
        .frame_bytes = bytes,
        .time = time,
        .source = host(from),
        .destination = host(to),
    };

    summary_add(summary, &packet, 1);
}

/* "packets bytes flows" of that application. */
static void check_label(struct summary *summary, const char *application, const char *expected)
{
    GArray                   *totals = summary_label_totals(summary);
    guint32                   wanted = label(summary, application);
    struct label_total        none = { 0 };
    const struct label_total *total = wanted < totals->len ? &g_array_index(totals, struct label_total, wanted) : &none;
    char *found = g_strdup_printf("%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT, total->packets,
                                  total->bytes, total->flows);

    g_assert_cmpstr(found, ==, expected);
    g_free(found);
    g_array_unref(totals);
}

static void test_last_word_counts(void)
{
    struct summary *summary = summary_new();

    add(summary, 0, "Unknown", 1, 2, 100, 0);
    add(summary, 1, "DNS", 1, 3, 10, 0);
    add(summary, 0, "HTTP", 2, 1, 200, 0);
    check_label(summary, "Unknown", "0 0 0");
    check_label(summary, "HTTP", "2 300 1");
    check_label(summary, "DNS", "1 10 1");
    add(summary, 0, "SSH", 1, 2, 1, 0);
    check_label(summary, "HTTP", "0 0 0");
    check_label(summary, "SSH", "3 301 1");
    summary_free(summary);
}

static void test_flow_ids_of_captures(void)
{
    struct summary *summary = summary_new();

    add(summary, 0, "HTTP", 1, 2, 100, 0);
    summary_end_capture(summary);
    add(summary, 0, "DNS", 1, 2, 10, 0);
    check_label(summary, "HTTP", "1 100 1");
    check_label(summary, "DNS", "1 10 1");
    summary_end_capture(summary);
    g_assert_cmpuint(summary_totals(summary).flows, ==, 2);
    g_assert_cmpuint(summary_totals(summary).captures, ==, 2);
    summary_free(summary);
}

static void test_packets_without_flow(void)
{
    struct summary *summary = summary_new();

    add(summary, FLOW_UNKNOWN, "HTTP", 1, 2, 100, 0);
    add(summary, FLOW_UNKNOWN, "DNS", 1, 2, 10, 0);
    check_label(summary, "HTTP", "1 100 0");
    check_label(summary, "DNS", "1 10 0");
    summary_free(summary);
}

static void count_flows(const struct flow_total *flow, gpointer data)
{
    guint64 *sums = data;

    sums[0]++;
    sums[1] += flow_total_packets(flow);
    sums[2] += flow_total_bytes(flow);
    sums[3] += flow->id;
}

static void add_to_flow(struct flow_totals *flows, guint32 id, gint64 time, guint64 bytes)
{
    flow_totals_add(flows, &(struct export_packet){ .flow = id, .time = time, .frame_bytes = bytes });
}

/* Ids far apart, and the greatest first: none is lost. */
static void test_hostile_flow_ids(void)
{
    guint64             sums[4] = { 0 }, ids = 0;
    struct flow_totals *flows = flow_totals_new(count_flows, sums);

    for (guint round = 0; round < 2; round++)
        for (guint i = 0; i < 20000; i++)
            add_to_flow(flows, G_MAXUINT32 - i * 200000u, TIME_UNKNOWN, 7);
    g_assert_cmpuint(sums[0], ==, 0);
    flow_totals_end_all(flows);
    for (guint i = 0; i < 20000; i++)
        ids += G_MAXUINT32 - i * 200000u;
    g_assert_cmpuint(sums[0], ==, 20000);
    g_assert_cmpuint(sums[1], ==, 40000);
    g_assert_cmpuint(sums[2], ==, 280000);
    g_assert_cmpuint(sums[3], ==, ids);
    flow_totals_free(flows);
}

/* More than have a place among the recent ones, from the last to the first and back. */
static void test_flow_ids_fall(void)
{
    guint64             sums[4] = { 0 };
    struct flow_totals *flows = flow_totals_new(count_flows, sums);

    for (guint32 i = 200000; i-- > 0;)
        add_to_flow(flows, i, 0, 1);
    for (guint32 i = 0; i < 200000; i++)
        add_to_flow(flows, i, 0, 1);
    flow_totals_end_all(flows);
    g_assert_cmpuint(sums[0], ==, 200000);
    g_assert_cmpuint(sums[1], ==, 400000);
    flow_totals_free(flows);
}

/* A million flows of two packets, one a second, and one that goes on all the time: only those of the last ten minutes and
 * FLOWS_RECENT are held, and the long one is one. */
static void test_flows_are_bounded(void)
{
    guint64             ended[4] = { 0 }, held[4] = { 0 };
    struct flow_totals *flows = flow_totals_new(count_flows, ended);

    for (guint32 i = 0; i < 1000000; i++) {
        add_to_flow(flows, 0, i * SECOND, 1);
        add_to_flow(flows, i + 1, i * SECOND, 10);
        add_to_flow(flows, i + 1, i * SECOND, 10);
    }
    flow_totals_foreach(flows, count_flows, held);
    g_assert_cmpuint(held[0], <=, FLOWS_RECENT + 2 * FLOW_IDLE_S);
    g_assert_cmpuint(ended[0] + held[0], ==, 1000001);
    g_assert_cmpuint(ended[2] + held[2], ==, 21000000);
    flow_totals_end_all(flows);
    g_assert_cmpuint(ended[1], ==, 3000000);
    flow_totals_free(flows);
}

/* All at once, and without a time: there is an end to what is held all the same. */
static void test_flows_at_once_are_bounded(void)
{
    const guint         all = FLOWS_OLD_MAX + 4 * FLOWS_RECENT;
    guint64             ended[4] = { 0 }, held[4] = { 0 };
    struct flow_totals *flows = flow_totals_new(count_flows, ended);

    for (guint32 i = 0; i < all; i++)
        add_to_flow(flows, i, TIME_UNKNOWN, 1);
    flow_totals_foreach(flows, count_flows, held);
    g_assert_cmpuint(held[0], <=, FLOWS_RECENT + FLOWS_OLD_MAX + 1);
    g_assert_cmpuint(ended[1] + held[1], ==, all);
    flow_totals_free(flows);
}

static struct export_packet packet_of_flow(guint32 flow, guint8 sender, guint8 from, guint16 port, guint8 to,
                                           guint16 to_port)
{
    return (struct export_packet){ .flow = flow,
                                   .sender = sender,
                                   .frame_bytes = 100,
                                   .source = host(from),
                                   .source_port = port,
                                   .destination = host(to),
                                   .destination_port = to_port };
}

static void keep_flow(const struct flow_total *flow, gpointer data)
{
    *(struct flow_total *)data = *flow;
}

/* "from:port to:port packets there and back" of one flow of three packets. */
static void check_sides(const struct export_packet packets[3], const char *expected)
{
    struct flow_total   flow = { 0 };
    struct flow_totals *flows = flow_totals_new(keep_flow, &flow);
    char                from[ADDRESS_TEXT_SIZE], to[ADDRESS_TEXT_SIZE], *found;

    for (guint i = 0; i < 3; i++)
        flow_totals_add(flows, &packets[i]);
    flow_totals_end_all(flows);
    found = g_strdup_printf("%s:%d %s:%d %d %d", address_format(&flow.ends[INITIATOR], from), flow.ports[INITIATOR],
                            address_format(&flow.ends[RESPONDER], to), flow.ports[RESPONDER], (int)flow.packets[INITIATOR],
                            (int)flow.packets[RESPONDER]);
    g_assert_cmpstr(found, ==, expected);
    g_free(found);
    flow_totals_free(flows);
}

static void test_flow_sides(void)
{
    const struct export_packet told[] = { packet_of_flow(1, SENDER_RESPONDER, 2, 80, 1, 4000),
                                          packet_of_flow(1, SENDER_INITIATOR, 1, 4000, 2, 80),
                                          packet_of_flow(1, SENDER_RESPONDER, 2, 80, 1, 4000) };
    const struct export_packet untold[] = { packet_of_flow(1, SENDER_UNKNOWN, 1, 80, 1, 81),
                                            packet_of_flow(1, SENDER_UNKNOWN, 1, 81, 1, 80),
                                            packet_of_flow(1, SENDER_UNKNOWN, 1, 81, 1, 80) };

    check_sides(told, "10.0.0.1:4000 10.0.0.2:80 1 2");
    check_sides(untold, "10.0.0.1:80 10.0.0.1:81 1 2");
}

static void test_service_port(void)
{
    g_assert_cmpint(service_port(50000, 443), ==, 443);
    g_assert_cmpint(service_port(443, 50000), ==, 443);
    g_assert_cmpint(service_port(40000, 50000), ==, 50000);
    g_assert_cmpint(service_port(68, 67), ==, 67);
    g_assert_cmpint(service_port(PORT_UNKNOWN, PORT_UNKNOWN), ==, PORT_UNKNOWN);
}

/* The 10,000 biggest of 50,000 that come in no order, whichever half comes first. */
static void test_top_flows(void)
{
    struct top_flows *top = top_flows_new();

    for (guint32 i = 0; i < 50000; i++)
        top_flows_add(top, &(struct flow_total){ .packets = { 1, 0 }, .bytes = { i * 7919u % 50000, 0 } });
    g_assert_cmpuint(top_flows_count(top), ==, TOP_FLOWS_MAX);
    for (guint i = 0; i < TOP_FLOWS_MAX; i++)
        g_assert_cmpuint(top_flows_at(top, i)->bytes[INITIATOR], ==, 49999 - i);
    top_flows_free(top);
}

static void test_lengths(void)
{
    struct lengths     *lengths = lengths_new();
    struct length_range range;

    lengths_add_many(lengths, 60, 3);
    lengths_add_many(lengths, 79, 1);
    lengths_add_many(lengths, 80, 1);
    lengths_add_many(lengths, 65535, 1);
    lengths_add_many(lengths, 65536, 2);
    lengths_add_many(lengths, 1000000, 1);
    range = lengths_range(lengths, 40, 80);
    g_assert_cmpuint(range.packets, ==, 4);
    g_assert_cmpuint(range.bytes, ==, 259);
    g_assert_cmpuint(range.shortest, ==, 60);
    g_assert_cmpuint(range.longest, ==, 79);
    range = lengths_range(lengths, 5120, LENGTHS_EXACT);
    g_assert_cmpuint(range.packets, ==, 4);
    g_assert_cmpuint(range.bytes, ==, 1196607);
    g_assert_cmpuint(range.shortest, ==, 65535);
    g_assert_cmpuint(range.longest, ==, 1000000);
    range = lengths_range(lengths, 0, 40);
    g_assert_cmpuint(range.packets + range.shortest + range.longest, ==, 0);
    lengths_free(lengths);
}

static void sum_ports(const struct port_total *total, gpointer data)
{
    guint64 *sums = data;

    sums[0]++;
    sums[1] += total->packets;
}

static void test_ports_are_bounded(void)
{
    struct port_totals *ports = port_totals_new();
    guint64             sums[2] = { 0 };

    for (guint round = 0; round < 2; round++)
        for (guint32 i = 0; i < PORT_TOTALS_MAX + 1000; i++)
            port_totals_add(ports, &(struct port_total){ .label = i >> 16, .port = i & 0xffff, .packets = 1 });
    port_totals_foreach(ports, sum_ports, sums);
    g_assert_cmpuint(sums[0], ==, PORT_TOTALS_MAX);
    g_assert_cmpuint(sums[1], ==, 2 * PORT_TOTALS_MAX);
    g_assert_cmpuint(port_totals_other(ports)->packets, ==, 2000);
    port_totals_free(ports);
}

static const struct talker *talker_named(const struct summary *summary, struct address address)
{
    const struct talkers *talkers = summary_talkers(summary);

    for (guint32 i = 1; i < talkers_count(talkers); i++)
        if (address_equal(&talkers_at(talkers, i)->address, &address))
            return talkers_at(talkers, i);
    g_assert_not_reached();
}

static void test_talkers(void)
{
    struct summary      *summary = summary_new();
    const struct talker *one;

    add(summary, 0, "HTTP", 1, 2, 100, 0);
    add(summary, 0, "HTTP", 2, 1, 30, 0);
    add(summary, 0, "HTTP", 1, 3, 5, 0);
    add(summary, 0, "HTTP", 1, 1, 2, 0);
    one = talker_named(summary, host(1));
    g_assert_cmpuint(one->packets_sent, ==, 3);
    g_assert_cmpuint(one->bytes_sent, ==, 107);
    g_assert_cmpuint(one->packets_received, ==, 2);
    g_assert_cmpuint(one->bytes_received, ==, 32);
    g_assert_cmpuint(talkers_count(summary_talkers(summary)), ==, 4);
    g_assert_cmpuint(conversations_count(summary_conversations(summary)), ==, 3);
    summary_free(summary);
}

static void find_pair(const struct conversation *conversation, gpointer data)
{
    guint64 *counts = data;

    if (conversation->low == 1 && conversation->high == 2)
        memcpy(counts,
               (const guint64[4]){ conversation->packets[0], conversation->packets[1], conversation->bytes[0],
                                   conversation->bytes[1] },
               4 * sizeof *counts);
}

static void test_conversations(void)
{
    struct conversations *conversations = conversations_new();
    guint64               counts[4] = { 0 };

    conversations_add(conversations, 1, 2, 100);
    conversations_add(conversations, 2, 1, 7);
    conversations_add(conversations, 1, 2, 1);
    for (guint32 i = 3; i < 5000; i++)
        conversations_add(conversations, i, i + 1, 1);
    conversations_add(conversations, TALKER_OTHER, 1, 9);
    conversations_foreach(conversations, find_pair, counts);
    g_assert_cmpuint(counts[0], ==, 2);
    g_assert_cmpuint(counts[1], ==, 1);
    g_assert_cmpuint(counts[2], ==, 101);
    g_assert_cmpuint(counts[3], ==, 7);
    g_assert_cmpuint(conversations_count(conversations), ==, 4998);
    g_assert_cmpuint(conversations_other_packets(conversations), ==, 1);
    g_assert_cmpuint(conversations_other_bytes(conversations), ==, 9);
    conversations_free(conversations);
}

/* More addresses than there is room for: nothing is lost, memory is bounded. */
static void test_talkers_are_bounded(void)
{
    struct talkers *talkers = talkers_new();
    guint32         last = 0;

    for (guint32 i = 0; i < TALKERS_MAX + 1000; i++) {
        struct address address =
            address_ipv4((const guint8[4]){ (guint8)(i >> 24), (guint8)(i >> 16), (guint8)(i >> 8), (guint8)i });
        last = talkers_find(talkers, &address, talkers_hash(talkers, &address));
        g_assert_true((last == TALKER_OTHER) == (i >= TALKERS_MAX - 1));
    }
    g_assert_cmpuint(talkers_count(talkers), ==, TALKERS_MAX);
    talkers_free(talkers);
}

/* "start/width:packets …" in ms. */
static void check_bins(const struct time_line *line, guint rows, guint gap_rows, const char *expected)
{
    gint64   width;
    GArray  *bins = time_line_bins(line, rows, gap_rows, &width);
    GString *found = g_string_new(NULL);

    for (guint i = 0; i < bins->len; i++) {
        const struct time_bin *bin = &g_array_index(bins, struct time_bin, i);
        g_string_append_printf(found, "%s%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT ":%" G_GUINT64_FORMAT, i ? " " : "",
                               bin->start / 1000000, width / 1000000, bin->packets);
    }
    g_assert_cmpstr(found->str, ==, expected);
    g_string_free(found, TRUE);
    g_array_unref(bins);
}

static void test_time_line(void)
{
    struct time_line *line = time_line_new();

    check_bins(line, 24, 5, "");
    for (int i = 0; i < 10; i++)
        time_line_add(line, i * SECOND, 1, CLASS_BULK);
    check_bins(line, 10, 5,
               "0/1000:1 1000/1000:1 2000/1000:1 3000/1000:1 4000/1000:1 5000/1000:1 6000/1000:1 7000/1000:1 "
               "8000/1000:1 9000/1000:1");
    check_bins(line, 5, 5, "0/2000:2 2000/2000:2 4000/2000:2 6000/2000:2 8000/2000:2");
    check_bins(line, 2, 5, "0/5000:5 5000/5000:5");
    time_line_add(line, -SECOND / 2, 1, CLASS_BULK);
    check_bins(line, 3, 5, "-5000/5000:1 0/5000:5 5000/5000:5");
    time_line_free(line);
}

/* Two seconds, 30 years apart. */
static void test_time_line_with_gap(void)
{
    struct time_line *line = time_line_new();
    gint64            later = 30 * 365 * 86400 * SECOND;

    for (int i = 0; i < 4; i++) {
        time_line_add(line, i * SECOND, 1, CLASS_BULK);
        time_line_add(line, later + i * SECOND, 1, CLASS_BULK);
    }
    check_bins(line, 13, 5,
               "0/1000:1 1000/1000:1 2000/1000:1 3000/1000:1 946080000000/1000:1 946080001000/1000:1 "
               "946080002000/1000:1 946080003000/1000:1");
    time_line_free(line);
}

static guint32 intern_class(struct labels *labels, const char *application, const char *class)
{
    return labels_intern(
        labels, (const struct cell[LABEL_PARTS]){ cell_of(application), cell_of("x"), cell_of(class), cell_of("port") });
}

/* 1 s of a packet a ms, every third of each class: still so in bins of 10 ms and of 1 s. */
static void test_time_line_by_class(void)
{
    struct summary *summary = summary_new();
    guint32         labels[] = { intern_class(summary_labels(summary), "a", "bulk"),
                                 intern_class(summary_labels(summary), "b", "real-time"),
                                 intern_class(summary_labels(summary), "c", "no such class") };
    gint64          width;
    GArray         *bins;

    for (guint i = 0; i < 9000; i++)
        summary_add(summary,
                    &(struct export_packet){
                        .flow = i % 3, .label = labels[i % 3], .frame_bytes = 10 + i % 3, .time = i * (SECOND / 1000) },
                    1);
    bins = time_line_bins(summary_time_line(summary), 9, 0, &width);
    g_assert_cmpuint(bins->len, ==, 9);
    g_assert_cmpint(width, ==, SECOND);
    for (guint i = 0; i < bins->len; i++) {
        const struct time_bin *bin = &g_array_index(bins, struct time_bin, i);
        guint64                packets = bin->class_packets[CLASS_BULK] + bin->class_packets[CLASS_REAL_TIME];

        g_assert_cmpuint(bin->packets, ==, 1000);
        g_assert_cmpuint(packets + bin->class_packets[CLASS_UNKNOWN], ==, 1000);
        g_assert_cmpuint(bin->class_packets[CLASS_BULK], ==, 333 + (i % 3 == 0));
        g_assert_cmpuint(bin->class_bytes[CLASS_BULK], ==, 10 * bin->class_packets[CLASS_BULK]);
        g_assert_cmpuint(bin->class_bytes[CLASS_REAL_TIME], ==, 11 * bin->class_packets[CLASS_REAL_TIME]);
    }
    g_array_unref(bins);
    summary_free(summary);
}

/* A thousand days, a packet every 1000 s: bins become wider, packets stay. */
static void test_time_line_is_bounded(void)
{
    struct time_line *line = time_line_new();
    gint64            width;
    GArray           *bins;
    guint64           packets = 0;

    for (gint64 i = 0; i < 86400; i++)
        time_line_add(line, i * 1000 * SECOND, 1, CLASS_BULK);
    bins = time_line_bins(line, 100000, 0, &width);
    for (guint i = 0; i < bins->len; i++)
        packets += g_array_index(bins, struct time_bin, i).packets;
    g_assert_cmpuint(packets, ==, 86400);
    g_assert_cmpuint(bins->len, <=, TIME_LINE_MAX);
    g_assert_cmpint(width, ==, 21600 * SECOND);
    g_array_unref(bins);
    time_line_free(line);
}

static void test_totals(void)
{
    struct summary       *summary = summary_new();
    struct summary_totals totals = summary_totals(summary);

    g_assert_true(totals.first == TIME_UNKNOWN);
    add(summary, 0, "HTTP", 1, 2, 100, 5 * SECOND);
    add(summary, 1, "HTTP", 1, 2, 100, TIME_UNKNOWN);
    add(summary, 1, "HTTP", 1, 2, 50, -3 * SECOND);
    totals = summary_totals(summary);
    g_assert_cmpuint(totals.packets, ==, 3);
    g_assert_cmpuint(totals.bytes, ==, 250);
    g_assert_cmpuint(totals.flows, ==, 2);
    g_assert_cmpint(totals.first, ==, -3 * SECOND);
    g_assert_cmpint(totals.last, ==, 5 * SECOND);
    summary_free(summary);
}

static void test_labels(void)
{
    struct labels *labels = labels_new();
    char           name[16];
    guint32        last = 0;

    for (guint i = 0; i < LABELS_MAX + 10; i++) {
        g_snprintf(name, sizeof name, "app%u", i);
        last =
            labels_intern(labels, (const struct cell[LABEL_PARTS]){ cell_of(name), cell_of(""), cell_of("x"), cell_of("") });
        g_assert_cmpuint(last, ==, MIN(i, LABELS_MAX - 1));
    }
    g_assert_cmpstr(labels_part(labels, 5, LABEL_APPLICATION), ==, "app5");
    g_assert_cmpstr(labels_part(labels, 5, LABEL_CATEGORY), ==, "");
    g_assert_cmpstr(labels_part(labels, 5, LABEL_CLASS), ==, "x");
    g_assert_cmpstr(labels_part(labels, last, LABEL_METHOD), ==, "(other)");
    g_assert_cmpuint(labels_count(labels), ==, LABELS_MAX);
    labels_free(labels);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/summary/totals", test_totals);
    g_test_add_func("/summary/last_word_counts", test_last_word_counts);
    g_test_add_func("/summary/flow_ids_of_captures", test_flow_ids_of_captures);
    g_test_add_func("/summary/packets_without_flow", test_packets_without_flow);
    g_test_add_func("/summary/talkers", test_talkers);
    g_test_add_func("/flow_totals/hostile_ids", test_hostile_flow_ids);
    g_test_add_func("/flow_totals/ids_fall", test_flow_ids_fall);
    g_test_add_func("/flow_totals/bounded", test_flows_are_bounded);
    g_test_add_func("/flow_totals/bounded_at_once", test_flows_at_once_are_bounded);
    g_test_add_func("/flow_totals/sides", test_flow_sides);
    g_test_add_func("/port_totals/service_port", test_service_port);
    g_test_add_func("/port_totals/bounded", test_ports_are_bounded);
    g_test_add_func("/top_flows", test_top_flows);
    g_test_add_func("/lengths", test_lengths);
    g_test_add_func("/talkers/bounded", test_talkers_are_bounded);
    g_test_add_func("/conversations", test_conversations);
    g_test_add_func("/time_line/bins", test_time_line);
    g_test_add_func("/time_line/gap", test_time_line_with_gap);
    g_test_add_func("/time_line/by_class", test_time_line_by_class);
    g_test_add_func("/time_line/bounded", test_time_line_is_bounded);
    g_test_add_func("/labels", test_labels);
    return g_test_run();
}
