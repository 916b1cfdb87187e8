/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "analysis.h"
#include "protocols.h"

static const gint64 MS = NS_PER_SECOND / 1000;

enum { A = 1, B = 2, MANY = 0x10000 }; /* the hosts 192.0.2.1, 192.0.2.2, and from 192.1.0.0 on */

/* One detector alone looks at what a test sends. */
struct lab {
    struct port_table       *ports;
    struct detection_options options;
    struct analysis         *analysis;
    struct packet            packet; /* the next one; what a test does not set stays as it was */
    struct packet_record     record; /* of the last one */
    guint                    findings;
    char                     detail[400];  /* of the last finding */
    gboolean                 is_unspoofed; /* likewise */
};

static struct lab *begin_with(const char *detector, guint first_threshold)
{
    struct flow_options options = { .idle_timeout = 120 * NS_PER_SECOND, .max_flows = FLOWS_DEFAULT };
    struct lab         *lab = g_new0(struct lab, 1);
    int                 index = detectors_find(detector);

    lab->ports = port_table_new();
    lab->options.settings = detection_standard_settings();
    for (guint i = 0; i < detectors_count; i++)
        lab->options.settings[i].is_on = (int)i == index;
    if (first_threshold > 0)
        lab->options.settings[index].thresholds[0] = first_threshold;
    lab->analysis = analysis_new(&options, lab->ports, NULL, NULL);
    analysis_look(lab->analysis, &lab->options);
    lab->packet = (struct packet){
        .protocol = IP_TCP, .ip_version = 4, .has_ports = TRUE, .tcp.is_known = TRUE, .time = 1000 * NS_PER_SECOND
    };
    return lab;
}

static struct lab *begin(const char *detector)
{
    return begin_with(detector, 0);
}

static void finish(struct lab *lab, guint findings)
{
    g_assert_cmpuint(lab->findings, ==, findings);
    analysis_free(lab->analysis);
    port_table_unref(lab->ports);
    g_free(lab->options.settings);
    g_free(lab);
}

static struct address host(guint number)
{
    guint8 bytes[4] = { 192, (guint8)(number >> 16), (guint8)(number >> 8), (guint8)number };

    if (number < 256)
        bytes[2] = 2;
    return address_ipv4(bytes);
}

static void send(struct lab *lab, guint from, guint from_port, guint to, guint to_port, guint16 flags)
{
    const struct finding *finding;
    guint                 count;

    lab->packet.number++;
    lab->packet.source = host(from);
    lab->packet.source_port = (guint16)from_port;
    lab->packet.destination = host(to);
    lab->packet.destination_port = (guint16)to_port;
    lab->packet.tcp.flags = flags;
    analysis_add(lab->analysis, &lab->packet, &lab->record);
    analysis_examine(lab->analysis, &lab->packet, &lab->record);
    analysis_detect(lab->analysis, &lab->packet, &lab->record);
    finding = analysis_findings(lab->analysis, &lab->record, &count);
    lab->findings += count;
    if (count > 0) {
        g_strlcpy(lab->detail, finding->detail, sizeof lab->detail);
        lab->is_unspoofed = finding->is_unspoofed;
    }
}

static void wait(struct lab *lab, gint64 ms)
{
    lab->packet.time += ms * MS;
}

static void others(struct lab *lab)
{
    send(lab, 200, 179, 201, 179, TCP_ACK | TCP_PSH);
}

/* ---- port_scan */

/* Port after port, each 100 ms after the other. */
static void try_ports(struct lab *lab, guint first, guint count, guint16 flags)
{
    for (guint port = first; port < first + count; port++) {
        send(lab, A, 60000, B, port, flags);
        send(lab, B, port, A, 60000, TCP_RST | TCP_ACK);
        wait(lab, 100);
    }
}

static void ports_at_the_line(void)
{
    struct lab *lab = begin("port_scan");

    try_ports(lab, 1, 14, TCP_SYN);
    g_assert_cmpuint(lab->findings, ==, 0);
    try_ports(lab, 14, 1, TCP_SYN); /* known already */
    g_assert_cmpuint(lab->findings, ==, 0);
    wait(lab, -100);
    try_ports(lab, 15, 1, TCP_SYN);
    g_assert_cmpstr(lab->detail, ==, "192.0.2.1 failed on 15 ports of 192.0.2.2 in 1.4 s by SYN (threshold 15 in 300 s)");
    try_ports(lab, 16, 100, TCP_SYN);
    finish(lab, 1);
}

/* The address is its own where it has begun a connection; in the name of a server that others know anybody may scan. */
static void ports_of_a_proved_host(guint client, guint server, gboolean is_unspoofed)
{
    struct lab *lab = begin("port_scan");

    lab->packet.tcp.acknowledgment = 1;
    send(lab, client, 50000, server, 80, TCP_SYN);
    send(lab, server, 80, client, 50000, TCP_SYN | TCP_ACK);
    send(lab, client, 50000, server, 80, TCP_ACK);
    try_ports(lab, 101, 15, TCP_SYN);
    g_assert_cmpint(lab->is_unspoofed, ==, is_unspoofed);
    finish(lab, 1);
}

static void ports_by_a_client(void)
{
    ports_of_a_proved_host(A, 99, TRUE);
}

static void ports_in_a_servers_name(void)
{
    ports_of_a_proved_host(99, A, FALSE);
}

static void ports_tenfold(void)
{
    struct lab *lab = begin_with("port_scan", 2);

    try_ports(lab, 1, 19, TCP_SYN);
    g_assert_cmpuint(lab->findings, ==, 1);
    try_ports(lab, 20, 1, TCP_SYN);
    finish(lab, 2);
}

static void ports_of_two_windows(void)
{
    struct lab *lab = begin("port_scan");

    try_ports(lab, 1, 14, TCP_SYN);
    wait(lab, 299000);
    try_ports(lab, 15, 14, TCP_SYN);
    finish(lab, 0);
}

static void ports_by_two_kinds(void)
{
    struct lab *lab = begin("port_scan");

    try_ports(lab, 1, 14, TCP_SYN);
    try_ports(lab, 15, 1, 0);
    g_assert_nonnull(strstr(lab->detail, "by SYN and NULL"));
    finish(lab, 1);
}

static void ports_unanswered(void)
{
    struct lab *lab = begin("port_scan");

    for (guint port = 1; port <= 15; port++)
        send(lab, A, 60000, B, port, TCP_SYN);
    wait(lab, 5000);
    others(lab);
    g_assert_cmpuint(lab->findings, ==, 0);
    wait(lab, 1);
    others(lab);
    finish(lab, 1);
}

static void ports_of_a_servers_clients(void)
{
    struct lab *lab = begin("port_scan");

    for (guint port = 50000; port < 50100; port++) {
        send(lab, A, 8080, B, port, TCP_FIN | TCP_ACK);
        send(lab, B, port, A, 8080, TCP_RST);
    }
    finish(lab, 0);
}

/* A slow scan of another host meanwhile; 1000 spoofed SYNs a second. */
static void ports_beside_a_flood(void)
{
    struct lab *lab = begin("port_scan");

    for (guint i = 0; i < 150000; i++, wait(lab, 1)) {
        send(lab, MANY + i, 1024, 99, 80, TCP_SYN);
        if (i % 10000 == 0)
            try_ports(lab, 1 + i / 10000, 1, TCP_SYN);
    }
    finish(lab, 1);
}

/* ---- host_scan */

static void refuse(struct lab *lab, guint first, guint count, guint port)
{
    for (guint i = first; i < first + count; i++) {
        send(lab, A, 50000, MANY + i, port, TCP_SYN);
        send(lab, MANY + i, port, A, 50000, TCP_RST | TCP_ACK);
    }
}

static void accept(struct lab *lab, guint first, guint count, guint port)
{
    for (guint i = first; i < first + count; i++) {
        send(lab, A, 50001, MANY + i, port, TCP_SYN);
        send(lab, MANY + i, port, A, 50001, TCP_SYN | TCP_ACK);
    }
}

static void ignore(struct lab *lab, guint first, guint count, guint port)
{
    for (guint i = first; i < first + count; i++)
        send(lab, A, 50000, MANY + i, port, TCP_SYN);
    wait(lab, 5001);
    others(lab);
}

static void hosts_at_the_line(void)
{
    struct lab *lab = begin("host_scan");

    refuse(lab, 0, 24, 22);
    refuse(lab, 0, 24, 23);
    g_assert_cmpuint(lab->findings, ==, 0);
    refuse(lab, 24, 1, 22);
    g_assert_cmpstr(lab->detail, ==, "192.0.2.1 failed to reach 25 hosts in 0 s; most by TCP 22 (threshold 25 in 300 s)");
    refuse(lab, 25, 100, 22);
    finish(lab, 1);
}

/* 25 - 22 failures more than successes: 4^3 = 64 is below 99, 4^4 is above. */
static void hosts_by_the_ratio(void)
{
    struct lab *lab = begin("host_scan");

    refuse(lab, 0, 1, 22);
    accept(lab, 100, 22, 22);
    refuse(lab, 1, 24, 22);
    g_assert_cmpuint(lab->findings, ==, 0);
    refuse(lab, 25, 1, 22);
    finish(lab, 1);
}

static void hosts_on_ports(void)
{
    struct lab *lab = begin("host_scan");

    for (guint i = 0; i < 200; i++)
        refuse(lab, i, 1, 1000 + i);
    finish(lab, 0);

    lab = begin("host_scan");
    for (guint i = 0; i < 25; i++)
        refuse(lab, i, 1, 1000 + i % 5);
    finish(lab, 1);
}

/* Nobody ever answers: it may be the source's link. */
static void hosts_unheard(void)
{
    struct lab *lab = begin("host_scan");

    ignore(lab, 0, 31, 443);
    g_assert_cmpuint(lab->findings, ==, 0);
    ignore(lab, 31, 200, 443);
    finish(lab, 1);

    lab = begin("host_scan");
    ignore(lab, 0, 1, 22);
    accept(lab, 1000, 1, 443);
    ignore(lab, 1, 24, 22);
    finish(lab, 1);
}

/* A network fails whose hosts had answered. */
static void hosts_known(void)
{
    struct lab *lab = begin("host_scan");

    accept(lab, 0, 100, 443);
    refuse(lab, 0, 100, 443);
    ignore(lab, 0, 100, 22);
    finish(lab, 0);
}

static void pings(struct lab *lab, guint count, guint answered)
{
    lab->packet.protocol = IP_ICMP;
    lab->packet.has_ports = lab->packet.tcp.is_known = FALSE;
    lab->packet.has_icmp = TRUE;
    for (guint i = 0; i < count; i++) {
        lab->packet.icmp_type = 8;
        send(lab, A, 0, MANY + i, 0, 0);
        lab->packet.icmp_type = 0;
        if (i < answered)
            send(lab, MANY + i, 0, A, 0, 0);
    }
    lab->packet.icmp_type = 8;
    wait(lab, 5001);
    send(lab, A, 0, B, 0, 0);
}

static void hosts_pinged(void)
{
    struct lab *lab = begin("host_scan");

    pings(lab, 200, 0); /* one direction, perhaps */
    finish(lab, 0);

    lab = begin("host_scan");
    pings(lab, 2, 0); /* that there is one who failed */
    pings(lab, 30, 3);
    finish(lab, 1);
}

/* ---- syn_flood */

typedef void (*afterwards)(struct lab *, guint i);

/* SYN after SYN, 10 ms apart, each by another host. */
static void flood(struct lab *lab, guint count, afterwards and)
{
    for (guint i = 0; i < count; i++) {
        send(lab, MANY + i, 1024, B, 80, TCP_SYN);
        if (and)
            and(lab, i);
        wait(lab, 10);
    }
}

static void say_syn_ack(struct lab *lab, guint i)
{
    send(lab, B, 80, MANY + i, 1024, TCP_SYN | TCP_ACK);
}

static void say_ack(struct lab *lab, guint i)
{
    send(lab, MANY + i, 1024, B, 80, TCP_ACK);
}

static void say_rst(struct lab *lab, guint i)
{
    send(lab, B, 80, MANY + i, 1024, TCP_RST | TCP_ACK);
}

static void say_syn_again(struct lab *lab, guint i)
{
    if (i >= 60)
        send(lab, MANY + i - 60, 1024, B, 80, TCP_SYN);
}

static void flooded(afterwards and, guint findings)
{
    struct lab *lab = begin("syn_flood");

    flood(lab, 900, and);
    finish(lab, findings);
}

/* They are counted in steps of 50 ms, that is of 5, but 6 the first time; due are those before the last five steps. At the
 * 25th step, with SYN 126, it is 6 + 5 * 19 = 101 of them. */
static void syns_at_the_line(void)
{
    struct lab *lab = begin("syn_flood");

    flood(lab, 125, NULL);
    g_assert_cmpuint(lab->findings, ==, 0);
    send(lab, MANY + 125, 1024, B, 80, TCP_SYN);
    g_assert_nonnull(strstr(lab->detail, "101 of 101 connections to 192.0.2.2 were left half open"));
    finish(lab, 1);
}

/* A thousand by as many sources at one time stamp, ten times the threshold; none where somebody acknowledges. */
static void syns_at_once(guint count, gboolean acknowledged, guint findings)
{
    struct lab *lab = begin("syn_flood");

    if (acknowledged)
        send(lab, A, 1024, B, 22, TCP_ACK);
    for (guint i = 0; i < count; i++)
        send(lab, MANY + i, 1024, B, 80, TCP_SYN);
    finish(lab, findings);
}

static void syns_in_no_time(void)
{
    syns_at_once(999, FALSE, 0);
    syns_at_once(1000, FALSE, 1);
    syns_at_once(1000, TRUE, 0);

    struct lab *lab = begin("syn_flood"); /* a scan */
    for (guint i = 0; i < 2000; i++)
        send(lab, A, 1024, B, 1 + i, TCP_SYN);
    finish(lab, 0);
}

static void syns_followed_up(void)
{
    flooded(NULL, 1);
    flooded(say_syn_ack, 1); /* SYN cookies */
    flooded(say_ack, 0);     /* one direction is captured */
    flooded(say_rst, 0);
    flooded(say_syn_again, 0); /* patient clients of a server that is down */
}

static void syns_of_one(void)
{
    struct lab *lab = begin("syn_flood");

    for (guint i = 0; i < 500; i++, wait(lab, 10))
        send(lab, A, 1024 + i, B, 80, TCP_SYN);
    g_assert_true(g_str_has_prefix(lab->detail, "192.0.2.1 left "));
    finish(lab, 1);

    lab = begin("syn_flood"); /* a scan */
    for (guint i = 0; i < 500; i++, wait(lab, 10))
        send(lab, A, 1024, B, 1 + i, TCP_SYN);
    finish(lab, 0);

    lab = begin("syn_flood"); /* one of 30 decoys */
    for (guint i = 0; i < 900; i++, wait(lab, 10))
        send(lab, MANY + i % 30, 1024, B, 1 + i / 30, TCP_SYN);
    finish(lab, 0);
}

/* ---- reflection, backscatter */

struct reflector {
    guint port, count, hosts, bytes, ports; /* how many of each */
};

static struct lab *reflect(struct reflector it, gboolean is_asked)
{
    struct lab *lab = begin("reflection");

    lab->packet.protocol = IP_UDP;
    lab->packet.tcp.is_known = FALSE;
    lab->packet.payload_bytes = it.bytes;
    for (guint i = 0; i < it.count; i++, wait(lab, 1)) {
        if (is_asked)
            send(lab, B, 1024 + i % it.ports, MANY + i % it.hosts, it.port, 0);
        send(lab, MANY + i % it.hosts, it.port, B, 1024 + i % it.ports, 0);
    }
    return lab;
}

static void reflected(struct reflector it, guint findings)
{
    finish(reflect(it, FALSE), findings);
    finish(reflect(it, TRUE), 0);
}

static void answers_unasked(void)
{
    reflected((struct reflector){ 53, 100, 10, 1200, 1000 }, 1);
    reflected((struct reflector){ 53, 99, 10, 1200, 1000 }, 0);
    reflected((struct reflector){ 53, 1000, 9, 1200, 1000 }, 0);
    reflected((struct reflector){ 123, 100, 25, 440, 25 }, 1); /* to a fourth as many ports */
    reflected((struct reflector){ 123, 100, 25, 440, 26 }, 0);
    reflected((struct reflector){ 123, 1000, 100, 48, 1 }, 0);    /* clients of a time server */
    reflected((struct reflector){ 53, 2000, 100, 300, 2000 }, 0); /* of a busy resolver the answers only */
    reflected((struct reflector){ 40000, 1000, 100, 1200, 1 }, 0);
}

static void stray_syn_acks(guint count, guint hosts, guint16 then, guint from_victim, guint findings)
{
    struct lab *lab = begin("reflection");

    for (guint i = 0; i < count; i++, wait(lab, 10)) {
        send(lab, MANY + i % hosts, 80, B, 1024 + i, TCP_SYN | TCP_ACK);
        if (from_victim)
            send(lab, B, 1024 + i, MANY + i % hosts, 80, then);
        else
            send(lab, MANY + i % hosts, 80, B, 1024 + i, then);
    }
    finish(lab, findings);
}

static void syn_acks_unasked(void)
{
    stray_syn_acks(49, 10, TCP_RST, TRUE, 0);
    stray_syn_acks(50, 10, TCP_RST, TRUE, 1);
    stray_syn_acks(50, 9, TCP_RST, TRUE, 0);
    stray_syn_acks(200, 10, TCP_ACK | TCP_PSH, FALSE, 0); /* one direction is captured */
    stray_syn_acks(200, 10, TCP_SYN | TCP_ACK, FALSE, 0); /* a copy, on a mirror port */
}

/* Port 0 is that of no service: of SYN-ACKs nobody says by ICMP that there was no such answer. */
static void refused_port_0(void)
{
    static const guint8 QUOTED[] = { 0x45, 0, 0,   28, 0, 0, 0, 0, 64, 17, 0, 0, 192, 1,
                                     0,    0, 192, 0,  2, 2, 0, 0, 4,  0,  0, 8, 0,   0 };
    struct lab         *lab = begin_with("reflection", 40);

    for (guint i = 0; i < 49; i++, wait(lab, 10)) {
        send(lab, MANY + i, 80, B, 1024 + i, TCP_SYN | TCP_ACK);
        send(lab, B, 1024 + i, MANY + i, 80, TCP_RST);
    }
    lab->packet = (struct packet){ .number = lab->packet.number,
                                   .time = lab->packet.time,
                                   .protocol = IP_ICMP,
                                   .ip_version = 4,
                                   .has_icmp = TRUE,
                                   .icmp_type = 3,
                                   .icmp_code = 3,
                                   .payload = QUOTED,
                                   .payload_captured = sizeof QUOTED,
                                   .payload_bytes = sizeof QUOTED };
    for (guint i = 0; i < 20; i++)
        send(lab, B, 0, MANY, 0, 0);
    finish(lab, 0);
}

static struct lab *scatter(guint count, guint16 flags, guint32 sequence, guint16 then)
{
    struct lab *lab = begin("backscatter");

    for (guint i = 0; i < count; i++, wait(lab, 10)) {
        lab->packet.tcp.sequence = sequence;
        send(lab, A, 80, MANY + i, 1024, flags);
        if (then)
            send(lab, MANY + i, 1024, A, 80, then);
    }
    return lab;
}

static void lone_answers(void)
{
    finish(scatter(19, TCP_RST, 7, 0), 0);
    finish(scatter(20, TCP_RST, 7, 0), 1);
    finish(scatter(20, TCP_RST | TCP_ACK, 0, 0), 1);
    finish(scatter(100, TCP_RST | TCP_ACK, 7, 0), 0); /* connections that are given up */
    finish(scatter(100, TCP_SYN | TCP_ACK, 7, 0), 0); /* of one direction, perhaps */
    finish(scatter(100, TCP_SYN | TCP_ACK, 7, TCP_ACK), 0);
    finish(scatter(19, TCP_SYN | TCP_ACK, 7, TCP_RST), 0);
    finish(scatter(20, TCP_SYN | TCP_ACK, 7, TCP_RST), 1);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/scans/ports-at-the-line", ports_at_the_line);
    g_test_add_func("/scans/ports-by-a-client", ports_by_a_client);
    g_test_add_func("/scans/ports-in-a-servers-name", ports_in_a_servers_name);
    g_test_add_func("/scans/ports-tenfold", ports_tenfold);
    g_test_add_func("/scans/ports-of-two-windows", ports_of_two_windows);
    g_test_add_func("/scans/ports-by-two-kinds", ports_by_two_kinds);
    g_test_add_func("/scans/ports-unanswered", ports_unanswered);
    g_test_add_func("/scans/ports-of-a-servers-clients", ports_of_a_servers_clients);
    g_test_add_func("/scans/ports-beside-a-flood", ports_beside_a_flood);
    g_test_add_func("/scans/hosts-at-the-line", hosts_at_the_line);
    g_test_add_func("/scans/hosts-by-the-ratio", hosts_by_the_ratio);
    g_test_add_func("/scans/hosts-on-ports", hosts_on_ports);
    g_test_add_func("/scans/hosts-unheard", hosts_unheard);
    g_test_add_func("/scans/hosts-known", hosts_known);
    g_test_add_func("/scans/hosts-pinged", hosts_pinged);
    g_test_add_func("/floods/syns-at-the-line", syns_at_the_line);
    g_test_add_func("/floods/syns-followed-up", syns_followed_up);
    g_test_add_func("/floods/syns-in-no-time", syns_in_no_time);
    g_test_add_func("/floods/syns-of-one", syns_of_one);
    g_test_add_func("/floods/answers-unasked", answers_unasked);
    g_test_add_func("/floods/syn-acks-unasked", syn_acks_unasked);
    g_test_add_func("/floods/refused-port-0", refused_port_0);
    g_test_add_func("/floods/lone-answers", lone_answers);
    return g_test_run();
}
