/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "exceptions.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static gboolean is_detector(const char *name, gpointer data)
{
    (void)data;
    return strcmp(name, "port_scan") == 0 || strcmp(name, "dns_tunnel") == 0 || strcmp(name, "beacon") == 0;
}

/* "LINE: REASON", one a line */
static void note(const char *file, guint line, const char *reason, gpointer data)
{
    g_assert_nonnull(file);
    g_string_append_printf(data, "%u: %s\n", line, reason);
}

static struct exceptions *read_text(const char *text, const char *complaints)
{
    GString                  *told = g_string_new(NULL);
    struct exceptions_reading reading = { is_detector, note, told };
    char                     *file = NULL;
    int                       fd = g_file_open_tmp(NULL, &file, NULL);
    struct exceptions        *exceptions = exceptions_new();

    close(fd);
    g_assert_true(g_file_set_contents(file, text, -1, NULL));
    exceptions_read(exceptions, file, &reading);
    g_assert_cmpstr(told->str, ==, complaints);
    g_remove(file);
    g_free(file);
    g_string_free(told, TRUE);
    return exceptions;
}

/* NULL: the finding has none */
static gboolean covers(const struct exceptions *exceptions, const char *detector, const char *subject, const char *object,
                       const char *domain)
{
    struct address addresses[2] = { { 0 }, { 0 } };

    g_assert_true(!subject || address_parse(subject, &addresses[0]));
    g_assert_true(!object || address_parse(object, &addresses[1]));
    return exceptions_cover(exceptions, detector, subject ? &addresses[0] : NULL, object ? &addresses[1] : NULL, domain);
}

static void none(void)
{
    struct exceptions_reading reading = { 0 };
    struct exceptions        *e = exceptions_new();

    g_assert_false(covers(e, "port_scan", "10.0.0.5", "10.0.0.6", "example.com"));
    exceptions_read(e, "/none/such", &reading);
    g_assert_false(covers(e, "port_scan", NULL, NULL, NULL));
    exceptions_free(e);
    exceptions_free(NULL);
}

static void one_address(void)
{
    struct exceptions *e =
        read_text("port_scan 10.0.0.5 # the scanner\r\n* 192.168.7.0/24\n\n  beacon\t2001:db8::/32\n", "");

    g_assert_true(covers(e, "port_scan", "10.0.0.5", "10.0.0.6", NULL));
    g_assert_true(covers(e, "port_scan", "10.0.0.6", "10.0.0.5", NULL));
    g_assert_true(covers(e, "port_scan", "10.0.0.5", NULL, NULL));
    g_assert_false(covers(e, "port_scan", "10.0.0.6", "10.0.0.7", NULL));
    g_assert_false(covers(e, "port_scan", NULL, NULL, NULL));
    g_assert_false(covers(e, "beacon", "10.0.0.5", "10.0.0.6", NULL));
    g_assert_true(covers(e, "dns_tunnel", "192.168.7.255", NULL, NULL));
    g_assert_true(covers(e, "port_scan", "1.1.1.1", "192.168.7.0", NULL));
    g_assert_false(covers(e, "dns_tunnel", "192.168.8.0", NULL, NULL));
    g_assert_true(covers(e, "beacon", "2001:db8:ffff::1", NULL, NULL));
    g_assert_false(covers(e, "beacon", "2001:db9::", NULL, NULL));
    exceptions_free(e);
}

static void two_addresses(void)
{
    struct exceptions *e = read_text("port_scan 10.0.0.0/24 10.0.1.1-10.0.1.9\n", "");

    g_assert_true(covers(e, "port_scan", "10.0.0.5", "10.0.1.9", NULL));
    g_assert_false(covers(e, "port_scan", "10.0.1.9", "10.0.0.5", NULL));
    g_assert_false(covers(e, "port_scan", "10.0.0.5", "10.0.1.10", NULL));
    g_assert_false(covers(e, "port_scan", "10.0.0.5", NULL, NULL));
    exceptions_free(e);
}

static void domains(void)
{
    struct exceptions *e =
        read_text("dns_tunnel Example.COM.\nbeacon 10.0.0.5 updates.example.org\nport_scan _tcp.local\n", "");

    g_assert_true(covers(e, "dns_tunnel", "10.0.0.5", NULL, "example.com"));
    g_assert_true(covers(e, "dns_tunnel", NULL, NULL, "a.b.EXAMPLE.com."));
    g_assert_false(covers(e, "dns_tunnel", NULL, NULL, "badexample.com"));
    g_assert_false(covers(e, "dns_tunnel", NULL, NULL, "com"));
    g_assert_false(covers(e, "dns_tunnel", NULL, NULL, ""));
    g_assert_false(covers(e, "dns_tunnel", "10.0.0.5", "10.0.0.6", NULL));
    g_assert_true(covers(e, "beacon", "10.0.0.5", NULL, "updates.example.org"));
    g_assert_false(covers(e, "beacon", "10.0.0.6", NULL, "updates.example.org"));
    g_assert_false(covers(e, "beacon", "10.0.0.5", NULL, "example.org"));
    g_assert_true(covers(e, "port_scan", NULL, NULL, "_tcp.local"));
    exceptions_free(e);
}

static void always(void)
{
    struct exceptions *e = read_text("\xef\xbb\xbf"
                                     "beacon\n",
                                     "");

    g_assert_true(covers(e, "beacon", NULL, NULL, NULL));
    g_assert_true(covers(e, "beacon", "10.0.0.5", "10.0.0.6", "example.com"));
    g_assert_false(covers(e, "port_scan", NULL, NULL, NULL));
    exceptions_free(e);
}

/* What is left out covers nothing, least of all everything. */
static void bad_lines(void)
{
    struct exceptions *e = read_text("portscan 10.0.0.5\n"
                                     "port_scan 10.0.0.256\n"
                                     "port_scan 10.0.0.0/40\n"
                                     "port_scan 10.0.0.1 10.0.0.2 10.0.0.3\n"
                                     "port_scan a.org b.org\n"
                                     "port_scan a..org\n"
                                     "beacon \xff\n"
                                     "port_scan 10.0.0.7\n",
                                     "1: expected a detector's name or * instead of “portscan”\n"
                                     "2: expected an address, a network or one domain instead of “10.0.0.256”\n"
                                     "3: expected an address, a network or one domain instead of “10.0.0.0/40”\n"
                                     "4: expected at most two addresses or networks instead of “10.0.0.3”\n"
                                     "5: expected an address, a network or one domain instead of “b.org”\n"
                                     "6: expected an address, a network or one domain instead of “a..org”\n"
                                     "7: expected UTF-8 text in lines of at most 64 KiB\n");

    g_assert_false(covers(e, "port_scan", "10.0.0.5", "10.0.0.2", "a.org"));
    g_assert_true(covers(e, "port_scan", "10.0.0.7", NULL, NULL));
    g_assert_false(covers(e, "beacon", NULL, NULL, NULL));
    exceptions_free(e);
}

/* Each is looked at for each finding. */
static void too_many(void)
{
    GString *text = g_string_new("port_scan 10.0.0.5\n");

    for (guint i = 0; i < 9998; i++)
        g_string_append(text, "beacon 10.0.0.6\n");
    g_string_append(text, "port_scan 10.0.0.7\n# none\n\nport_scan 10.0.0.8\nport_scan 10.0.0.9\n");

    struct exceptions *e = read_text(text->str, "10003: expected at most 10,000 exceptions\n");
    g_assert_true(covers(e, "port_scan", "10.0.0.5", NULL, NULL));
    g_assert_true(covers(e, "port_scan", "10.0.0.7", NULL, NULL));
    g_assert_false(covers(e, "port_scan", "10.0.0.8", NULL, NULL));
    g_assert_false(covers(e, "port_scan", "10.0.0.9", NULL, NULL));
    exceptions_free(e);
    g_string_free(text, TRUE);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/exceptions/none", none);
    g_test_add_func("/exceptions/one_address", one_address);
    g_test_add_func("/exceptions/two_addresses", two_addresses);
    g_test_add_func("/exceptions/domains", domains);
    g_test_add_func("/exceptions/always", always);
    g_test_add_func("/exceptions/bad_lines", bad_lines);
    g_test_add_func("/exceptions/too_many", too_many);
    return g_test_run();
}
