/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * A host gets more pings, answers to none of its pings, or errors than it has use for. */
#include "bounded_table.h"
#include "detector.h"
#include "growth.h"
#include "protocols.h"
#include "window.h"

enum { PACKETS };
enum { HOSTS = 8192 };
enum sort { ECHO, ECHO_REPLY, UNREACHABLE, SORTS };

static const char *const SORT_NAMES[SORTS] = {
    [ECHO] = "echo requests", [ECHO_REPLY] = "echo replies more than it asked for", [UNREACHABLE] = "unreachable messages"
};

struct received {
    guint          packets, said;
    struct address source; /* of the first; all zero once there was another one */
};

/* What one host got in the last second. */
struct host {
    struct window   window;
    guint           sent; /* echo requests, by itself */
    struct received received[SORTS];
};

struct icmp_flood {
    const guint          *thresholds;
    struct bounded_table *hosts; /* struct address → struct host */
};

/* SORTS for any other message. */
static enum sort sort_of(const struct packet *packet)
{
    static const struct {
        guint8 protocol, type, sort;
    } MESSAGES[] = {
        { IP_ICMP, 8, ECHO },     { IP_ICMP, 0, ECHO_REPLY },     { IP_ICMP, 3, UNREACHABLE },
        { IP_ICMPV6, 128, ECHO }, { IP_ICMPV6, 129, ECHO_REPLY }, { IP_ICMPV6, 1, UNREACHABLE },
    };

    for (guint i = 0; i < G_N_ELEMENTS(MESSAGES); i++)
        if (MESSAGES[i].protocol == packet->protocol && MESSAGES[i].type == packet->icmp_type)
            return MESSAGES[i].sort;
    return SORTS;
}

/* With its counts of this second. */
static struct host *take_host(struct icmp_flood *self, const struct address *address, gint64 now)
{
    return window_entry(self->hosts, address, now, NS_PER_SECOND);
}

static void add_packet(struct received *received, const struct address *source)
{
    if (received->packets++ == 0)
        received->source = *source;
    else if (!address_equal(&received->source, source))
        received->source = (struct address){ 0 };
}

static void claim_flood(const struct icmp_flood *self, const struct sighting *sighting, const struct host *host,
                        enum sort sort, guint packets, struct findings *findings)
{
    const struct address *victim = &sighting->packet->destination, *source = &host->received[sort].source;
    gboolean              is_one = source->kind != ADDRESS_NONE;
    char                  text[ADDRESS_TEXT_SIZE], victim_text[ADDRESS_TEXT_SIZE];
    struct claim          claim = { .severity = SEVERITY_WARN,
                                    .subject = is_one ? source : victim,
                                    .object = is_one ? victim : NULL,
                                    .kind = sort,
                                    .value = packets,
                                    .threshold = self->thresholds[PACKETS],
                                    .window = 60 * NS_PER_SECOND };

    findings_claim(findings, &claim, "%s sent %s %u %s in %.3g s (threshold %u in 1 s)",
                   is_one ? address_format(source, text) : "several hosts", address_format(victim, victim_text), packets,
                   SORT_NAMES[sort], window_age(&host->window, sighting->time), self->thresholds[PACKETS]);
}

static void see_icmp(gpointer state, const struct sighting *sighting, struct findings *findings)
{
    struct icmp_flood   *self = state;
    const struct packet *packet = sighting->packet;
    enum sort            sort = sort_of(packet);

    if (sort == SORTS)
        return;
    if (sort == ECHO)
        take_host(self, &packet->source, packet->time)->sent++;

    struct host     *host = take_host(self, &packet->destination, packet->time);
    struct received *received = &host->received[sort];
    guint            packets;
    add_packet(received, &packet->source);
    packets = received->packets - (sort == ECHO_REPLY ? MIN(host->sent, received->packets) : 0);
    if (packets >= self->thresholds[PACKETS] && grew_tenfold(&received->said, packets))
        claim_flood(self, sighting, host, sort, packets, findings);
}

const struct detector detector_icmp_flood = {
    .name = "icmp_flood",
    .title = "ICMP flood",
    .severity = SEVERITY_WARN,
    .group = GROUP_SECURITY,
    .rule = "One host gets many echo requests, echo replies beyond its own requests, or unreachable messages within a "
            "second. The finding is about the sender where it is one, else about the host.",
    .reference = "ntopng's ICMP flood alert; RFC 792; RFC 4443; CERT CA-1998-01 (smurf)",
    .misses = "Floods of other ICMP messages, and those spread over many hosts. An administrator's ping -f is a flood, too; "
              "the unreachable messages that answer a UDP flood or scan count against the host that sends them. Where only "
              "one direction is captured, the answers to ping -f look like answers that nobody asked for.",
    .thresholds = { [PACKETS] = { "packets", "Packets in one second", "packets", 250, 2, 1000000 } },
    .state_bytes = sizeof(struct icmp_flood),
    .tables = { { offsetof(struct icmp_flood, hosts), HOSTS, sizeof(struct address), sizeof(struct host) } },
    .on = { [ON_ICMP] = see_icmp },
};
