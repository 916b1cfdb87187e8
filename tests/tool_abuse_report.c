/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "abuse_report.h"

#include <glib/gstdio.h>

#include "exported_anomalies.h"
#include "networks.h"
#include "packet.h"

/* Detectors of our own, whatever those of the house report. */
static const struct detector        SCAN = { .name = "scan", .title = "Port scan", .abuse_categories = { 14 } };
static const struct detector        GUESS = { .name = "guess", .title = "Guessing", .abuse_categories = { 18, 22 } };
static const struct detector        BOTH = { .name = "both", .title = "Both", .abuse_categories = { 22, 14, 15 } };
static const struct detector        NONE = { .name = "none", .title = "Nothing" };
static const struct detector *const KNOWN[] = { &SCAN, &GUESS, &BOTH, &NONE };

/* 2023-11-14T22:13:20Z */
static const gint64 NOW = G_GINT64_CONSTANT(1700000000) * NS_PER_SECOND;

#define HEADER                                                                                                              \
    "winnow.anomaly\tframe.time_epoch\twinnow.anomaly.score\twinnow.anomaly.subject\twinnow.anomaly.unspoofed\t"            \
    "winnow.anomaly.detail\n"
#define REPORT "IP,Categories,ReportDate,Comment\n"
#define ROW(ip) "scan\t1700000000\t1\t" ip "\t1\td\n"
#define REPORTED(ip) ip ",14,2023-11-14T22:13:20Z,Port scan: d\n"

static GString *said;

static void listen(const char *text)
{
    g_string_append(said, text);
}

static void know(struct anomalies *anomalies)
{
    for (guint i = 0; i < anomalies_count(anomalies); i++)
        for (guint k = 0; k < G_N_ELEMENTS(KNOWN); k++)
            if (strcmp(anomalies_at(anomalies, i)->name, KNOWN[k]->name) == 0)
                ((struct anomaly *)anomalies_at(anomalies, i))->detector = KNOWN[k];
}

/* The caller frees it. */
static char *report_of(const char *rows, const struct abuse_rules *rules)
{
    struct writer_style style = { .one_table = TRUE };
    struct writer      *writer = writer_new(&writer_csv, &style);
    struct anomalies   *anomalies = anomalies_new(SEVERITY_NOTE);
    char *export = g_strconcat(HEADER, rows, NULL), *text;
    GPrintFunc before = g_set_printerr_handler(listen);

    g_string_truncate(said, 0);
    add_export(anomalies, export);
    know(anomalies);
    anomalies_sort(anomalies);
    writer_begin(writer);
    abuse_report_write(anomalies, rules, writer);
    writer_end(writer);
    text = g_strdup(writer->out->str);
    g_set_printerr_handler(before);
    writer_free(writer);
    anomalies_free(anomalies);
    g_free(export);
    return text;
}

static void check_by(const char *rows, const char *own, const char *allowed, const char *report, const char *complaints)
{
    struct address_set *networks = networks_parse(own, NULL);
    struct blocklists  *lists = allowed ? blocklists_read(allowed, NULL, NULL) : NULL;
    struct abuse_rules  rules = { NOW, networks, lists };
    char               *found = report_of(rows, &rules);

    g_assert_cmpstr(found, ==, report);
    g_assert_cmpstr(said->str, ==, complaints);
    g_free(found);
    address_set_free(networks);
    g_clear_pointer(&lists, blocklists_free);
}

static void check(const char *rows, const char *report, const char *complaints)
{
    check_by(rows, "", NULL, report, complaints);
}

static void form(void)
{
    check(ROW("11.22.33.44"), REPORT REPORTED("11.22.33.44"), "");
    check("guess\t1699999999.999\t1\t2a01:4f8::5\t1\tfailed; 20 times\n",
          REPORT "2a01:4f8::5,\"18,22\",2023-11-14T22:13:19Z,Guessing: failed; 20 times\n", "");
    check("", REPORT, "");
}

static void no_category(void)
{
    check("none\t1700000000\t1\t11.22.33.44\t1\td\nunheard_of\t1700000000\t1\t11.22.33.44\t1\td\n", REPORT,
          "winnow: left out: 2 findings of a kind that AbuseIPDB has no category for\n");
}

static void spoofable(void)
{
    check("scan\t1700000000\t1\t11.22.33.44\t0\td\n", REPORT,
          "winnow: left out: 1 finding from an address that may be spoofed: it completed no TCP handshake\n");
    check("scan\t1700000000\t1\t11.22.33.44\t\td\n", REPORT,
          "winnow: left out: 1 finding from an address that may be spoofed: it completed no TCP handshake\n");
}

static void not_global(void)
{
    static const char LEFT_OUT[] = "winnow: left out: 8 findings from an address that is private, reserved or your own\n";

    check(ROW("10.0.0.1") ROW("192.168.1.1") ROW("169.254.1.1") ROW("203.0.113.5") ROW("100.64.0.1") ROW("fe80::1")
              ROW("02:00:00:00:00:01") ROW("-"),
          REPORT, LEFT_OUT);
}

static void own_networks(void)
{
    check_by(ROW("11.22.33.44") ROW("11.22.34.1") ROW("2a01:4f8::5"), "11.22.33.0/24 2a01:4f8::/32", NULL,
             REPORT REPORTED("11.22.34.1"),
             "winnow: left out: 2 findings from an address that is private, reserved or your own\n");
}

static void allowed(void)
{
    char *folder = g_dir_make_tmp(NULL, NULL), *file = g_build_filename(folder, "allow.txt", NULL);

    g_assert_true(g_file_set_contents(file, "11.22.33.0/24\n", -1, NULL));
    check_by(ROW("11.22.33.44") ROW("11.22.34.1") ROW("9.9.9.9"), "", file, REPORT REPORTED("11.22.34.1"),
             "winnow: left out: 2 findings from an address that is allowed\n");
    g_remove(file);
    g_rmdir(folder);
    g_free(file);
    g_free(folder);
}

/* 60 days are 5,184,000 s. */
static void old(void)
{
    check("scan\t1694816000\t1\t11.22.33.44\t1\td\n", REPORT "11.22.33.44,14,2023-09-15T22:13:20Z,Port scan: d\n", "");
    check("scan\t1694815999.999999999\t1\t11.22.33.44\t1\td\nscan\t\t1\t11.22.33.44\t1\td\n"
          "scan\t-7999999999\t1\t11.22.33.44\t1\td\n",
          REPORT, "winnow: left out: 3 findings older than 60 days, or without a time\n");
}

/* A row a source: each category once, the first time, the loudest finding first. */
static void merged(void)
{
    check("guess\t1699999990\t1\t11.22.33.44\t1\tguessed\n"
          "scan\t1699999980\t1\t11.22.33.45\t1\tanother\n"
          "scan\t1700000000\t9\t11.22.33.44\t1\tscanned\n"
          "both\t1699999995\t5\t11.22.33.44\t1\tboth\n"
          "scan\t1690000000\t8\t11.22.33.44\t1\tlong ago\n",
          REPORT "11.22.33.44,\"14,22,15,18\",2023-11-14T22:13:10Z,Port scan: scanned; Both: both; Guessing: guessed\n"
                 "11.22.33.45,14,2023-11-14T22:13:00Z,Port scan: another\n",
          "winnow: left out: 1 finding older than 60 days, or without a time\n");
}

static void check_comment(const char *subject, const char *detail, const char *expected)
{
    char *row = g_strdup_printf("scan\t1700000000\t1\t%s\t1\t%s\n", subject, detail);
    char *report = g_strdup_printf(REPORT "%s,14,2023-11-14T22:13:20Z,Port scan: %s\n", subject, expected);

    check(row, report, "");
    g_free(row);
    g_free(report);
}

static void addresses_hidden(void)
{
    check_comment("11.22.33.44", "11.22.33.44 failed on 15 ports of 192.0.2.9 in 2.1 s (threshold 15 in 300 s)",
                  "11.22.33.44 failed on 15 ports of [host] in 2.1 s (threshold 15 in 300 s)");
    check_comment("11.22.33.44",
                  "of 192.0.2.9:80 (192.0.2.8) 192.0.2.7; 192.0.2.6. 192.0.2.0/24 [192.0.2.5] =192.0.2.4 \"192.0.2.3\"",
                  "of [host]:80 ([host]) [host]; [host]. [host]/24 [[host]] =[host] '[host]'");
    check_comment("11.22.33.44", "11.22.33.4 11.22.33.444 111.22.33.44 11.22.33.44", "[host] [host] [host] 11.22.33.44");
    check_comment("11.22.33.44", "192.0.2.1-192.0.2.9 x192.0.2.1y 9.2.0.192.in-addr.arpa",
                  "[host]-[host] x[host]y [host].in-addr.arpa");
    check_comment("11.22.33.44", "to 2001:db8::9 and [2001:db8::8]:443 ::1 fe80::1%eth0 ::ffff:192.0.2.1 02:00:5e:00:53:01.",
                  "to [host] and [[host]]:443 [host] [host]%eth0 [host] [host].");
    check_comment("2a01:4f8::5", "2a01:4f8::5 asked 2a01:4f8::55", "2a01:4f8::5 asked [host]");
    check_comment("11.22.33.44", "ports 22; 80: 1.5 s at 10 %", "ports 22; 80: 1.5 s at 10 %");
}

/* They read a backslash before a quotation mark as an escape, and no other. */
static void punctuation(void)
{
    check_comment("11.22.33.44", "said \"x\" \\x0a\\", "said 'x' /x0a/");
    check("scan\t1700000000\t1\t11.22.33.44\t1\ta, b\n", REPORT "11.22.33.44,14,2023-11-14T22:13:20Z,Port scan: a\n", "");
}

static void long_comment(void)
{
    char    *row, *detail = g_strnfill(900, 'd');
    GString *report = g_string_new(REPORT "11.22.33.44,14,2023-11-14T22:13:20Z,");
    gsize    before = report->len;

    g_string_append_printf(report, "Port scan: %s", detail); /* over half of it: nothing is added */
    row = g_strdup_printf("scan\t1700000000\t9\t11.22.33.44\t1\t%s\n"
                          "scan\t1700000000\t8\t11.22.33.44\t1\tnot added\n",
                          detail);
    g_string_append_c(report, '\n');
    check(row, report->str, "");
    g_free(row);
    g_free(detail);

    detail = g_strnfill(2000, 'd');
    g_string_truncate(report, before);
    g_string_append_printf(report, "Port scan: %s", detail);
    g_string_truncate(report, before + 1024);
    g_string_append_c(report, '\n');
    row = g_strdup_printf("scan\t1700000000\t9\t11.22.33.44\t1\t%s\n", detail);
    check(row, report->str, "");
    g_free(row);
    g_free(detail);
    g_string_free(report, TRUE);
}

static guint lines_of(const char *text)
{
    guint lines = 0;

    for (; *text; text++)
        lines += *text == '\n';
    return lines;
}

/* `count` sources, the first the loudest; checks how many lines there are, and bytes at most. */
static void check_many(guint count, guint detail_bytes, guint lines, const char *complaints)
{
    GString            *rows = g_string_new(NULL);
    struct address_set *networks = networks_parse("", NULL);
    struct abuse_rules  rules = { NOW, networks, NULL };
    char               *detail = g_strnfill(detail_bytes, 'd'), *report;

    for (guint i = 0; i < count; i++)
        g_string_append_printf(rows, "scan\t1700000000\t%u\t11.1%02u.1%02u.1%02u\t1\t%s\n", count - i, i / 10000,
                               i / 100 % 100, i % 100, detail);
    report = report_of(rows->str, &rules);
    g_assert_cmpuint(lines_of(report), ==, lines);
    g_assert_cmpuint(strlen(report), <=, 2000000);
    g_assert_true(g_str_has_prefix(report, REPORT "11.100.100.100,14,"));
    g_assert_cmpstr(said->str, ==, complaints);
    g_free(report);
    g_free(detail);
    g_string_free(rows, TRUE);
    address_set_free(networks);
}

/* 10,000 lines with the header. */
static void too_many(void)
{
    check_many(9999, 1, 10000, "");
    check_many(10001, 1, 10000,
               "winnow: left out: the 2 quietest sources, since AbuseIPDB takes no more than 9,999 or 2 MB at once\n");
}

/* Rows of 14 bytes of address, 2 of category, 1,024 of comment and 40 for the rest are 1,080: 1,851 make 1,999,080. */
static void too_large(void)
{
    check_many(1851, 2000, 1852, "");
    check_many(2000, 2000, 1852,
               "winnow: left out: the 149 quietest sources, since AbuseIPDB takes no more than 9,999 or 2 MB at once\n");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    said = g_string_new(NULL);
    g_test_add_func("/abuse-report/form", form);
    g_test_add_func("/abuse-report/no-category", no_category);
    g_test_add_func("/abuse-report/spoofable", spoofable);
    g_test_add_func("/abuse-report/not-global", not_global);
    g_test_add_func("/abuse-report/own-networks", own_networks);
    g_test_add_func("/abuse-report/allowed", allowed);
    g_test_add_func("/abuse-report/old", old);
    g_test_add_func("/abuse-report/merged", merged);
    g_test_add_func("/abuse-report/addresses-hidden", addresses_hidden);
    g_test_add_func("/abuse-report/punctuation", punctuation);
    g_test_add_func("/abuse-report/long-comment", long_comment);
    g_test_add_func("/abuse-report/too-many", too_many);
    g_test_add_func("/abuse-report/too-large", too_large);
    int status = g_test_run();
    g_string_free(said, TRUE);
    return status;
}
