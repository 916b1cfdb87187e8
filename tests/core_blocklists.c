/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "blocklists.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

static char *folder;

static char *path_of(const char *name)
{
    return g_build_filename(folder, name, NULL);
}

static void put(const char *name, const void *bytes, gsize length)
{
    char *file = path_of(name);

    g_assert_true(g_file_set_contents(file, bytes, (gssize)length, NULL));
    g_free(file);
}

static void put_text(const char *name, const char *text)
{
    put(name, text, strlen(text));
}

static void clear_folder(void)
{
    GDir       *dir = g_dir_open(folder, 0, NULL);
    const char *name;

    while ((name = g_dir_read_name(dir))) {
        char *file = path_of(name);
        g_remove(file);
        g_free(file);
    }
    g_dir_close(dir);
}

/* "NAME:LINE: REASON", one a line */
static void note(const char *file, guint line, const char *reason, gpointer data)
{
    char *name = g_path_get_basename(file);

    if (g_str_has_prefix(reason, "expected JSON (")) /* in JSON-GLib's words */
        reason = "expected JSON";
    g_string_append_printf(data, "%s:%u: %s\n", name, line, reason);
    g_free(name);
}

/* All of the folder, with no other complaints than these. */
static struct blocklists *read_folder(const char *complaints)
{
    GString           *told = g_string_new(NULL);
    struct blocklists *lists = blocklists_read(folder, note, told);

    g_assert_cmpstr(told->str, ==, complaints);
    g_string_free(told, TRUE);
    return lists;
}

static struct address address(const char *text)
{
    struct address parsed = { 0 };

    g_assert_true(address_parse(text, &parsed));
    return parsed;
}

static void hits(const struct blocklists *lists, const char *text, const char *list, guint line)
{
    struct address       wanted = address(text);
    struct blocklist_hit hit = { NULL, 0 };

    g_test_message("%s", text);
    g_assert_true(blocklists_find(lists, &wanted, &hit));
    g_assert_cmpstr(hit.list, ==, list);
    g_assert_cmpuint(hit.line, ==, line);
}

static void misses(const struct blocklists *lists, const char *text)
{
    struct address       wanted = address(text);
    struct blocklist_hit hit;

    g_test_message("%s", text);
    g_assert_false(blocklists_find(lists, &wanted, &hit));
}

static void done(struct blocklists *lists)
{
    blocklists_free(lists);
    clear_folder();
}

/* ---- formats ---- */

static void plain_text(void)
{
    put_text("firehol.netset", "#\n# firehol_level1\n#\n# Maintainer      : FireHOL\n\n45.0.0.0/8\n  5.188.10.7\t\n"
                               "2a0a:100::/29 # remark\n77.1.2.3 - 77.1.2.9\n77.2.0.1-77.2.0.2;x\n");
    put_text("drop.txt", "; Spamhaus DROP List 2024/04/10 - (c) 2024 The Spamhaus Project\n; Expires: Wed\n"
                         "1.10.16.0/20 ; SBL256894\n1.19.0.0/16 ; SBL434604\n");
    put_text("ipsum.txt", "# IPsum Threat Intelligence Feed\n45.5.5.5\t9\n185.220.101.1\t8\n");
    put_text("reputation", "49.143.32.6 # Malicious Host KR,,37.5,127.0\n46.4.123.15#4#2#Malicious Host#DE");

    struct blocklists *lists = read_folder("");
    hits(lists, "45.255.0.1", "firehol.netset", 6);
    hits(lists, "5.188.10.7", "firehol.netset", 7);
    hits(lists, "2a0a:107:ffff::1", "firehol.netset", 8);
    misses(lists, "2a0a:108::1");
    hits(lists, "77.1.2.3", "firehol.netset", 9);
    hits(lists, "77.1.2.9", "firehol.netset", 9);
    misses(lists, "77.1.2.10");
    hits(lists, "77.2.0.2", "firehol.netset", 10);
    hits(lists, "1.10.31.255", "drop.txt", 3);
    hits(lists, "1.19.0.0", "drop.txt", 4);
    hits(lists, "45.5.5.5", "ipsum.txt", 2); /* the host, not its network */
    hits(lists, "185.220.101.1", "ipsum.txt", 3);
    hits(lists, "49.143.32.6", "reputation", 1);
    hits(lists, "46.4.123.15", "reputation", 2); /* without a newline */
    misses(lists, "8.0.0.1");
    g_assert_cmpuint(blocklists_entries(lists), ==, 11);
    done(lists);
}

static void comma_separated(void)
{
    put_text("abuseipdb.csv", "ipAddress,countryCode,abuseConfidenceScore,lastReportedAt\r\n"
                              "5.188.10.179,RU,100,2018-12-17T14:00:32+00:00\r\n"
                              "\"185.222.209.14\",\"GB\",\"100\",\"a \"\"quoted\"\" word, and a comma\"\r\n");
    put_text("abuseipdb2.csv", "IP,Country\n2a0a:100::5,DE\n");
    put_text("feodo.csv",
             "################################################################\n"
             "# abuse.ch Feodo Tracker Botnet C2 IP Blocklist (CSV)          #\n"
             "################################################################\n#\n"
             "\"first_seen_utc\",\"dst_ip\",\"dst_port\",\"c2_status\",\"last_online\",\"malware\"\n"
             "\"2021-01-17 07:30:05\",\"67.213.75.205\",\"443\",\"offline\",\"2021-08-18\",\"Dridex\"\n"
             "\"2022-06-04 21:24:53\",\"162.243.103.246\",\"8080\",\"online\",\"2026-03-07\",\"Emotet\"\n# END 2 entries\n");
    put_text("sslbl.csv", "# Firstseen,DstIP,DstPort\n2024-01-02 03:04:05,91.92.93.94,8443\n");

    struct blocklists *lists = read_folder("");
    hits(lists, "5.188.10.179", "abuseipdb.csv", 2);
    hits(lists, "185.222.209.14", "abuseipdb.csv", 3);
    hits(lists, "2a0a:100::5", "abuseipdb2.csv", 2);
    hits(lists, "67.213.75.205", "feodo.csv", 6);
    hits(lists, "162.243.103.246", "feodo.csv", 7);
    hits(lists, "91.92.93.94", "sslbl.csv", 2);
    g_assert_cmpuint(blocklists_entries(lists), ==, 6);
    done(lists);
}

static void json(void)
{
    put_text("drop_v4.json",
             "{\"cidr\":\"1.10.16.0/20\",\"sblid\":\"SBL256894\",\"rir\":\"apnic\"}\n"
             "{\"cidr\":\"2.56.192.0/22\",\"sblid\":\"SBL459831\",\"rir\":\"ripencc\"}\r\n\n"
             "{\"type\":\"metadata\",\"timestamp\":1727634153,\"size\":82682,\"records\":2,\"copyright\":\"(c) 2024\"}\n");
    put_text("drop_v6.json",
             "{\"cidr\":\"2a0a:100::/29\",\"sblid\":\"SBL1\"}\n{\"cidr\":\"2a0b:100::/29\",\"sblid\":\"SBL2\"}");
    put_text("feodo.json",
             "[\n  {\n    \"ip_address\": \"67.213.75.205\",\n    \"port\": 443,\n    \"hostname\": null\n  },\n"
             "  {\n    \"ip_address\": \"50.16.16.211\",\n    \"malware\": \"QakBot\"\n  }\n]\n");
    put_text("abuseipdb.json", "{\n \"meta\": {\"generatedAt\": \"2020-09-24T19:54:11+00:00\"},\n \"data\": [\n"
                               "  {\"ipAddress\": \"5.188.10.179\", \"abuseConfidenceScore\": 100},\n"
                               "  {\"ipAddress\": \"185.222.209.14\"}\n ]\n}\n");
    put_text("nameless.json", "{\"list\":[\"77.3.0.0/16\"]}");
    put_text("array.json", "[\"77.1.2.3\",\n\"77.2.0.0/16\"]");

    struct blocklists *lists = read_folder("");
    hits(lists, "1.10.31.255", "drop_v4.json", 1);
    hits(lists, "2.56.195.255", "drop_v4.json", 2);
    hits(lists, "2a0b:100::1", "drop_v6.json", 2);
    hits(lists, "67.213.75.205", "feodo.json", 3);
    hits(lists, "50.16.16.211", "feodo.json", 8);
    hits(lists, "5.188.10.179", "abuseipdb.json", 4);
    hits(lists, "185.222.209.14", "abuseipdb.json", 5);
    hits(lists, "77.1.2.3", "array.json", 1);
    hits(lists, "77.2.3.4", "array.json", 2);
    hits(lists, "77.3.3.4", "nameless.json", 1);
    g_assert_cmpuint(blocklists_entries(lists), ==, 11);
    done(lists);
}

static void marks_of_windows(void)
{
    put_text("a.txt", "\xef\xbb\xbf"
                      "5.6.7.8\r\n# winnow\r\n5.6.7.99/24\r\n");

    struct blocklists *lists = read_folder("");
    hits(lists, "5.6.7.8", "a.txt", 1);
    hits(lists, "5.6.7.1", "a.txt", 3); /* its host bits were set */
    done(lists);
}

/* ---- gzip ---- */

static GBytes *gzip(const char *text)
{
    GOutputStream *memory = g_memory_output_stream_new_resizable();
    GConverter    *compressor = G_CONVERTER(g_zlib_compressor_new(G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9));
    GOutputStream *stream = g_converter_output_stream_new(memory, compressor);
    GBytes        *bytes;

    g_assert_true(g_output_stream_write_all(stream, text, strlen(text), NULL, NULL, NULL));
    g_assert_true(g_output_stream_close(stream, NULL, NULL));
    bytes = g_memory_output_stream_steal_as_bytes(G_MEMORY_OUTPUT_STREAM(memory));
    g_object_unref(stream);
    g_object_unref(compressor);
    g_object_unref(memory);
    return bytes;
}

/* 5.0.0.0 on line 1, 5.0.0.1 on line 2 … */
static char *numbered(guint lines)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < lines; i++)
        g_string_append_printf(text, "5.%u.%u.%u\n", i >> 16, i >> 8 & 0xff, i & 0xff);
    return g_string_free(text, FALSE);
}

static void gzipped(void)
{
    char         *text = numbered(70000);
    GBytes       *bytes = gzip(text), *other = gzip("6.6.6.6\n");
    gsize         length, other_length;
    const guint8 *data = g_bytes_get_data(bytes, &length), *other_data = g_bytes_get_data(other, &other_length);
    guint8       *both = g_malloc(length + other_length);

    memcpy(both, data, length);
    memcpy(both + length, other_data, other_length);
    put("a.gz", both, length + other_length); /* two members are one file */

    struct blocklists *lists = read_folder("");
    hits(lists, "5.0.0.0", "a.gz", 1);
    hits(lists, "5.1.17.111", "a.gz", 70000); /* 69999 = 0x1116f */
    hits(lists, "6.6.6.6", "a.gz", 70001);
    g_assert_cmpuint(blocklists_entries(lists), ==, 70001);
    done(lists);
    g_free(both);
    g_bytes_unref(bytes);
    g_bytes_unref(other);
    g_free(text);
}

static void count_complaint(const char *file, guint line, const char *reason, gpointer data)
{
    (void)file;
    g_assert_nonnull(reason);
    *(guint *)data += line == 0;
}

/* Of 70000 lines, some, and one complaint of the whole; if it is only cut, all lines that there are, and no half of one. */
static void broken_gzip(const guint8 *data, gsize length, guint least, gboolean is_cut)
{
    guint complaints = 0;

    put("a.gz", data, length);
    struct blocklists *lists = blocklists_read(folder, count_complaint, &complaints);
    guint              entries = blocklists_entries(lists);

    g_assert_cmpuint(complaints, ==, 1);
    g_assert_cmpuint(entries, >=, least);
    g_assert_cmpuint(entries, <, 70000);
    for (guint i = 0; i < (is_cut ? entries : least); i++) {
        const guint8         bytes[4] = { 5, (guint8)(i >> 16), (guint8)(i >> 8), (guint8)i };
        struct address       wanted = address_ipv4(bytes);
        struct blocklist_hit hit;
        g_assert_true(blocklists_find(lists, &wanted, &hit));
        g_assert_cmpuint(hit.line, ==, i + 1);
    }
    done(lists);
}

static void damaged_gzip(void)
{
    char   *text = numbered(70000);
    GBytes *bytes = gzip(text);
    gsize   length;
    guint8 *data = g_memdup2(g_bytes_get_data(bytes, NULL), length = g_bytes_get_size(bytes));

    for (gsize part = 1; part < 20; part++)
        broken_gzip(data, length * part / 20, part > 2 ? 1000 : 0, TRUE);
    broken_gzip(data, 2, 0, TRUE);
    data[length - 5] ^= 1; /* of the checksum behind it: the contents are there but for the last piece */
    broken_gzip(data, length, 69900, TRUE);
    data[length - 5] ^= 1;
    memset(data + length / 2, 0xff, 64);
    broken_gzip(data, length, 1000, FALSE);
    g_free(data);
    g_bytes_unref(bytes);
    g_free(text);
}

static void append(GString *file, GBytes *bytes)
{
    gsize       length;
    const char *data = g_bytes_get_data(bytes, &length);

    g_string_append_len(file, data, (gssize)length);
}

/* A few bytes that would fill the memory: 257 MiB. */
static void endless_gzip(void)
{
    char *megabyte = g_strnfill(1 << 20, '\n'),
         *expected = g_strdup_printf("a.gz:0: %s/a.gz: expected at most 256 MiB of text\n", folder);
    GString *file = g_string_new(NULL);
    GBytes  *first = gzip("5.0.0.1\n#"), *next, *last = gzip("5.0.0.2\n");

    for (gsize i = 0; i < 1 << 20; i++)
        megabyte[i] = i % 32768 ? '#' : '\n';
    next = gzip(megabyte);
    append(file, first);
    for (guint i = 0; i < 257; i++)
        append(file, next);
    append(file, last);
    put("a.gz", file->str, file->len);

    struct blocklists *lists = read_folder(expected);
    hits(lists, "5.0.0.1", "a.gz", 1);
    misses(lists, "5.0.0.2");
    done(lists);
    g_bytes_unref(first);
    g_bytes_unref(next);
    g_bytes_unref(last);
    g_string_free(file, TRUE);
    g_free(expected);
    g_free(megabyte);
}

/* ---- what is wrong ---- */

static void bad_lines(void)
{
    GString *longer = g_string_new("5.0.0.1\n");

    put_text("bad.txt", "5.0.0.1\nevil.example.org\n5.0.0.256\n5.0.0.0/33\n5.0.0.9-5.0.0.1\n5.0.0.2 5.0.0.3\n5.0.0.4\n");
    put_text("bad.csv", "ip,score\n5.1.0.1,9\nnone,9\n5.1.0.2,9\n,\n");
    put_text(
        "bad.json",
        "{\"cidr\":\"5.2.0.0/24\"}\n{\"cidr\":5}\n{\"asn\":1}\nnot json\n{\"cidr\":\"5.2.x\"}\n{\"cidr\":\"5.2.2.0/24\"}\n");
    put_text("cut.json", "[{\"ip\":\"5.3.0.1\"},\n{\"ip\":\"5.3.0.2\"},\n{\"ip\":\"5.3.0");
    put("zero.txt", "5.4.0.1\0\n5.4.0.2\n", 17);
    for (guint i = 0; i < 200000; i++)
        g_string_append_c(longer, 'x');
    g_string_append(longer, "\n5.5.0.2\n");
    put("long.txt", longer->str, longer->len);
    g_string_free(longer, TRUE);

    struct blocklists *lists = read_folder(
        "bad.csv:3: expected an address, a network or a range instead of “none”\n"
        "bad.csv:5: expected an address, a network or a range instead of “”\n"
        "bad.json:2: expected an object with a “cidr” or an “ip” instead of “{\\\"cidr\\\":5}”\n"
        "bad.json:3: expected an object with a “cidr” or an “ip” instead of “{\\\"asn\\\":1}”\n"
        "bad.json:4: expected JSON\n"
        "bad.json:5: expected an address, a network or a range instead of “5.2.x”\n"
        "bad.txt:2: expected an address, a network or a range instead of “evil.example.org”\n"
        "bad.txt:3: expected an address, a network or a range instead of “5.0.0.256”\n"
        "bad.txt:4: expected a prefix length of at most 32 bits (IPv6: 128) instead of “5.0.0.0/33”\n"
        "bad.txt:5: expected a range of two addresses of one kind, the lower one first instead of “5.0.0.9-5.0.0.1”\n"
        "bad.txt:6: expected one address, network or range a line instead of “5.0.0.2 5.0.0.3”\n"
        "cut.json:3: expected JSON\n"
        "long.txt:2: expected a line of at most 64 KiB\n"
        "zero.txt:1: expected text, found a zero byte\n");
    hits(lists, "5.0.0.1", "bad.txt", 1);
    hits(lists, "5.0.0.4", "bad.txt", 7);
    hits(lists, "5.1.0.1", "bad.csv", 2);
    hits(lists, "5.1.0.2", "bad.csv", 4);
    hits(lists, "5.2.0.1", "bad.json", 1);
    hits(lists, "5.2.2.1", "bad.json", 6);
    hits(lists, "5.3.0.1", "cut.json", 1);
    hits(lists, "5.3.0.2", "cut.json", 2);
    hits(lists, "5.4.0.2", "zero.txt", 2);
    hits(lists, "5.5.0.2", "long.txt", 3);
    g_assert_cmpuint(blocklists_entries(lists), ==, 11);
    done(lists);
}

/* Three of them in an array, each with an address and so many members in all; within the last of them another object. */
static void put_objects(const char *name, guint members)
{
    GString *text = g_string_new("[");

    for (guint object = 0; object < 3; object++) {
        g_string_append_printf(text, "%s{\"ip\":\"5.0.1.%u\"", object ? ",\n" : "", object);
        for (guint i = 2; i < members; i++)
            g_string_append_printf(text, ",\"%u\":\":\"", i);
        g_string_append(text, ",\"last\":{\"1\":1,\"2\":2}}");
    }
    g_string_append(text, "]");
    put(name, text->str, text->len);
    g_string_free(text, TRUE);
}

/* As many levels as would use up the stack; as many members as would all have one hash; as many nameless fields as there are
 * not; all in one. */
static void hostile(void)
{
    GString *deep = g_string_new(NULL), *commas = g_string_new("ip,x\n5.0.0.1,");

    for (guint i = 0; i < 1000000; i++)
        g_string_append_c(deep, '[');
    for (guint i = 0; i < 60000; i++)
        g_string_append(commas, i % 3 ? "," : "\"");
    put("deep.json", deep->str, deep->len);
    put_objects("members.json", 256);
    put_objects("more.json", 257);
    g_string_prepend(deep, "{\"a\": /* \" */ ");
    put("remark.json", deep->str, deep->len);
    put("commas.csv", commas->str, commas->len);

    struct blocklists *lists =
        read_folder("deep.json:1: expected JSON of at most 32 levels and 256 members an object, without comments\n"
                    "more.json:1: expected JSON of at most 32 levels and 256 members an object, without comments\n"
                    "remark.json:1: expected JSON of at most 32 levels and 256 members an object, without comments\n");
    hits(lists, "5.0.0.1", "commas.csv", 2);
    hits(lists, "5.0.1.2", "members.json", 3);
    done(lists);
    g_string_free(deep, TRUE);
    g_string_free(commas, TRUE);
}

/* What is too long, or no text, is told in one line, and what is good beside it counts. */
static void unfit_json(void)
{
    enum { DOCUMENT_MOST = 32 << 20, LINE_MOST = 64 << 10 };
    GString *document = g_string_new("[\"5.0.0.1\"]"),
            *lines = g_string_new("{\"ip\":\"5.0.0.2\"}\n{\"ip\":\"5.0.0.3\",\"x\":\"");

    while (document->len <= DOCUMENT_MOST)
        g_string_append(document, "                                                                ");
    for (guint i = 0; i < LINE_MOST; i++)
        g_string_append_c(lines, 'x');
    g_string_append(lines, "\"}\n{\"ip\":\"5.0.0.4\"}\n");
    put("document.json", document->str, document->len);
    put("lines.json", lines->str, lines->len);
    put_text("text.json", "{\"ip\":\"5.0.0.5\",\"x\":\"\xff\"}");

    struct blocklists *lists = read_folder("document.json:0: expected a JSON document of at most 32 MiB\n"
                                           "lines.json:2: expected a line of at most 64 KiB\n"
                                           "text.json:1: expected UTF-8 text\n");
    misses(lists, "5.0.0.1");
    hits(lists, "5.0.0.2", "lines.json", 1);
    misses(lists, "5.0.0.3");
    hits(lists, "5.0.0.4", "lines.json", 3);
    misses(lists, "5.0.0.5");
    done(lists);
    g_string_free(document, TRUE);
    g_string_free(lines, TRUE);
}

static void no_such_file(void)
{
    GString           *told = g_string_new(NULL);
    char              *paths = g_strdup_printf("%s/none.txt; ;%s/pipe", folder, folder), *pipe = path_of("pipe");
    char              *expected = g_strdup_printf("none.txt:0: %s/none.txt: No such file or directory\n"
                                                               "pipe:0: %s/pipe: expected a regular file\n",
                                                  folder, folder);
    struct blocklists *lists;

    g_assert_cmpint(mkfifo(pipe, 0600), ==, 0);
    lists = blocklists_read(paths, note, told);
    g_assert_cmpstr(told->str, ==, expected);
    misses(lists, "5.0.0.1");
    done(lists);
    lists = blocklists_read("", note, told);
    misses(lists, "5.0.0.1");
    done(lists);
    g_free(expected);
    g_free(paths);
    g_free(pipe);
    g_string_free(told, TRUE);
}

/* ---- which lists rule ---- */

static void allowed(void)
{
    put_text("block.txt", "5.0.0.0/8\n5.1.2.3\n8.8.8.8\n");
    put_text("allow.txt", "5.1.2.0/24\n");
    put_text("said.txt", "5.2.0.1\n10.9.8.7\n# winnow: allow\n5.2.0.2\n");
    put_text("private.txt", "10.9.8.7\n");
    put_text("misp.json",
             "{\n  \"description\": \"Event contains one or more public DNS resolvers\",\n  \"list\": [\n"
             "    \"5.3.0.0/16\",\n    \"2a0a:100::1\"\n  ],\n  \"matching_attributes\": [\n    \"ip-src\"\n  ],\n"
             "  \"name\": \"List of known\",\n  \"type\": \"cidr\",\n  \"version\": 20\n}\n");
    put_text("z_minified.json", "{\"list\":[\"5.4.0.1\",\"x\"],\"name\":\"n\",\"version\":1}");

    put_text("cut.json", "{\n\"list\": [\n\"5.5.0.1\"\n], \"na");

    struct blocklists *lists = read_folder("cut.json:4: expected JSON\n"
                                           "z_minified.json:1: expected an address, a network or a range instead of “x”\n");
    hits(lists, "5.0.0.1", "block.txt", 1);
    misses(lists, "5.1.2.3");
    misses(lists, "5.1.2.4");
    hits(lists, "5.1.3.0", "block.txt", 1);
    misses(lists, "5.2.0.1");
    misses(lists, "5.2.0.2");
    hits(lists, "5.2.0.3", "block.txt", 1);
    misses(lists, "5.3.0.1");
    misses(lists, "5.4.0.1");
    misses(lists, "5.5.0.1");
    misses(lists, "10.9.8.7"); /* on purpose in both */
    hits(lists, "8.8.8.8", "block.txt", 3);
    done(lists);
}

static void local_and_resolvers(void)
{
    put_text("wide.txt", "0.0.0.0/0\n::/0\n");
    put_text("x_host.txt", "192.168.1.66\n9.9.9.9/32\nfd00::66\n");

    struct blocklists       *lists = read_folder("");
    static const char *const NEVER[] = {
        "127.0.0.1",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.1.1",
        "100.64.0.1",
        "224.0.0.251",
        "0.0.0.0",
        "255.255.255.255",
        "8.8.8.8",
        "1.1.1.1",
        "208.67.222.222",
        "94.140.14.14",
        "::",
        "::1",
        "fd00::1",
        "fe80::1",
        "ff02::fb",
        "2606:4700:4700::1111",
        "2001:4860:4860::8888",
        "2620:fe::fe",
        "2a10:50c0::ad1:ff",
    };
    for (guint i = 0; i < G_N_ELEMENTS(NEVER); i++)
        misses(lists, NEVER[i]);
    hits(lists, "8.8.8.9", "wide.txt", 1);
    hits(lists, "192.0.2.1", "wide.txt", 1); /* documentation: nobody should be there */
    hits(lists, "2001:db8::1", "wide.txt", 2);
    hits(lists, "192.168.1.66", "x_host.txt", 1);
    hits(lists, "9.9.9.9", "x_host.txt", 2);
    hits(lists, "fd00::66", "x_host.txt", 3);
    done(lists);
}

static void folders(void)
{
    char *inside = path_of("folder"), *file = path_of("b.txt");

    put_text("b.txt", "5.0.0.1\n5.0.0.2\n");
    put_text("a.txt", "5.0.0.2\n");
    put_text(".hidden", "5.0.0.3\n");
    g_assert_cmpint(g_mkdir(inside, 0700), ==, 0);

    struct blocklists *lists = read_folder("");
    hits(lists, "5.0.0.1", "b.txt", 1);
    hits(lists, "5.0.0.2", "a.txt", 1); /* in both: the first by name */
    misses(lists, "5.0.0.3");
    blocklists_free(lists);

    lists = blocklists_read(file, NULL, NULL);
    hits(lists, "5.0.0.2", "b.txt", 2);
    done(lists);
    g_free(inside);
    g_free(file);
}

static void stamps(void)
{
    char *before, *same, *larger, *more;

    put_text("a.txt", "5.0.0.1\n");
    before = blocklists_stamp(folder);
    same = blocklists_stamp(folder);
    put_text("a.txt", "5.0.0.1\n5.0.0.2\n");
    larger = blocklists_stamp(folder);
    put_text("b.txt", "");
    more = blocklists_stamp(folder);
    g_assert_cmpstr(before, ==, same);
    g_assert_cmpstr(before, !=, larger);
    g_assert_cmpstr(larger, !=, more);
    clear_folder();
    g_free(before);
    g_free(same);
    g_free(larger);
    g_free(more);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    folder = g_dir_make_tmp(NULL, NULL);
    g_test_add_func("/blocklists/plain_text", plain_text);
    g_test_add_func("/blocklists/comma_separated", comma_separated);
    g_test_add_func("/blocklists/json", json);
    g_test_add_func("/blocklists/marks_of_windows", marks_of_windows);
    g_test_add_func("/blocklists/gzipped", gzipped);
    g_test_add_func("/blocklists/damaged_gzip", damaged_gzip);
    g_test_add_func("/blocklists/endless_gzip", endless_gzip);
    g_test_add_func("/blocklists/bad_lines", bad_lines);
    g_test_add_func("/blocklists/hostile", hostile);
    g_test_add_func("/blocklists/unfit_json", unfit_json);
    g_test_add_func("/blocklists/no_such_file", no_such_file);
    g_test_add_func("/blocklists/allowed", allowed);
    g_test_add_func("/blocklists/local_and_resolvers", local_and_resolvers);
    g_test_add_func("/blocklists/folders", folders);
    g_test_add_func("/blocklists/stamps", stamps);

    int status = g_test_run();
    g_assert_cmpint(g_rmdir(folder), ==, 0);
    g_free(folder);
    return status;
}
