/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "arp.h"

/* Ethernet, IPv4, lengths 6 and 4, a request; who asks; whom. */
static const guint8 REQUEST[28] = { 0, 1, 8, 0, 6, 4, 0, 1, 2, 0, 0, 0, 0, 1, 10, 0, 0, 1, 0, 0, 0, 0, 0, 0, 10, 0, 0, 2 };

static gboolean read_with(guint place, guint8 value, struct arp *arp)
{
    guint8 bytes[28];

    memcpy(bytes, REQUEST, sizeof bytes);
    bytes[place] = value;
    return arp_read(bytes, sizeof bytes, arp);
}

static void reads(void)
{
    struct arp     arp;
    struct address one = address_ipv4((const guint8[]){ 10, 0, 0, 1 }), two = address_ipv4((const guint8[]){ 10, 0, 0, 2 });

    g_assert_true(arp_read(REQUEST, 28, &arp));
    g_assert_cmpuint(arp.operation, ==, ARP_REQUEST);
    g_assert_true(memcmp(arp.sender_mac, REQUEST + 8, sizeof arp.sender_mac) == 0);
    g_assert_true(address_equal(&arp.sender, &one));
    g_assert_true(address_equal(&arp.target, &two));
    g_assert_false(arp_is_probe(&arp));
    g_assert_false(arp_is_announcement(&arp));
    g_assert_true(read_with(7, 2, &arp));
    g_assert_cmpuint(arp.operation, ==, ARP_REPLY);
}

static void tells_apart(void)
{
    struct arp arp;

    g_assert_true(read_with(27, 1, &arp));
    g_assert_true(arp_is_announcement(&arp));
    g_assert_true(read_with(14, 0, &arp)); /* 0.0.0.1 is an address */
    g_assert_false(arp_is_probe(&arp));
    arp.sender = address_ipv4((const guint8[]){ 0, 0, 0, 0 });
    g_assert_true(arp_is_probe(&arp));
}

static void refuses(void)
{
    static const struct {
        guint  place;
        guint8 value;
    } WRONG[] = { { 1, 6 }, { 2, 0x86 }, { 4, 8 }, { 5, 16 }, { 7, 0 }, { 7, 3 }, { 6, 1 } };
    struct arp arp;

    for (guint i = 0; i < G_N_ELEMENTS(WRONG); i++)
        g_assert_false(read_with(WRONG[i].place, WRONG[i].value, &arp));
    g_assert_false(arp_read(REQUEST, 27, &arp));
    g_assert_false(arp_read(NULL, 0, &arp));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/arp/reads", reads);
    g_test_add_func("/arp/tells_apart", tells_apart);
    g_test_add_func("/arp/refuses", refuses);
    return g_test_run();
}
