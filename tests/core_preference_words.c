/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "preference_words.h"

static void check(const char *preference, const char *expected)
{
    char *said = NULL;

    g_assert_cmpint(preference_is_sound(preference, &said), ==, expected == NULL);
    g_assert_cmpstr(said, ==, expected);
    g_free(said);
}

/* What Wireshark takes for FALSE, or for nothing said at all. */
static void refuses(void)
{
    check("winnow.port_scan:yes", "TRUE or FALSE");
    check("winnow.port_scan:1", "TRUE or FALSE");
    check("winnow.port_scan:TRUE ", "TRUE or FALSE");
    check("Winnow.Port_Scan:on", "TRUE or FALSE");
    check("winnow.vlan:yes", "TRUE or FALSE");
    check("winnow.vlan:", "TRUE or FALSE");
    check("winnow.least_severity:erorr", "note, warn or error");
    check("winnow.tunnels:foo", "innermost or outermost");
    check("winnow.fields:none", "all or asked");
}

static void takes(void)
{
    check("winnow.port_scan:TRUE", NULL);
    check("winnow.port_scan: false", NULL);
    check("winnow.vlan:True", NULL);
    check("winnow.least_severity:WARN", NULL);
    check("winnow.least_severity:Warning", NULL);
    check("winnow.tunnels:outermost", NULL);
    check("winnow.fields:asked", NULL);
}

/* tshark says itself what it does not know, and numbers and texts have other bounds. */
static void leaves_others(void)
{
    check("winnow.port_scan.ports:yes", NULL);
    check("winnow.networks:yes", NULL);
    check("winnow.none:yes", NULL);
    check("winnow.port_scan", NULL);
    check("winnow", NULL);
    check("tcp.desegment_tcp_streams:yes", NULL);
    check("uat:winnow_ports:\"tcp\",\"61001\",\"Gate\"", NULL);
    check("", NULL);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/preference_words/refuses", refuses);
    g_test_add_func("/preference_words/takes", takes);
    g_test_add_func("/preference_words/leaves_others", leaves_others);
    return g_test_run();
}
