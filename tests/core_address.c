/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <arpa/inet.h>
#include <string.h>

#include "address.h"

static void shows(const char *text)
{
    struct address address;
    char           buffer[ADDRESS_TEXT_SIZE];

    g_assert_true(address_parse(text, &address));
    g_assert_cmpstr(address_format(&address, buffer), ==, text);
}

static void round_trip(void)
{
    shows("192.0.2.1");
    shows("2001:db8::1");
    shows("::");
    shows("::ffff:192.0.2.1");
}

static void other_kinds(void)
{
    const guint8   bytes[6] = { 0x02, 0, 0, 0xab, 0xcd, 0xef };
    struct address mac = address_mac(bytes), text = address_text("a name that is longer than it may be");
    char           buffer[ADDRESS_TEXT_SIZE];

    g_assert_cmpstr(address_format(&mac, buffer), ==, "02:00:00:ab:cd:ef");
    g_assert_cmpstr(address_format(&text, buffer), ==, "a name that is l");
    text = address_text("fifteen letters\xc3\xa4");
    g_assert_cmpstr(address_format(&text, buffer), ==, "fifteen letters");
    text = address_text("a,\t\033[1m\xc2\x9b\xc3\xa4");
    g_assert_cmpstr(address_format(&text, buffer), ==, "a???[1m??\xc3\xa4");
    text = address_text("");
    g_assert_cmpstr(address_format(&text, buffer), ==, "");
}

static void refuses(void)
{
    struct address address = { 0 };

    g_assert_false(address_parse("", &address));
    g_assert_false(address_parse("192.0.2", &address));
    g_assert_false(address_parse("192.0.2.256", &address));
    g_assert_false(address_parse("2001:db8::1::2", &address));
    g_assert_cmpint(address.kind, ==, ADDRESS_NONE);
}

static void masks_to(const char *text, guint bits, const char *expected)
{
    struct address address, masked;
    char           buffer[ADDRESS_TEXT_SIZE];

    g_assert_true(address_parse(text, &address));
    masked = address_mask(&address, bits);
    g_assert_cmpstr(address_format(&masked, buffer), ==, expected);
}

static void masks(void)
{
    masks_to("192.0.2.255", 32, "192.0.2.255");
    masks_to("192.0.2.255", 25, "192.0.2.128");
    masks_to("192.0.2.255", 24, "192.0.2.0");
    masks_to("192.0.2.255", 0, "0.0.0.0");
    masks_to("2001:db8:ffff::1", 33, "2001:db8:8000::");
    masks_to("2001:db8:ffff::1", 128, "2001:db8:ffff::1");
}

static void same_as_library(const guint8 bytes[16])
{
    struct address address = address_ipv6(bytes);
    char           buffer[ADDRESS_TEXT_SIZE], expected[INET6_ADDRSTRLEN];

    g_assert_cmpstr(address_format(&address, buffer), ==, inet_ntop(AF_INET6, bytes, expected, sizeof expected));
    address = address_ipv4(bytes);
    g_assert_cmpstr(address_format(&address, buffer), ==, inet_ntop(AF_INET, bytes, expected, sizeof expected));
}

/* Any, and with any groups of zeros, and before an IPv4 address. */
static void formatted_as_by_the_library(void)
{
    for (guint i = 0; i < 100000; i++) {
        guint   kept = i % 256;
        guint8  bytes[16] = { 0 };
        guint32 any[4] = { g_random_int(), g_random_int(), g_random_int(), g_random_int() };

        for (guint group = 0; group < 8; group++)
            if (kept >> group & 1)
                memcpy(bytes + 2 * group, (guint8 *)any + 2 * group, 2);
        if (i / 256 % 4 == 1)
            bytes[2 * (i % 8)] = 0; /* short groups */
        if (i / 256 % 4 == 2)
            memset(bytes + 10, 0xff, 2);
        if (i / 256 % 4 == 3)
            bytes[15] = 1;
        same_as_library(bytes);
    }
}

static gboolean is_multicast(const char *text)
{
    struct address address;

    g_assert_true(address_parse(text, &address));
    return address_is_multicast(&address);
}

/* 224.0.0.0/4 (RFC 5771), ff00::/8 (RFC 4291, 2.7). */
static void multicast(void)
{
    static const guint8  MAC[6] = { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff };
    const struct address mac = address_mac(MAC);

    g_assert_false(is_multicast("223.255.255.255"));
    g_assert_true(is_multicast("224.0.0.0"));
    g_assert_true(is_multicast("239.255.255.255"));
    g_assert_false(is_multicast("240.0.0.0"));
    g_assert_true(is_multicast("ff02::1"));
    g_assert_false(is_multicast("fe80::1"));
    g_assert_false(address_is_multicast(&mac));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/address/round-trip", round_trip);
    g_test_add_func("/address/other-kinds", other_kinds);
    g_test_add_func("/address/refuses", refuses);
    g_test_add_func("/address/masks", masks);
    g_test_add_func("/address/multicast", multicast);
    g_test_add_func("/address/formatted_as_by_the_library", formatted_as_by_the_library);
    return g_test_run();
}
