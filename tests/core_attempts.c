/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "attempts.h"
#include "protocols.h"

static const gint64 SECOND = NS_PER_SECOND;

enum { A = 1, B = 2, ROUTER = 9 }; /* the hosts 192.0.2.1 … */

struct lab {
    struct flow_table *flows;
    struct attempts   *attempts;
    struct packet      packet; /* the next one; what a test does not set stays as it was */
    guint              ends[ATTEMPT_SILENT + 1];
    struct attempt     last; /* that has come to an end */
};

static void see(const struct attempt *attempt, gpointer data)
{
    struct lab *lab = data;

    lab->ends[attempt->end]++;
    lab->last = *attempt;
}

static void begin(struct lab *lab)
{
    struct flow_options options = { .idle_timeout = 120 * SECOND, .max_flows = 1000000 };

    *lab = (struct lab){ .flows = flow_table_new(&options) };
    lab->attempts = attempts_new(see, lab);
    lab->packet = (struct packet){
        .protocol = IP_TCP, .ip_version = 4, .has_ports = TRUE, .tcp.is_known = TRUE, .time = 1000 * SECOND
    };
}

static void end(struct lab *lab)
{
    attempts_free(lab->attempts);
    flow_table_free(lab->flows);
}

static struct address host(guint number)
{
    guint8 bytes[4] = { 192, (guint8)(number >> 16), (guint8)(number >> 8), (guint8)number };

    if (number < 256)
        bytes[2] = 2;
    return address_ipv4(bytes);
}

static void add(struct lab *lab)
{
    struct packet_record record;

    lab->packet.number++;
    flow_table_add(lab->flows, &lab->packet, &record);
    attempts_add(lab->attempts, &lab->packet, &record);
}

static void send(struct lab *lab, guint from, guint16 from_port, guint to, guint16 to_port, guint16 flags)
{
    lab->packet.source = host(from);
    lab->packet.source_port = from_port;
    lab->packet.destination = host(to);
    lab->packet.destination_port = to_port;
    lab->packet.tcp.flags = flags;
    add(lab);
}

static void ask(struct lab *lab, guint16 flags)
{
    send(lab, A, 50000, B, 80, flags);
}

static void answer(struct lab *lab, guint16 flags)
{
    send(lab, B, 80, A, 50000, flags);
}

/* A packet of others, so much later, s. */
static void wait(struct lab *lab, double seconds)
{
    struct packet before = lab->packet;

    lab->packet.time += (gint64)(seconds * 1e9);
    lab->packet.protocol = IP_TCP;
    send(lab, ROUTER, 179, ROUTER + 1, 179, TCP_ACK | TCP_PSH);
    before.time = lab->packet.time;
    lab->packet = before;
}

static void ended(const struct lab *lab, enum attempt_end expected, guint count)
{
    for (guint i = 0; i <= ATTEMPT_SILENT; i++)
        g_assert_cmpuint(lab->ends[i], ==, i == (guint)expected ? count : 0);
}

static void kind_is(const struct lab *lab, enum attempt_kind kind)
{
    g_assert_cmpstr(attempt_kind_name((enum attempt_kind)lab->last.kind), ==, attempt_kind_name(kind));
}

/* ---- how they end ---- */

static void answered(void)
{
    struct lab lab;

    begin(&lab);
    ask(&lab, TCP_SYN);
    ended(&lab, ATTEMPT_OPEN, 0);
    answer(&lab, TCP_SYN | TCP_ACK);
    ended(&lab, ATTEMPT_ANSWERED, 1);
    ask(&lab, TCP_ACK);
    answer(&lab, TCP_RST);
    wait(&lab, 6);
    ended(&lab, ATTEMPT_ANSWERED, 1);
    end(&lab);
}

static void refused(guint16 flags, enum attempt_kind kind)
{
    struct lab lab;

    begin(&lab);
    ask(&lab, flags);
    answer(&lab, TCP_RST | TCP_ACK);
    ended(&lab, ATTEMPT_REFUSED, 1);
    kind_is(&lab, kind);
    g_assert_true(address_equal(&lab.last.source, &(struct address){ ADDRESS_IPV4, { 192, 0, 2, 1 } }));
    g_assert_cmpuint(lab.last.destination_port, ==, 80);
    end(&lab);
}

static void refused_by_kind(void)
{
    refused(TCP_SYN, ATTEMPT_SYN);
    refused(TCP_SYN | TCP_ECE | TCP_CWR, ATTEMPT_SYN);
    refused(0, ATTEMPT_NULL);
    refused(TCP_FIN, ATTEMPT_FIN);
    refused(TCP_FIN | TCP_PSH | TCP_URG, ATTEMPT_XMAS);
    refused(TCP_ACK, ATTEMPT_ACK);
    refused(TCP_FIN | TCP_ACK, ATTEMPT_FIN_ACK);
}

static void unanswered_after(double seconds, enum attempt_end expected, guint count)
{
    struct lab lab;

    begin(&lab);
    ask(&lab, TCP_SYN);
    wait(&lab, seconds);
    ended(&lab, expected, count);
    end(&lab);
}

static void unanswered(void)
{
    unanswered_after(5, ATTEMPT_OPEN, 0);
    unanswered_after(5.001, ATTEMPT_UNANSWERED, 1);
    unanswered_after(3600, ATTEMPT_UNANSWERED, 1);
}

/* After more than an hour without a packet, or where it runs backwards, nobody can tell how long they waited. */
static void clock_jumps(void)
{
    unanswered_after(3601, ATTEMPT_OPEN, 0);
    unanswered_after(3 * 365 * 86400., ATTEMPT_OPEN, 0);
    unanswered_after(-6, ATTEMPT_OPEN, 0);
    unanswered_after(-3 * 365 * 86400., ATTEMPT_OPEN, 0);
}

/* It is no new attempt, and no later one. */
static void sent_again(void)
{
    struct lab lab;

    begin(&lab);
    ask(&lab, TCP_SYN);
    wait(&lab, 3);
    ask(&lab, TCP_SYN);
    wait(&lab, 2.1);
    ended(&lab, ATTEMPT_UNANSWERED, 1);
    wait(&lab, 6);
    ended(&lab, ATTEMPT_UNANSWERED, 1);
    end(&lab);
}

static void need_no_answer(void)
{
    struct lab lab;

    begin(&lab);
    ask(&lab, TCP_ACK);
    ask(&lab, TCP_ACK); /* by a mirror port */
    wait(&lab, 5.1);
    ended(&lab, ATTEMPT_SILENT, 1);
    lab.packet.protocol = IP_UDP;
    send(&lab, A, 50000, B, 81, 0);
    wait(&lab, 5.1);
    ended(&lab, ATTEMPT_SILENT, 2);
    kind_is(&lab, ATTEMPT_UDP);
    end(&lab);
}

/* Where answers pass by another way, the handshake's third packet tells of the second. */
static void one_direction(void)
{
    struct lab lab;

    begin(&lab);
    ask(&lab, TCP_SYN);
    ask(&lab, TCP_ACK);
    ended(&lab, ATTEMPT_ANSWERED, 1);
    end(&lab);

    begin(&lab); /* and the other one alone is no attempt */
    answer(&lab, TCP_SYN | TCP_ACK);
    answer(&lab, TCP_ACK);
    wait(&lab, 6);
    ended(&lab, ATTEMPT_OPEN, 0);
    end(&lab);
}

/* ---- what is none ---- */

static void not_tried(guint16 from_port, guint16 to_port, guint protocol, guint16 flags)
{
    struct lab lab;

    begin(&lab);
    lab.packet.protocol = protocol;
    send(&lab, A, from_port, B, to_port, flags);
    send(&lab, B, to_port, A, from_port, TCP_RST);
    wait(&lab, 6);
    ended(&lab, ATTEMPT_OPEN, 0);
    end(&lab);
}

static void no_attempts(void)
{
    not_tried(443, 50000, IP_TCP, TCP_FIN | TCP_ACK); /* a server's farewell */
    not_tried(443, 50000, IP_TCP, TCP_ACK);
    not_tried(53, 50000, IP_UDP, 0);    /* an answer */
    not_tried(50000, 33434, IP_UDP, 0); /* traceroute */
    not_tried(50000, 80, IP_TCP, TCP_RST);
    not_tried(50000, 80, IP_TCP, TCP_PSH | TCP_ACK);
}

/* ---- ICMP ---- */

/* RFC 791 and 8200 headers without options, as a router quotes them, then 8 bytes of the transport. */
static guint quote(guint8 *bytes, const struct packet *packet)
{
    gboolean is_v6 = packet->source.kind == ADDRESS_IPV6;
    guint    header = is_v6 ? 40 : 20, size = is_v6 ? 16 : 4;

    memset(bytes, 0, header + 8);
    bytes[0] = is_v6 ? 0x60 : 0x45;
    bytes[is_v6 ? 5 : 3] = is_v6 ? 8 : 28;
    bytes[is_v6 ? 6 : 9] = (guint8)packet->protocol;
    memcpy(bytes + (is_v6 ? 8 : 12), packet->source.bytes, size);
    memcpy(bytes + (is_v6 ? 8 : 12) + size, packet->destination.bytes, size);
    bytes[header] = packet->has_icmp ? packet->icmp_type : (guint8)(packet->source_port >> 8);
    bytes[header + 1] = packet->has_icmp ? 0 : (guint8)packet->source_port;
    bytes[header + 2] = (guint8)(packet->destination_port >> 8);
    bytes[header + 3] = (guint8)packet->destination_port;
    bytes[header + 4] = packet->has_icmp ? (guint8)(packet->icmp_id >> 8) : 0;
    bytes[header + 5] = packet->has_icmp ? (guint8)packet->icmp_id : 8;
    return header + 8;
}

static void tell(struct lab *lab, guint8 type, guint8 code, guint captured)
{
    struct packet before = lab->packet;
    guint8        bytes[48];
    guint         length = quote(bytes, &before);

    lab->packet.protocol = before.source.kind == ADDRESS_IPV6 ? IP_ICMPV6 : IP_ICMP;
    lab->packet.has_ports = FALSE;
    lab->packet.tcp.is_known = FALSE;
    lab->packet.has_icmp = TRUE;
    lab->packet.icmp_type = type;
    lab->packet.icmp_code = code;
    lab->packet.icmp_id = 0;
    lab->packet.destination = before.source;
    lab->packet.source = before.destination;
    lab->packet.payload = bytes;
    lab->packet.payload_captured = MIN(length, captured);
    lab->packet.payload_bytes = length;
    add(lab);
    lab->packet = before;
}

static void ask_by_udp(struct lab *lab)
{
    begin(lab);
    lab->packet.protocol = IP_UDP;
    lab->packet.tcp.is_known = FALSE;
    send(lab, A, 50000, B, 161, 0);
}

static void unreachable(void)
{
    struct lab lab;

    ask_by_udp(&lab);
    tell(&lab, 3, 3, 48);
    ended(&lab, ATTEMPT_UNREACHABLE, 1);
    tell(&lab, 3, 3, 48);
    ended(&lab, ATTEMPT_UNREACHABLE, 1);
    end(&lab);

    begin(&lab);
    ask(&lab, TCP_SYN);
    tell(&lab, 3, 13, 48); /* administratively prohibited */
    ended(&lab, ATTEMPT_UNREACHABLE, 1);
    end(&lab);
}

static void other_errors(void)
{
    struct lab lab;

    ask_by_udp(&lab);
    tell(&lab, 3, 4, 48);  /* too big */
    tell(&lab, 11, 0, 48); /* time exceeded */
    tell(&lab, 3, 3, 23);  /* cut off in the ports */
    tell(&lab, 3, 3, 0);
    ended(&lab, ATTEMPT_OPEN, 0);
    tell(&lab, 3, 3, 24);
    ended(&lab, ATTEMPT_UNREACHABLE, 1);
    end(&lab);
}

/* The asker's own link may be down: that says nothing of the host. */
static void no_route(void)
{
    struct lab lab;

    begin(&lab);
    ask(&lab, TCP_SYN);
    tell(&lab, 3, 0, 48);
    wait(&lab, 6);
    ended(&lab, ATTEMPT_OPEN, 0);
    end(&lab);
}

static void by_ipv6(guint8 code, enum attempt_end expected, guint count)
{
    struct lab   lab;
    const guint8 a[16] = { 0x20, 1, 0xd, 0xb8, [15] = 1 }, b[16] = { 0x20, 1, 0xd, 0xb8, [15] = 2 };

    begin(&lab);
    lab.packet.ip_version = 6;
    lab.packet.source = address_ipv6(a);
    lab.packet.destination = address_ipv6(b);
    lab.packet.source_port = 50000;
    lab.packet.destination_port = 80;
    lab.packet.tcp.flags = TCP_SYN;
    add(&lab);
    tell(&lab, 1, code, 48);
    wait(&lab, 4);
    ended(&lab, expected, count);
    end(&lab);
}

static void unreachable_by_ipv6(void)
{
    by_ipv6(4, ATTEMPT_UNREACHABLE, 1); /* RFC 4443, 3.1: port */
    by_ipv6(3, ATTEMPT_UNREACHABLE, 1); /* address */
    by_ipv6(0, ATTEMPT_OPEN, 0);        /* no route */
}

static void ping(struct lab *lab, guint8 type, guint from, guint to)
{
    lab->packet.protocol = IP_ICMP;
    lab->packet.has_ports = FALSE;
    lab->packet.tcp.is_known = FALSE;
    lab->packet.has_icmp = TRUE;
    lab->packet.icmp_type = type;
    lab->packet.icmp_id = 77;
    send(lab, from, 0, to, 0, 0);
}

static void pings(void)
{
    struct lab lab;

    begin(&lab);
    ping(&lab, 8, A, B);
    ping(&lab, 0, B, A);
    ended(&lab, ATTEMPT_ANSWERED, 1);
    kind_is(&lab, ATTEMPT_ECHO);
    end(&lab);

    begin(&lab);
    ping(&lab, 8, A, B);
    tell(&lab, 3, 1, 48);
    ended(&lab, ATTEMPT_UNREACHABLE, 1);
    end(&lab);

    begin(&lab);
    ping(&lab, 8, A, B);
    lab.packet.has_icmp = FALSE;
    lab.packet.has_ports = lab.packet.tcp.is_known = TRUE;
    wait(&lab, 5.1);
    ended(&lab, ATTEMPT_UNANSWERED, 1);
    end(&lab);
}

/* ---- bounds ---- */

enum { OF_A_HOST = 1024, OF_ALL = 65535 };

/* One host is flooded, of another's connections is known all the same. */
static void flood_of_one(void)
{
    struct lab lab;

    begin(&lab);
    for (guint i = 0; i < 10000; i++)
        send(&lab, 0x10000 + i, 1024, B, 80, TCP_SYN);
    send(&lab, A, 50000, ROUTER, 80, TCP_SYN);
    send(&lab, ROUTER, 80, A, 50000, TCP_RST);
    ended(&lab, ATTEMPT_REFUSED, 1);
    wait(&lab, 5.1);
    g_assert_cmpuint(lab.ends[ATTEMPT_UNANSWERED], ==, OF_A_HOST);
    end(&lab);
}

static void flood_by_one(void)
{
    struct lab lab;

    begin(&lab);
    for (guint i = 0; i < 10000; i++)
        send(&lab, B, 1024, 0x10000 + i, 80, TCP_SYN);
    wait(&lab, 5.1);
    ended(&lab, ATTEMPT_UNANSWERED, OF_A_HOST);
    end(&lab);
}

/* Those that are followed keep their place until they have an end, however many come; then there is room again. */
static void full(void)
{
    struct lab lab;
    guint      unanswered;

    begin(&lab);
    for (guint i = 0; i < 2 * OF_ALL; i++)
        send(&lab, 0x10000 + i, 1024, 0x800000 + i, 80, TCP_SYN);
    wait(&lab, 5.1);
    unanswered = lab.ends[ATTEMPT_UNANSWERED];
    g_assert_cmpuint(unanswered, ==, OF_ALL);
    ask(&lab, TCP_SYN);
    answer(&lab, TCP_RST | TCP_ACK);
    g_assert_cmpuint(lab.ends[ATTEMPT_REFUSED], ==, 1);
    end(&lab);
}

/* What has come to an end takes no room, though it was not long ago: one, in the midst of the others, makes room for one. */
static void room_of_ended(void)
{
    struct lab lab;

    begin(&lab);
    for (guint i = 0; i < OF_ALL; i++)
        send(&lab, 0x10000 + i, 1024, 0x800000 + i, 80, TCP_SYN);
    send(&lab, 0x800000 + OF_ALL / 2, 80, 0x10000 + OF_ALL / 2, 1024, TCP_RST);
    ended(&lab, ATTEMPT_REFUSED, 1);
    ask(&lab, TCP_SYN);
    send(&lab, A, 50001, B, 80, TCP_SYN);
    answer(&lab, TCP_RST);
    send(&lab, B, 80, A, 50001, TCP_RST);
    ended(&lab, ATTEMPT_REFUSED, 2);
    wait(&lab, 5.1);
    g_assert_cmpuint(lab.ends[ATTEMPT_UNANSWERED], ==, OF_ALL - 1);
    end(&lab);
}

static void in_bounds(void)
{
    g_assert_cmpuint(attempts_most_bytes(), <, 6 << 20);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/attempts/answered", answered);
    g_test_add_func("/attempts/refused", refused_by_kind);
    g_test_add_func("/attempts/unanswered", unanswered);
    g_test_add_func("/attempts/clock-jumps", clock_jumps);
    g_test_add_func("/attempts/sent-again", sent_again);
    g_test_add_func("/attempts/need-no-answer", need_no_answer);
    g_test_add_func("/attempts/one-direction", one_direction);
    g_test_add_func("/attempts/no-attempts", no_attempts);
    g_test_add_func("/attempts/unreachable", unreachable);
    g_test_add_func("/attempts/other-errors", other_errors);
    g_test_add_func("/attempts/no-route", no_route);
    g_test_add_func("/attempts/unreachable-by-ipv6", unreachable_by_ipv6);
    g_test_add_func("/attempts/pings", pings);
    g_test_add_func("/attempts/flood-of-one", flood_of_one);
    g_test_add_func("/attempts/flood-by-one", flood_by_one);
    g_test_add_func("/attempts/full", full);
    g_test_add_func("/attempts/room-of-ended", room_of_ended);
    g_test_add_func("/attempts/in-bounds", in_bounds);
    return g_test_run();
}
