/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * The input is how many bytes more were sent than captured, and what follows a link's header: IP, ARP or VLAN tags. What is
 * told of the payload lies within what was captured and sent. */
#include "fuzz.h"

#include "arp.h"
#include "headers.h"
#include "icmp.h"

static void check_lengths(const struct packet *packet, const guint8 *ip, gsize captured)
{
    g_assert_true(packet->ip_version == 4 || packet->ip_version == 6);
    g_assert_cmpuint(packet->source.kind, ==, packet->ip_version == 4 ? ADDRESS_IPV4 : ADDRESS_IPV6);
    g_assert_cmpuint(packet->payload_captured, <=, packet->payload_bytes);
    g_assert_true(!packet->payload == !packet->payload_captured);
    if (packet->payload)
        g_assert_true(packet->payload > ip && packet->payload + packet->payload_captured <= ip + captured);
    if (packet->fragment_offset)
        g_assert_true(packet->is_fragment && !packet->has_ports);
}

/* What was told of less is told of all, too. */
static void check_less(const struct packet *packet, const struct packet *less)
{
    g_assert_true(address_equal(&packet->source, &less->source));
    if (less->has_ports) {
        g_assert_true(packet->has_ports);
        g_assert_cmpuint(packet->source_port, ==, less->source_port);
        g_assert_cmpuint(packet->destination_port, ==, less->destination_port);
    }
    g_assert_cmpuint(packet->ip_bytes, ==, less->ip_bytes);
}

static void check_ip(const guint8 *ip, gsize captured, guint more)
{
    struct packet packet = { 0 }, less = { 0 };
    guint         wire = (guint)captured + more;

    if (!headers_read(ip, (guint)captured, wire, &packet)) {
        g_assert_cmpuint(packet.ip_version, ==, 0);
        return;
    }
    check_lengths(&packet, ip, captured);
    icmp_is_echo_request(&packet);
    icmp_is_unreachable(&packet);
    for (guint cut = (guint)captured; cut-- > 0 && headers_read(ip, cut, wire, &less);)
        check_less(&packet, &less);
}

static void check_link(const guint8 *bytes, gsize captured)
{
    struct arp arp;
    guint      offset = 12;

    headers_ethertype(bytes, (guint)captured, &offset);
    if (arp_read(bytes, (guint)captured, &arp))
        g_assert_true(arp.operation == ARP_REQUEST || arp.operation == ARP_REPLY);
}

int LLVMFuzzerTestOneInput(const guint8 *bytes, gsize length)
{
    struct fuzz_input input = { bytes, length };
    guint             more = fuzz_u16(&input);
    guint8           *link = fuzz_bytes(&input, input.left, &length);

    check_link(link, length);
    check_ip(link, length, more);
    g_free(link);
    return 0;
}
