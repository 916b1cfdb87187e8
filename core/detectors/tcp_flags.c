/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Combinations of TCP flags that no TCP sends (RFC 9293), but scanners do. */
#include "detector.h"

enum { CONTROL = TCP_FIN | TCP_SYN | TCP_RST | TCP_PSH | TCP_ACK | TCP_URG }; /* what congestion control adds is no matter */

/* The first that fits counts. */
static const struct oddity {
    guint16     mask, flags;
    const char *words;
} ODDITIES[] = {
    { CONTROL, 0, "no flag at all" },
    { TCP_SYN | TCP_FIN, TCP_SYN | TCP_FIN, "SYN with FIN" },
    { TCP_SYN | TCP_RST, TCP_SYN | TCP_RST, "SYN with RST" },
    { CONTROL, TCP_FIN | TCP_PSH | TCP_URG, "FIN with PSH and URG" },
    { TCP_FIN | TCP_ACK | TCP_RST, TCP_FIN, "FIN without ACK" },
    { TCP_SYN | TCP_ACK | TCP_RST, 0, "no SYN and no ACK and no RST" },
};

static const struct oddity *oddity_of(guint16 flags)
{
    for (guint i = 0; i < G_N_ELEMENTS(ODDITIES); i++)
        if ((flags & ODDITIES[i].mask) == ODDITIES[i].flags)
            return &ODDITIES[i];
    return NULL;
}

enum { WINDOW };

static void see_tcp(gpointer state, const struct sighting *sighting, struct findings *findings)
{
    const guint         *thresholds = state;
    const struct packet *packet = sighting->packet;
    guint16              flags = packet->tcp.flags;

    if ((flags & (TCP_ACK | TCP_SYN | TCP_FIN)) == TCP_ACK) /* nearly all */
        return;

    const struct oddity *oddity = oddity_of(flags);
    if (!oddity)
        return;

    char         source[ADDRESS_TEXT_SIZE], destination[ADDRESS_TEXT_SIZE];
    struct claim claim = { .severity = SEVERITY_WARN,
                           .subject = &packet->source,
                           .object = &packet->destination,
                           .kind = (guint32)(oddity - ODDITIES),
                           .value = 1,
                           .threshold = 1,
                           .window = thresholds[WINDOW] * NS_PER_SECOND };
    findings_claim(findings, &claim, "%s sent a TCP segment with %s to port %u of %s",
                   address_format(&packet->source, source), oddity->words, packet->destination_port,
                   address_format(&packet->destination, destination));
}

const struct detector detector_tcp_flags = {
    .name = "tcp_flags",
    .title = "Impossible TCP flags",
    .severity = SEVERITY_WARN,
    .group = GROUP_PROTOCOL,
    .rule = "A segment without any flag, with SYN and FIN or RST, with FIN but no ACK, with FIN, PSH and URG only, or with "
            "neither SYN, ACK nor RST. Flags of congestion control (ECE, CWR, AE) and the reserved bits are not looked at.",
    .reference = "RFC 9293, 3.10.7; Linux netfilter tcp_valid_flags; nDPI risk 50; nmap's NULL, FIN and XMAS scans",
    .misses = "Combinations that are merely unusual, as FIN with RST, and flags that stand in a second fragment. A damaged "
              "packet looks the same: checksums are not verified.",
    .thresholds = { [WINDOW] = { "window", "Silence between two of one pair", "s", 300, 1, 86400 } },
    .on = { [ON_TCP] = see_tcp },
};
