/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdio.h>

#include "mac.h"

static const guint8 *mac(const char *text, guint8 bytes[6])
{
    guint b[6];

    g_assert_cmpint(sscanf(text, "%x:%x:%x:%x:%x:%x", &b[0], &b[1], &b[2], &b[3], &b[4], &b[5]), ==, 6);
    for (guint i = 0; i < 6; i++)
        bytes[i] = (guint8)b[i];
    return bytes;
}

static gboolean is_virtual(const char *text)
{
    return mac_is_virtual(mac(text, (guint8[6]){ 0 }));
}

static gboolean are_neighbours(const char *a, const char *b)
{
    return mac_is_neighbour(mac(a, (guint8[6]){ 0 }), mac(b, (guint8[6]){ 0 }));
}

static void virtual(void)
{
    g_assert_true(is_virtual("00:00:5e:00:01:09")); /* VRRP */
    g_assert_true(is_virtual("00:00:5e:00:02:09"));
    g_assert_true(is_virtual("00:00:0c:07:ac:01")); /* HSRP */
    g_assert_true(is_virtual("00:00:0c:9f:f0:01"));
    g_assert_true(is_virtual("00:07:b4:00:01:02")); /* GLBP */
    g_assert_true(is_virtual("02:bf:0a:00:00:01")); /* NLB */
    g_assert_false(is_virtual("00:00:5e:01:01:09"));
    g_assert_false(is_virtual("00:00:0c:07:ad:01"));
    g_assert_false(is_virtual("02:00:00:00:00:01"));
}

static void neighbours(void)
{
    g_assert_true(are_neighbours("00:1b:21:00:00:10", "00:1b:21:00:00:13"));
    g_assert_true(are_neighbours("00:1b:21:00:01:01", "00:1b:21:00:00:ff"));
    g_assert_false(are_neighbours("00:1b:21:00:00:10", "00:1b:21:00:00:14"));
    g_assert_false(are_neighbours("00:1b:21:00:00:10", "00:1b:22:00:00:11"));
}

static void group(void)
{
    guint8 bytes[6];

    g_assert_true(mac_is_group(mac("ff:ff:ff:ff:ff:ff", bytes)));
    g_assert_true(mac_is_group(mac("33:33:00:00:00:01", bytes)));
    g_assert_false(mac_is_group(mac("02:00:00:00:00:01", bytes)));
    g_assert_false(mac_equal((const guint8[]){ 1, 2, 3, 4, 5, 6 }, (const guint8[]){ 1, 2, 3, 4, 5, 7 }));
    g_assert_true(mac_equal((const guint8[]){ 1, 2, 3, 4, 5, 6 }, (const guint8[]){ 1, 2, 3, 4, 5, 6 }));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mac/virtual", virtual);
    g_test_add_func("/mac/neighbours", neighbours);
    g_test_add_func("/mac/group", group);
    return g_test_run();
}
