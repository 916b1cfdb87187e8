/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "address_set.h"

#include <string.h>

#include "networks.h"

static struct address address(const char *text)
{
    struct address parsed = { 0 };

    g_assert_true(address_parse(text, &parsed));
    return parsed;
}

/* Entries are numbered from 1 by their lines; the list is the tenth of that. */
static struct address_set *set_of(const char *const *entries)
{
    struct address_set *set = address_set_new();

    for (guint line = 1; *entries; entries++, line++) {
        struct address_range range;
        g_assert_cmpstr(address_range_parse(*entries, strlen(*entries), &range), ==, NULL);
        address_set_add(set, &range.first, &range.last, line / 10, line);
    }
    address_set_seal(set);
    return set;
}

/* line 0: none */
static void finds(const struct address_set *set, const char *text, guint line)
{
    struct address       wanted = address(text);
    struct address_entry entry = { 99, 0 };

    g_assert_cmpint(address_set_find(set, &wanted, &entry), ==, line != 0);
    g_assert_cmpuint(entry.line, ==, line);
    g_assert_cmpuint(entry.list, ==, line ? line / 10 : 99);
}

static void empty(void)
{
    static const char *const NOTHING[] = { NULL };
    struct address_set      *set = set_of(NOTHING);
    const guint8             bytes[6] = { 0 };
    struct address           mac = address_mac(bytes), text = address_text("name");

    finds(set, "0.0.0.0", 0);
    finds(set, "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", 0);
    g_assert_cmpuint(address_set_count(set), ==, 0);
    g_assert_false(address_set_find(set, &mac, NULL));
    g_assert_false(address_set_find(set, &text, NULL));
    address_set_free(set);
}

static void narrowest_wins(void)
{
    static const char *const ENTRIES[] = {
        "10.0.0.0/8", "10.1.0.0/16", "10.1.2.3", "10.1.2.0/24", "10.1.2.3", "10.1.2.250-10.1.3.20", NULL,
    };
    struct address_set *set = set_of(ENTRIES);

    finds(set, "9.255.255.255", 0);
    finds(set, "10.0.0.0", 1);
    finds(set, "10.0.255.255", 1);
    finds(set, "10.1.0.0", 2);
    finds(set, "10.1.1.255", 2);
    finds(set, "10.1.2.0", 4);
    finds(set, "10.1.2.2", 4);
    finds(set, "10.1.2.3", 3); /* twice: the first */
    finds(set, "10.1.2.4", 4);
    finds(set, "10.1.2.249", 4);
    finds(set, "10.1.2.250", 6); /* 27 addresses, less than 256 */
    finds(set, "10.1.3.20", 6);
    finds(set, "10.1.3.21", 2);
    finds(set, "10.255.255.255", 1);
    finds(set, "11.0.0.0", 0);
    g_assert_cmpuint(address_set_count(set), ==, 6);
    address_set_free(set);
}

static void adjacent(void)
{
    static const char *const ENTRIES[] = { "192.0.2.4/31", "192.0.2.2/31", "192.0.2.6", NULL };
    struct address_set      *set = set_of(ENTRIES);

    finds(set, "192.0.2.1", 0);
    finds(set, "192.0.2.2", 2);
    finds(set, "192.0.2.3", 2);
    finds(set, "192.0.2.4", 1);
    finds(set, "192.0.2.5", 1);
    finds(set, "192.0.2.6", 3);
    finds(set, "192.0.2.7", 0);
    address_set_free(set);
}

static void edges(void)
{
    static const char *const ENTRIES[] = {
        "0.0.0.0",
        "255.255.255.255",
        "255.255.255.0/24",
        "::",
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "ffff::/16",
        "8000::-8000::ffff:ffff:ffff:ffff",
        NULL,
    };
    struct address_set *set = set_of(ENTRIES);

    finds(set, "0.0.0.0", 1);
    finds(set, "0.0.0.1", 0);
    finds(set, "255.255.254.255", 0);
    finds(set, "255.255.255.254", 3);
    finds(set, "255.255.255.255", 2);
    finds(set, "::", 4);
    finds(set, "::1", 0);
    finds(set, "8000::", 7);
    finds(set, "8000::ffff:ffff:ffff:ffff", 7);
    finds(set, "8000:0:0:1::", 0);
    finds(set, "ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe", 6);
    finds(set, "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", 5);
    address_set_free(set);
}

static void whole_space(void)
{
    static const char *const ENTRIES[] = { "0.0.0.0/0", "::/0", "128.0.0.0", "8000::", NULL };
    struct address_set      *set = set_of(ENTRIES);

    finds(set, "0.0.0.0", 1);
    finds(set, "127.255.255.255", 1);
    finds(set, "128.0.0.0", 3);
    finds(set, "128.0.0.1", 1);
    finds(set, "255.255.255.255", 1);
    finds(set, "::", 2);
    finds(set, "8000::", 4);
    finds(set, "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", 2);
    address_set_free(set);
}

static void moves(void)
{
    struct address_set *from = address_set_new(), *to = address_set_new();
    struct address      first = address("192.0.2.1"), second = address("2001:db8::1"), third = address("192.0.2.3");

    address_set_add(from, &first, &first, 0, 1);
    address_set_add(from, &second, &second, 1, 2);
    address_set_add(from, &third, &third, 1, 3);
    address_set_move(from, to, 1);
    address_set_seal(from);
    address_set_seal(to);
    finds(from, "192.0.2.1", 1);
    g_assert_false(address_set_find(from, &third, NULL));
    g_assert_false(address_set_find(from, &second, NULL));
    g_assert_true(address_set_find(to, &third, NULL));
    g_assert_true(address_set_find(to, &second, NULL));
    g_assert_false(address_set_find(to, &first, NULL));
    address_set_free(from);
    address_set_free(to);
}

/* ---- beside going through all entries ---- */

enum { SPACE = 4096, RANGES = 300 }; /* so few addresses that ranges overlap in all ways */

struct address_kind_case {
    enum address_kind kind;
    guint             base; /* of the addresses' last four bytes; near the end of the space */
};

static struct address nth(const struct address_kind_case *test, guint i)
{
    guint8 bytes[16];

    memset(bytes, 0xff, sizeof bytes);
    i += test->base;
    bytes[test->kind == ADDRESS_IPV4 ? 0 : 12] = (guint8)(i >> 24);
    bytes[test->kind == ADDRESS_IPV4 ? 1 : 13] = (guint8)(i >> 16);
    bytes[test->kind == ADDRESS_IPV4 ? 2 : 14] = (guint8)(i >> 8);
    bytes[test->kind == ADDRESS_IPV4 ? 3 : 15] = (guint8)i;
    return test->kind == ADDRESS_IPV4 ? address_ipv4(bytes) : address_ipv6(bytes);
}

struct plain_range {
    guint first, last;
};

/* The first of the narrowest; of equally wide ones the one that begins first. 0: none. */
static guint expected_line(const struct plain_range *ranges, guint count, guint i)
{
    guint best = 0;

    for (guint line = 1; line <= count; line++) {
        const struct plain_range *range = &ranges[line - 1], *other = &ranges[MAX(best, 1) - 1];
        guint                     width = range->last - range->first, other_width = other->last - other->first;
        if (i < range->first || i > range->last)
            continue;
        if (!best || width < other_width || (width == other_width && range->first < other->first))
            best = line;
    }
    return best;
}

static void beside_naive(const struct address_kind_case *test, guint count, guint width)
{
    struct address_set *set = address_set_new();
    struct plain_range *ranges = g_new(struct plain_range, count);

    for (guint i = 0; i < count; i++) {
        guint first = (guint)g_test_rand_int_range(0, SPACE), last = first + (guint)g_test_rand_int_range(0, (gint)width);
        ranges[i] = (struct plain_range){ first, MIN(last, SPACE - 1) };
        struct address low = nth(test, ranges[i].first), high = nth(test, ranges[i].last);
        address_set_add(set, &low, &high, 7, i + 1);
    }
    address_set_seal(set);
    for (guint i = 0; i < SPACE; i++) {
        struct address       wanted = nth(test, i);
        struct address_entry entry = { 0, 0 };
        address_set_find(set, &wanted, &entry);
        g_assert_cmpuint(entry.line, ==, expected_line(ranges, count, i));
    }
    address_set_free(set);
    g_free(ranges);
}

static void random_sets(void)
{
    static const struct address_kind_case CASES[] = {
        { ADDRESS_IPV4, 0 },      { ADDRESS_IPV4, 0x0a00f800 }, { ADDRESS_IPV4, 0xfffff000 },
        { ADDRESS_IPV6, 0x1000 }, { ADDRESS_IPV6, 0xfffff000 },
    };

    for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
        for (guint count = 1; count <= RANGES; count *= 3) {
            beside_naive(&CASES[i], count, 2);
            beside_naive(&CASES[i], count, 40);
            beside_naive(&CASES[i], count, SPACE);
        }
    }
    for (guint i = 0; i < G_N_ELEMENTS(CASES); i++)
        beside_naive(&CASES[i], 5000, 3); /* enough for the index and the radix sort */
}

/* As many as the index is for: every second /24 of 4.0.0.0/8. */
static void many(void)
{
    struct address_set *set = address_set_new();
    struct address      low = { 0 }, high = { 0 };

    for (guint i = 0; i < 32768; i++) {
        const guint8 first[4] = { 4, (guint8)(i >> 7), (guint8)(i << 1), 0 },
                     last[4] = { first[0], first[1], first[2], 255 };
        low = address_ipv4(first), high = address_ipv4(last);
        address_set_add(set, &low, &high, 0, i + 1);
    }
    address_set_seal(set);
    finds(set, "3.255.255.255", 0);
    g_assert_true(address_set_bytes(set) < 32768 * 16 + 300000); /* 16 a range, and the index of 256 KiB */
    for (guint i = 0; i < 65536; i++) {
        const guint8         inside[4] = { 4, (guint8)(i >> 8), (guint8)i, 77 };
        struct address       wanted = address_ipv4(inside);
        struct address_entry entry = { 0, 0 };
        g_assert_cmpint(address_set_find(set, &wanted, &entry), ==, i % 2 == 0);
        g_assert_cmpuint(entry.line, ==, i % 2 == 0 ? i / 2 + 1 : 0);
    }
    finds(set, "5.0.0.0", 0);
    address_set_free(set);
}

/* The same of 2a00::/8, and far from these one before and one behind them. */
static void many_wide(void)
{
    struct address_set *set = address_set_new();
    struct address      before = address("2001:db8::1"), behind = address("ff00::1");

    address_set_add(set, &before, &before, 0, 8);
    address_set_add(set, &behind, &behind, 0, 9);
    for (guint i = 0; i < 32768; i++) {
        const guint8   wire[16] = { 0x2a, (guint8)(i >> 7), (guint8)(i << 1), 0 };
        struct address low = address_ipv6(wire), high = low;
        memset(high.bytes + 3, 0xff, 13);
        address_set_add(set, &low, &high, 0, i + 10);
    }
    address_set_seal(set);
    finds(set, "::", 0);
    finds(set, "2001:db8::", 0);
    finds(set, "2001:db8::1", 8);
    finds(set, "29ff:ffff::", 0);
    finds(set, "ff00::", 0);
    finds(set, "ff00::1", 9);
    finds(set, "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", 0);
    for (guint i = 0; i < 65536; i++) {
        const guint8         inside[16] = { 0x2a, (guint8)(i >> 8), (guint8)i, 77 };
        struct address       wanted = address_ipv6(inside);
        struct address_entry entry = { 0, 0 };
        g_assert_cmpint(address_set_find(set, &wanted, &entry), ==, i % 2 == 0);
        g_assert_cmpuint(entry.line, ==, i % 2 == 0 ? i / 2 + 10 : 0);
    }
    address_set_free(set);
}

/* ---- ranges as text ---- */

static void reads(const char *text, const char *first, const char *last)
{
    struct address_range range;
    char                 buffer[ADDRESS_TEXT_SIZE];

    g_assert_cmpstr(address_range_parse(text, strlen(text), &range), ==, NULL);
    g_assert_cmpstr(address_format(&range.first, buffer), ==, first);
    g_assert_cmpstr(address_format(&range.last, buffer), ==, last);
}

static void range_texts(void)
{
    static const char *const BAD[] = {
        "",           "1",         "1.2.3",        "1.2.3.256",    "1.2.3.4.5",       "01.2.3.4",    "1.2.3.4/",
        "1.2.3.4/33", "::/129",    "1.2.3.4/8x",   "1.2.3.4-",     "1.2.3.4-1.2.3.3", "1.2.3.4-::1", "1.2.3.4/-1",
        "-1.2.3.4",   "1.2.3.4 x", "1.2.3.4/0024", "fe80::1%eth0", "2001:db8::1::2",  "example.org", "1.2.3.4-1.2.3.5/8",
    };

    reads("192.0.2.1", "192.0.2.1", "192.0.2.1");
    reads("192.0.2.77/24", "192.0.2.0", "192.0.2.255");
    reads("255.255.255.255/0", "0.0.0.0", "255.255.255.255");
    reads("192.0.2.1/31", "192.0.2.0", "192.0.2.1");
    reads("192.0.2.9-192.0.2.9", "192.0.2.9", "192.0.2.9");
    reads("192.0.2.9 - 192.0.3.1", "192.0.2.9", "192.0.3.1");
    reads("2001:DB8::1/33", "2001:db8::", "2001:db8:7fff:ffff:ffff:ffff:ffff:ffff");
    reads("::1-::ff", "::1", "::ff");
    for (guint i = 0; i < G_N_ELEMENTS(BAD); i++) {
        struct address_range range;
        g_assert_cmpstr(address_range_parse(BAD[i], strlen(BAD[i]), &range), !=, NULL);
    }
}

/* ---- networks ---- */

static void own_networks(void)
{
    static const char   ERROR[] = "Expected a prefix length of at most 32 bits (IPv6: 128) instead of “10.0.0.0/40”.";
    GError             *error = NULL;
    struct address_set *set = networks_parse("", &error);
    struct address      a = address("172.31.255.255"), b = address("fd00::1"), c = address("172.32.0.0");

    g_assert_no_error(error);
    g_assert_true(address_set_find(set, &a, NULL) && address_set_find(set, &b, NULL));
    g_assert_false(address_set_find(set, &c, NULL));
    address_set_free(set);

    set = networks_parse("  172.32.0.0/16,2001:db8::/32 ;192.0.2.1-192.0.2.9\n", &error);
    g_assert_no_error(error);
    g_assert_cmpuint(address_set_count(set), ==, 3);
    g_assert_true(address_set_find(set, &c, NULL));
    g_assert_false(address_set_find(set, &a, NULL));
    address_set_free(set);

    g_assert_null(networks_parse("192.0.2.1, 10.0.0.0/40", &error));
    g_assert_cmpstr(error->message, ==, ERROR);
    g_error_free(error);
}

/* RFC 6890 and the registries: the first and the last address of each block, and their neighbours. */
static void global_addresses(void)
{
    static const char *const GLOBAL[] = {
        "1.0.0.0",         "9.255.255.255",   "11.0.0.0",        "100.63.255.255", "100.128.0.0", "126.255.255.255",
        "128.0.0.0",       "169.253.255.255", "169.255.0.0",     "172.15.255.255", "172.32.0.0",  "192.0.0.9",
        "192.0.0.10",      "192.0.1.0",       "192.0.3.0",       "192.88.99.1",    "192.167.0.0", "192.169.0.0",
        "198.17.255.255",  "198.20.0.0",      "198.51.99.255",   "198.51.101.0",   "203.0.112.0", "203.0.114.0",
        "223.255.255.255", "2000::",          "2001:4860::8888", "2001:200::",     "2001:1::1",   "2001:1::3",
        "2001:db7::1",     "2001:db9::",      "2002::1",         "2a00::1",        "3ffe::1",     "3fff:1000::",
        "64:ff9b::1",
    };
    static const char *const OTHER[] = {
        "0.0.0.0",     "0.255.255.255",  "10.0.0.0",        "10.255.255.255", "100.64.0.0",      "100.127.255.255",
        "127.0.0.1",   "169.254.0.0",    "172.16.0.0",      "172.31.255.255", "192.0.0.0",       "192.0.0.8",
        "192.0.0.11",  "192.0.2.255",    "192.168.0.0",     "198.18.0.0",     "198.19.255.255",  "198.51.100.7",
        "203.0.113.9", "224.0.0.0",      "239.255.255.250", "240.0.0.0",      "255.255.255.255", "::",
        "::1",         "::ffff:8.8.8.8", "64:ff9b:1::1",    "64:ff9b::1:0:0", "100::1",          "2001:1::4",
        "2001:2::1",   "2001:10::1",     "2001:db8::1",     "3fff:fff::1",    "4000::",          "5f00::1",
        "fc00::1",     "fdff::1",        "fe80::1",         "ff02::1",
    };

    for (guint i = 0; i < G_N_ELEMENTS(GLOBAL); i++) {
        struct address wanted = address(GLOBAL[i]);
        g_test_message("%s", GLOBAL[i]);
        g_assert_true(address_is_global(&wanted));
    }
    for (guint i = 0; i < G_N_ELEMENTS(OTHER); i++) {
        struct address wanted = address(OTHER[i]);
        g_test_message("%s", OTHER[i]);
        g_assert_false(address_is_global(&wanted));
    }
    struct address name = address_text("name");
    g_assert_false(address_is_global(&name));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/address_set/empty", empty);
    g_test_add_func("/address_set/narrowest_wins", narrowest_wins);
    g_test_add_func("/address_set/adjacent", adjacent);
    g_test_add_func("/address_set/edges", edges);
    g_test_add_func("/address_set/whole_space", whole_space);
    g_test_add_func("/address_set/moves", moves);
    g_test_add_func("/address_set/random_sets", random_sets);
    g_test_add_func("/address_set/many", many);
    g_test_add_func("/address_set/many_wide", many_wide);
    g_test_add_func("/address_range/texts", range_texts);
    g_test_add_func("/networks/own", own_networks);
    g_test_add_func("/networks/global", global_addresses);
    return g_test_run();
}
