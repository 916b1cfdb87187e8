/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "icmp.h"
#include "protocols.h"

enum sort { ECHO_REQUEST = 1, ECHO_REPLY = 2, UNREACHABLE = 4 };

static guint sorts_of(guint32 protocol, guint8 type, guint8 code)
{
    const struct packet packet = { .protocol = protocol, .has_icmp = TRUE, .icmp_type = type, .icmp_code = code };

    return (icmp_is_echo_request(&packet) ? ECHO_REQUEST : 0U) | (icmp_is_echo_reply(&packet) ? ECHO_REPLY : 0U) |
           (icmp_is_unreachable(&packet) ? UNREACHABLE : 0U);
}

/* RFC 792; RFC 1191, 4: code 4 of type 3 is "fragmentation needed". */
static void version_4(void)
{
    g_assert_cmpuint(sorts_of(IP_ICMP, 8, 0), ==, ECHO_REQUEST);
    g_assert_cmpuint(sorts_of(IP_ICMP, 0, 0), ==, ECHO_REPLY);
    g_assert_cmpuint(sorts_of(IP_ICMP, 3, 3), ==, UNREACHABLE);
    g_assert_cmpuint(sorts_of(IP_ICMP, 3, 4), ==, 0);
    g_assert_cmpuint(sorts_of(IP_ICMP, 128, 0), ==, 0);
    g_assert_cmpuint(sorts_of(IP_ICMP, 1, 0), ==, 0);
}

/* RFC 4443: port unreachable is code 4 of type 1; "packet too big" is type 2. */
static void version_6(void)
{
    g_assert_cmpuint(sorts_of(IP_ICMPV6, 128, 0), ==, ECHO_REQUEST);
    g_assert_cmpuint(sorts_of(IP_ICMPV6, 129, 0), ==, ECHO_REPLY);
    g_assert_cmpuint(sorts_of(IP_ICMPV6, 1, 4), ==, UNREACHABLE);
    g_assert_cmpuint(sorts_of(IP_ICMPV6, 2, 0), ==, 0);
    g_assert_cmpuint(sorts_of(IP_ICMPV6, 8, 0), ==, 0);
}

static void others(void)
{
    const struct packet packet = { .protocol = IP_TCP };

    g_assert_false(icmp_is_echo_reply(&packet)); /* whose number is 0 */
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/icmp/version-4", version_4);
    g_test_add_func("/icmp/version-6", version_6);
    g_test_add_func("/icmp/others", others);
    return g_test_run();
}
