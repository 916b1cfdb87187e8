/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "safe_text.h"
#include "writer.h"

#include <locale.h>
#include <string.h>

static const struct table_column COLUMNS[] = {
    { "name", "Name", VALUE_TEXT, 0 },        { "packets", "Packets", VALUE_COUNT, 0 },
    { "bytes", "Bytes", VALUE_BYTES, 0 },     { "share", "of all", VALUE_SHARE, 0 },
    { "first_time", "First", VALUE_TIME, 0 }, { "duration_s", "Duration", VALUE_DURATION, 0 },
};

static const struct table THINGS = { "things", "Things", COLUMNS, G_N_ELEMENTS(COLUMNS), .bar = 1 };
static const struct table ONE = { "one", "One", COLUMNS, 2, .bar = -1, .single = TRUE };

#define WHEN G_GINT64_CONSTANT(1470104373025824000)

static void write_thing(struct writer *writer, const char *name, guint64 packets)
{
    writer_row(writer, (const struct value[]){ value_text(name), value_number(packets), value_number(packets * 1500),
                                               value_real((double)packets / 3000), value_ns(WHEN), value_ns(1500000000) });
}

/* Two rows, a row of which nothing is known, and a second table. */
static char *write_all(const char *format, struct writer_style style, gboolean second)
{
    struct writer *writer = writer_new(writer_format_named(format), &style);
    struct value   unknown[G_N_ELEMENTS(COLUMNS)] = { { 0 } };
    char          *text;

    writer_begin(writer);
    writer_begin_table(writer, &THINGS);
    write_thing(writer, "HTTP", 2000);
    write_thing(writer, "a,\"b\"|<c>", 1);
    writer_row(writer, unknown);
    writer_remark(writer, "and %d more", 7);
    writer_end_table(writer);
    if (second) {
        writer_begin_table(writer, &ONE);
        writer_row(writer, (const struct value[]){ value_text("x"), value_number(1234567) });
        writer_end_table(writer);
    }
    writer_end(writer);
    text = g_strdup(writer->out->str);
    writer_free(writer);
    return text;
}

static void check_all(const char *format, struct writer_style style, gboolean second, const char *expected)
{
    char *found = write_all(format, style, second);

    g_assert_cmpstr(found, ==, expected);
    g_free(found);
}

static void test_csv(void)
{
    check_all("csv", (struct writer_style){ .one_table = TRUE }, FALSE,
              "name,packets,bytes,share,first_time,duration_s\n"
              "HTTP,2000,3000000,0.666667,2016-08-02T02:19:33.025824000Z,1.500000000\n"
              "\"a,\"\"b\"\"|<c>\",1,1500,0.000333,2016-08-02T02:19:33.025824000Z,1.500000000\n"
              ",,,,,\n");
    check_all("csv", (struct writer_style){ 0 }, TRUE,
              "table,name,packets,bytes,share,first_time,duration_s\n"
              "things,HTTP,2000,3000000,0.666667,2016-08-02T02:19:33.025824000Z,1.500000000\n"
              "things,\"a,\"\"b\"\"|<c>\",1,1500,0.000333,2016-08-02T02:19:33.025824000Z,1.500000000\n"
              "things,,,,,,\n"
              "\n"
              "table,name,packets\n"
              "one,x,1234567\n");
}

static void test_tsv(void)
{
    check_all("tsv", (struct writer_style){ .one_table = TRUE }, FALSE,
              "name\tpackets\tbytes\tshare\tfirst_time\tduration_s\n"
              "HTTP\t2000\t3000000\t0.666667\t2016-08-02T02:19:33.025824000Z\t1.500000000\n"
              "a,\"b\"|<c>\t1\t1500\t0.000333\t2016-08-02T02:19:33.025824000Z\t1.500000000\n"
              "\t\t\t\t\t\n");
}

static void test_json(void)
{
    check_all("json", (struct writer_style){ 0 }, TRUE,
              "{\n\"things\": [\n"
              "  {\"name\": \"HTTP\", \"packets\": 2000, \"bytes\": 3000000, \"share\": 0.666667, "
              "\"first_time\": \"2016-08-02T02:19:33.025824000Z\", \"duration_s\": 1.500000000},\n"
              "  {\"name\": \"a,\\\"b\\\"|<c>\", \"packets\": 1, \"bytes\": 1500, \"share\": 0.000333, "
              "\"first_time\": \"2016-08-02T02:19:33.025824000Z\", \"duration_s\": 1.500000000},\n"
              "  {\"name\": null, \"packets\": null, \"bytes\": null, \"share\": null, \"first_time\": null, "
              "\"duration_s\": null}\n"
              "],\n"
              "\"one\": {\"name\": \"x\", \"packets\": 1234567}\n"
              "}\n");
}

static void test_markdown(void)
{
    check_all("markdown", (struct writer_style){ 0 }, TRUE,
              "## Things\n\n"
              "| Name | Packets | Bytes | of all | First | Duration |\n"
              "| --- | ---: | ---: | ---: | ---: | ---: |\n"
              "| HTTP | 2,000 | 3.0 MB | 66.7 % | 2016-08-02 02:19:33.025824 | 1.5 s |\n"
              "| a,\"b\"\\|&lt;c> | 1 | 1.5 kB | 0.0 % | 2016-08-02 02:19:33.025824 | 1.5 s |\n"
              "|  |  |  |  |  |  |\n"
              "| and 7 more |\n"
              "\n## One\n\n"
              "| | |\n| --- | ---: |\n| Name | x |\n| Packets | 1,234,567 |\n");
}

static void test_table(void)
{
    check_all("table", (struct writer_style){ 0 }, TRUE,
              "Things\n"
              "Name       Packets   Bytes  of all  First                       Duration\n"
              "HTTP         2,000  3.0 MB  66.7 %  2016-08-02 02:19:33.025824     1.5 s  ████████████████████████\n"
              "a,\"b\"|<c>        1  1.5 kB   0.0 %  2016-08-02 02:19:33.025824     1.5 s  ▏\n"
              "\n"
              "and 7 more\n"
              "\nOne\n"
              "Name     x\n"
              "Packets  1,234,567\n");
    check_all("table", (struct writer_style){ .ascii_only = TRUE }, FALSE,
              "Things\n"
              "Name       Packets   Bytes  of all  First                       Duration\n"
              "HTTP         2,000  3.0 MB  66.7 %  2016-08-02 02:19:33.025824     1.5 s  ########################\n"
              "a,\"b\"|<c>        1  1.5 kB   0.0 %  2016-08-02 02:19:33.025824     1.5 s\n"
              "\n"
              "and 7 more\n");
}

/* A name written by each format, as the only cell. */
static void check_name(const char *format, const char *name, const char *expected)
{
    static const struct table_column COLUMN[] = { { "n", "n", VALUE_TEXT, 0 } };
    static const struct table        TABLE = { "t", "t", COLUMN, 1, .bar = -1 };
    struct writer_style              style = { .one_table = TRUE };
    struct writer                   *writer = writer_new(writer_format_named(format), &style);
    char                           **lines;
    gboolean                         found = FALSE;

    writer_begin(writer);
    writer_begin_table(writer, &TABLE);
    writer_row(writer, (const struct value[]){ value_text(name) });
    writer_end_table(writer);
    writer_end(writer);
    lines = g_strsplit(writer->out->str, "\n", -1);
    for (char **line = lines; *line; line++)
        found = found || g_str_equal(*line, expected);
    if (!found)
        g_test_message("%s: expected %s in %s", format, expected, writer->out->str);
    g_assert_true(found);
    g_strfreev(lines);
    writer_free(writer);
}

/* Packets say what they like; no format may obey. */
static void test_hostile_text(void)
{
    check_name("table", "\033[31mred\a", "\\x1b[31mred\\x07");
    check_name("table", "a\tb\nc\r", "a\\tb\\nc\\r");
    check_name("table", "\xff\xc3", "\\xff\\xc3");
    check_name("table",
               "\xc2\x9b"
               "31m",
               "\\u009b31m");
    check_name("table",
               "a\xe2\x80\xae"
               "gnp",
               "a\\u202egnp");
    check_name("csv", "\033[31m", "\\x1b[31m");
    check_name("csv", "=1+1", "'=1+1");
    check_name("csv", "+cmd", "'+cmd");
    check_name("csv", "-cmd", "'-cmd");
    check_name("csv", "@cmd", "'@cmd");
    check_name("csv", "-12.5", "-12.5");
    check_name("csv", "+1", "+1");
    check_name("csv", "-12,+1,3.5", "\"-12,+1,3.5\"");
    check_name("csv", "-1,=1", "\"'-1,=1\"");
    check_name("csv", "-1,", "\"'-1,\"");
    check_name("csv", "\t=1", "'\\t=1");
    check_name("csv", "\r=1", "'\\r=1");
    check_name("csv", "=1,\"2\"", "\"'=1,\"\"2\"\"\"");
    check_name("tsv", "=a\tb", "'=a\\tb");
    check_name("tsv", "\"=1+1\"", "'\"=1+1\"");
    check_name("tsv", "a \"name\"", "a \"name\"");
    check_name("json", "a\"\\\n\033", "  {\"n\": \"a\\\"\\\\\\\\n\\\\x1b\"}");
    check_name("json", "</script>\xff", "  {\"n\": \"</script>\\\\xff\"}");
    check_name("markdown", "a|b<script>`*\n", "| a\\|b&lt;script>\\`\\*\\\\n |");
    check_name("markdown", "[x](javascript:1)", "| \\[x\\](javascript:1) |");
}

/* A terminal that is too narrow by one column for the sentence beside its name, and one that is not. */
static void test_prose(void)
{
    static const struct table_column TWO[] = { { "n", "Name", VALUE_TEXT, 0 }, { "d", "Detail", VALUE_TEXT, 0 } };
    static const struct table        TABLE = { "t", "Things", TWO, 2, .bar = -1, .prose = TRUE };
    static const struct {
        guint       columns;
        const char *expected;
    } CASES[] = {
        { 0, "Things\nName  Detail\nscan  one two three\nand 1 more\n" },
        { 19, "Things\nName  Detail\nscan  one two three\nand 1 more\n" },
        { 18, "Things\nName\nscan\n    one two three\nand 1 more\n" },
        { 16, "Things\nName\nscan\n    one two\n    three\nand 1 more\n" },
        { 8, "Things\nName\nscan\n    one\n    two\n    thre\n    e\nand 1 more\n" },
    };

    for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
        struct writer *writer = writer_new(&writer_table, &(struct writer_style){ .columns = CASES[i].columns });

        writer_begin(writer);
        writer_begin_table(writer, &TABLE);
        writer_row(writer, (const struct value[]){ value_text("scan"), value_text("one two three") });
        writer_remark(writer, "and %d more", 1);
        writer_end_table(writer);
        writer_end(writer);
        g_assert_cmpstr(writer->out->str, ==, CASES[i].expected);
        writer_free(writer);
    }
}

static void test_lines(void)
{
    g_assert_cmpuint(safe_text_line("one two", 7), ==, 7);
    g_assert_cmpuint(safe_text_line("one two", 6), ==, 3);
    g_assert_cmpuint(safe_text_line("one two", 3), ==, 3);
    g_assert_cmpuint(safe_text_line("one two", 2), ==, 2);
    g_assert_cmpuint(safe_text_line("日本", 3), ==, 3); /* bytes of the first one, which takes two columns */
    g_assert_cmpuint(safe_text_line("日本", 1), ==, 3);
    g_assert_cmpuint(safe_text_line(" x", 1), ==, 1);
}

static void test_widths(void)
{
    GString *text = g_string_new("日本語テキスト");

    g_assert_cmpuint(safe_text_width("abc"), ==, 3);
    g_assert_cmpuint(safe_text_width("日本"), ==, 4);
    g_assert_cmpuint(safe_text_width("e\xcc\x81"), ==, 1);
    safe_text_shorten(text, 14, FALSE);
    g_assert_cmpstr(text->str, ==, "日本語テキスト");
    safe_text_shorten(text, 6, FALSE);
    g_assert_cmpstr(text->str, ==, "日本…");
    g_string_free(text, TRUE);
}

static void check_value(enum value_kind kind, struct value value, const char *plain, const char *readable)
{
    GString *text = g_string_new(NULL);

    value_append_plain(text, kind, &value);
    g_assert_cmpstr(text->str, ==, plain);
    g_string_truncate(text, 0);
    value_append_readable(text, kind, &value);
    g_assert_cmpstr(text->str, ==, readable);
    g_string_free(text, TRUE);
}

static void test_values(void)
{
    check_value(VALUE_COUNT, value_number(1234567), "1234567", "1,234,567");
    check_value(VALUE_COUNT, value_number(999), "999", "999");
    check_value(VALUE_NUMBER, value_number(49152), "49152", "49152");
    check_value(VALUE_BYTES, value_number(0), "0", "0 B");
    check_value(VALUE_BYTES, value_number(999), "999", "999 B");
    check_value(VALUE_BYTES, value_number(1500), "1500", "1.5 kB");
    check_value(VALUE_BYTES, value_number(999960), "999960", "1.0 MB");
    check_value(VALUE_BYTES, value_number(G_MAXUINT64), "18446744073709551615", "18.4 EB");
    check_value(VALUE_SHARE, value_real(0.125), "0.125000", "12.5 %");
    check_value(VALUE_TIME, value_ns(0), "1970-01-01T00:00:00.000000000Z", "1970-01-01 00:00:00");
    check_value(VALUE_TIME, value_ns(-1), "1969-12-31T23:59:59.999999999Z", "1969-12-31 23:59:59.999999");
    check_value(VALUE_DURATION, value_ns(-1500000000), "-1.500000000", "-1.5 s");
    check_value(VALUE_DURATION, value_ns(90000000000), "90.000000000", "1.5 min");
    check_value(VALUE_DURATION, value_ns(250000), "0.000250000", "0.25 ms");
    check_value(VALUE_DECIMAL, value_text("-0.50"), "-0.50", "-0.50");
    check_value(VALUE_TEXT, value_text(NULL), "", "");
}

/* A decimal comma is for eyes of another program. */
static void test_locale(void)
{
    if (!setlocale(LC_ALL, "de_DE.UTF-8")) {
        g_test_skip("no locale with a decimal comma");
        return;
    }
    check_value(VALUE_SHARE, value_real(0.5), "0.500000", "50.0 %");
    setlocale(LC_ALL, "C.UTF-8");
}

static void test_formats(void)
{
    char *formats = writer_formats();

    g_assert_cmpstr(formats, ==, "table, csv, tsv, json, markdown, html");
    g_assert_null(writer_format_named("xml"));
    g_assert_cmpstr(writer_format_of_file("a/b.json")->name, ==, "json");
    g_assert_cmpstr(writer_format_of_file("x.md")->name, ==, "markdown");
    g_assert_null(writer_format_of_file("x.xml"));
    g_free(formats);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/writers/csv", test_csv);
    g_test_add_func("/writers/tsv", test_tsv);
    g_test_add_func("/writers/json", test_json);
    g_test_add_func("/writers/markdown", test_markdown);
    g_test_add_func("/writers/table", test_table);
    g_test_add_func("/writers/hostile_text", test_hostile_text);
    g_test_add_func("/writers/formats", test_formats);
    g_test_add_func("/values", test_values);
    g_test_add_func("/values/locale", test_locale);
    g_test_add_func("/safe_text/widths", test_widths);
    g_test_add_func("/writers/prose", test_prose);
    g_test_add_func("/safe_text/lines", test_lines);
    return g_test_run();
}
