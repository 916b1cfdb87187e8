/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cell_parse.h"
#include "export_reader.h"
#include "export_scan.h"
#include "packet_ends.h"

#include <string.h>

/* Everything that a reader makes of a text, as one string: cells in brackets, a row a line; damaged rows and table lines
 * counted at the end. */
static char *read_text(const char *text, gsize length, gsize at_once)
{
    struct byte_source         *source = byte_source_new_memory(text, length, at_once);
    struct damage               damage;
    struct export_reader       *reader;
    const struct export_header *header;
    struct export_row           row;
    GString                    *out = g_string_new(NULL);

    damage_init(&damage, "test");
    damage.silent = TRUE;
    reader = export_reader_new(source, &damage);
    header = export_reader_open(reader, NULL, NULL);
    while (header && export_reader_next(reader, &row)) {
        g_string_append_printf(out, "%s%" G_GUINT64_FORMAT " ", row.after_header ? "again " : "", row.line);
        for (guint i = 0; i < header->columns; i++) {
            g_string_append_c(out, '[');
            export_cell_value(header, export_row_cell(&row, i), out);
            g_string_append_c(out, ']');
        }
        g_string_append_c(out, '\n');
    }
    if (!header)
        g_string_append(out, "no header\n");
    g_string_append_printf(out, "%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT, damage.rows, damage.table_lines);
    export_reader_free(reader);
    byte_source_free(source);
    damage_clear(&damage);
    return g_string_free(out, FALSE);
}

/* However the bytes come. */
static void check(const char *text, const char *expected)
{
    static const gsize AT_ONCE[] = { 1, 2, 3, 5, 7, 64, 1000000 };

    for (guint i = 0; i < G_N_ELEMENTS(AT_ONCE); i++) {
        char *found = read_text(text, strlen(text), AT_ONCE[i]);
        g_assert_cmpstr(found, ==, expected);
        g_free(found);
    }
}

static void test_plain(void)
{
    check("frame.number\tip.src\n1\t10.0.0.1\n2\t\n", "2 [1][10.0.0.1]\n3 [2][]\n0 0");
    check("frame.number,ip.src\n1,10.0.0.1\n", "2 [1][10.0.0.1]\n0 0");
    check("frame.number;ip.src\n1;a,b\n", "2 [1][a,b]\n0 0");
    check("frame.number ip.src\n1 x\n", "2 [1][x]\n0 0");
    check("frame.number\n1\n2\n", "2 [1]\n3 [2]\n0 0");
    check("frame.number\tip.src\n", "0 0");
}

static void test_header(void)
{
    check("", "no header\n0 0");
    check("\n1\t2\n", "no header\n0 0");
    check("1\t1470104373.025824000\t68\n2\t3\t4\n", "no header\n0 0");
    check("\xef\xbb\xbf"
          "frame.number\tip.src\n1\tx\n",
          "2 [1][x]\n0 0");
    check("\n\r\nframe.number\tip.src\n1\tx\n2\n", "4 [1][x]\n1 0");
    check("_ws.col.Src port\tframe.len\n80\t60\n", "2 [80][60]\n0 0");
}

/* However many columns there are, in time that grows as they do: a look through the list for each would take hours. */
static void test_columns(void)
{
    enum { MANY = 20000 };
    struct export_header header;
    GString             *line = g_string_new("Ip.Src\tip.src");
    char                 name[16];

    for (guint i = 2; i < MANY; i++)
        g_string_append_printf(line, "\tc%u", i);
    g_assert_true(export_header_parse(&header, line->str, line->len));
    g_assert_cmpint(export_header_find(&header, "IP.SRC"), ==, 1);
    g_assert_cmpint(export_header_find(&header, "ip.dst"), ==, -1);
    for (gint i = 2; i < MANY; i++) {
        g_snprintf(name, sizeof name, "C%d", i);
        g_assert_cmpint(export_header_find(&header, name), ==, i);
    }
    export_header_clear(&header);
    g_string_free(line, TRUE);
}

static void test_line_ends(void)
{
    check("frame.number\tip.src\r\n1\tx\r\n2\t\r\n", "2 [1][x]\n3 [2][]\n0 0");
    check("frame.number\tip.src\n1\tx", "2 [1][x]\n0 0");
    check("frame.number\tip.src\n1\tx\r\n", "2 [1][x\r]\n0 0");
}

static void test_damage(void)
{
    check("frame.number\tip.src\n1\tx\n2\n3\ty\tz\n4\tw\n", "2 [1][x]\n5 [4][w]\n2 0");
    check("frame.number\tip.src\tip.dst\n1\tx\ty\n2\tx", "2 [1][x][y]\n1 0");
    check("frame.number\tip.src\n1\tx\n\n2\ty\n", "2 [1][x]\n4 [2][y]\n1 0");
}

static void test_table_after_rows(void)
{
    check("frame.number\tip.src\n1\tx\n\n====\nTable\n\nframe\n====\n", "2 [1][x]\n0 6");
    check("frame.number\tip.src\n1\tx\n====\nA\tB\n====\n", "2 [1][x]\n0 3");
    check("frame.number\tip.src\n1\tx\n\nErrors (1)\n====\n", "2 [1][x]\n0 3");
    check("frame.number\tip.src\n1\tx\n====\nT\nframe.number\tip.src\n1\ty\n", "2 [1][x]\nagain 6 [1][y]\n0 2");
    check("frame.number\tip.src\n1\tx\nframe.number\tip.src\n1\ty\n", "2 [1][x]\nagain 4 [1][y]\n0 0");
}

static void test_quotes(void)
{
    check("frame.number,ip.src,eth.src\n\"1\",\"a,b\",\"c\"\n\"2\",,\"d\"\n", "2 [1][a,b][c]\n3 [2][][d]\n0 0");
    check("frame.number,ip.src\n'1','a,b'\n", "2 [1][a,b]\n0 0");
    check("\"frame.number\",\"ip.src\"\n\"1\",\"a,b\"\n", "2 [1][a,b]\n0 0");
    check("frame.number,ip.src\r\n\"1\",\"a\"\r\n", "2 [1][a]\n0 0");
    /* tshark 4.4 doubles a quote inside a value, 4.0 does not */
    check("frame.number,ip.src\n\"1\",\"say \"\"a\"\", b\"\n", "2 [1][say \"a\", b]\n0 0");
    check("frame.number,ip.src\n\"1\",\"say \"a, b\"\"\n", "2 [1][say \"a, b\"]\n0 0");
    /* quoted where need be, as in winnow's own CSV: known from the first row on that shows it */
    check("frame.number,ip.src,eth.src\n1,x,y\n2,\"a,b\",c\n3,x,\"say \"\"a\"\"\"\n4,\"a,b\",\n",
          "2 [1][x][y]\n3 [2][a,b][c]\n4 [3][x][say \"a\"]\n5 [4][a,b][]\n0 0");
    check("frame.number,ip.src\r\n1,\"a,b\"\r\n", "2 [1][a,b]\n0 0");
    check("frame.number,ip.src\n1,\"a,b\n2,a,b\n", "2 0");
    check("frame.number\tip.src\n1\t\"a\tb\"\n", "1 0");
    /* not quoted: one value begins with a quote */
    check("ip.src,frame.number\n\"x,1\n", "2 [\"x][1]\n0 0");
}

static void test_escapes(void)
{
    check("frame.number\tip.src\n1\ta\\tb\\nc\n", "2 [1][a\tb\nc]\n0 0");
    check("frame.number\tip.src\n1\ta\\\\nb\n", "2 [1][a\\nb]\n0 0");
    check("frame.number,ip.src\n1,a\\,b\n", "2 [1][a,b]\n0 0");
    /* a title with a capital: tshark 4.0, which leaves backslashes alone */
    check("frame.number\t_ws.col.Info\n1\ta\\\\x\n", "2 [1][a\\\\x]\n0 0");
}

static void test_long_row(void)
{
    GString *text = g_string_new("frame.number\tip.src\n1\tx\n2\t");
    char    *found;

    for (guint i = 0; i < 100000; i++)
        g_string_append(text, "0123456789ab");
    g_string_append(text, "\n3\t");
    for (guint i = 0; i < 10000; i++)
        g_string_append(text, "0123456789ab");
    g_string_append(text, "\n4\ty\n");
    for (gsize at_once = 4096; at_once < 10000000; at_once *= 100) {
        found = read_text(text->str, text->len, at_once);
        g_assert_true(g_str_has_prefix(found, "2 [1][x]\n4 [3][0123"));
        g_assert_true(g_str_has_suffix(found, "b]\n5 [4][y]\n1 0"));
        g_free(found);
    }
    g_string_free(text, TRUE);
}

/* Many rows, so that windows and chunks end everywhere. */
static void test_many_rows(void)
{
    GString *text = g_string_new("frame.number\tip.src\tip.dst\n"), *expected = g_string_new(NULL);
    char    *found;

    for (guint i = 1; i <= 20000; i++) {
        g_string_append_printf(text, "%u\t%u.%u\t\n", i, i * 7, i % 13);
        g_string_append_printf(expected, "%u [%u][%u.%u][]\n", i + 1, i, i * 7, i % 13);
    }
    g_string_append(expected, "0 0");
    for (gsize at_once = 17; at_once < 1000000; at_once = at_once * 11 + 3) {
        found = read_text(text->str, text->len, at_once);
        g_assert_cmpstr(found, ==, expected->str);
        g_free(found);
    }
    g_string_free(text, TRUE);
    g_string_free(expected, TRUE);
}

static void check_scanner(export_scan scan)
{
    enum { SIZE = 5000 };
    char                text[SIZE + EXPORT_SCAN_PADDING];
    struct export_marks marks[2];

    for (guint i = 0; i < 2; i++) {
        marks[i].marks = g_new(guint32, SIZE + EXPORT_SCAN_PADDING);
        marks[i].row_ends = g_new(guint32, SIZE + EXPORT_SCAN_PADDING);
    }
    for (guint round = 0; round < 300; round++) {
        guint32 length = (guint32)g_test_rand_int_range(0, SIZE);

        for (guint i = 0; i < sizeof text; i++)
            text[i] = round % 2 ? (char)g_test_rand_int() : "\t\n\x89\x0b"[g_test_rand_int_range(0, 4)];
        export_scan_portable(text, length, '\t', &marks[0]);
        scan(text, length, '\t', &marks[1]);
        g_assert_cmpuint(marks[0].mark_count, ==, marks[1].mark_count);
        g_assert_cmpuint(marks[0].row_count, ==, marks[1].row_count);
        g_assert_cmpint(memcmp(marks[0].marks, marks[1].marks, marks[0].mark_count * sizeof(guint32)), ==, 0);
        g_assert_cmpint(memcmp(marks[0].row_ends, marks[1].row_ends, marks[0].row_count * sizeof(guint32)), ==, 0);
    }
    for (guint i = 0; i < 2; i++) {
        g_free(marks[i].marks);
        g_free(marks[i].row_ends);
    }
}

static void test_scanners_agree(void)
{
    export_scan scanners[] = { export_scan_avx2(), export_scan_avx512(), export_scan_best() };

    for (guint i = 0; i < G_N_ELEMENTS(scanners); i++)
        if (scanners[i])
            check_scanner(scanners[i]);
    if (!scanners[0] || !scanners[1])
        g_test_skip("no AVX2, or no AVX-512, here");
}

/* A cell as in the reader's buffer: something follows it. The text is gone with the next call. */
static struct cell cell_of(const char *text)
{
    static char buffer[64];

    memset(buffer, '7', sizeof buffer);
    memcpy(buffer, text, strlen(text));
    return (struct cell){ buffer, (guint)strlen(text) };
}

static void check_time(const char *text, gint64 expected)
{
    gint64 time = -77;

    g_assert_true(cell_time(cell_of(text), &time) == (expected != -77));
    g_assert_cmpint(time, ==, expected);
}

static void test_times(void)
{
    check_time("0", 0);
    check_time("1470104373.025824000", G_GINT64_CONSTANT(1470104373025824000));
    check_time("1.5", G_GINT64_CONSTANT(1500000000));
    check_time("-1.5", G_GINT64_CONSTANT(-1500000000));
    check_time("-0.000000001", -1);
    check_time("2016-08-02T02:19:33.025824000Z", G_GINT64_CONSTANT(1470104373025824000));
    check_time("2016-08-02T02:19:33+0000", G_GINT64_CONSTANT(1470104373000000000));
    check_time("", -77);
    check_time(".5", -77);
    check_time("1.", -77);
    check_time("1.0000000001", -77);
    check_time("1.5x", -77);
    check_time("Nov 15, 2023 00:26:40.000000000 UTC", G_GINT64_CONSTANT(1700008000000000000));
    check_time("Aug  2, 2016 02:19:33.025824 UTC", G_GINT64_CONSTANT(1470104373025824000));
    check_time("Jan  1, 1970 00:00:00 UTC", 0);
    check_time("Aug  2, 2016 02:19:33", -77);
    check_time("Aug  2, 2016 02:19:33.025824000 CEST", -77);
    check_time("Aux  2, 2016 02:19:33.025824000 UTC", -77);
    check_time("Feb 30, 2016 02:19:33.025824000 UTC", -77);
}

/* Beyond what a clock in nanoseconds can hold: the packet counts, without a time. */
static void test_far_times(void)
{
    gint64 time = -77;

    g_assert_true(cell_time(cell_of("99999999999"), &time));
    g_assert_true(cell_time(cell_of("-10795298014.608137624"), &time));
    g_assert_true(cell_time(cell_of("2485-08-02T02:19:33+0000"), &time));
    g_assert_cmpint(time, ==, -77);
}

static void check_number(const char *text, gboolean sound, guint64 expected)
{
    guint64 number = 0;

    g_assert_true(cell_number_or_hex(cell_of(text), &number) == sound);
    g_assert_cmpuint(number, ==, expected);
}

static void test_numbers(void)
{
    check_number("0", TRUE, 0);
    check_number("18446744073", TRUE, G_GUINT64_CONSTANT(18446744073));
    check_number("0x0800", TRUE, 0x800);
    check_number("", FALSE, 0);
    check_number("0x", FALSE, 0);
    check_number("-1", FALSE, 0);
    check_number("1,2", FALSE, 0);
    check_number("99999999999999999999", FALSE, 0);
}

static void check_real(const char *text, gboolean sound, double expected)
{
    double real = -77;

    g_assert_true(cell_real(cell_of(text), &real) == sound);
    g_assert_cmpfloat(real, ==, sound ? expected : -77);
}

static void test_reals(void)
{
    check_real("0", TRUE, 0);
    check_real("-1.25", TRUE, -1.25);
    check_real("1.5e-05", TRUE, 1.5e-05);
    check_real("", FALSE, 0);
    check_real("1.5 ", FALSE, 0);
    check_real("nan", FALSE, 0);
    check_real("inf", FALSE, 0);
    check_real("1e999", FALSE, 0);
    check_real("0x10", FALSE, 0);
    check_real("1,5", FALSE, 0);
}

static void check_address(const char *text, enum address_kind kind, const char *expected)
{
    struct address address = { 0 };
    char           buffer[ADDRESS_TEXT_SIZE];

    g_assert_true(cell_address(cell_of(text), &address));
    g_assert_cmpint(address.kind, ==, kind);
    g_assert_cmpstr(address_format(&address, buffer), ==, expected);
}

static void test_addresses(void)
{
    struct address untouched = { 0 };

    check_address("10.0.0.255", ADDRESS_IPV4, "10.0.0.255");
    check_address("2001:DB8::1", ADDRESS_IPV6, "2001:db8::1");
    check_address("00:1c:42:8e:70:31", ADDRESS_MAC, "00:1c:42:8e:70:31");
    check_address("10.0.0.256", ADDRESS_TEXT, "10.0.0.256");
    check_address("10.0.0", ADDRESS_TEXT, "10.0.0");
    check_address("1.2.3.4.5", ADDRESS_TEXT, "1.2.3.4.5");
    g_assert_false(cell_address(cell_of(""), &untouched));
    g_assert_cmpint(untouched.kind, ==, ADDRESS_NONE);
}

/* "source:port destination:port protocol" of the first row. */
static void check_ends(const char *text, const char *expected)
{
    struct byte_source         *source = byte_source_new_memory(text, strlen(text), 1000);
    struct damage               damage;
    struct export_reader       *reader;
    const struct export_header *header;
    struct export_row           row;
    struct column_map           map;
    struct packet_ends          ends;
    char                       *found;

    damage_init(&damage, "test");
    reader = export_reader_new(source, &damage);
    header = export_reader_open(reader, NULL, NULL);
    g_assert_true(export_reader_next(reader, &row));
    map = column_map_of(header);
    ends = packet_ends_of(&map, &row);
    found = g_strdup_printf("%.*s:%d %.*s:%d %d", (int)ends.source.length, ends.source.text, ends.source_port,
                            (int)ends.destination.length, ends.destination.text, ends.destination_port, ends.ip_protocol);
    g_assert_cmpstr(found, ==, expected);
    g_free(found);
    export_reader_free(reader);
    byte_source_free(source);
    damage_clear(&damage);
}

#define PLAIN                                                                                                               \
    "frame.protocols\tip.src\tip.dst\tipv6.src\tipv6.dst\tip.proto\ttcp.srcport\ttcp.dstport\tudp.srcport\tudp."            \
    "dstport\n"

static void test_ends(void)
{
    check_ends(PLAIN "eth:ethertype:ip:tcp:http\t1.1.1.1\t2.2.2.2\t\t\t6\t1234\t80\t\t\n", "1.1.1.1:1234 2.2.2.2:80 6");
    check_ends(PLAIN "eth:ethertype:ipv6:udp:dns\t\t\t::1\t::2\t\t\t\t53\t999\n", "::1:53 ::2:999 17");
    /* an ICMP error that quotes a DNS query */
    check_ends(PLAIN "eth:ethertype:ip:icmp:ip:udp:dns\t1.1.1.1,2.2.2.2\t2.2.2.2,3.3.3.3\t\t\t1,17\t\t\t999\t53\n",
               "1.1.1.1:-1 2.2.2.2:-1 1");
    /* a tunnel: the innermost */
    check_ends(PLAIN "eth:ethertype:ip:udp:vxlan:eth:ethertype:ip:tcp\t1.1.1.1,3.3.3.3\t2.2.2.2,4.4.4.4\t\t\t17,"
                     "6\t80\t1234\t4789\t4789\n",
               "3.3.3.3:80 4.4.4.4:1234 6");
    check_ends(PLAIN "eth:ethertype:ip:ipv6:udp\t1.1.1.1\t2.2.2.2\t::1\t::2\t41\t\t\t5\t6\n", "::1:5 ::2:6 17");
    check_ends(PLAIN "eth:ethertype:ip:data\t1.1.1.1\t2.2.2.2\t\t\t17\t\t\t\t\n", "1.1.1.1:-1 2.2.2.2:-1 17");
    /* without the layers: by what there is */
    check_ends("ip.src\tip.dst\tudp.srcport\tudp.dstport\n1.1.1.1\t2.2.2.2\t5\t53\n", "1.1.1.1:5 2.2.2.2:53 17");
    check_ends("ip.src\tip.dst\tip.proto\tudp.srcport\tudp.dstport\n1.1.1.1,2.2.2.2\t2.2.2.2,3.3.3.3\t1,17\t5\t53\n",
               "1.1.1.1:-1 2.2.2.2:-1 1");
    check_ends("ip.src\tip.dst\tudp.srcport\tudp.dstport\n1.1.1.1,2.2.2.2\t2.2.2.2,3.3.3.3\t5\t53\n",
               "1.1.1.1:-1 2.2.2.2:-1 1");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/export_reader/plain", test_plain);
    g_test_add_func("/export_reader/header", test_header);
    g_test_add_func("/export_reader/columns", test_columns);
    g_test_add_func("/export_reader/line_ends", test_line_ends);
    g_test_add_func("/export_reader/damage", test_damage);
    g_test_add_func("/export_reader/table_after_rows", test_table_after_rows);
    g_test_add_func("/export_reader/quotes", test_quotes);
    g_test_add_func("/export_reader/escapes", test_escapes);
    g_test_add_func("/export_reader/long_row", test_long_row);
    g_test_add_func("/export_reader/many_rows", test_many_rows);
    g_test_add_func("/export_reader/scanners_agree", test_scanners_agree);
    g_test_add_func("/cell_parse/times", test_times);
    g_test_add_func("/cell_parse/far-times", test_far_times);
    g_test_add_func("/cell_parse/numbers", test_numbers);
    g_test_add_func("/cell_parse/reals", test_reals);
    g_test_add_func("/cell_parse/addresses", test_addresses);
    g_test_add_func("/packet_ends", test_ends);
    return g_test_run();
}
