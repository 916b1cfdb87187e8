/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "anomaly_table.h"
#include "exported_anomalies.h"

#define HEADER                                                                                                              \
    "frame.number\tframe.time_epoch\twinnow.anomaly\twinnow.anomaly.severity\twinnow.anomaly.score\t"                       \
    "winnow.anomaly.subject\twinnow.anomaly.object\twinnow.anomaly.unspoofed\twinnow.anomaly.detail\n"

static struct anomalies *anomalies_of(const char *text, enum severity least)
{
    struct anomalies *anomalies = anomalies_new(least);

    add_export(anomalies, text);
    anomalies_sort(anomalies);
    return anomalies;
}

/* "PACKET NAME SEVERITY SCORE SUBJECT>OBJECT UNSPOOFED DETAIL", a line each */
static char *text_of(const struct anomalies *anomalies)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < anomalies_count(anomalies); i++) {
        const struct anomaly *one = anomalies_at(anomalies, i);
        g_assert_true(!one->detector || strcmp(one->detector->name, one->name) == 0);
        g_string_append_printf(text, "%" G_GUINT64_FORMAT " %s %s %g %s>%s %d %s\n", one->number, one->name,
                               severity_name(one->severity), one->score, one->subject, one->object, one->is_unspoofed,
                               one->detail);
    }
    return g_string_free(text, FALSE);
}

static void check_least(const char *export, enum severity least, const char *expected)
{
    struct anomalies *anomalies = anomalies_of(export, least);
    char             *found = text_of(anomalies);

    g_assert_cmpstr(found, ==, expected);
    g_free(found);
    anomalies_free(anomalies);
}

static void check(const char *export, const char *expected)
{
    check_least(export, SEVERITY_NOTE, expected);
}

static void all_columns(void)
{
    check(HEADER "7\t1700000000.5\tport_scan\twarn\t1.5\t10.0.0.1\t10.0.0.2\t1\t10.0.0.1 did it\n"
                 "8\t1700000000.6\t\t\t\t\t\t\t\n",
          "7 port_scan warn 1.5 10.0.0.1>10.0.0.2 1 10.0.0.1 did it\n");
    check(HEADER "7\t1700000000.5\tport_scan\twarn\t1.5\t10.0.0.1\t-\tTrue\td\n", "7 port_scan warn 1.5 10.0.0.1> 1 d\n");
    check(HEADER "7\t1700000000.5\tport_scan\twarn\t1.5\t10.0.0.1\t-\tFalse\td\n", "7 port_scan warn 1.5 10.0.0.1> 0 d\n");
}

/* The severity is the detector's then; of no detector of ours it is the least. */
static void few_columns(void)
{
    check("winnow.anomaly\nport_scan\n", "0 port_scan warn 0 > 0 \n");
    check("winnow.anomaly\nfrom_the_future\n", "0 from_the_future note 0 > 0 \n");
    check("winnow.anomaly\twinnow.anomaly.severity\nport_scan\tdeafening\n", "0 port_scan warn 0 > 0 \n");
    check("winnow.anomaly\twinnow.anomaly.score\nport_scan\tnan\nport_scan\t1e999\n",
          "0 port_scan warn 0 > 0 \n0 port_scan warn 0 > 0 \n");
}

static void several_on_a_packet(void)
{
    check(HEADER "7\t1\tport_scan,tcp_flags,x\twarn,note,error\t1,3,2\ta,b,c\tp,-,r\t1,0,1\tone,two,three\n",
          "7 x error 2 c>r 1 three\n"
          "7 port_scan warn 1 a>p 1 one\n"
          "7 tcp_flags note 3 b> 0 two\n");
}

/* One item is not told of all. */
static void too_few_items(void)
{
    check(HEADER "7\t1\tport_scan,tcp_flags\terror\t2\ta\tb\t1\tone\n", "7 port_scan error 2 a>b 1 one\n"
                                                                        "7 tcp_flags warn 0 > 0 \n");
    check("winnow.anomaly\twinnow.anomaly.detail\n,,port_scan,\ta,b,c,d\n", "0 port_scan warn 0 > 0 c\n");
}

/* By severity, then score, then time, then number; a subject's others follow its loudest. */
static void order(void)
{
    check(HEADER "1\t10\tport_scan\tnote\t9\tquiet\t-\t0\t\n"
                 "2\t11\tport_scan\twarn\t5\ta\t-\t0\t\n"
                 "3\t12\tport_scan\terror\t1\tb\t-\t0\t\n"
                 "4\t13\tport_scan\tnote\t3\tb\t-\t0\t\n"
                 "5\t14\tport_scan\twarn\t7\tc\t-\t0\t\n"
                 "6\t15\tport_scan\twarn\t2\tb\t-\t0\t\n"
                 "8\t9\tport_scan\twarn\t5\td\t-\t0\t\n"
                 "7\t11\tport_scan\twarn\t5\te\t-\t0\t\n",
          "3 port_scan error 1 b> 0 \n"
          "6 port_scan warn 2 b> 0 \n"
          "4 port_scan note 3 b> 0 \n"
          "5 port_scan warn 7 c> 0 \n"
          "8 port_scan warn 5 d> 0 \n"
          "2 port_scan warn 5 a> 0 \n"
          "7 port_scan warn 5 e> 0 \n"
          "1 port_scan note 9 quiet> 0 \n");
}

static void least(void)
{
    static const char EXPORT[] = "winnow.anomaly\twinnow.anomaly.severity\na\tnote\nb\twarn\nc\terror\n";

    check_least(EXPORT, SEVERITY_NOTE, "0 c error 0 > 0 \n0 b warn 0 > 0 \n0 a note 0 > 0 \n");
    check_least(EXPORT, SEVERITY_WARN, "0 c error 0 > 0 \n0 b warn 0 > 0 \n");
    check_least(EXPORT, SEVERITY_ERROR, "0 c error 0 > 0 \n");
}

static void several_exports(void)
{
    struct anomalies *anomalies = anomalies_new(SEVERITY_NOTE);

    add_export(anomalies, "winnow.anomaly.subject\twinnow.anomaly\nb\tport_scan\na\ttcp_flags\n");
    add_export(anomalies, "winnow.anomaly\twinnow.anomaly.subject\twinnow.anomaly.score\nport_scan\ta\t2\n");
    anomalies_sort(anomalies);
    char *found = text_of(anomalies);
    g_assert_cmpstr(found, ==, "0 port_scan warn 2 a> 0 \n0 tcp_flags warn 0 a> 0 \n0 port_scan warn 0 b> 0 \n");
    g_free(found);
    anomalies_free(anomalies);
}

/* Rows of an export: FIRST … FIRST + COUNT - 1 are their scores and subjects. */
static char *rows(const char *severity, guint first, guint count)
{
    GString *text = g_string_new("winnow.anomaly\twinnow.anomaly.severity\twinnow.anomaly.score\twinnow.anomaly.subject\n");

    for (guint i = first; i < first + count; i++)
        g_string_append_printf(text, "port_scan\t%s\t%u\ts%u\n", severity, i, i);
    return g_string_free(text, FALSE);
}

/* The quietest go, and the words of the others stay theirs; what was not asked for is not left out. */
static void very_many(void)
{
    struct anomalies *anomalies = anomalies_new(SEVERITY_WARN);
    char             *many = rows("warn", 1, 2 * ANOMALIES_MAX + 1), *notes = rows("note", 1, 10);

    add_export(anomalies, many);
    add_export(anomalies, notes);
    anomalies_sort(anomalies);
    g_assert_cmpuint(anomalies_count(anomalies), ==, ANOMALIES_MAX + 1);
    g_assert_cmpuint(anomalies_left_out(anomalies), ==, ANOMALIES_MAX);
    g_assert_cmpstr(anomalies_at(anomalies, 0)->subject, ==, "s200001");
    g_assert_cmpstr(anomalies_at(anomalies, ANOMALIES_MAX)->subject, ==, "s100001");
    g_assert_cmpstr(anomalies_at(anomalies, ANOMALIES_MAX)->name, ==, "port_scan");
    g_free(many);
    g_free(notes);
    anomalies_free(anomalies);
}

/* A row of nothing but commas takes no longer than another one, nor more memory than it has. */
static void hostile_row(void)
{
    GString          *text = g_string_new("winnow.anomaly\twinnow.anomaly.detail\n");
    struct anomalies *anomalies = anomalies_new(SEVERITY_NOTE);
    char             *detail = g_strnfill(30000, 'd');

    for (guint i = 0; i < 15000; i++)
        g_string_append(text, "a,");
    g_string_append_printf(text, "\t%s\n", detail);
    add_export(anomalies, text->str);
    g_assert_cmpuint(anomalies_count(anomalies), ==, 15000);
    g_assert_cmpstr(anomalies_at(anomalies, 0)->detail, ==, detail);
    g_assert_cmpstr(anomalies_at(anomalies, 1)->detail, ==, "");
    g_string_free(text, TRUE);
    g_free(detail);
    anomalies_free(anomalies);
}

static void check_table(const struct anomalies *anomalies, guint64 most, const char *expected)
{
    static const struct table TABLE = { "anomalies", "Anomalies", anomaly_columns, ANOMALY_COLUMNS, .bar = -1 };
    struct writer_style       style = { .one_table = TRUE };
    struct writer            *writer = writer_new(&writer_csv, &style);

    writer_begin(writer);
    writer_begin_table(writer, &TABLE);
    anomaly_table_write(anomalies, most, writer);
    writer_end_table(writer);
    writer_end(writer);
    g_assert_cmpstr(writer->out->str, ==, expected);
    writer_free(writer);
}

#define TABLE_HEADER "severity,anomaly,subject,object,score,time,input,packet,detail\n"

static void table(void)
{
    struct anomalies *anomalies =
        anomalies_of(HEADER "7\t1700000000.5\tport_scan\twarn\t1.5\t10.0.0.1\t10.0.0.2\t1\tsays \"=1;\x1b[2J\"\n"
                            "9\t1700000001\ttcp_flags\twarn\t1\t10.0.0.1\t-\t1\t=cmd()\n",
                     SEVERITY_NOTE);

    check_table(anomalies, 0,
                TABLE_HEADER "warn,port_scan,10.0.0.1,10.0.0.2,1.500,2023-11-14T22:13:20.500000000Z,,7,"
                             "\"says \"\"=1;\\x1b[2J\"\"\"\n"
                             "warn,tcp_flags,10.0.0.1,,1.000,2023-11-14T22:13:21.000000000Z,,9,'=cmd()\n");
    check_table(anomalies, 1,
                TABLE_HEADER "warn,port_scan,10.0.0.1,10.0.0.2,1.500,2023-11-14T22:13:20.500000000Z,,7,"
                             "\"says \"\"=1;\\x1b[2J\"\"\"\n");
    anomalies_free(anomalies);
    anomalies = anomalies_of("winnow.anomaly\nx\n", SEVERITY_NOTE);
    check_table(anomalies, 0, TABLE_HEADER "note,x,,,,,,,\n");
    anomalies_free(anomalies);
}

/* What was not asked for may be there all the same. */
static void nothing_so_loud(void)
{
    static const struct table TABLE = { "anomalies", "Anomalies", anomaly_columns, ANOMALY_COLUMNS, .bar = -1 };
    static const char *const  SAID[] = { "Nothing out of the ordinary was found.",
                                         "Nothing of severity warn or error was found.",
                                         "Nothing of severity error was found." };

    for (enum severity least = SEVERITY_NOTE; least <= SEVERITY_ERROR; least++) {
        struct anomalies *anomalies = anomalies_new(least);
        struct writer    *writer = writer_new(&writer_table, &(struct writer_style){ .one_table = TRUE });
        char             *expected = g_strdup_printf("Anomalies\n\n%s\n", SAID[least]);

        writer_begin(writer);
        writer_begin_table(writer, &TABLE);
        anomaly_table_write(anomalies, 0, writer);
        writer_end_table(writer);
        writer_end(writer);
        g_assert_cmpstr(writer->out->str, ==, expected);
        g_free(expected);
        writer_free(writer);
        anomalies_free(anomalies);
    }
}

/* Two captures have a packet 7 each; one alone is not named to eyes. */
static void inputs(void)
{
    struct anomalies  *anomalies = anomalies_new(SEVERITY_NOTE);
    struct writer     *writer = writer_new(&writer_table, &(struct writer_style){ .one_table = TRUE });
    const struct table TABLE = { "anomalies", "Anomalies", anomaly_columns, ANOMALY_COLUMNS, .bar = -1 };

    writer_begin(writer);
    for (guint i = 0; i < 2; i++) {
        anomalies_begin_input(anomalies, i ? "2026/tuesday" : "2026/monday");
        add_export(anomalies, "frame.number\twinnow.anomaly\n7\tdga\n");
        anomalies_sort(anomalies);
        writer_begin_table(writer, &TABLE);
        anomaly_table_write(anomalies, 0, writer);
        writer_end_table(writer);
    }
    writer_end(writer);
    g_assert_cmpstr(writer->out->str, ==,
                    "Anomalies\n"
                    "Severity  Anomaly  Packet\n"
                    "warn      dga           7\n"
                    "\nAnomalies\n"
                    "Severity  Anomaly  Input    Packet\n"
                    "warn      dga      monday        7\n"
                    "warn      dga      tuesday       7\n");
    writer_free(writer);
    anomalies_free(anomalies);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/anomalies/all-columns", all_columns);
    g_test_add_func("/anomalies/inputs", inputs);
    g_test_add_func("/anomalies/nothing-so-loud", nothing_so_loud);
    g_test_add_func("/anomalies/few-columns", few_columns);
    g_test_add_func("/anomalies/several-on-a-packet", several_on_a_packet);
    g_test_add_func("/anomalies/too-few-items", too_few_items);
    g_test_add_func("/anomalies/order", order);
    g_test_add_func("/anomalies/least", least);
    g_test_add_func("/anomalies/several-exports", several_exports);
    g_test_add_func("/anomalies/very-many", very_many);
    g_test_add_func("/anomalies/hostile-row", hostile_row);
    g_test_add_func("/anomalies/table", table);
    return g_test_run();
}
