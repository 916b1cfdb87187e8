/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * A capture over and over, as one that never ends: each round has hosts of its own, so that its flows are new, and comes
 * after the one before. Nothing is stored; checksums are as they were.
 *
 *   replay [OPTION…] CAPTURE     CAPTURE: pcap, Ethernet, of a machine with the same order of bytes; pcap to standard output */
#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FILE_HEADER = 24, ETHERNET = 14, IPV4 = 20, IPV6 = 40, UDP = 8 };

static const guint32 NANOSECONDS = 0xa1b23c4d;
static const gint64  NS_PER_SECOND = 1000000000;

static gint64 packets = 1000000, spoofed = 0, jump = 0, told_every = 0;
static gint   speed = 1;

static const GOptionEntry OPTIONS[] = {
    { "packets", 0, 0, G_OPTION_ARG_INT64, &packets, "How many to write, all in all", "N" },
    { "spoofed", 0, 0, G_OPTION_ARG_INT64, &spoofed,
      "So many of them are a flood in the middle, every second packet a SYN of a host that was not seen before", "N" },
    { "jump", 0, 0, G_OPTION_ARG_INT64, &jump, "The clock leaps after a quarter, and back before the last", "SECONDS" },
    { "speed", 0, 0, G_OPTION_ARG_INT, &speed, "Time goes by so many times as fast", "FACTOR" },
    { "tell-every", 0, 0, G_OPTION_ARG_INT64, &told_every, "Say so on standard error after each N packets", "N" },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
};

struct record_header {
    guint32 seconds, fraction, captured, wire;
};

struct recorded {
    struct record_header header;
    gint64               time;  /* ns since the first */
    const guint8        *frame; /* within the file */
};

/* ---- reading ---- */

static GArray *recorded_packets(const guint8 *bytes, gsize length)
{
    GArray         *all = g_array_new(FALSE, FALSE, sizeof(struct recorded));
    gint64          first = 0;
    guint32         magic;
    struct recorded one;

    memcpy(&magic, bytes, sizeof magic);
    for (gsize at = FILE_HEADER; at + sizeof one.header <= length; at += sizeof one.header + one.header.captured) {
        memcpy(&one.header, bytes + at, sizeof one.header);
        if (one.header.captured > length - at - sizeof one.header)
            break;
        one.frame = bytes + at + sizeof one.header;
        one.time = one.header.seconds * NS_PER_SECOND + one.header.fraction * (magic == NANOSECONDS ? 1 : 1000);
        first = all->len ? first : one.time;
        one.time -= first;
        g_array_append_val(all, one);
    }
    return all;
}

/* ---- other hosts ---- */

static guint be16(const guint8 *b)
{
    return (guint)b[0] << 8 | b[1];
}

static void change(guint8 *b, guint round)
{
    b[0] ^= (guint8)(round >> 8);
    b[1] ^= (guint8)round;
}

/* What is said to all remains so, as do hosts that have no address yet. */
static void change_ipv4(guint8 *address, guint round)
{
    if (address[0] > 0 && address[0] < 224)
        change(address + 1, round);
}

static void change_ipv6(guint8 *address, guint round)
{
    if (address[0] > 0 && address[0] < 255)
        change(address + 8, round);
}

static void change_ethernet(guint8 *b, gsize length, guint round);
static void change_ip(guint8 *b, gsize length, guint round);

static void change_inside(guint8 protocol, guint8 *b, gsize length, guint round)
{
    enum { ICMP = 1, UDP_NUMBER = 17, UNREACHABLE = 3, VXLAN_PORT = 4789 };

    if (protocol == ICMP && length > 8 && b[0] == UNREACHABLE)
        change_ip(b + 8, length - 8, round);
    else if (protocol == UDP_NUMBER && length > UDP + 8 && be16(b + 2) == VXLAN_PORT)
        change_ethernet(b + UDP + 8, length - UDP - 8, round);
}

static void change_ip(guint8 *b, gsize length, guint round)
{
    gsize header = (b[0] & 0x0fU) * 4;

    if (b[0] >> 4 == 4 && length >= IPV4 && length >= header) {
        change_ipv4(b + 12, round);
        change_ipv4(b + 16, round);
        change_inside(b[9], b + header, length - header, round);
    } else if (b[0] >> 4 == 6 && length >= IPV6) {
        change_ipv6(b + 8, round);
        change_ipv6(b + 24, round);
        change_inside(b[6], b + IPV6, length - IPV6, round);
    }
}

static void change_arp(guint8 *b, gsize length, guint round)
{
    if (length >= 28) {
        change_ipv4(b + 14, round);
        change_ipv4(b + 24, round);
    }
}

static void change_ethernet(guint8 *b, gsize length, guint round)
{
    enum { ARP = 0x0806 };

    if (length <= ETHERNET)
        return;
    if (be16(b + 12) == ARP)
        change_arp(b + ETHERNET, length - ETHERNET, round);
    else
        change_ip(b + ETHERNET, length - ETHERNET, round);
}

/* ---- writing ---- */

static void put(const void *bytes, gsize length)
{
    if (fwrite(bytes, 1, length, stdout) != length)
        exit(1);
}

static void put_file_header(const guint8 *header)
{
    put(&NANOSECONDS, sizeof NANOSECONDS);
    put(header + sizeof NANOSECONDS, FILE_HEADER - sizeof NANOSECONDS);
}

static void put_packet(const guint8 *frame, guint32 captured, guint32 wire, gint64 time)
{
    struct record_header header = { (guint32)(time / NS_PER_SECOND), (guint32)(time % NS_PER_SECOND), captured, wire };

    put(&header, sizeof header);
    put(frame, captured);
}

static void put_recorded(const struct recorded *one, guint round, gint64 time)
{
    static guint8 frame[G_MAXUINT16];
    guint32       captured = MIN(one->header.captured, sizeof frame);

    memcpy(frame, one->frame, captured);
    change_ethernet(frame, captured, round);
    put_packet(frame, captured, one->header.wire, time);
}

/* A SYN to 192.0.2.20, port 80: each from another host of 16.0.0.0/5, in no order, since an odd factor leaves out none. */
static void put_spoofed(guint32 number, gint64 time)
{
    guint8 frame[] = {
        2,    0, 0, 0,  0, 20, 2, 0, 0,  0, 0, 1, 8,    0,                            /* Ethernet */
        0x45, 0, 0, 40, 0, 0,  0, 0, 57, 6, 0, 0, 0,    0,    0,    0, 192, 0, 2, 20, /* IPv4 */
        0,    0, 0, 80, 0, 0,  0, 0, 0,  0, 0, 0, 0x50, 0x02, 0x04, 0, 0,   0, 0, 0,  /* TCP */
    };
    guint32 host = number * 2654435761U & 0x07ffffff, be_host = GUINT32_TO_BE(host | 0x10000000);
    guint16 port = GUINT16_TO_BE((guint16)(1024 + host % 60000));

    memcpy(frame + ETHERNET + 12, &be_host, sizeof be_host);
    memcpy(frame + ETHERNET + IPV4, &port, sizeof port);
    memcpy(frame + ETHERNET + IPV4 + 4, &be_host, sizeof be_host); /* the sequence number */
    put_packet(frame, sizeof frame, sizeof frame, time);
}

static gboolean is_spoofed(gint64 number)
{
    gint64 first = packets / 2 - spoofed;

    return number >= first && number < first + 2 * spoofed && (number - first) % 2;
}

/* From 2026-01-01. */
static gint64 time_at(gint64 number, gint64 passed)
{
    gboolean is_ahead = number >= packets / 4 && number < packets - packets / 4;

    return (1767225600 + (is_ahead ? jump : 0)) * NS_PER_SECOND + passed / speed;
}

static void replay(const GArray *all)
{
    gint64  last = g_array_index(all, struct recorded, all->len - 1).time;
    gint64  passed = 0, replayed = 0;
    guint32 flooded = 0;

    for (gint64 number = 0; number < packets; number++) {
        if (is_spoofed(number)) {
            put_spoofed(flooded++, time_at(number, passed));
        } else {
            const struct recorded *one = &g_array_index(all, struct recorded, replayed % all->len);
            gint64                 round = replayed++ / all->len;
            passed = round * (last + NS_PER_SECOND) + one->time;
            put_recorded(one, (guint)round, time_at(number, passed));
        }
        if (told_every && (number + 1) % told_every == 0)
            fprintf(stderr, "%" G_GINT64_FORMAT "\n", number + 1);
    }
}

int main(int argc, char **argv)
{
    GOptionContext *context = g_option_context_new("CAPTURE");
    GError         *error = NULL;
    char           *bytes = NULL;
    gsize           length = 0;
    GArray         *all;

    g_option_context_add_main_entries(context, OPTIONS, NULL);
    if (!g_option_context_parse(context, &argc, &argv, &error) ||
        !g_file_get_contents(argc == 2 ? argv[1] : "", &bytes, &length, &error)) {
        fprintf(stderr, "replay: %s\n", error->message);
        return 1;
    }
    all = length > FILE_HEADER ? recorded_packets((const guint8 *)bytes, length) : NULL;
    if (!all || !all->len || packets < 1 || spoofed < 0 || spoofed > packets / 2 || speed < 1)
        return 1;
    put_file_header((const guint8 *)bytes);
    replay(all);
    g_array_unref(all);
    g_free(bytes);
    g_option_context_free(context);
    return fflush(stdout) == 0 ? 0 : 1;
}
