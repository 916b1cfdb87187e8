/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>
#include <time.h>

#include "ports_reader.h"
#include "protocols.h"

struct complaints {
    guint count;
    guint line; /* of the last one */
    char  reason[200];
};

static void complain(const char *file, guint line, const char *reason, gpointer data)
{
    struct complaints *complaints = data;

    g_assert_cmpstr(file, ==, "test");
    complaints->count++;
    complaints->line = line;
    g_strlcpy(complaints->reason, reason, sizeof complaints->reason);
}

static struct port_table *table_of(const char *builtin, const char *user)
{
    struct port_table *table = port_table_new();
    struct complaints  complaints = { 0 };

    ports_read(table, PORTS_BUILTIN, "test", builtin, strlen(builtin), complain, &complaints);
    ports_read(table, PORTS_USER, "test", user, strlen(user), complain, &complaints);
    g_assert_cmpstr(complaints.reason, ==, "");
    return table;
}

static const char *registry(guint8 ip_protocol, guint16 port, gpointer data)
{
    (void)data;
    return ip_protocol == IP_TCP && port == 4321 ? "rwhois" : NULL;
}

static struct endpoint endpoint(const char *address, guint16 port)
{
    struct endpoint end = { .port = port };

    g_assert_true(address_parse(address, &end.address));
    return end;
}

static struct service service(const struct port_table *table, guint8 ip_protocol, guint16 initiator, guint16 responder,
                              gboolean handshake)
{
    struct endpoint from = endpoint("192.0.2.1", initiator), to = endpoint("198.51.100.7", responder);

    return port_table_service(table, ip_protocol, &from, &to, handshake, registry, NULL);
}

static void names(const struct port_table *table, struct service found, const char *name, enum naming_method method)
{
    g_assert_cmpstr(applications_name(port_table_applications(table), found.application), ==, name);
    g_assert_cmpint(found.method, ==, method);
}

static void plain_ports(void)
{
    struct port_table *t = table_of("80 HTTP\n53/udp DNS # names\n6881-6999/tcp BitTorrent\n6900/tcp VNC\n", "");

    names(t, service(t, IP_TCP, 50000, 80, TRUE), "HTTP", METHOD_PORT);
    names(t, service(t, IP_UDP, 50000, 80, FALSE), "HTTP", METHOD_PORT);
    names(t, service(t, IP_SCTP, 50000, 80, FALSE), "HTTP", METHOD_PORT);
    names(t, service(t, IP_UDP_LITE, 50000, 53, FALSE), "DNS", METHOD_PORT);
    names(t, service(t, IP_TCP, 50000, 53, TRUE), "Unknown", METHOD_NONE);
    names(t, service(t, IP_TCP, 50000, 6999, TRUE), "BitTorrent", METHOD_PORT);
    names(t, service(t, IP_TCP, 50000, 6900, TRUE), "VNC", METHOD_PORT);
    names(t, service(t, IP_ICMP, 0, 80, FALSE), "Unknown", METHOD_NONE);
    port_table_unref(t);
}

static void a_port_beats_a_range_wherever_it_stands(void)
{
    struct port_table *t = table_of("6900/tcp VNC\n6881-6999/tcp BitTorrent\n80 One\n80 Two\n", "");

    names(t, service(t, IP_TCP, 50000, 6900, TRUE), "VNC", METHOD_PORT);
    names(t, service(t, IP_TCP, 50000, 80, TRUE), "Two", METHOD_PORT);
    port_table_unref(t);
}

/* The rule of the service port: a handshake decides; without one the better entry does. */
static void which_of_the_two(void)
{
    struct port_table *t = table_of("5060 SIP\n22 SSH\n53 DNS\n8888/tcp HTTP\n20/tcp FTP-DATA side=initiator\n"
                                    "50001 Dynamic\n5000 User\n",
                                    "7000 Mine\n");

    names(t, service(t, IP_TCP, 5060, 8888, TRUE), "HTTP", METHOD_PORT);
    names(t, service(t, IP_TCP, 5060, 9999, TRUE), "Unknown", METHOD_NONE);
    names(t, service(t, IP_TCP, 5060, 9999, FALSE), "SIP", METHOD_PORT);
    names(t, service(t, IP_TCP, 20, 50000, TRUE), "FTP-DATA", METHOD_PORT);
    names(t, service(t, IP_TCP, 50000, 20, TRUE), "Unknown", METHOD_NONE);

    /* system before user before dynamic ports */
    names(t, service(t, IP_UDP, 53, 5060, FALSE), "DNS", METHOD_PORT);
    names(t, service(t, IP_UDP, 50001, 5060, FALSE), "SIP", METHOD_PORT);
    names(t, service(t, IP_UDP, 5060, 50001, FALSE), "SIP", METHOD_PORT);

    /* equal: the responder's */
    names(t, service(t, IP_UDP, 22, 53, FALSE), "DNS", METHOD_PORT);
    names(t, service(t, IP_UDP, 53, 22, FALSE), "SSH", METHOD_PORT);

    /* the user's before ours before the registry's, whatever the range */
    names(t, service(t, IP_UDP, 7000, 53, FALSE), "Mine", METHOD_USER_PORT);
    names(t, service(t, IP_TCP, 50001, 4321, FALSE), "Dynamic", METHOD_PORT);
    names(t, service(t, IP_TCP, 50002, 4321, FALSE), "rwhois", METHOD_REGISTRY);
    g_assert_cmpint(service(t, IP_TCP, 4321, 50002, FALSE).port, ==, 4321);
    g_assert_true(service(t, IP_TCP, 4321, 50002, FALSE).at_initiator);
    port_table_unref(t);
}

static void fixed_endpoints(void)
{
    struct port_table *t = table_of("80 HTTP\n", "198.51.100.0/24:80 Net\n198.51.100.7:80/tcp Host\n"
                                                 "192.0.2.1:5000 Mine\n[2001:db8::]/32:443 Six\n[2001:db8::1]:443 One\n"
                                                 "[2001:db8:7::/48]:443 Lab\n");
    struct endpoint    from = endpoint("2001:db8::2", 50000), to = endpoint("2001:db8::1", 443);

    names(t, service(t, IP_TCP, 50000, 80, TRUE), "Host", METHOD_FIXED_ENDPOINT);
    names(t, service(t, IP_UDP, 50000, 80, FALSE), "Net", METHOD_FIXED_ENDPOINT);
    names(t, service(t, IP_TCP, 5000, 443, TRUE), "Unknown", METHOD_NONE);
    names(t, service(t, IP_UDP, 5000, 443, FALSE), "Mine", METHOD_FIXED_ENDPOINT);
    names(t, port_table_service(t, IP_TCP, &from, &to, TRUE, NULL, NULL), "One", METHOD_FIXED_ENDPOINT);
    to = endpoint("2001:db8:ffff::1", 443);
    names(t, port_table_service(t, IP_TCP, &from, &to, TRUE, NULL, NULL), "Six", METHOD_FIXED_ENDPOINT);
    to = endpoint("2001:db8:7::1", 443);
    names(t, port_table_service(t, IP_TCP, &from, &to, TRUE, NULL, NULL), "Lab", METHOD_FIXED_ENDPOINT);
    port_table_unref(t);
}

static void two_stages(void)
{
    struct port_table *t =
        table_of("category Web class=interactive\n80 HTTP category=Web\n443 HTTPS category=Web class=bulk\n"
                 "69/udp TFTP category=File transfer over=UDP, IP class=bulk\n",
                 "category web class=streaming\napplication http proxy category=Web\n");
    struct applications *a = port_table_applications(t);
    application_id       http = applications_intern(a, "http"), tftp = applications_intern(a, "TFTP");

    g_assert_cmpstr(applications_name(a, http), ==, "HTTP");
    g_assert_cmpstr(applications_category(a, http), ==, "Web");
    g_assert_cmpint(applications_class(a, http), ==, CLASS_STREAMING);
    g_assert_cmpint(applications_class(a, applications_intern(a, "HTTPS")), ==, CLASS_BULK);
    g_assert_cmpint(applications_class(a, applications_intern(a, "HTTP Proxy")), ==, CLASS_STREAMING);
    g_assert_cmpstr(applications_category(a, tftp), ==, "File transfer");
    g_assert_true(applications_is_over(a, tftp, applications_intern(a, "IP")));
    g_assert_cmpstr(applications_category(a, APPLICATION_UNKNOWN), ==, "Other");
    g_assert_cmpint(applications_class(a, APPLICATION_UNKNOWN), ==, CLASS_UNKNOWN);
    port_table_unref(t);
}

static void numbers_and_dissectors(void)
{
    struct port_table *t =
        table_of("ip 89 OSPF\nethertype 0x0806 ARP\ndissector nbss NetBIOS\ndissector data -\n", "ip 89 Mine");
    struct applications *a = port_table_applications(t);
    application_id       id = 99;

    g_assert_cmpstr(applications_name(a, port_table_ip_protocol(t, 89)), ==, "Mine");
    g_assert_cmpint(port_table_ip_protocol(t, 90), ==, APPLICATION_UNKNOWN);
    g_assert_cmpstr(applications_name(a, port_table_ethertype(t, 0x0806)), ==, "ARP");
    g_assert_true(port_table_dissector(t, "nbss", &id));
    g_assert_cmpstr(applications_name(a, id), ==, "NetBIOS");
    g_assert_true(port_table_dissector(t, "data", &id));
    g_assert_cmpint(id, ==, APPLICATION_UNKNOWN);
    g_assert_false(port_table_dissector(t, "http", &id));
    port_table_unref(t);
}

static void refused(const char *line, const char *reason)
{
    struct port_table *t = port_table_new();
    struct complaints  complaints = { 0 };
    char              *text = g_strdup_printf("# first\n%s\r\n80 HTTP", line);

    ports_read(t, PORTS_USER, "test", text, strlen(text), complain, &complaints);
    g_assert_cmpint(complaints.count, ==, 1);
    g_assert_cmpint(complaints.line, ==, 2);
    g_assert_cmpstr(complaints.reason, ==, reason);
    names(t, service(t, IP_TCP, 50000, 80, TRUE), "HTTP", METHOD_USER_PORT);
    g_free(text);
    port_table_unref(t);
}

static void bad_lines(void)
{
    refused("80", "expected a name");
    refused("80 \033[31mred", "expected no control characters");
    refused("80 Web category=\xc2\x9b"
            "1m",
            "expected no control characters");
    refused("80 category=Web", "expected a name");
    refused("65536 X", "expected PORT, PORT-PORT or ADDRESS:PORT with ports from 0 to 65535 instead of “65536”");
    refused("-1 X", "expected PORT, PORT-PORT or ADDRESS:PORT with ports from 0 to 65535 instead of “-1”");
    refused("1-x X", "expected PORT, PORT-PORT or ADDRESS:PORT with ports from 0 to 65535 instead of “1-x”");
    refused("http X", "expected PORT, PORT-PORT or ADDRESS:PORT with ports from 0 to 65535 instead of “http”");
    refused("90-80 X", "expected a range that begins with its lower port");
    refused("80/icmp X", "expected /tcp, /udp, /sctp or /dccp instead of “icmp”");
    refused("192.0.2.1:x X", "expected a port from 0 to 65535 behind the address instead of “x”");
    refused("192.0.2.300:80 X", "expected an IPv4 address or an IPv6 address in brackets instead of “192.0.2.300”");
    refused("192.0.2.1/33:80 X", "expected a prefix length of at most 32 bits (IPv6: 128) instead of “33”");
    refused("[]:80 X", "expected an IPv4 address or an IPv6 address in brackets instead of “”");
    refused(":80 X", "expected an IPv4 address or an IPv6 address in brackets instead of “”");
    refused("ip 256 X", "expected an IP protocol number from 0 to 255 instead of “256”");
    refused("ip", "expected a value behind the first word");
    refused("ethertype 806 X", "expected an EtherType such as 0x0806 instead of “806”");
    refused("category Web", "expected class= behind the category's name");
    refused("80 X class=fast",
            "expected real-time, interactive, streaming, bulk, control, background or unknown instead of “fast”");
    refused("80 X side=left", "expected initiator or responder instead of “left”");
    refused("80 unknown", "expected another name than Unknown, which stands for none");
    refused("80 A over=Unknown", "expected another name than Unknown, which stands for none");
    refused("80 A23456789B23456789C23456789D23456789E23456789F23456789G23456789HI", "expected a name of at most 64 bytes");
    refused("80 X category=A23456789B23456789C23456789D23456789E23456789F23456789G23456789HI",
            "expected a category's name of at most 64 bytes");
    refused("80 X over=TLS,A23456789B23456789C23456789D23456789E23456789F23456789G23456789HI",
            "expected a name of at most 64 bytes");
    refused("80 \xff\xfe", "expected UTF-8 text");
    refused("80/\x1b[2J X", "expected /tcp, /udp, /sctp or /dccp instead of “\\033[2J”");
}

/* "80 X over=n1, n2…" */
static char *line_with_list(const char *key, guint first, guint last)
{
    GString *line = g_string_new("80 X ");

    g_string_append(line, key);
    for (guint i = first; i <= last; i++)
        g_string_append_printf(line, "%sn%u", i > first ? ", " : "", i);
    return g_string_free(line, FALSE);
}

/* Of an application, too: the list is looked through for each packet. */
static void long_lists(void)
{
    static const char *const KEYS[] = { "over=", "after=" };
    char                    *most = line_with_list("over=", 1, 64), *again = line_with_list("over=", 64, 65);
    char                    *text = g_strdup_printf("%s\n%s\n80 X over=n1,N2,,n64\n", most, most);
    struct port_table       *t = table_of("", text);
    struct applications     *a = port_table_applications(t);
    struct complaints        complaints = { 0 };

    for (guint i = 0; i < G_N_ELEMENTS(KEYS); i++) {
        char *more = line_with_list(KEYS[i], 1, 65);
        refused(more, "expected at most 64 names of applications, separated by commas");
        g_free(more);
    }
    ports_read(t, PORTS_USER, "test", again, strlen(again), complain, &complaints);
    g_assert_cmpstr(complaints.reason, ==, "expected at most 64 applications that carry one");
    g_assert_true(applications_is_over(a, applications_intern(a, "X"), applications_intern(a, "n64")));
    g_assert_false(applications_is_over(a, applications_intern(a, "X"), applications_intern(a, "n65")));
    g_free(most);
    g_free(again);
    g_free(text);
    port_table_unref(t);
}

/* Ten bytes fill 65,536 places of each transport: 152 times that, then it is enough, but for what still fits. */
static void too_many_ports(void)
{
    struct port_table *t = port_table_new();
    struct complaints  complaints = { 0 };
    GString           *text = g_string_new("80 One\n");

    for (guint i = 0; i < 152; i++)
        g_string_append(text, "0-65535 A\n");
    g_string_append(text, "0-65535 B\n81 Two\n");
    ports_read(t, PORTS_USER, "test", text->str, text->len, complain, &complaints);
    g_assert_cmpuint(complaints.count, ==, 1);
    g_assert_cmpuint(complaints.line, ==, 154);
    g_assert_cmpstr(complaints.reason, ==, "expected ranges of at most 10,000,000 ports in all");
    names(t, service(t, IP_TCP, 50000, 80, TRUE), "One", METHOD_USER_PORT);
    names(t, service(t, IP_TCP, 50000, 81, TRUE), "Two", METHOD_USER_PORT);
    names(t, service(t, IP_TCP, 50000, 82, TRUE), "A", METHOD_USER_PORT);
    g_string_free(text, TRUE);
    port_table_unref(t);
}

/* What has no name left is not taken for something said about Unknown. */
static void full_catalogue(void)
{
    static const char *const REFUSED[] = {
        "80 New category=Web", "application New class=bulk",  "ip 89 New",      "ethertype 0x0806 New", "dissector arp New",
        "10.0.0.1:80 New",     "81 n1 over=New category=Web", "81 n1 after=New"
    };
    struct port_table   *t = port_table_new();
    struct applications *a = port_table_applications(t);
    char                 name[16];

    for (guint i = 1; i < APPLICATIONS_MAX; i++) {
        g_snprintf(name, sizeof name, "n%u", i);
        g_assert_cmpuint(applications_intern(a, name), ==, i);
    }
    for (guint i = 0; i < G_N_ELEMENTS(REFUSED); i++) {
        struct complaints complaints = { 0 };

        ports_read(t, PORTS_USER, "test", REFUSED[i], strlen(REFUSED[i]), complain, &complaints);
        g_assert_cmpstr(complaints.reason, ==, "expected at most 65,535 names of applications");
    }
    g_assert_cmpstr(applications_category(a, APPLICATION_UNKNOWN), ==, "Other");
    g_assert_cmpint(applications_class(a, APPLICATION_UNKNOWN), ==, CLASS_UNKNOWN);
    g_assert_cmpstr(applications_category(a, 1), ==, "Other");
    names(t, service(t, IP_TCP, 50000, 80, TRUE), "Unknown", METHOD_NONE);
    names(t, service(t, IP_TCP, 50000, 81, TRUE), "Unknown", METHOD_NONE);
    g_assert_false(port_table_dissector(t, "arp", &(application_id){ 0 }));
    port_table_unref(t);
}

static void values(void)
{
    static const char *const SOUND[] = { "", "HTTP", "C#", "Build servers", "TLS,HTTP", "a=b" };
    static const char *const UNSOUND[] = { "#1", "C #", "C\t#1", "A\n80 B", "A\n", "A category=Web", "over=" };

    for (guint i = 0; i < G_N_ELEMENTS(SOUND); i++)
        g_assert_true(ports_is_value(SOUND[i]));
    for (guint i = 0; i < G_N_ELEMENTS(UNSOUND); i++)
        g_assert_false(ports_is_value(UNSOUND[i]));
}

static void categories(void)
{
    struct port_table *all = port_table_new(), *alone = port_table_new();

    ports_read_builtin(all);
    ports_read_builtin_categories(alone);

    GPtrArray *names = applications_categories(port_table_applications(all));
    GPtrArray *same = applications_categories(port_table_applications(alone));
    g_assert_cmpint(names->len, ==, 21);
    g_assert_cmpint(same->len, ==, 21);
    for (guint i = 0; i < names->len; i++)
        g_assert_cmpstr(g_ptr_array_index(names, i), ==, g_ptr_array_index(same, i));
    g_assert_cmpstr(g_ptr_array_index(names, 0), ==, "Database");
    g_assert_cmpstr(g_ptr_array_index(names, 20), ==, "Web");
    g_ptr_array_unref(names);
    g_ptr_array_unref(same);
    port_table_unref(all);
    port_table_unref(alone);
}

static void zero_bytes_and_marks(void)
{
    static const char  TEXT[] = "\xef\xbb\xbf"
                                "80 HTTP\n81\0 X\n82 Y";
    struct port_table *t = port_table_new();
    struct complaints  complaints = { 0 };

    ports_read(t, PORTS_USER, "test", TEXT, sizeof TEXT - 1, complain, &complaints);
    g_assert_cmpint(complaints.count, ==, 1);
    g_assert_cmpint(complaints.line, ==, 2);
    names(t, service(t, IP_TCP, 50000, 80, TRUE), "HTTP", METHOD_USER_PORT);
    names(t, service(t, IP_TCP, 50000, 82, TRUE), "Y", METHOD_USER_PORT);
    port_table_unref(t);
}

enum { NAMES = 1 << 14 };

/* Seconds that it takes to read as many lines, each with another name of `one` and `other`. */
static double time_to_read(const char *before, const char *one, const char *other, const char *behind)
{
    struct port_table *t = port_table_new();
    GString           *text = g_string_new(NULL);

    for (guint i = 0; i < NAMES; i++) {
        g_string_append(text, before);
        for (guint bit = 1; bit < NAMES; bit <<= 1)
            g_string_append(text, i & bit ? one : other);
        g_string_append(text, behind);
    }
    clock_t start = clock();
    ports_read(t, PORTS_USER, "test", text->str, text->len, NULL, NULL);
    clock_t end = clock();
    g_string_free(text, TRUE);
    port_table_unref(t);
    return (double)(end - start) / CLOCKS_PER_SEC;
}

/* 33 × '1' + '~' = 33 × '2' + ']': by g_str_hash() all these names have one hash. */
static void names_that_might_collide(void)
{
    static const char *const LINES[][2] = { { "dissector ", " X\n" },
                                            { "application ", " class=bulk\n" },
                                            { "80 X category=", "\n" } };

    for (guint i = 0; i < G_N_ELEMENTS(LINES); i++)
        g_assert_cmpfloat(time_to_read(LINES[i][0], "1~", "2]", LINES[i][1]), <,
                          10 * time_to_read(LINES[i][0], "1~", "2^", LINES[i][1]));
}

/* The ports that the idea's own list names, and that ours must. */
static void builtin(void)
{
    static const struct {
        guint16     port;
        guint8      ip_protocol;
        const char *name;
    } SEED[] = {
        { 21, IP_TCP, "FTP" },          { 22, IP_TCP, "SSH" },      { 23, IP_TCP, "Telnet" }, { 25, IP_TCP, "SMTP" },
        { 53, IP_UDP, "DNS" },          { 53, IP_TCP, "DNS" },      { 67, IP_UDP, "DHCP" },   { 68, IP_UDP, "DHCP" },
        { 69, IP_UDP, "TFTP" },         { 80, IP_TCP, "HTTP" },     { 109, IP_TCP, "POP2" },  { 110, IP_TCP, "POP3" },
        { 115, IP_TCP, "SFTP" },        { 118, IP_TCP, "SQL" },     { 123, IP_UDP, "NTP" },   { 137, IP_UDP, "NetBIOS" },
        { 138, IP_UDP, "NetBIOS" },     { 139, IP_TCP, "NetBIOS" }, { 143, IP_TCP, "IMAP" },  { 161, IP_UDP, "SNMP" },
        { 443, IP_TCP, "HTTPS" },       { 443, IP_UDP, "QUIC" },    { 465, IP_TCP, "SMTPS" }, { 546, IP_UDP, "DHCPv6" },
        { 547, IP_UDP, "DHCPv6" },      { 993, IP_TCP, "IMAPS" },   { 5060, IP_UDP, "SIP" },  { 5353, IP_UDP, "mDNS" },
        { 8080, IP_TCP, "HTTP Proxy" },
    };
    struct port_table *t = port_table_new();

    ports_read_builtin(t);
    for (guint i = 0; i < G_N_ELEMENTS(SEED); i++)
        names(t, service(t, SEED[i].ip_protocol, 60001, SEED[i].port, SEED[i].ip_protocol == IP_TCP), SEED[i].name,
              METHOD_PORT);
    names(t, service(t, IP_TCP, 20, 60001, TRUE), "FTP-DATA", METHOD_PORT);
    port_table_unref(t);
}

static void method_names(void)
{
    for (guint i = 0; i < METHOD_COUNT; i++)
        for (guint j = 0; j < i; j++)
            g_assert_cmpstr(naming_method_name((enum naming_method)i), !=, naming_method_name((enum naming_method)j));
}

static void class_names(void)
{
    for (guint i = 0; i < CLASS_COUNT; i++) {
        enum traffic_class class;
        g_assert_true(traffic_class_parse(traffic_class_name((enum traffic_class)i), &class));
        g_assert_cmpuint(class, ==, i);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/ports/plain", plain_ports);
    g_test_add_func("/ports/port-beats-range", a_port_beats_a_range_wherever_it_stands);
    g_test_add_func("/ports/which-of-the-two", which_of_the_two);
    g_test_add_func("/ports/fixed-endpoints", fixed_endpoints);
    g_test_add_func("/ports/two-stages", two_stages);
    g_test_add_func("/ports/numbers-and-dissectors", numbers_and_dissectors);
    g_test_add_func("/ports/bad-lines", bad_lines);
    g_test_add_func("/ports/long-lists", long_lists);
    g_test_add_func("/ports/too-many-ports", too_many_ports);
    g_test_add_func("/ports/full-catalogue", full_catalogue);
    g_test_add_func("/ports/values", values);
    g_test_add_func("/ports/categories", categories);
    g_test_add_func("/ports/zero-bytes-and-marks", zero_bytes_and_marks);
    g_test_add_func("/ports/names-that-might-collide", names_that_might_collide);
    g_test_add_func("/ports/builtin", builtin);
    g_test_add_func("/ports/method-names", method_names);
    g_test_add_func("/ports/class-names", class_names);
    return g_test_run();
}
