/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "chart.h"
#include "markup.h"
#include "slices.h"
#include "time_axis.h"

#include <string.h>

#define SECOND G_GINT64_CONSTANT(1000000000)
#define YEAR (365 * 86400 * SECOND)

static struct cell cell_of(const char *text)
{
    return (struct cell){ text, (guint)strlen(text) };
}

static struct report report_new(void)
{
    return (struct report){
        .summary = summary_new(),
        .anomalies = anomalies_new(SEVERITY_NOTE),
        .known = KNOWN_NAMES | KNOWN_BYTES | KNOWN_TIMES | KNOWN_ANOMALIES,
    };
}

static void add(struct report *report, const char *application, const char *class, guint packets, guint64 bytes, gint64 time)
{
    struct cell          parts[LABEL_PARTS] = { cell_of(application), cell_of("Other"), cell_of(class), cell_of("port"),
                                                cell_of("") };
    struct export_packet packet = {
        .flow = -1,
        .label = labels_intern(summary_labels(report->summary), parts),
        .frame_bytes = bytes,
        .time = time,
    };

    for (guint i = 0; i < packets; i++)
        summary_add(report->summary, &packet, 1);
}

/* Fails with the whole picture where it lacks `part`. */
static void check_has(const char *picture, const char *part)
{
    if (!strstr(picture, part))
        g_error("%s\nlacks %s", picture, part);
}

static guint count_of(const char *text, const char *part)
{
    guint count = 0;

    for (const char *at = text; (at = strstr(at, part)); at += strlen(part))
        count++;
    return count;
}

static void check_markup(const char *text, guint width, const char *expected)
{
    GString *out = g_string_new(NULL);

    markup_append(out, text, width);
    g_assert_cmpstr(out->str, ==, expected);
    g_string_free(out, TRUE);
}

static void test_markup(void)
{
    check_markup("<a href=\"x\" id='y'>&</a>", 0, "&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;&lt;/a&gt;");
    check_markup("\033[31m\n\xff", 0, "\\x1b[31m\\n\\xff");
    check_markup("\xe2\x80\xaegnp.exe", 0, "\\u202egnp.exe");
    check_markup("<<<<<<", 4, "&lt;&lt;&lt;…");
}

static void check_number(double number, const char *expected)
{
    GString *out = g_string_new(NULL);

    svg_append_number(out, number);
    g_assert_cmpstr(out->str, ==, expected);
    g_string_free(out, TRUE);
}

static void test_numbers(void)
{
    check_number(0, "0");
    check_number(-0.001, "0");
    check_number(100, "100");
    check_number(1.5, "1.5");
    check_number(2.0 / 3, "0.67");
    check_number(-12.25, "-12.25");
}

static void check_sector(double from, double to, const char *expected)
{
    GString   *out = g_string_new(NULL);
    struct svg svg = { .out = out };

    svg_open_sector(&svg, "c", 100, 100, 50, from, to);
    svg_close(&svg);
    g_assert_cmpstr(out->str, ==, expected);
    g_string_free(out, TRUE);
}

/* 1 : 3, from the top, clockwise: the first ends at the right, the second comes back to the top the long way round. */
static void test_sectors(void)
{
    check_sector(0, 0.25, "<path class=\"c\" d=\"M100 100L100 50A50 50 0 0 1 150 100Z\"/>");
    check_sector(0.25, 1, "<path class=\"c\" d=\"M100 100L150 100A50 50 0 1 1 100 50Z\"/>");
    check_sector(0, 1, "<circle class=\"c\" cx=\"100\" cy=\"100\" r=\"50\"/>");
}

static void test_well_formed(void)
{
    GString        *out = g_string_new(NULL);
    struct svg      svg;
    struct svg_head head = { "p", 10, 20, "a<b", "c&d", NULL };

    svg_begin(&svg, out, &head);
    svg_label(&svg, NULL, 1, 2, 0, "\"</text>");
    svg_open_rect(&svg, "c", 0, 0, 1, 1);
    svg_title(&svg, "<");
    svg_close(&svg);
    svg_end(&svg);
    g_assert_cmpstr(out->str, ==,
                    "<svg class=\"winnow-chart\" xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" "
                    "aria-labelledby=\"p-title p-desc\" width=\"10\" height=\"20\" viewBox=\"0 0 10 20\">"
                    "<title id=\"p-title\">a&lt;b</title><desc id=\"p-desc\">c&amp;d</desc>"
                    "<text x=\"1\" y=\"2\">&quot;&lt;/text&gt;</text>"
                    "<rect class=\"c\" x=\"0\" y=\"0\" width=\"1\" height=\"1\"><title>&lt;</title></rect></svg>\n");
    g_string_free(out, TRUE);
}

/* Five that are great, of 4000, 2500, 900, 600 and 500 packets, and 35 of 3. */
static struct report forty(void)
{
    static const char *const NAMES[] = { "HTTPS", "QUIC", "DNS", "SSH", "RTP" };
    static const guint       PACKETS[] = { 4000, 2500, 900, 600, 500 };
    struct report            report = report_new();

    for (guint i = 0; i < G_N_ELEMENTS(NAMES); i++)
        add(&report, NAMES[i], "bulk", PACKETS[i], 100, SECOND);
    for (guint i = 0; i < 35; i++) {
        char *name = g_strdup_printf("Tiny%02u", i);

        add(&report, name, "control", 3, 100, SECOND);
        g_free(name);
    }
    return report;
}

static void test_folded(void)
{
    static const struct slices_limits LIMITS = { .most = 11, .least = 0.01, .coloured = TRUE };
    struct report                     report = forty();
    struct palette                   *palette = palette_new(&report);
    GArray                           *slices = slices_new(palette, QUANTITY_PACKETS, &LIMITS);
    const struct slice               *last = &g_array_index(slices, struct slice, slices->len - 1);
    char                             *described = slices_describe(slices);

    g_assert_cmpuint(slices->len, ==, 6);
    g_assert_cmpstr(last->name, ==, "other (35)");
    g_assert_cmpuint(last->amount, ==, 105);
    g_assert_cmpuint(slices_total(slices), ==, 8605);
    g_assert_cmpstr(described, ==, "HTTPS 46.5 %, QUIC 29.1 %, DNS 10.5 %, SSH 7.0 %, RTP 5.8 %, other (35) 1.2 %");
    g_free(described);
    g_array_unref(slices);
    palette_free(palette);
    report_clear(&report);
}

/* Whoever is the only one left over keeps its name. */
static void test_one_is_not_folded(void)
{
    static const struct slices_limits LIMITS = { .most = 3, .least = 0, .coloured = FALSE };
    struct report                     report = report_new();
    struct palette                   *palette;
    GArray                           *slices;

    add(&report, "A", "bulk", 3, 1, SECOND);
    add(&report, "B", "bulk", 2, 1, SECOND);
    add(&report, "C", "bulk", 1, 1, SECOND);
    palette = palette_new(&report);
    slices = slices_new(palette, QUANTITY_PACKETS, &LIMITS);
    g_assert_cmpuint(slices->len, ==, 3);
    g_assert_cmpstr(g_array_index(slices, struct slice, 2).name, ==, "C");
    g_array_unref(slices);
    palette_free(palette);
    report_clear(&report);
}

static void test_palette(void)
{
    struct report   one = forty(), other = report_new();
    struct palette *palette = palette_new(&one), *alone;
    GHashTable     *colours = g_hash_table_new(g_str_hash, g_str_equal);
    guint           painted = 0;

    for (guint i = 0; i < palette->applications->len; i++) {
        const char *colour = g_array_index(palette->applications, struct painted, i).colour;

        painted += colour != NULL;
        if (colour)
            g_hash_table_add(colours, (gpointer)colour);
    }
    g_assert_cmpuint(painted, ==, PALETTE_COLOURS);
    g_assert_cmpuint(g_hash_table_size(colours), ==, PALETTE_COLOURS);
    g_assert_cmpstr(palette_colour(palette, "Tiny34"), ==, PALETTE_OTHER);

    add(&other, "HTTPS", "bulk", 1, 1, SECOND);
    add(&other, "Unknown", "unknown", 1, 1, SECOND);
    alone = palette_new(&other);
    g_assert_cmpstr(palette_colour(alone, "HTTPS"), ==, palette_colour(palette, "HTTPS"));
    g_assert_cmpstr(palette_colour(alone, "Unknown"), ==, PALETTE_UNKNOWN);
    palette_free(alone);
    palette_free(palette);
    g_hash_table_unref(colours);
    report_clear(&one);
    report_clear(&other);
}

static void test_pie(void)
{
    struct report report = forty();
    char         *pie = chart_file(&chart_applications_pie, &report, QUANTITY_PACKETS);

    check_has(pie, "<title id=\"applications-pie-title\">Shares of applications by packets</title>");
    check_has(pie, "<title>HTTPS: 4,000 packets, 46.5 %</title>");
    check_has(pie, "\">4,000</text><text class=\"end\" x=\"392\" y=\"323\">46.5 %</text>"); /* 292 + 20 + 11 */
    check_has(pie, ">other (35)</text>");
    g_assert_null(strstr(pie, "Tiny"));
    g_assert_cmpuint(count_of(pie, "class=\"slice "), ==, 6);
    g_assert_cmpuint(count_of(pie, "class=\"middle on-"), ==, 5); /* 1.2 % has no room for its percentage */
    g_free(pie);
    report_clear(&report);
}

static void test_bars(void)
{
    struct report report = report_new();
    char         *bars;

    add(&report, "A", "bulk", 4, 1, SECOND);
    add(&report, "B", "bulk", 1, 100, SECOND);
    bars = chart_file(&chart_applications_bars, &report, QUANTITY_PACKETS);
    check_has(bars, "y=\"4\" width=\"186\" height=\"14\"><title>A: 80.0 %</title>");
    check_has(bars, "y=\"26\" width=\"46.5\" height=\"14\"><title>B: 20.0 %</title>");
    g_free(bars);
    bars = chart_file(&chart_applications_bars, &report, QUANTITY_BYTES);
    check_has(bars, "y=\"26\" width=\"7.44\" height=\"14\"><title>A: 3.8 %</title>");
    check_has(bars, ">100 B</text>");
    g_free(bars);
    report_clear(&report);
}

/* 330 units are 100 %. */
static void test_share(void)
{
    struct report report = report_new();
    char         *share;

    add(&report, "A", "bulk", 3, 1, SECOND);
    add(&report, "B", "bulk", 1, 7, SECOND);
    share = chart_file(&chart_applications_share, &report, QUANTITY_PACKETS);
    check_has(share, "x=\"62\" y=\"6\" width=\"247.5\" height=\"26\"><title>A: 75.0 %</title>");
    check_has(share, "x=\"309.5\" y=\"6\" width=\"82.5\" height=\"26\"><title>B: 25.0 %</title>");
    check_has(share, "x=\"62\" y=\"40\" width=\"99\" height=\"26\"><title>A: 30.0 %</title>");
    g_assert_null(strstr(share, ">Flows<"));
    g_free(share);
    report_clear(&report);
}

#define MILLISECOND (SECOND / 1000)

/* Two bins of 1 ms, and three years later one more: 1 + 1 + 4 for the gap + 1, on a line of at least 24 slots. */
static void test_gap(void)
{
    struct report    report = report_new();
    struct time_axis axis;
    char            *line;

    add(&report, "A", "bulk", 4, 10, 100 * SECOND);
    add(&report, "A", "control", 4, 10, 100 * SECOND + MILLISECOND);
    add(&report, "A", "bulk", 1, 10, 100 * SECOND + 3 * YEAR);
    time_axis_init(&axis, summary_time_line(report.summary));
    g_assert_cmpuint(axis.bins->len, ==, 3);
    g_assert_cmpuint(axis.gaps->len, ==, 1);
    g_assert_cmpuint(time_axis_slot(&axis, 1), ==, 1);
    g_assert_cmpuint(time_axis_slot(&axis, 2), ==, 6);
    g_assert_cmpuint(axis.count, ==, 24);
    g_assert_cmpint(time_axis_find(&axis, 100 * SECOND + MILLISECOND), ==, 1);
    g_assert_cmpint(time_axis_find(&axis, 100 * SECOND + YEAR), ==, -1);
    g_assert_cmpint(time_axis_find(&axis, 0), ==, -1);
    time_axis_clear(&axis);
    line = chart_file(&chart_time_line, &report, QUANTITY_PACKETS);
    check_has(line, "1095 d without packets");
    check_has(line, ">bulk 55.6 %</text>");
    check_has(line, ">control 44.4 %</text>");
    check_has(line, "data-time=\"1970-01-01T00:01:40.000000000Z\" data-amount=\"4\"");
    g_assert_cmpuint(count_of(line, "class=\"bin\""), ==, 3);
    g_free(line);
    report_clear(&report);
}

/* 170 units are the 5 packets that the axis ends at: 3 of bulk below, 2 of control on them. */
static void test_stacked(void)
{
    struct report report = report_new();
    char         *line;

    add(&report, "A", "bulk", 3, 10, SECOND);
    add(&report, "B", "control", 2, 10, SECOND);
    line = chart_file(&chart_time_line, &report, QUANTITY_PACKETS);
    check_has(line, "<path class=\"k-bulk\" d=\"M0 170v-102h9v102z\"/>");
    check_has(line, "<path class=\"k-control\" d=\"M0 68v-68h9v68z\"/>");
    g_free(line);
    report_clear(&report);
}

/* Every chart of whatever a packet may be called, of one packet, of nothing. */
static void test_hostile(void)
{
    static const char *const NAMES[] = { "<script>alert(1)</script>", "</style>", "\"onload=\"x", "]]>", "-->", "\033[0m" };
    struct report            report = report_new(), empty = report_new();
    char                    *long_name = g_strnfill(65536, 'A');

    for (guint i = 0; i < G_N_ELEMENTS(NAMES); i++)
        add(&report, NAMES[i], NAMES[i], i + 1, 100, SECOND * i);
    add(&report, long_name, long_name, 100, 100, G_MAXINT64);
    add(&report, "early", "bulk", 1, 100, G_MININT64 + 1);
    for (guint i = 0; i < charts_count; i++)
        for (guint q = 0; q < QUANTITIES; q++) {
            char *picture = chart_file(charts[i], &report, (enum quantity)q);
            char *nothing = chart_file(charts[i], &empty, (enum quantity)q);

            g_assert_null(strstr(picture, "<script"));
            g_assert_null(strstr(picture, "\"onload"));
            g_assert_null(strchr(picture, '\033'));
            g_assert_cmpuint(count_of(picture, "</style>"), ==, 1);
            g_assert_cmpuint(strlen(picture), <, 32768);
            check_has(nothing, "There are no packets.");
            g_free(picture);
            g_free(nothing);
        }
    g_free(long_name);
    report_clear(&report);
    report_clear(&empty);
}

static void test_names(void)
{
    struct report report = { 0 };
    char         *error = NULL;

    for (guint i = 0; i < charts_count; i++) {
        g_assert_true(chart_named(charts[i]->name) == charts[i]);
        g_assert_true(report_choose(&report, charts[i]->table, REPORT_TOP_DEFAULT, &error));
    }
    g_assert_null(chart_named("pie"));
    for (guint i = 0; i < QUANTITIES; i++) {
        enum quantity quantity;

        g_assert_true(quantity_parse(quantity_kinds[i].name, &quantity));
        g_assert_cmpuint(quantity, ==, i);
    }
}

/* Further apart than there is room for in a time: a row each, and a remark between. */
static void test_far_rows(void)
{
    struct report  report = report_new();
    struct writer *writer = writer_new(writer_format_named("table"), &(struct writer_style){ .ascii_only = TRUE });

    add(&report, "HTTP", "bulk", 1, 100, -250 * YEAR);
    add(&report, "HTTP", "bulk", 1, 100, 250 * YEAR);
    add(&report, "HTTP", "bulk", 1, 100, 250 * YEAR + SECOND / 2);
    writer_begin(writer);
    report_time_line.write(&report, &report_time_line, writer);
    writer_end(writer);
    g_assert_cmpuint(count_of(writer->out->str, "without packets"), ==, 2);
    g_assert_cmpuint(writer->out->len, <, 4000);
    writer_free(writer);
    report_clear(&report);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/charts/markup", test_markup);
    g_test_add_func("/charts/numbers", test_numbers);
    g_test_add_func("/charts/sectors", test_sectors);
    g_test_add_func("/charts/well-formed", test_well_formed);
    g_test_add_func("/charts/folded", test_folded);
    g_test_add_func("/charts/one-is-not-folded", test_one_is_not_folded);
    g_test_add_func("/charts/palette", test_palette);
    g_test_add_func("/charts/pie", test_pie);
    g_test_add_func("/charts/bars", test_bars);
    g_test_add_func("/charts/share", test_share);
    g_test_add_func("/charts/gap", test_gap);
    g_test_add_func("/charts/stacked", test_stacked);
    g_test_add_func("/charts/hostile", test_hostile);
    g_test_add_func("/charts/names", test_names);
    g_test_add_func("/timeline/far-rows", test_far_rows);
    return g_test_run();
}
