/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "dns.h"

enum { ROOM = 2048 };

/* Hexadecimal bytes, and text in single quotes. */
static guint bytes_of(const char *text, guint8 bytes[ROOM])
{
    gboolean quoted = FALSE;
    guint    length = 0;

    for (const char *c = text; *c; c++) {
        if (*c == '\'') {
            quoted = !quoted;
        } else if (quoted) {
            bytes[length++] = (guint8)*c;
        } else if (g_ascii_isxdigit(*c)) {
            bytes[length++] = (guint8)(g_ascii_xdigit_value(c[0]) << 4 | g_ascii_xdigit_value(c[1]));
            c++;
        }
    }
    return length;
}

typedef gboolean (*reader)(const guint8 *, guint, guint, struct dns_message *);

/* From memory that ends where the bytes do, into memory that held something else before. */
static gboolean reads_bytes(reader read, const guint8 *bytes, guint captured, guint wire, struct dns_message *message)
{
    guint8  *exact = g_memdup2(bytes, captured);
    gboolean is_message;

    memset(message, 0xa5, sizeof *message);
    is_message = read(exact, captured, wire, message);
    g_free(exact);
    return is_message;
}

static gboolean reads(const char *text, struct dns_message *message)
{
    guint8 bytes[ROOM];
    guint  length = bytes_of(text, bytes);

    return reads_bytes(dns_read, bytes, length, length, message);
}

static struct dns_message read(const char *text)
{
    struct dns_message message;

    g_assert_true(reads(text, &message));
    return message;
}

#define QUERY "1234 0100 0001 0000 0000 0000 "
#define WWW "03'www' 07'Example' 03'COM' 00 "
#define A_IN "0001 0001 "

/* 1 + 3 + 1 + 7 + 1 + 3 + 1 = 17 bytes of name */
static void query(void)
{
    struct dns_message m = read(QUERY WWW A_IN);

    g_assert_cmpuint(m.id, ==, 0x1234);
    g_assert_false(m.is_response);
    g_assert_false(m.is_truncated);
    g_assert_cmpuint(m.opcode, ==, 0);
    g_assert_cmpuint(m.rcode, ==, 0);
    g_assert_cmpuint(m.questions, ==, 1);
    g_assert_true(m.has_question);
    g_assert_cmpstr(m.name.text, ==, "www.example.com");
    g_assert_cmpuint(m.name.length, ==, 15);
    g_assert_cmpuint(m.name.labels, ==, 3);
    g_assert_cmpuint(m.name.longest_label, ==, 7);
    g_assert_false(m.name.has_odd_bytes);
    g_assert_cmpuint(m.type, ==, 1);
    g_assert_cmpuint(m.class, ==, 1);
    g_assert_cmpuint(m.wire_name_bytes, ==, 17);
    g_assert_false(m.has_edns);
    g_assert_cmpuint(m.edns_size, ==, 0);
}

static void root(void)
{
    struct dns_message m = read(QUERY "00 0002 0001");

    g_assert_true(m.has_question);
    g_assert_cmpstr(m.name.text, ==, "");
    g_assert_cmpuint(m.name.labels, ==, 0);
    g_assert_cmpuint(m.wire_name_bytes, ==, 1);
    g_assert_cmpuint(m.type, ==, 2);
}

#define ADDRESS "c00c 0001 0001 0000003c 0004 c0000201 "
#define NAME_SERVER "c010 0002 0001 0000003c 0005 02'ns' c010 "
#define OPT "00 0029 04d0 01008000 0000 " /* 1232 bytes; upper bits of rcode: 1 */
#define RESPONSE "1234 8783 0001 0001 0001 0002 " WWW A_IN ADDRESS NAME_SERVER ADDRESS OPT

/* rcode: 1 * 16 + 3 */
static void response(void)
{
    struct dns_message m = read(RESPONSE);

    g_assert_true(m.is_response);
    g_assert_true(m.is_truncated);
    g_assert_cmpuint(m.answers, ==, 1);
    g_assert_cmpuint(m.authorities, ==, 1);
    g_assert_cmpuint(m.additionals, ==, 2);
    g_assert_cmpstr(m.name.text, ==, "www.example.com");
    g_assert_true(m.has_edns);
    g_assert_cmpuint(m.edns_size, ==, 1232);
    g_assert_cmpuint(m.rcode, ==, 19);
}

/* Header 12, question 17 + 4, ADDRESS 16, NAME_SERVER 17, ADDRESS 16, OPT 11: 93 */
static void cut_by_snap_length(void)
{
    guint8             bytes[ROOM];
    guint              length = bytes_of(RESPONSE, bytes);
    struct dns_message m;

    g_assert_cmpuint(length, ==, 93);
    for (guint captured = 0; captured <= length; captured++) {
        g_assert_cmpint(reads_bytes(dns_read, bytes, captured, length, &m), ==, captured >= 12);
        if (captured < 12)
            continue;
        g_assert_cmpint(m.has_question, ==, captured >= 33);
        g_assert_cmpstr(m.name.text, ==, captured >= 33 ? "www.example.com" : "");
        g_assert_cmpuint(m.type, ==, captured >= 33 ? 1 : 0);
        g_assert_cmpint(m.has_edns, ==, captured == 93);
        g_assert_cmpuint(m.rcode, ==, captured == 93 ? 19 : 3);
    }
}

/* Not truncated, it counts 5 + 2 * 11 bytes behind the header, whatever these are. */
static void cut_by_sender(void)
{
    guint8             bytes[ROOM];
    guint              length = bytes_of("1234 8180 0001 0001 0000 0001 " WWW A_IN ADDRESS OPT, bytes);
    struct dns_message m;

    for (guint sent = 0; sent <= length; sent++)
        g_assert_cmpint(reads_bytes(dns_read, bytes, sent, sent, &m), ==, sent >= 12 + 5 + 2 * 11);
}

/* Padding of the frame is not read. */
static void longer_than_sent(void)
{
    guint8             bytes[ROOM];
    guint              length = bytes_of("1234 8380 0001 0000 0000 0001 " WWW A_IN OPT, bytes);
    struct dns_message m;

    g_assert_true(reads_bytes(dns_read, bytes, length, length - 11, &m));
    g_assert_true(m.has_question);
    g_assert_false(m.has_edns);
}

/* ---- names ---- */

/* None where all of it is there; where more was sent, it is told without a question. */
static void no_name(const char *question)
{
    guint8             bytes[2 * ROOM];
    guint              header = bytes_of(QUERY, bytes), length = header + bytes_of(question, bytes + header);
    struct dns_message m;

    memset(bytes + length, 0, 16);
    g_assert_false(reads_bytes(dns_read, bytes, length + 16, length + 16, &m));
    g_assert_true(reads_bytes(dns_read, bytes, length + 16, length + 17, &m));
    g_assert_false(m.has_question);
    g_assert_cmpstr(m.name.text, ==, "");
    g_assert_cmpuint(m.name.length, ==, 0);
    g_assert_cmpuint(m.name.labels, ==, 0);
    g_assert_cmpuint(m.name.longest_label, ==, 0);
    g_assert_false(m.name.has_odd_bytes);
    g_assert_cmpuint(m.wire_name_bytes, ==, 0);
    g_assert_cmpuint(m.type, ==, 0);
}

/* The first question begins at 12. */
static void pointers_of_questions(void)
{
    no_name("c00c");          /* to itself */
    no_name("03'w w' c00c");  /* to its own beginning */
    no_name("01'a' c010");    /* forward, to the next byte */
    no_name("c012 01'a' 00"); /* forward */
    no_name("c000");          /* into the header */
    no_name("ffff");          /* past the end */
    no_name("4001'a' 00");    /* label types that are none (RFC 6891, 5) */
    no_name("8001'a' 00");
}

/* A name of labels of these lengths, all of one byte. */
static struct dns_message read_labels(const guint *lengths, guint count, char byte, gboolean *is_whole)
{
    guint8             bytes[ROOM];
    guint              at = bytes_of(QUERY, bytes);
    struct dns_message m;

    for (guint i = 0; i < count; i++) {
        bytes[at++] = (guint8)lengths[i];
        memset(bytes + at, byte, lengths[i]);
        at += lengths[i];
    }
    memcpy(bytes + at, "\0\0\1\0\1", 5);
    at += 5;
    *is_whole = reads_bytes(dns_read, bytes, at, at, &m);
    return m;
}

static void longest_labels(void)
{
    gboolean           is_whole;
    struct dns_message m = read_labels((guint[]){ 63 }, 1, 'a', &is_whole);

    g_assert_true(is_whole);
    g_assert_cmpuint(m.name.longest_label, ==, 63);
    g_assert_cmpuint(m.name.length, ==, 63);
    read_labels((guint[]){ 64 }, 1, 'a', &is_whole);
    g_assert_false(is_whole);
}

/* 3 * 64 + 62 + 1 = 255; of text 3 * 64 + 61 = 253, and escaped 4 * (3 * 63 + 61) + 3 = 1003 */
static void longest_names(void)
{
    static const guint LONGEST[] = { 63, 63, 63, 61 }, TOO_LONG[] = { 63, 63, 63, 62 };
    gboolean           is_whole;
    struct dns_message m = read_labels(LONGEST, 4, 'a', &is_whole);

    g_assert_true(is_whole);
    g_assert_cmpuint(m.wire_name_bytes, ==, DNS_NAME_MAX);
    g_assert_cmpuint(m.name.length, ==, 253);
    m = read_labels(LONGEST, 4, '\n', &is_whole);
    g_assert_true(is_whole);
    g_assert_cmpuint(m.name.length, ==, 1003);
    g_assert_cmpuint(strlen(m.name.text), ==, 1003);
    g_assert_cmpuint(m.name.longest_label, ==, 63);
    read_labels(TOO_LONG, 4, '\n', &is_whole);
    g_assert_false(is_whole);
}

/* 127 * 2 + 1 = 255 */
static void most_labels(void)
{
    guint              ones[128];
    gboolean           is_whole;
    struct dns_message m;

    for (guint i = 0; i < G_N_ELEMENTS(ones); i++)
        ones[i] = 1;
    m = read_labels(ones, 127, 'a', &is_whole);
    g_assert_true(is_whole);
    g_assert_cmpuint(m.name.labels, ==, 127);
    g_assert_cmpuint(m.name.length, ==, 253);
    read_labels(ones, 128, 'a', &is_whole);
    g_assert_false(is_whole);
}

static void shows(const char *label, gboolean is_odd, const char *expected)
{
    char              *text = g_strconcat(QUERY, label, "01'z' 00 0001 0001", NULL);
    struct dns_message m = read(text);

    g_free(text);
    g_assert_cmpstr(m.name.text, ==, expected);
    g_assert_cmpuint(m.name.length, ==, strlen(expected));
    g_assert_cmpint(m.name.has_odd_bytes, ==, is_odd);
    g_assert_cmpuint(m.name.labels, ==, 2);
}

static void odd_bytes(void)
{
    shows("05'_A-z0'", FALSE, "_a-z0.z");
    shows("03'a.b'", TRUE, "a\\046b.z");
    shows("02'a\\'", TRUE, "a\\092.z");
    shows("04 00 09 7f ff", TRUE, "\\000\\009\\127\\255.z");
    shows("06'@[`{/:'", TRUE, "\\064\\091\\096\\123\\047\\058.z"); /* beside letters and digits */
}

/* ---- EDNS ---- */

static void opt_in_query(void)
{
    struct dns_message m = read("0001 0120 0001 0000 0000 0001 " WWW A_IN "00 0029 1000 00000000 0000");

    g_assert_true(m.has_edns);
    g_assert_cmpuint(m.edns_size, ==, 4096);
    g_assert_cmpuint(m.rcode, ==, 0);
}

static void has_no_edns(const char *text)
{
    struct dns_message m = read(text);

    g_assert_false(m.has_edns);
    g_assert_cmpuint(m.edns_size, ==, 0);
}

static void no_opt(void)
{
    has_no_edns("0001 8180 0001 0001 0000 0000 " WWW A_IN OPT);                                /* among the answers */
    has_no_edns("0001 8180 0001 0000 0000 0001 " WWW A_IN ADDRESS);                            /* another record */
    has_no_edns("0001 0100 0001 0000 0000 0001 " WWW A_IN "02 0029 04d0 0100 8000 0000 0000"); /* not of the root */
    has_no_edns("0001 8180 0001 0001 0000 0001 " WWW A_IN /* behind a label of 64 bytes */
                "40 '0123456789012345678901234567890123456789012345678901234567890123' 00 0001 0001 00000000 0000" OPT);
    has_no_edns("0001 8180 0001 0001 0000 0001 " WWW A_IN "00 0001 0001 00000000 ffff " OPT); /* behind the end */
}

/* Several questions, as in mDNS; names of records in full and in part; pointers that lead nowhere. */
static void opt_behind_much(void)
{
    struct dns_message m =
        read("0000 0000 0002 0001 0001 0003 " WWW "000c 8001 01'b' c010 0001 8001 " WWW "0010 0001 00000000 0002 0000 "
             "02'ab' c000 0001 0001 00000000 0000 "
             "ffff 0001 0001 00000000 0000 " ADDRESS "00 0029 05a0 00001194 0004 00000000");

    g_assert_true(m.has_edns);
    g_assert_cmpuint(m.edns_size, ==, 1440);
    g_assert_cmpuint(m.class, ==, 0x8001);
}

static struct dns_message read_behind(guint records)
{
    GString *text = g_string_new(NULL);

    g_string_printf(text, "0001 8180 0001 %04x 0000 0001 " WWW A_IN, records);
    for (guint i = 0; i < records; i++)
        g_string_append(text, ADDRESS);
    g_string_append(text, OPT);

    struct dns_message m = read(text->str);
    g_string_free(text, TRUE);
    return m;
}

/* In each of so many questions behind the first one, by an OPT behind them. */
static gboolean reads_past(guint questions, guint labels)
{
    GString *text = g_string_new(NULL);

    g_string_printf(text, "0001 0300 %04x 0000 0000 0001 " WWW A_IN, questions + 1);
    for (guint i = 0; i < questions * labels; i++)
        g_string_append_printf(text, "01'a'%s", i % labels == labels - 1 ? "00" A_IN : "");
    g_string_append(text, OPT);

    struct dns_message m = read(text->str);
    g_string_free(text, TRUE);
    return m.has_edns;
}

static void names_passed_over(void)
{
    g_assert_true(reads_past(1, 127));
    g_assert_false(reads_past(1, 128));
}

/* Names of 127 labels are made to take time: the fifth would be beyond 512. */
static void labels_passed_over(void)
{
    g_assert_true(reads_past(4, 127));
    g_assert_false(reads_past(5, 127));
    g_assert_true(reads_past(50, 10));
}

static void opt_within_64_records(void)
{
    g_assert_true(read_behind(63).has_edns);
    g_assert_false(read_behind(64).has_edns);
}

/* ---- what is DNS ---- */

static void is_dns(const char *text)
{
    read(text);
}

static void is_none(const char *text)
{
    struct dns_message m;

    g_assert_false(reads(text, &m));
}

static void possible(void)
{
    is_dns("0001 8185 0000 0000 0000 0000");                                    /* REFUSED, a bare header */
    is_dns("0001 8400 0000 0001 0000 0000 " WWW A_IN "00000001 0004 c0000201"); /* RFC 5936, 2.2.1: AXFR goes on */
    is_dns("0001 2400 0001 0000 0000 0000 " WWW "0006 0001");                   /* NOTIFY */
    is_dns("0001 2800 0001 0000 0001 0000 " WWW "0006 0001 c00c 00ff 00ff 00000000 0000"); /* UPDATE */
    is_dns("0001 a805 0000 0000 0000 0000");                                         /* and its answer (RFC 2136, 3.8) */
    is_dns("0000 0000 0001 0000 0000 0000 " WWW "00ff 8001");                        /* mDNS, QU */
    is_dns("0000 0200 0000 0001 0000 0000 " WWW "0001 8001 00000078 0004 c0000201"); /* mDNS, more known answers */
    is_dns("0001 0100 0000 0000 0000 0001 00 0029 1000 00000000 0000");          /* RFC 7873, 5.4: a cookie, no question */
    is_dns("0001 0900 0000 0001 0000 0000 00 0001 0001 00000000 0004 c0000201"); /* IQUERY */
    is_dns("0000 1000 0000 0000 0000 0000");                                     /* nmap's probe of STATUS */
    is_dns("0001 3000 0000 0000 0000 0000 0001 0004 00000000");                  /* RFC 8490: DSO */
    is_dns("0001 8380 0001 0020 0000 0000 " WWW A_IN);                           /* truncated, its answers lost */
    is_dns("0001 0010 0001 0000 0000 0000 " WWW "0010 0003");                    /* CD, class CHAOS */
}

static void impossible(void)
{
    is_none("");
    is_none("0001 8185 0000 0000 0000 00");
    is_none("0001 0100 0000 0000 0000 0000");                                         /* a query for nothing */
    is_none("0001 1900 0001 0000 0000 0000 00 0001 0001");                            /* opcode 3 */
    is_none("0001 3900 0001 0000 0000 0000 00 0001 0001");                            /* opcode 7 */
    is_none("0001 7900 0001 0000 0000 0000 00 0001 0001");                            /* opcode 15 */
    is_none("0001 0140 0001 0000 0000 0000 00 0001 0001");                            /* Z */
    is_none("0001 0100 0002 0000 0000 0000 00 0001 0001");                            /* room for one question */
    is_none("0001 8180 0001 0001 0000 0000 00 0001 0001 00 0001 0001 00000000 00");   /* a byte too few for the record */
    is_none("0001 8380 0001 0000 0000 0000 03'www' 00 0001 00");                      /* its question ends too soon */
    is_none("0001 8400 0000 0001 0000 0000 " WWW "0001 0001 00000001 0005 c0000201"); /* its only record does */
    is_none("0001 0300 3fff 0800 0800 0800 00 0001 0001"); /* over 64 KiB: 16383 * 5 + 6144 * 11 */
}

/* Of 10 million such, none did pass. */
static void random_bytes(void)
{
    GRand             *random = g_rand_new_with_seed(1035);
    guint              passed = 0;
    guint32            words[128];
    struct dns_message m;

    for (guint i = 0; i < 100000; i++) {
        guint length = (guint)g_rand_int_range(random, 12, (gint)sizeof words);
        for (guint word = 0; word <= length / 4; word++)
            words[word] = g_rand_int(random);
        passed += reads_bytes(dns_read, (const guint8 *)words, length, length, &m) ? 1 : 0;
    }
    g_rand_free(random);
    g_assert_cmpuint(passed, ==, 0);
}

/* Behind a sound header, so that names and records are walked. */
static void random_behind_header(void)
{
    GRand             *random = g_rand_new_with_seed(6891);
    guint8             bytes[ROOM];
    guint              header = bytes_of("0001 8380 0001 0002 0000 0003", bytes), length = 256, whole = 0;
    struct dns_message m;

    for (guint i = 0; i < 100000; i++) {
        guint limit = i % 2 ? 256 : 8; /* short labels and lengths in every other */
        for (guint at = header; at < length; at++)
            bytes[at] = (guint8)g_rand_int_range(random, 0, (gint32)limit);
        g_assert_true(reads_bytes(dns_read, bytes, length, length + 1, &m));
        g_assert_cmpuint(m.name.length, ==, strlen(m.name.text));
        g_assert_true(g_str_is_ascii(m.name.text));
        whole += m.has_question ? 1 : 0;
    }
    g_rand_free(random);
    g_assert_cmpuint(whole, >, 1000);
}

/* ---- TCP ---- */

static gboolean reads_segment(const char *text, guint missing, struct dns_message *m)
{
    guint8 bytes[ROOM];
    guint  length = bytes_of(text, bytes);

    return reads_bytes(dns_read_segment, bytes, length - missing, length, m);
}

#define FRAMED "0021 " QUERY WWW A_IN /* 12 + 17 + 4 = 33 */

static void segments(void)
{
    struct dns_message m;

    g_assert_true(reads_segment(FRAMED, 0, &m));
    g_assert_cmpstr(m.name.text, ==, "www.example.com");
    g_assert_true(reads_segment(FRAMED "0021 5678 0100", 0, &m)); /* a second one begins */
    g_assert_cmpuint(m.id, ==, 0x1234);
    g_assert_true(reads_segment(FRAMED, 1, &m)); /* not all was captured */
    g_assert_false(m.has_question);
    g_assert_false(reads_segment("0022 " QUERY WWW A_IN, 0, &m)); /* a byte is to come */
    g_assert_false(reads_segment("0021", 0, &m));
    g_assert_false(reads_segment("00", 0, &m));
    g_assert_false(reads_segment("", 0, &m));
    g_assert_false(reads_segment("000b " QUERY, 0, &m)); /* shorter than a header */
    g_assert_false(reads_segment(QUERY WWW A_IN, 0, &m));
}

/* The record stands behind the message: it is not looked into. */
static void segment_ends_the_message(void)
{
    struct dns_message m;

    g_assert_true(reads_segment("0021 0001 0300 0001 0000 0000 0001 " WWW A_IN OPT, 0, &m));
    g_assert_true(m.has_question);
    g_assert_false(m.has_edns);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/dns/query", query);
    g_test_add_func("/dns/root", root);
    g_test_add_func("/dns/response", response);
    g_test_add_func("/dns/cut-by-snap-length", cut_by_snap_length);
    g_test_add_func("/dns/cut-by-sender", cut_by_sender);
    g_test_add_func("/dns/longer-than-sent", longer_than_sent);
    g_test_add_func("/dns/pointers-of-questions", pointers_of_questions);
    g_test_add_func("/dns/longest-labels", longest_labels);
    g_test_add_func("/dns/longest-names", longest_names);
    g_test_add_func("/dns/most-labels", most_labels);
    g_test_add_func("/dns/odd-bytes", odd_bytes);
    g_test_add_func("/dns/opt-in-query", opt_in_query);
    g_test_add_func("/dns/no-opt", no_opt);
    g_test_add_func("/dns/opt-behind-much", opt_behind_much);
    g_test_add_func("/dns/names-passed-over", names_passed_over);
    g_test_add_func("/dns/labels-passed-over", labels_passed_over);
    g_test_add_func("/dns/opt-within-64-records", opt_within_64_records);
    g_test_add_func("/dns/possible", possible);
    g_test_add_func("/dns/impossible", impossible);
    g_test_add_func("/dns/random-bytes", random_bytes);
    g_test_add_func("/dns/random-behind-header", random_behind_header);
    g_test_add_func("/dns/segments", segments);
    g_test_add_func("/dns/segment-ends-the-message", segment_ends_the_message);
    return g_test_run();
}
