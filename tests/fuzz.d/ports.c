/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * The input is a ports.txt. Whatever it says, names are sound, and look-ups find what the table knows. */
#include "fuzz.h"

#include <string.h>

#include "ports_reader.h"
#include "protocols.h"

struct problems {
    guint count, last_line;
};

static void note(const char *file, guint line, const char *reason, gpointer data)
{
    struct problems *problems = data;

    (void)file;
    g_assert_cmpuint(line, >, problems->last_line);
    g_assert_true(*reason && g_utf8_validate(reason, -1, NULL));
    problems->last_line = line;
    problems->count++;
}

static guint lines_in(const guint8 *bytes, gsize length)
{
    guint lines = 1;

    for (gsize i = 0; i < length; i++)
        lines += bytes[i] == '\n';
    return lines;
}

static void check_name(const struct port_table *table, application_id application)
{
    const struct applications *applications = port_table_applications(table);

    g_assert_true(g_utf8_validate(applications_name(applications, application), -1, NULL));
    g_assert_cmpuint(strlen(applications_name(applications, application)), <=, 64);
    g_assert_cmpuint(strlen(applications_category(applications, application)), <=, 64);
    g_assert_nonnull(traffic_class_name(applications_class(applications, application)));
}

static void look_up(const struct port_table *table, const char *from, guint16 from_port, const char *to, guint16 to_port,
                    guint8 protocol)
{
    struct endpoint ends[2] = { { .port = from_port }, { .port = to_port } };

    g_assert_true(address_parse(from, &ends[0].address) && address_parse(to, &ends[1].address));
    for (int handshake = 0; handshake < 2; handshake++) {
        struct service service = port_table_service(table, protocol, &ends[0], &ends[1], handshake, NULL, NULL);

        g_assert_true((service.application == APPLICATION_UNKNOWN) == (service.method == METHOD_NONE));
        g_assert_true(service.port == from_port || service.port == to_port);
        check_name(table, service.application);
    }
}

static void look_up_all(const struct port_table *table)
{
    static const guint16 PORTS[] = { 0, 1, 20, 53, 80, 443, 1023, 1024, 8080, 49151, 49152, 65535 };
    static const guint8  PROTOCOLS[] = { IP_TCP, IP_UDP, IP_SCTP, IP_DCCP, IP_UDP_LITE, IP_ICMP };
    application_id       application;

    for (guint i = 0; i < G_N_ELEMENTS(PORTS); i++) {
        guint8 protocol = PROTOCOLS[i % G_N_ELEMENTS(PROTOCOLS)];
        look_up(table, "10.0.0.1", 50000, "192.0.2.1", PORTS[i], protocol);
        look_up(table, "2001:db8::1", PORTS[i], "::1", 50000, protocol);
    }
    for (guint i = 0; i <= G_MAXUINT8; i++)
        check_name(table, port_table_ip_protocol(table, (guint8)i));
    check_name(table, port_table_ethertype(table, 0x0806));
    if (port_table_dissector(table, "dns", &application))
        check_name(table, application);
}

static guint read_into(struct port_table *table, enum port_source source, const guint8 *bytes, gsize length)
{
    struct problems problems = { 0 };

    ports_read(table, source, "input", (const char *)bytes, length, note, &problems);
    g_assert_cmpuint(problems.last_line, <=, lines_in(bytes, length));
    return problems.count;
}

int LLVMFuzzerTestOneInput(const guint8 *bytes, gsize length)
{
    struct port_table *table = port_table_new();
    struct fuzz_input  input = { bytes, length };
    guint8            *text = fuzz_bytes(&input, length, &length);
    guint              problems = read_into(table, PORTS_BUILTIN, text, length);

    look_up_all(table);
    g_assert_cmpuint(read_into(table, PORTS_USER, text, length), ==, problems);
    look_up_all(table);
    port_table_unref(table);
    g_free(text);
    return 0;
}
