/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Partial summaries of random packets: whatever way they are put together, it comes to the same text, and that of a
 * report of all the packets. */
#include "parts.h"
#include "partial.h"

#include <glib/gstdio.h>

#include <string.h>

#define SECOND G_GINT64_CONSTANT(1000000000)

enum { CAPTURES = 3, ROUNDS = 8 };

static struct cell cell_of(const char *text)
{
    return (struct cell){ text, (guint)strlen(text) };
}

static guint32 random_label(GRand *random, struct labels *labels)
{
    static const char *const APPLICATIONS[] = { "HTTP", "DNS", "Unknown", "\"quoted\\\"", "\303\244\302\233" };
    static const char *const CLASSES[] = { "bulk", "control", "unknown", "" };
    static const char *const PROTOCOLS[] = { "TCP", "UDP" };
    struct cell              parts[LABEL_PARTS] = {
                     [LABEL_APPLICATION] = cell_of(APPLICATIONS[g_rand_int_range(random, 0, G_N_ELEMENTS(APPLICATIONS))]),
                     [LABEL_CATEGORY] = cell_of("Other"),
                     [LABEL_CLASS] = cell_of(CLASSES[g_rand_int_range(random, 0, G_N_ELEMENTS(CLASSES))]),
                     [LABEL_METHOD] = cell_of("port"),
                     [LABEL_PROTOCOL] = cell_of(PROTOCOLS[g_rand_int_range(random, 0, G_N_ELEMENTS(PROTOCOLS))]),
    };

    return labels_intern(labels, parts);
}

static struct address random_address(GRand *random)
{
    guint8 last = (guint8)g_rand_int_range(random, 0, 20);

    return g_rand_boolean(random) ? address_ipv4((const guint8[4]){ 10, 0, 0, last }) :
                                    address_ipv6((const guint8[16]){ 0x20, 1, [15] = last });
}

static struct export_packet random_packet(GRand *random, struct labels *labels, guint capture)
{
    gboolean has_ports = g_rand_int_range(random, 0, 4) > 0;

    return (struct export_packet){
        .flow = g_rand_int_range(random, -1, 40),
        .label = random_label(random, labels),
        .frame_bytes = (guint64)g_rand_int_range(random, 40, 70000),
        .time = g_rand_int_range(random, 0, 50) ? capture * 1000 * SECOND + g_rand_int(random) : TIME_UNKNOWN,
        .source = random_address(random),
        .destination = random_address(random),
        .source_port = has_ports ? g_rand_int_range(random, 0, 65536) : PORT_UNKNOWN,
        .destination_port = has_ports ? g_rand_int_range(random, 0, 2000) : PORT_UNKNOWN,
        .sender = (guint8)g_rand_int_range(random, SENDER_UNKNOWN, SENDER_RESPONDER + 1),
    };
}

static void add_anomaly(GRand *random, struct report *report, const char *name)
{
    anomalies_take(report->anomalies, &(struct anomaly){ .name = "port_scan",
                                                         .severity = SEVERITY_WARN,
                                                         .score = g_rand_double(random),
                                                         .time = g_rand_int(random),
                                                         .subject = "10.0.0.1",
                                                         .object = "",
                                                         .detail = "<b>\t\"",
                                                         .number = 7,
                                                         .input = name });
}

/* The same for the same number. */
static void add_capture(struct report *report, guint32 seed, guint capture)
{
    GRand              *random = g_rand_new_with_seed(seed * CAPTURES + capture);
    guint               count = (guint)g_rand_int_range(random, 0, 500);
    char               *name = g_strdup_printf("capture %u", capture);
    struct report_input input = {
        .name = name, .hash = g_strdup_printf("%064u", capture), .rows = count, .damaged_rows = 2
    };

    for (guint i = 0; i < count; i++) {
        struct export_packet packet = random_packet(random, summary_labels(report->summary), capture);
        summary_add(report->summary, &packet, 1);
    }
    summary_add_damaged(report->summary, 2);
    summary_end_capture(report->summary);
    anomalies_count_input(report->anomalies);
    add_anomaly(random, report, name);
    report->known |= 1u << capture;
    if (capture == 1) {
        input.broken = (char *)"cut short\t\"";
        report_inputs_add(report->unread, &(struct report_input){ .name = name, .broken = (char *)"Is a directory" });
    }
    report_inputs_add(report->inputs, &input);
    g_free(input.hash);
    g_free(name);
    g_rand_free(random);
}

static char *text_of(const struct report *report)
{
    char *header = partial_header(report), *counts = partial_counts(report);
    char *text = g_strdup_printf("{\"winnow\": %s,\n\"counts\": %s}", header, counts);

    g_free(header);
    g_free(counts);
    return text;
}

/* `captures`: a bit each, of the capture of that number. */
static char *direct(guint32 seed, guint captures)
{
    struct report report = { 0 };
    char         *text;

    report_init(&report, SUMMARY_ALL);
    for (guint i = 0; i < CAPTURES; i++)
        if (captures >> i & 1)
            add_capture(&report, seed, i);
    text = text_of(&report);
    report_clear(&report);
    return text;
}

static struct report report_read(const char *text)
{
    struct report report = { 0 };
    GError       *error = NULL;

    report_init(&report, SUMMARY_ALL);
    partial_read(&report, text, strlen(text), &error);
    g_assert_no_error(error);
    return report;
}

/* Frees both. */
static char *merged(char *one, char *other)
{
    struct report report = report_read(one), added = report_read(other);
    char         *text;

    report_merge(&report, &added);
    text = text_of(&report);
    report_clear(&report);
    report_clear(&added);
    g_free(one);
    g_free(other);
    return text;
}

static void check_same(char *expected, char *found)
{
    g_assert_cmpstr(expected, ==, found);
    g_free(expected);
    g_free(found);
}

static void test_reading(void)
{
    for (guint32 seed = 0; seed < ROUNDS; seed++) {
        struct report report;
        char         *text = direct(seed, 7);

        report = report_read(text);
        check_same(text, text_of(&report));
        report_clear(&report);
    }
}

static void test_merging(void)
{
    for (guint32 seed = 0; seed < ROUNDS; seed++) {
        check_same(direct(seed, 3), merged(direct(seed, 1), direct(seed, 2)));
        check_same(direct(seed, 3), merged(direct(seed, 2), direct(seed, 1)));
        check_same(direct(seed, 7), merged(merged(direct(seed, 1), direct(seed, 2)), direct(seed, 4)));
        check_same(direct(seed, 7), merged(direct(seed, 1), merged(direct(seed, 2), direct(seed, 4))));
        check_same(direct(seed, 5), merged(direct(seed, 5), direct(seed, 0)));
    }
}

/* Years apart: bins are as wide as those of a report of both. */
static void test_merging_time_lines(void)
{
    struct report one = { 0 }, other = { 0 }, both = { 0 };
    GRand        *random = g_rand_new_with_seed(1);

    report_init(&one, SUMMARY_ALL);
    report_init(&other, SUMMARY_ALL);
    report_init(&both, SUMMARY_ALL);
    for (guint i = 0; i < 20000; i++) {
        gint64               time = g_rand_int_range(random, 0, 100000) * (i % 2 ? SECOND : SECOND * 10000);
        struct export_packet packet = { .flow = FLOW_UNKNOWN, .time = time };

        for (guint32 l = 0; l < 3; l++)
            labels_intern(
                summary_labels((struct summary *[]){ one.summary, other.summary, both.summary }[l]),
                (const struct cell[LABEL_PARTS]){ cell_of("x"), cell_of(""), cell_of("bulk"), cell_of(""), cell_of("") });
        summary_add(i % 2 ? one.summary : other.summary, &packet, 1);
        summary_add(both.summary, &packet, 1);
    }
    report_merge(&one, &other);
    check_same(text_of(&both), text_of(&one));
    report_clear(&one);
    report_clear(&other);
    report_clear(&both);
    g_rand_free(random);
}

/* ---- files ---- */

static char *folder;

/* A file for each of the sets of captures, in this order; 0 ends them. NULL: nothing came of them. */
static char *merged_files(guint32 seed, const guint *sets, enum parts_result expected)
{
    char         *files[8] = { NULL }, *text;
    struct report report = { 0 };

    for (guint i = 0; sets[i]; i++) {
        char *name = g_strdup_printf("%u.json", i);

        files[i] = g_build_filename(folder, name, NULL);
        text = direct(seed, sets[i]);
        g_assert_true(g_file_set_contents(files[i], text, -1, NULL));
        g_free(text);
        g_free(name);
    }
    report_init(&report, SUMMARY_ALL);
    g_assert_cmpint(parts_merge(&report, files), ==, expected);
    text = text_of(&report);
    report_clear(&report);
    for (guint i = 0; files[i]; i++) {
        g_remove(files[i]);
        g_free(files[i]);
    }
    return text;
}

#define SETS(...) ((const guint[]){ __VA_ARGS__, 0 })

static void test_files(void)
{
    folder = g_dir_make_tmp("winnow-XXXXXX", NULL);
    check_same(direct(1, 1), merged_files(1, SETS(1, 1), PARTS_SOUND));
    check_same(direct(1, 7), merged_files(1, SETS(1, 2, 4), PARTS_SOUND));
    check_same(direct(1, 7), merged_files(1, SETS(4, 1, 2, 1, 4), PARTS_SOUND));
    check_same(direct(1, 3), merged_files(1, SETS(3, 1), PARTS_SOUND));
    check_same(direct(1, 3), merged_files(1, SETS(1, 3), PARTS_SOUND));
    check_same(direct(1, 7), merged_files(1, SETS(1, 3, 2, 4, 7), PARTS_SOUND));
    check_same(merged_files(1, SETS(3, 6), PARTS_DAMAGED), merged_files(1, SETS(6, 3), PARTS_DAMAGED));
    check_same(direct(1, 7), merged_files(1, SETS(3, 6, 1, 2, 4), PARTS_SOUND));
    check_same(direct(1, 7), merged_files(1, SETS(4, 2, 6, 1, 3), PARTS_SOUND));
    g_rmdir(folder);
    g_free(folder);
}

/* ---- what is no partial summary ---- */

static void check_error(const char *text, gsize length, const char *expected)
{
    struct report report = { 0 };
    GError       *error = NULL;

    report_init(&report, SUMMARY_ALL);
    g_assert_false(partial_read(&report, text, length, &error));
    g_assert_nonnull(strstr(error->message, expected));
    g_assert_null(strchr(error->message, '\n'));
    g_error_free(error);
    report_clear(&report);
}

/* Frees the text. */
static void check_changed(char *text, const char *from, const char *to, const char *expected)
{
    char *at = strstr(text, from);
    char *changed;

    g_assert_nonnull(at);
    changed = g_strdup_printf("%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
    check_error(changed, strlen(changed), expected);
    g_free(changed);
    g_free(text);
}

static void test_errors(void)
{
    static const char *const BEFORE[] = { "", "{\"a\": /* \" */ ", "{\"a\": // \"\n", "{'\"': " };
    char                    *deep = g_strnfill(1000000, '['), *members = g_strnfill(257, ':');

    for (guint i = 0; i < G_N_ELEMENTS(BEFORE); i++) {
        char *text = g_strconcat(BEFORE[i], deep, NULL);

        check_error(text, strlen(text), "found something else");
        g_free(text);
    }
    check_error(members, strlen(members), "found something else");
    check_error("", 0, "found");
    check_error("frame.number\n1\n", 15, "no whole JSON");
    check_error("{}", 2, "found other JSON");
    check_error("[1]", 3, "found other JSON");
    check_error("{\"totals\": {}}", 14, "found other JSON");
    check_error("{\"winnow\": 1, \"counts\": 2}", 26, "found other JSON");
    check_changed(direct(1, 7), "\"schema\": 1", "\"schema\": 2", "schema 1, found one of schema 2");
    check_changed(direct(1, 7), "\"kind\": \"report\"", "\"kind\": \"x\"", "found other JSON");
    check_changed(direct(1, 7), "\"counts\": {", "\"count\": {", "\"counts\"");
    check_changed(direct(1, 7), "\"labels\": [", "\"labels\": [[1], ", "row 1 of counts.labels");
    check_changed(direct(1, 7), "\"labels\": [", "\"labels\": [7, ", "row 1 of counts.labels");
    check_changed(direct(1, 7), "\"ports\": [", "\"ports\": [[99999, 1, 1, 1, 1, \"\", \"\"], ", "row 1 of counts.ports");
    check_changed(direct(1, 7), "\"conversations\": [", "\"conversations\": [[0, 99999, 1, 1, 1, 1], ",
                  "row 1 of counts.conversations");
    check_changed(direct(1, 7), "\"lengths\": [", "\"lengths\": [[65536, 1], ", "row 1 of counts.lengths");
    check_changed(direct(1, 7), "\"lengths\": [", "\"lengths\": [[60, -1], ", "row 1 of counts.lengths");
    check_changed(direct(1, 7), "\"lengths\": [", "\"lengths\": [[60, 1.5], ", "row 1 of counts.lengths");
    check_changed(direct(1, 7), "\"time_width\": [\n  [", "\"time_width\": [\n  [1", "row 1 of counts.time_width");
    check_changed(direct(1, 7), "\"time_width\": [", "\"time_width\": [[1000000], ", "one row of counts.time_width");
    check_changed(direct(1, 7), "\"anomalies\": [",
                  "\"anomalies\": [[\"a\", \"warn\", 1e999, \"\", \"\", true, \"\", null, 1, \"\"], ",
                  "row 1 of counts.anomalies");
    check_changed(direct(1, 7), "\"unread\": [", "\"unread\": [7, ", "input 1 of winnow.unread");
    check_changed(direct(1, 7), "\"broken\": \"Is", "\"reason\": \"Is", "input 1 of winnow.unread");
    check_changed(direct(1, 7), "\"sha256\": \"0", "\"sha256\": \"x", "input 1 of winnow.inputs");
    g_free(deep);
    g_free(members);
}

/* However it is cut, it is none. */
static void test_cut(void)
{
    char *text = direct(2, 7);
    gsize length = strlen(text);

    for (gsize cut = 0; cut < length; cut += 1 + cut / 20)
        check_error(text, cut, "found");
    g_free(text);
}

/* Nothing is promised but that it ends. */
static void test_damaged(void)
{
    static const char BYTES[] = "0123456789-[]{},\":.nullx\\";

    GRand *random = g_rand_new_with_seed(3);
    char  *text = direct(2, 3);
    gsize  length = strlen(text);

    for (guint i = 0; i < 500; i++) {
        char         *damaged = g_strdup(text);
        struct report report = { 0 };

        for (guint j = 0; j < 1 + i % 3; j++)
            damaged[g_rand_int_range(random, 0, (gint32)length)] = BYTES[g_rand_int_range(random, 0, sizeof BYTES - 1)];
        report_init(&report, SUMMARY_ALL);
        if (partial_read(&report, damaged, length, NULL))
            g_free(text_of(&report));
        report_clear(&report);
        g_free(damaged);
    }
    g_free(text);
    g_rand_free(random);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/merge/reading", test_reading);
    g_test_add_func("/merge/merging", test_merging);
    g_test_add_func("/merge/time_lines", test_merging_time_lines);
    g_test_add_func("/merge/files", test_files);
    g_test_add_func("/merge/errors", test_errors);
    g_test_add_func("/merge/cut", test_cut);
    g_test_add_func("/merge/damaged", test_damaged);
    return g_test_run();
}
