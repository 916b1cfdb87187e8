/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "headers.h"
#include "protocols.h"

static gsize bytes_of(const char *hex, guint8 bytes[256])
{
    gsize length = 0;

    for (const char *c = hex; *c; c++)
        if (g_ascii_isxdigit(*c)) {
            bytes[length++] = (guint8)(g_ascii_xdigit_value(c[0]) << 4 | g_ascii_xdigit_value(c[1]));
            c++;
        }
    return length;
}

static struct packet read(const char *hex, guint wire)
{
    guint8        bytes[256];
    gsize         length = bytes_of(hex, bytes);
    struct packet packet = { 0 };

    g_assert_true(headers_read(bytes, (guint)length, wire ? wire : (guint)length, &packet));
    packet.payload = NULL; /* it points into the bytes */
    return packet;
}

#define IPV4(total, flags, protocol) "4500" total "1234" flags "40" protocol "0000 c0000201 c6336407"

/* IP 20 + TCP 24 (one option word) + 3 of payload = 47; two bytes of padding follow */
static void tcp(void)
{
    struct packet p =
        read(IPV4("002f", "4000", "06") "c350 0050 00000001 00000002 6018 2000 0000 0000 020405b4 414243 0000", 0);

    g_assert_cmpuint(p.ip_version, ==, 4);
    g_assert_cmpuint(p.protocol, ==, IP_TCP);
    g_assert_cmpuint(p.ip_bytes, ==, 47);
    g_assert_cmpuint(p.header_bytes, ==, 24);
    g_assert_cmpuint(p.payload_bytes, ==, 3);
    g_assert_cmpuint(p.payload_captured, ==, 3);
    g_assert_cmpuint(p.source_port, ==, 50000);
    g_assert_cmpuint(p.destination_port, ==, 80);
    g_assert_cmpuint(p.tcp.sequence, ==, 1);
    g_assert_cmpuint(p.tcp.acknowledgment, ==, 2);
    g_assert_cmpuint(p.tcp.window, ==, 0x2000);
    g_assert_cmpuint(p.tcp.flags, ==, TCP_PSH | TCP_ACK);
    g_assert_cmpuint(p.ttl, ==, 64);
    g_assert_false(p.is_fragment);
}

#define SYN(data_offset, flags) "c350 0050 00000001 00000000 " data_offset "0" flags " ffff 0000 0000 "

/* MSS 1460, SACK permitted, timestamps, NOP, window scale 7 */
static void tcp_options(void)
{
    static const char OPTIONS[] = "020405b4 0402 080a 00000001 00000000 01 030307";
    char             *syn = g_strconcat(IPV4("003c", "4000", "06") SYN("a", "02"), OPTIONS, NULL);
    char             *no_syn = g_strconcat(IPV4("003c", "4000", "06") SYN("a", "10"), OPTIONS, NULL);
    struct packet     p = read(syn, 0), q = read(no_syn, 0);

    g_assert_cmpuint(p.header_bytes, ==, 40);
    g_assert_true(p.tcp.has_mss && p.tcp.has_window_scale);
    g_assert_cmpuint(p.tcp.mss, ==, 1460);
    g_assert_cmpuint(p.tcp.window_scale, ==, 7);
    g_assert_false(q.tcp.has_mss || q.tcp.has_window_scale);
    g_free(syn);
    g_free(no_syn);
}

/* AE, ECE and CWR asked for, and the three reserved bits */
static void tcp_flags(void)
{
    struct packet p = read(IPV4("0028", "4000", "06") "c350 0050 00000001 00000000 5fc2 ffff 0000 0000", 0);

    g_assert_cmphex(p.tcp.flags, ==, TCP_SYN | TCP_ECE | TCP_CWR | TCP_AE | 0xe00);
    g_assert_cmpuint(p.header_bytes, ==, 20);
}

/* Eight bytes of options, of which "captured" can be read. */
static void tcp_options_of(const char *options, guint captured, gboolean has_mss, gboolean has_window_scale)
{
    char         *hex = g_strconcat(IPV4("0030", "4000", "06") SYN("7", "02"), options, NULL);
    guint8        bytes[256];
    gsize         length = bytes_of(hex, bytes);
    guint8       *exact = g_memdup2(bytes, 40 + captured);
    struct packet p = { 0 };

    g_test_message("%s, %u bytes", options, captured);
    g_assert_cmpuint(length, ==, 48);
    g_assert_true(headers_read(exact, 40 + captured, 48, &p));
    g_assert_cmpint(p.tcp.has_mss, ==, has_mss);
    g_assert_cmpint(p.tcp.has_window_scale, ==, has_window_scale);
    g_free(exact);
    g_free(hex);
}

static void hostile_tcp_options(void)
{
    tcp_options_of("01 030307 020405b4", 8, TRUE, TRUE);
    tcp_options_of("01 030307 020405b4", 7, FALSE, TRUE); /* not captured to the end */
    tcp_options_of("01 030307 020405b4", 3, FALSE, FALSE);
    tcp_options_of("01 030307 020405b4", 0, FALSE, FALSE);
    tcp_options_of("00 030307 020405b4", 8, FALSE, FALSE); /* after the end of the list */
    tcp_options_of("0100 0307 020405b4", 8, FALSE, FALSE);
    tcp_options_of("08000000 020405b4", 8, FALSE, FALSE); /* lengths 0 and 1 */
    tcp_options_of("08010000 020405b4", 8, FALSE, FALSE);
    tcp_options_of("030307 08ff 020405", 8, FALSE, TRUE); /* past the end */
    tcp_options_of("030307 0206000000", 8, FALSE, TRUE);
    tcp_options_of("0203b4 0304 0701 01", 8, FALSE, FALSE); /* lengths that these options do not have */
    tcp_options_of("01010101 010101 02", 8, FALSE, FALSE);
    tcp_options_of("030300 020400 0001", 8, TRUE, TRUE);
}

/* A data offset below 5 or beyond the packet takes nothing of the payload for options. */
static void tcp_data_offsets(void)
{
    struct packet small = read(IPV4("002c", "4000", "06") SYN("1", "02") "020405b4", 0);
    struct packet large = read(IPV4("002c", "4000", "06") SYN("f", "02") "020405b4 030307", 0);
    struct packet cut = read(IPV4("0028", "4000", "06") "c350 0050 00000001 00000000 5002 ff", 40);

    g_assert_false(small.tcp.has_mss);
    g_assert_cmpuint(small.payload_bytes, ==, 4);
    g_assert_true(large.tcp.has_mss);
    g_assert_false(large.tcp.has_window_scale); /* beyond the IP packet */
    g_assert_cmpuint(large.payload_bytes, ==, 0);
    g_assert_cmpuint(cut.tcp.flags, ==, 0); /* without its window a header is none */
    g_assert_true(cut.has_ports);
}

/* IP total 40, UDP length 12: four bytes of payload; the other eight that IP carries are nobody's */
static void udp_shorter_than_ip(void)
{
    struct packet p = read(IPV4("0028", "0000", "11") "c350 0035 000c 0000 01020304 0000000000000000", 0);

    g_assert_cmpuint(p.ip_bytes, ==, 40);
    g_assert_cmpuint(p.payload_bytes, ==, 4);
    g_assert_cmpuint(p.header_bytes, ==, 8);
}

/* 1,028 bytes by the header of which 28 + 4 were captured */
static void cut_short(void)
{
    struct packet p = read(IPV4("0404", "0000", "11") "c350 0035 03f0 0000 01020304", 1028);

    g_assert_cmpuint(p.ip_bytes, ==, 1028);
    g_assert_cmpuint(p.payload_bytes, ==, 1000);
    g_assert_cmpuint(p.payload_captured, ==, 4);
}

static void ports_not_captured(void)
{
    struct packet p = read(IPV4("0028", "0000", "06") "c350 00", 40);

    g_assert_false(p.has_ports);
    g_assert_cmpuint(p.payload_bytes, ==, 0);
    g_assert_null(p.payload);
}

static void offloaded_segment(void)
{
    struct packet p = read(IPV4("0000", "0000", "06") "c350 0050 00000001 00000002 5018 2000 0000 0000 4142", 0);

    g_assert_cmpuint(p.ip_bytes, ==, 42);
    g_assert_cmpuint(p.payload_bytes, ==, 2);
}

static void ipv4_fragments(void)
{
    struct packet first = read(IPV4("0024", "2000", "11") "c350 0035 0bb8 0000 0102030405060708", 0);
    struct packet later = read(IPV4("001c", "0002", "11") "1111 2222 3333 4444", 0);

    g_assert_true(first.is_fragment);
    g_assert_cmpuint(first.fragment_offset, ==, 0);
    g_assert_true(first.has_ports);
    g_assert_cmpuint(first.payload_bytes, ==, 8);
    g_assert_true(later.is_fragment);
    g_assert_cmpuint(later.fragment_offset, ==, 16);
    g_assert_cmpuint(later.fragment_id, ==, 0x1234);
    g_assert_false(later.has_ports);
    g_assert_cmpuint(later.payload_bytes, ==, 8);
}

#define IPV6(length, next)                                                                                                  \
    "60000000" length next "40"                                                                                             \
    "20010db8000000000000000000000001"                                                                                      \
    "20010db8000000000000000000000002"

static void ipv6(void)
{
    struct packet p = read(IPV6("000c", "11") "c350 0035 000c 0000 01020304", 0);

    g_assert_cmpuint(p.ip_version, ==, 6);
    g_assert_cmpuint(p.ip_bytes, ==, 52);
    g_assert_cmpuint(p.payload_bytes, ==, 4);
    g_assert_cmpuint(p.destination_port, ==, 53);
}

/* hop-by-hop (8) + destination options (16) + UDP 12 = 36 */
static void ipv6_extensions(void)
{
    struct packet p = read(IPV6("0024", "00") "3c00010400000000"
                                              "1101010c000000000000000000000000"
                                              "c350 0035 000c 0000 01020304",
                           0);

    g_assert_cmpuint(p.protocol, ==, IP_UDP);
    g_assert_cmpuint(p.ip_bytes, ==, 76);
    g_assert_cmpuint(p.payload_bytes, ==, 4);
}

static void ipv6_fragments(void)
{
    struct packet first = read(IPV6("0018", "2c") "1100000100000007 c350 0035 0bb8 0000 0102030405060708", 0);
    struct packet later = read(IPV6("0010", "2c") "1100001000000007 1111222233334444", 0);
    struct packet atomic = read(IPV6("0014", "2c") "1100000000000007 c350 0035 000c 0000 01020304", 0);

    g_assert_true(first.is_fragment && first.has_ports);
    g_assert_cmpuint(first.payload_bytes, ==, 8);
    g_assert_true(later.is_fragment && !later.has_ports);
    g_assert_cmpuint(later.fragment_offset, ==, 16);
    g_assert_cmpuint(later.fragment_id, ==, 7);
    g_assert_cmpuint(later.payload_bytes, ==, 8);
    g_assert_false(atomic.is_fragment);
    g_assert_cmpuint(atomic.payload_bytes, ==, 4);
}

/* AH (24 bytes) in front of TCP is passed over; in front of ESP it is the packet's protocol */
static void authentication_header(void)
{
    static const char AH[] = "04 0000 00000001 00000001 000000000000000000000000";
    char             *before_tcp =
        g_strconcat(IPV4("0040", "0000", "33"), "06", AH, "c350 0050 00000001 00000002 5010 2000 0000 0000", NULL);
    char         *before_esp = g_strconcat(IPV4("0030", "0000", "33"), "32", AH, "00000000", NULL);
    struct packet tcp_packet = read(before_tcp, 0), esp_packet = read(before_esp, 0);

    g_assert_cmpuint(tcp_packet.protocol, ==, IP_TCP);
    g_assert_cmpuint(tcp_packet.destination_port, ==, 80);
    g_assert_cmpuint(esp_packet.protocol, ==, IP_AH);
    g_free(before_tcp);
    g_free(before_esp);
}

static void icmp(void)
{
    struct packet echo = read(IPV4("0020", "0000", "01") "0800 0000 abcd 0001 01020304", 0);
    struct packet unreachable = read(IPV4("0020", "0000", "01") "0303 0000 abcd 0001 01020304", 0);

    g_assert_cmpuint(echo.icmp_id, ==, 0xabcd);
    g_assert_false(echo.has_ports);
    g_assert_cmpuint(echo.payload_bytes, ==, 4);
    g_assert_cmpuint(unreachable.icmp_id, ==, 0);
}

static void refused(const char *hex)
{
    guint8        bytes[256];
    gsize         length = bytes_of(hex, bytes);
    struct packet packet = { .number = 7 };

    g_assert_false(headers_read(bytes, (guint)length, (guint)length, &packet));
    g_assert_cmpuint(packet.protocol, ==, 0);
    g_assert_cmpuint(packet.source.kind, ==, ADDRESS_NONE);
}

static void no_header(void)
{
    refused("");
    refused("45");
    refused("4400 0028 1234 0000 40 06 0000 c0000201 c6336407");
    refused("5500 0028 1234 0000 40 06 0000 c0000201 c6336407");
    refused("60000000 0000 3b40 20010db8000000000000000000000001 20010db80000000000000000000000");
}

static guint ethertype(const guint8 *type, guint captured)
{
    guint offset = 0;

    return headers_ethertype(type, captured, &offset);
}

static void ethertypes(void)
{
    static const guint8 PLAIN[] = { 0x08, 0x06 }, TAGGED[] = { 0x88, 0xa8, 0, 1, 0x81, 0, 0, 2, 0x86, 0xdd },
                        LENGTH[] = { 0, 38 };

    g_assert_cmpuint(ethertype(PLAIN, 2), ==, 0x0806);
    g_assert_cmpuint(ethertype(TAGGED, 10), ==, 0x86dd);
    g_assert_cmpuint(ethertype(TAGGED, 9), ==, 0x8100);
    g_assert_cmpuint(ethertype(LENGTH, 2), ==, 0);
    g_assert_cmpuint(ethertype(PLAIN, 1), ==, 0);
}

/* Whatever the bytes are: nothing is read past the end (the sanitizer sees to it) and lengths stay within the packet. */
static void hostile_bytes(void)
{
    GRand *random = g_rand_new_with_seed(20);

    for (guint round = 0; round < 200000; round++) {
        guint         length = (guint)g_rand_int_range(random, 0, 90);
        guint8       *bytes = g_malloc(length);
        struct packet packet = { 0 };

        for (guint i = 0; i < length; i++)
            bytes[i] = (guint8)g_rand_int(random);
        if (length)
            bytes[0] = g_rand_boolean(random) ? 0x45 : 0x60;
        if (headers_read(bytes, length, length, &packet)) {
            g_assert_cmpuint(packet.payload_captured, <=, length);
            g_assert_cmpuint(packet.payload_captured, <=, packet.payload_bytes);
            g_assert_cmpuint(packet.payload_bytes, <=, packet.ip_bytes);
            g_assert_true(!packet.payload ||
                          (packet.payload >= bytes && packet.payload + packet.payload_captured <= bytes + length));
        }
        g_free(bytes);
    }
    g_rand_free(random);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/headers/tcp", tcp);
    g_test_add_func("/headers/tcp-flags", tcp_flags);
    g_test_add_func("/headers/tcp-options", tcp_options);
    g_test_add_func("/headers/hostile-tcp-options", hostile_tcp_options);
    g_test_add_func("/headers/tcp-data-offsets", tcp_data_offsets);
    g_test_add_func("/headers/udp-shorter-than-ip", udp_shorter_than_ip);
    g_test_add_func("/headers/cut-short", cut_short);
    g_test_add_func("/headers/ports-not-captured", ports_not_captured);
    g_test_add_func("/headers/offloaded-segment", offloaded_segment);
    g_test_add_func("/headers/ipv4-fragments", ipv4_fragments);
    g_test_add_func("/headers/ipv6", ipv6);
    g_test_add_func("/headers/ipv6-extensions", ipv6_extensions);
    g_test_add_func("/headers/ipv6-fragments", ipv6_fragments);
    g_test_add_func("/headers/authentication-header", authentication_header);
    g_test_add_func("/headers/icmp", icmp);
    g_test_add_func("/headers/no-header", no_header);
    g_test_add_func("/headers/ethertypes", ethertypes);
    g_test_add_func("/headers/hostile-bytes", hostile_bytes);
    return g_test_run();
}
