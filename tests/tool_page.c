/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "page.h"
#include "page_frame.h"
#include "report_gathering.h"
#include "writer_html.h"

#include <string.h>

#define SECOND G_GINT64_CONSTANT(1000000000)

static void check_has(const char *page, const char *part)
{
    if (!strstr(page, part))
        g_error("%s\nlacks %s", page, part);
}

static guint count_of(const char *text, const char *part)
{
    guint count = 0;

    for (const char *at = text; (at = strstr(at, part)); at += strlen(part))
        count++;
    return count;
}

static struct cell cell_of(const char *text)
{
    return (struct cell){ text, (guint)strlen(text) };
}

static void add(struct report *report, const char *application, guint packets, guint64 bytes, gint64 time)
{
    struct cell          parts[LABEL_PARTS] = { cell_of(application), cell_of("Web"), cell_of("bulk"), cell_of("port") };
    struct export_packet packet = {
        .flow = -1,
        .label = labels_intern(summary_labels(report->summary), parts),
        .frame_bytes = bytes,
        .time = time,
        .source = address_ipv4((const guint8[4]){ 10, 0, 0, 1 }),
        .destination = address_ipv4((const guint8[4]){ 10, 0, 0, 2 }),
    };

    for (guint i = 0; i < packets; i++)
        summary_add(report->summary, &packet, 1);
}

static void add_input(struct report *report, const char *name)
{
    report_inputs_add(report->inputs, &(struct report_input){ .name = (char *)name });
}

static char *page_of(const struct report *report)
{
    GString *out = g_string_new(NULL);

    page_append(report, out);
    return g_string_free(out, FALSE);
}

/* Whoever gets the page has not seen what the terminal said. */
static void test_incomplete(void)
{
    struct report_gathering gathering = { 0 };
    struct report          *report = &gathering.report;
    char                   *page;

    report_gathering_init(&gathering);
    add_input(report, "whole.pcap");
    add_input(report, "torn.pcap");
    add(report, "HTTPS", 3, 1000, SECOND);
    report_gathering_broken(&gathering, "torn.pcap", TRUE, "cut <short>");
    report_gathering_broken(&gathering, "torn.pcap", TRUE, "and then something else");
    report_gathering_broken(&gathering, "none.pcap", FALSE, "No such file or directory");
    page = page_of(report);
    check_has(page, "<dt>Breaks off</dt><dd>cut &lt;short&gt;</dd>");
    check_has(page, "<h3>none.pcap</h3>\n<dl>\n<div><dt>Could not be read</dt><dd>No such file or directory</dd>");
    check_has(page, "<dd data-key=\"incomplete\">torn.pcap: cut &lt;short&gt;; none.pcap: No such file or directory</dd>");
    g_assert_cmpuint(count_of(page, "<dt>Missing</dt><dd>nothing</dd>"), ==, 1);
    g_free(page);
    for (guint i = 0; i < 5; i++)
        report_gathering_broken(&gathering, "none.pcap", FALSE, "gone");
    page = page_of(report);
    check_has(page, "; and 4 more</dd>");
    g_free(page);
    report_gathering_clear(&gathering);
}

static void test_page(void)
{
    struct report_gathering gathering = { 0 };
    struct report          *report = &gathering.report;
    struct report_input     input = { .name = (char *)"dir/office.pcapng",
                                      .hash = (char *)"0123456789abcdef",
                                      .damaged_rows = 3,
                                      .missing = (char *)"no winnow.flow.id (no flows)" };
    char                   *page;

    report_gathering_init(&gathering);
    report->known = KNOWN_NAMES | KNOWN_BYTES | KNOWN_TIMES | KNOWN_ADDRESSES;
    report_inputs_add(report->inputs, &input);
    add(report, "HTTPS", 3000, 1000, SECOND);
    add(report, "Unknown", 1000, 100, 3 * SECOND);
    page = page_of(report);
    check_has(page, "<title>office.pcapng – Winnow</title>");
    check_has(page, "4,000 packets (3.1 MB) in 2 s: mostly <strong>HTTPS</strong> (<span>75.0 %</span> of the packets); "
                    "nothing names <span>25.0 %</span>. Most bytes: <strong>HTTPS</strong> (<span>96.8 %</span>).");
    check_has(page, "<dd data-key=\"packets\" data-v=\"4000\">4,000</dd>");
    check_has(page, "<td class=\"n\" data-v=\"3000\">3,000</td><td class=\"n\" data-v=\"0.750000\">75.0 %</td>");
    check_has(page, "<dt>SHA-256</dt><dd>0123456789abcdef</dd>");
    check_has(page, "<dt>Damaged rows, left out</dt><dd>3</dd>");
    check_has(page, "<dt>Missing</dt><dd>no winnow.flow.id (no flows)</dd>");
    g_assert_null(strstr(page, "Loudest"));                             /* the input does not tell */
    g_assert_cmpuint(count_of(page, "<th scope=\"row\">HTTPS"), ==, 0); /* it has its colour before */
    g_assert_cmpuint(count_of(page, "</i>HTTPS</th>"), ==, 1);
    g_free(page);
    report_gathering_clear(&gathering);
}

/* The first sentence, of so many packets each of HTTP, DNS, SSH and Unknown. */
static void check_answer(const guint packets[4], const char *answer)
{
    static const char *const NAMES[] = { "HTTP", "DNS", "SSH", "Unknown" };
    struct report_gathering  gathering = { 0 };
    char                    *page;

    report_gathering_init(&gathering);
    gathering.report.known = KNOWN_NAMES;
    add_input(&gathering.report, "a.tsv");
    for (guint i = 0; i < G_N_ELEMENTS(NAMES); i++)
        add(&gathering.report, NAMES[i], packets[i], 1, TIME_UNKNOWN);
    page = page_of(&gathering.report);
    check_has(page, answer);
    g_free(page);
    report_gathering_clear(&gathering);
}

/* What is named first is "mostly" there only if it is more than half. */
static void test_answers(void)
{
    check_answer((const guint[]){ 6, 3, 2, 9 }, ">20 packets: mostly <strong>HTTP</strong> (<span>30.0 %</span> of the "
                                                "packets), <strong>DNS</strong> (<span>15.0 %</span>), <strong>SSH</strong> "
                                                "(<span>10.0 %</span>); nothing names <span>45.0 %</span>.<");
    check_answer((const guint[]){ 6, 3, 1, 10 },
                 ">20 packets: most often <strong>HTTP</strong> (<span>30.0 %</span> of the "
                 "packets), <strong>DNS</strong> (<span>15.0 %</span>), <strong>SSH</strong> "
                 "(<span>5.0 %</span>); nothing names <span>50.0 %</span>.<");
    check_answer((const guint[]){ 0, 4, 0, 0 }, ">4 packets: <strong>DNS</strong> (<span>100.0 %</span> of the packets).<");
    check_answer((const guint[]){ 0, 0, 0, 4 }, ">4 packets: nothing names <span>100.0 %</span>.<");
}

static void test_nothing(void)
{
    struct report_gathering gathering = { 0 };
    char                   *page;

    report_gathering_init(&gathering);
    gathering.report.known = KNOWN_NAMES | KNOWN_TIMES | KNOWN_ANOMALIES;
    add_input(&gathering.report, "empty.tsv");
    page = page_of(&gathering.report);
    check_has(page, "There are no packets.");
    g_assert_null(strstr(page, "class=\"winnow-chart\""));
    g_assert_null(strstr(page, "<table"));
    g_free(page);
    report_gathering_clear(&gathering);
}

/* Ids are said once, whatever is shown how often. */
static void test_ids(void)
{
    struct report_gathering gathering = { 0 };
    GHashTable             *ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    char                   *page;

    report_gathering_init(&gathering);
    gathering.report.known = KNOWN_NAMES | KNOWN_BYTES | KNOWN_FLOWS | KNOWN_TIMES | KNOWN_ADDRESSES | KNOWN_ANOMALIES;
    add(&gathering.report, "HTTPS", 1, 1, SECOND);
    page = page_of(&gathering.report);
    for (const char *at = page; (at = strstr(at, " id=\"")); at++)
        g_assert_true(g_hash_table_add(ids, g_strndup(at + 5, strcspn(at + 5, "\""))));
    g_assert_cmpuint(g_hash_table_size(ids), >, 30);
    g_hash_table_unref(ids);
    g_free(page);
    report_gathering_clear(&gathering);
}

/* What packets are called is text in every place: there is one script and one style sheet, and both are ours. */
static void test_hostile(void)
{
    static const char *const NAMES[] = { "<script>alert(1)</script>", "</style><script>", "\"onload=\"x", "-->", "\033[0m",
                                         "\xe2\x80\xaegnp.exe" };
    struct report_gathering  gathering = { 0 };
    char                    *long_name = g_strnfill(65536, 'A'), *page, *script = page_script(), *style = page_style();

    report_gathering_init(&gathering);
    gathering.report.known = KNOWN_NAMES | KNOWN_BYTES | KNOWN_TIMES | KNOWN_ADDRESSES | KNOWN_ANOMALIES;
    add_input(&gathering.report, NAMES[0]);
    add_input(&gathering.report, long_name);
    for (guint i = 0; i < G_N_ELEMENTS(NAMES); i++)
        add(&gathering.report, NAMES[i], 1, 1, SECOND);
    add(&gathering.report, long_name, 2, 1, SECOND);
    page = page_of(&gathering.report);
    g_assert_cmpuint(count_of(page, "<script"), ==, 1);
    g_assert_cmpuint(count_of(page, "</style"), ==, 1);
    g_assert_cmpuint(count_of(page, "\"onload"), ==, 0);
    g_assert_null(strchr(page, '\033'));
    g_assert_null(strstr(page, "\xe2\x80\xae"));
    check_has(page, "</i>\\u202egnp.exe</th>");
    check_has(page, script);
    check_has(page, style);
    g_assert_cmpuint(strlen(page), <, 150000);
    g_free(style);
    g_free(script);
    g_free(page);
    g_free(long_name);
    report_gathering_clear(&gathering);
}

static const struct table_column COLUMNS[] = {
    { "name", "Name", VALUE_TEXT, 0 },
    { "bytes", "Bytes", VALUE_BYTES, 0 },
    { "class", "Class", VALUE_TEXT, 0 },
};

static const struct table THINGS = { "things", "Things", COLUMNS, G_N_ELEMENTS(COLUMNS), .bar = 1 };

/* A bar of 100 for the greatest, wherever it stands. */
static void test_tables(void)
{
    struct writer_style style = { .ascii_only = FALSE };
    struct writer      *writer = writer_new(&writer_html, &style);

    ((struct html_writer *)writer)->in_page = TRUE;
    writer_begin(writer);
    writer_begin_table(writer, &THINGS);
    writer_row(writer, (struct value[]){ value_text("a<b"), value_number(500), value_text("bulk") });
    writer_row(writer, (struct value[]){ value_text("c"), value_number(2000), value_text("none such") });
    writer_row(writer, (struct value[]){ value_text(NULL), value_if(FALSE, value_number(0)), value_text(NULL) });
    writer_remark(writer, "and %d more", 7);
    writer_end_table(writer);
    writer_end(writer);
    g_assert_cmpstr(
        writer->out->str, ==,
        "<div class=\"scroll\" role=\"group\" aria-label=\"Table: Things\" tabindex=\"0\">\n"
        "<table id=\"things\"><caption>Things</caption>\n<thead><tr><th scope=\"col\" data-key=\"name\">Name</th>"
        "<th scope=\"col\" data-key=\"bytes\" class=\"n\">Bytes</th><th scope=\"col\" data-key=\"class\">Class</th>"
        "<td class=\"bar\"></td></tr></thead>\n<tbody>\n"
        "<tr><th scope=\"row\">a&lt;b</th><td class=\"n\" data-v=\"500\">500 B</td>"
        "<td><i class=\"swatch k-bulk\"></i>bulk</td><td class=\"bar\" aria-hidden=\"true\">"
        "<svg viewBox=\"0 0 100 1\" preserveAspectRatio=\"none\"><rect class=\"plain\" width=\"25\" height=\"1\"/></svg>"
        "</td></tr>\n"
        "<tr><th scope=\"row\">c</th><td class=\"n\" data-v=\"2000\">2.0 kB</td><td>none such</td>"
        "<td class=\"bar\" aria-hidden=\"true\">"
        "<svg viewBox=\"0 0 100 1\" preserveAspectRatio=\"none\"><rect class=\"plain\" width=\"100\" height=\"1\"/></svg>"
        "</td></tr>\n"
        "<tr><th scope=\"row\"></th><td class=\"n\"></td><td></td><td class=\"bar\" aria-hidden=\"true\">"
        "<svg viewBox=\"0 0 100 1\" preserveAspectRatio=\"none\"><rect class=\"plain\" width=\"0\" height=\"1\"/></svg>"
        "</td></tr>\n"
        "<tr class=\"remark\"><td colspan=\"4\">and 7 more</td></tr>\n</tbody></table>\n</div>\n");
    writer_free(writer);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/page/page", test_page);
    g_test_add_func("/page/incomplete", test_incomplete);
    g_test_add_func("/page/answers", test_answers);
    g_test_add_func("/page/nothing", test_nothing);
    g_test_add_func("/page/ids", test_ids);
    g_test_add_func("/page/hostile", test_hostile);
    g_test_add_func("/page/tables", test_tables);
    return g_test_run();
}
