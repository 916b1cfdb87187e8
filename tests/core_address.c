/* SPDX-License-Identifier: GPL-2.0-or-later */
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

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/address/round-trip", round_trip);
    g_test_add_func("/address/other-kinds", other_kinds);
    g_test_add_func("/address/refuses", refuses);
    g_test_add_func("/address/masks", masks);
    return g_test_run();
}
