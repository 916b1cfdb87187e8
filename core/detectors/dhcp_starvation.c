/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * More ask for an address than there are machines. */
#include <string.h>

#include "big_endian.h"
#include "bounded_table.h"
#include "detector.h"
#include "distinct.h"
#include "growth.h"
#include "mac.h"
#include "protocols.h"
#include "seeded_hash.h"
#include "window.h"

enum { TRANSACTIONS, WINDOW };
enum { SEGMENTS_MOST = 256, SERVER_PORT = 67 };
enum { XID = 4, CIADDR = 12, GIADDR = 24, CHADDR = 28, CHADDR_END = 34 };

/* A relay's, or the one that the capture is of. */
struct segment_key {
    guint8  relay[4]; /* 0.0.0.0: none */
    guint16 vlan;
};

struct segment {
    struct window   window;
    guint           requests, said; /* said: of transactions */
    guint8          sender[6];      /* of all requests in the window, unless … */
    gboolean        has_senders;    /* … there are several */
    struct distinct transactions;   /* of hardware address and transaction id */
};

struct dhcp_starvation {
    const guint          *thresholds;
    struct bounded_table *segments; /* struct segment_key → struct segment */
};

/* By one that has none yet: who renews a lease tells the address that it has (RFC 2131, 4.3.6). */
static gboolean is_request(const struct packet *packet)
{
    enum { BOOT_REQUEST = 1, ETHERNET = 1, MAC_BYTES = 6 };
    const guint8 *b = packet->payload;

    return packet->payload_captured >= CHADDR_END && b[0] == BOOT_REQUEST && b[1] == ETHERNET && b[2] == MAC_BYTES &&
           be32(b + CIADDR) == 0;
}

static struct segment *take_segment(struct dhcp_starvation *self, const struct packet *packet)
{
    struct segment_key key = { .vlan = packet->vlan };

    memcpy(key.relay, packet->payload + GIADDR, sizeof key.relay);
    return window_entry(self->segments, &key, packet->time, self->thresholds[WINDOW] * NS_PER_SECOND);
}

static void add_sender(struct segment *segment, const guint8 *mac)
{
    if (!mac)
        segment->has_senders = TRUE;
    else if (segment->requests == 0)
        memcpy(segment->sender, mac, sizeof segment->sender);
    else if (!mac_equal(segment->sender, mac))
        segment->has_senders = TRUE;
}

/* About the one who sends them all, the relay that they come through, or whoever they are sent to. */
static struct address subject_of(const struct segment *segment, const struct packet *packet)
{
    if (be32(packet->payload + GIADDR) != 0)
        return address_ipv4(packet->payload + GIADDR);
    return segment->has_senders ? packet->destination : address_mac(segment->sender);
}

/* An estimate may lie above what it is part of. */
static guint transactions_of(const struct segment *segment)
{
    return MIN(distinct_count(&segment->transactions), segment->requests);
}

static guint32 transaction_hash(const guint8 *b)
{
    struct {
        guint8 id[4], mac[CHADDR_END - CHADDR];
    } transaction;

    memcpy(transaction.id, b + XID, sizeof transaction.id);
    memcpy(transaction.mac, b + CHADDR, sizeof transaction.mac);
    return stable_hash(&transaction, sizeof transaction);
}

static void claim_starvation(const struct dhcp_starvation *self, const struct packet *packet, const struct segment *segment,
                             struct findings *findings)
{
    guint          transactions = transactions_of(segment);
    gboolean       is_relayed = be32(packet->payload + GIADDR) != 0;
    struct address subject = subject_of(segment, packet);
    char           text[ADDRESS_TEXT_SIZE];
    struct claim   claim = { .severity = SEVERITY_WARN,
                             .subject = &subject,
                             .kind = packet->vlan,
                             .value = transactions,
                             .threshold = self->thresholds[TRANSACTIONS],
                             .window = self->thresholds[WINDOW] * NS_PER_SECOND };

    findings_claim(findings, &claim,
                   "%s %s: %s%u DHCP transactions that ask for an address in %.3g s (threshold %u in %u s)",
                   is_relayed           ? "through" :
                   segment->has_senders ? "of many to" :
                                          "all of",
                   address_format(&subject, text), distinct_is_exact(&segment->transactions) ? "" : "about ", transactions,
                   window_age(&segment->window, packet->time), self->thresholds[TRANSACTIONS], self->thresholds[WINDOW]);
}

static void see_payload(gpointer state, const struct sighting *sighting, struct findings *findings)
{
    struct dhcp_starvation *self = state;
    const struct packet    *packet = sighting->packet;

    if (packet->destination_port != SERVER_PORT || packet->protocol != IP_UDP || !is_request(packet))
        return;

    struct segment *segment = take_segment(self, packet);
    add_sender(segment, packet->link_source);
    segment->requests++;
    distinct_add(&segment->transactions, transaction_hash(packet->payload));
    if (transactions_of(segment) >= self->thresholds[TRANSACTIONS] && grew_tenfold(&segment->said, transactions_of(segment)))
        claim_starvation(self, packet, segment, findings);
}

const struct detector detector_dhcp_starvation = {
    .name = "dhcp_starvation",
    .title = "DHCP starvation",
    .severity = SEVERITY_WARN,
    .group = GROUP_SECURITY,
    .rule = "Many transactions ask for an address, for a machine that has none yet, through one relay or on one segment, in "
            "a short time: each is a hardware address with a transaction id, so that a client's repetitions are one. The "
            "finding is about the sender where all have one, else about the relay or the address that is asked.",
    .reference = "RFC 2131; Gobbler, dhcpig and yersinia",
    .misses = "Starvation that takes its time, and that of DHCPv6. "
              "A great hall of guests, or one whose power returns, may ask as much. Counts above 31 are estimates, with an "
              "error of some 9 %.",
    .thresholds = { [TRANSACTIONS] = { "transactions", "Transactions", "transactions", 100, 2, 65535 },
                    [WINDOW] = { "window", "Time in which they come", "s", 10, 1, 3600 } },
    .state_bytes = sizeof(struct dhcp_starvation),
    .tables = { { offsetof(struct dhcp_starvation, segments), SEGMENTS_MOST, sizeof(struct segment_key),
                  sizeof(struct segment) } },
    .on = { [ON_PAYLOAD] = see_payload },
};
