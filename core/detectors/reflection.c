/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Many servers answer what one host never asked: somebody asked in its name. */
#include "bounded_table.h"
#include "detector.h"
#include "distinct.h"
#include "growth.h"
#include "headers.h"
#include "protocols.h"
#include "seeded_hash.h"
#include "window.h"

enum { ANSWERS, SOURCES, SYN_ACKS, WINDOW };
enum { VICTIMS = 2048 };

/* Where only answers are seen, those to a busy client are told from a flood by these. */
enum {
    QUESTION_BYTES = 200,  /* questions, and answers that are not worth the spoofing, are smaller */
    LARGE_BYTES = 1000,    /* ordinary services seldom say so much in a datagram, on average */
    ANSWERS_OF_A_PORT = 4, /* clients take another port for each question */
    REFUSALS = 10,         /* ICMP errors by the victim … */
    REFUSED_SHARE = 10     /* … and at least one in so many answers: hosts send few of them (RFC 1812, 4.3.2.8) */
};

/* A copy of a packet comes sooner, a SYN-ACK that is sent again later (RFC 6298: 1 s). */
static const gint64 REPEATED_AFTER = NS_PER_SECOND / 2;

/* What has been abused: US-CERT TA14-017A, but for peers and games, whose answers are small or asked of many servers at
 * once from one port; and what came since. Everything else that begins a flow is thought to be a client. */
static const struct reflector {
    guint16     port;
    const char *name;
} REFLECTORS[] = {
    { 17, "QOTD" },
    { 19, "CharGEN" },
    { 53, "DNS" },
    { 111, "portmap" },
    { 123, "NTP" },
    { 137, "NetBIOS" },
    { 161, "SNMP" },
    { 389, "CLDAP" },
    { 427, "SLP" }, /* CVE-2023-29552 */
    { 500, "ISAKMP" },
    { 520, "RIP" },
    { 623, "IPMI" },
    { 1194, "OpenVPN" },
    { 1434, "MS SQL" },
    { 1900, "SSDP" },
    { 3283, "Apple Remote Desktop" }, /* Netscout 2019 */
    { 3389, "RDP" },                  /* Netscout 2021 */
    { 3478, "STUN" },
    { 3702, "WS-Discovery" }, /* Akamai 2019 */
    { 5093, "Sentinel" },
    { 5351, "NAT-PMP" },
    { 5353, "mDNS" },
    { 5683, "CoAP" },
    { 10001, "Ubiquiti" },
    { 11211, "memcached" },
    { 33848, "Jenkins" },
    { 37810, "DVR" }, /* Netscout 2020 */
    { 47808, "BACnet" },
};

enum { TCP_SYN_ACK = 0 }; /* in place of a port */

struct topic {
    struct address victim;
    guint8         port[2]; /* of the service */
};

struct answers {
    struct window   window;
    guint32         packets, datagrams; /* fragments are packets */
    guint32         refusals;
    guint32         said;           /* of packets */
    guint64         bytes;          /* of payload */
    struct distinct sources, ports; /* the victim's */
};

struct reflection {
    const guint          *thresholds;
    struct bounded_table *victims; /* struct topic → struct answers */
};

static const char *name_of(guint16 port)
{
    for (guint i = 0; i < G_N_ELEMENTS(REFLECTORS); i++)
        if (REFLECTORS[i].port == port)
            return REFLECTORS[i].name;
    return NULL;
}

static struct topic topic_of(const struct address *victim, guint16 port)
{
    return (struct topic){ *victim, { (guint8)(port >> 8), (guint8)port } };
}

static struct answers *take_answers(struct reflection *self, const struct sighting *sighting, guint16 port,
                                    const struct address *victim)
{
    struct topic topic = topic_of(victim, port);

    return window_entry(self->victims, &topic, sighting->time, self->thresholds[WINDOW] * NS_PER_SECOND);
}

static void add_ends(struct answers *answers, const struct endpoint *source, const struct endpoint *victim)
{
    distinct_add(&answers->sources, stable_hash(&source->address, sizeof source->address));
    distinct_add(&answers->ports, stable_hash(&victim->port, sizeof victim->port));
}

/* ---- datagrams ---- */

static gboolean is_unwanted(const struct answers *answers)
{
    guint64 each = answers->bytes / MAX(1, answers->datagrams);

    return each >= LARGE_BYTES ||
           (each >= QUESTION_BYTES && distinct_count(&answers->ports) * ANSWERS_OF_A_PORT <= answers->datagrams) ||
           (answers->refusals >= REFUSALS && answers->refusals * (guint64)REFUSED_SHARE >= answers->datagrams);
}

static void claim_reflection(const struct reflection *self, const struct sighting *sighting, const char *what, guint32 kind,
                             guint threshold, const struct answers *answers, const struct address *victim,
                             struct findings *findings)
{
    char         text[ADDRESS_TEXT_SIZE];
    struct claim claim = { .severity = SEVERITY_ERROR,
                           .subject = victim,
                           .kind = kind,
                           .value = answers->packets,
                           .threshold = threshold,
                           .window = self->thresholds[WINDOW] * NS_PER_SECOND };

    findings_claim(findings, &claim,
                   "%s was sent %u %s by %u hosts in %.3g s that it had not asked for "
                   "(threshold %u in %u s)",
                   address_format(victim, text), answers->packets, what, distinct_count(&answers->sources),
                   window_age(&answers->window, sighting->time), threshold, self->thresholds[WINDOW]);
}

static void judge(const struct reflection *self, const struct sighting *sighting, guint16 port, struct answers *answers,
                  const struct address *victim, struct findings *findings)
{
    char what[40];

    if (distinct_count(&answers->sources) < self->thresholds[SOURCES] || !is_unwanted(answers) ||
        !grew_by(&answers->said, answers->packets, self->thresholds[ANSWERS]))
        return;
    g_snprintf(what, sizeof what, "answers of %s", name_of(port));
    claim_reflection(self, sighting, what, port, self->thresholds[ANSWERS], answers, victim, findings);
}

static void see_payload(gpointer state, const struct sighting *sighting, struct findings *findings)
{
    struct reflection   *self = state;
    const struct packet *packet = sighting->packet;
    struct flow         *flow = sighting->flow;

    if (!(flow->marks & MARK_UNASKED))
        return;
    if (sighting->sender != SCOPE_INITIATOR) { /* that was no answer */
        flow->marks &= ~(guint32)MARK_UNASKED;
        return;
    }

    struct endpoint source = flow_endpoint(flow, SCOPE_INITIATOR), victim = flow_endpoint(flow, SCOPE_RESPONDER);
    struct answers *answers = take_answers(self, sighting, source.port, &victim.address);
    answers->packets++;
    answers->datagrams += packet->fragment_offset == 0;
    answers->bytes += packet->payload_bytes;
    add_ends(answers, &source, &victim);
    judge(self, sighting, source.port, answers, &victim.address, findings);
}

static gboolean is_to_many(const struct address *address)
{
    return address->kind == ADDRESS_IPV4 ? address->bytes[0] >= 0xe0 : address->bytes[0] == 0xff;
}

static void see_flow(gpointer state, const struct sighting *sighting, struct findings *findings)
{
    const struct packet *packet = sighting->packet;
    struct flow         *flow = sighting->flow;

    (void)state, (void)findings;
    if (packet->protocol == IP_UDP && flow->has_ports && !flow->past && !is_to_many(&packet->destination) &&
        name_of(flow_endpoint(flow, SCOPE_INITIATOR).port))
        flow->marks |= MARK_UNASKED;
}

/* The victim tells a server that nobody is there. */
static void see_icmp(gpointer state, const struct sighting *sighting, struct findings *findings)
{
    enum { UNREACHABLE = 3, PORT = 3, UNREACHABLE_V6 = 1, PORT_V6 = 4 };
    struct reflection   *self = state;
    const struct packet *packet = sighting->packet;
    gboolean             is_v6 = packet->protocol == IP_ICMPV6;
    struct packet        quoted = { .number = packet->number };

    if (packet->icmp_type != (is_v6 ? UNREACHABLE_V6 : UNREACHABLE) || packet->icmp_code != (is_v6 ? PORT_V6 : PORT) ||
        !headers_read(packet->payload, packet->payload_captured, packet->payload_bytes, &quoted) ||
        quoted.protocol != IP_UDP || !quoted.has_ports || !name_of(quoted.source_port))
        return;

    struct topic    topic = topic_of(&quoted.destination, quoted.source_port);
    struct answers *answers = bounded_table_find(self->victims, &topic);
    if (answers && ABS(sighting->time - answers->window.start) <= self->thresholds[WINDOW] * NS_PER_SECOND) {
        answers->refusals++;
        judge(self, sighting, quoted.source_port, answers, &quoted.destination, findings);
    }
}

/* ---- SYN-ACKs ---- */

/* As in backscatter.c: where one direction only is captured, a SYN-ACK that was asked for is followed by more. */
static gboolean proves(const struct sighting *sighting)
{
    guint sort = sighting->packet->tcp.flags & (TCP_SYN | TCP_RST | TCP_ACK);

    if (sighting->sender == SCOPE_RESPONDER)
        return sort == (TCP_SYN | TCP_ACK) && sighting->time - flow_since(sighting->flow) >= REPEATED_AFTER;
    return (sort & TCP_RST) != 0;
}

static void add_syn_ack(struct reflection *self, const struct sighting *sighting, struct findings *findings)
{
    struct endpoint source = flow_endpoint(sighting->flow, SCOPE_RESPONDER);
    struct endpoint victim = flow_endpoint(sighting->flow, SCOPE_INITIATOR);
    struct answers *answers = take_answers(self, sighting, TCP_SYN_ACK, &victim.address);

    answers->packets++;
    add_ends(answers, &source, &victim);
    if (distinct_count(&answers->sources) >= self->thresholds[SOURCES] &&
        grew_by(&answers->said, answers->packets, self->thresholds[SYN_ACKS]))
        claim_reflection(self, sighting, "SYN-ACKs", TCP_SYN_ACK, self->thresholds[SYN_ACKS], answers, &victim.address,
                         findings);
}

static void see_tcp(gpointer state, const struct sighting *sighting, struct findings *findings)
{
    struct flow *flow = sighting->flow;

    if (sighting->record->index == 1) {
        if (flow->direction_method == DIRECTION_SYN_ACK && !flow->past)
            flow->marks |= MARK_STRAY;
    } else if (flow->marks & MARK_STRAY) {
        gboolean is_proved = proves(sighting);
        if (is_proved || (sighting->packet->tcp.flags & (TCP_SYN | TCP_ACK)) == TCP_ACK)
            flow->marks &= ~(guint32)MARK_STRAY;
        if (is_proved)
            add_syn_ack(state, sighting, findings);
    }
}

const struct detector detector_reflection = {
    .name = "reflection",
    .title = "Reflected flood",
    .severity = SEVERITY_ERROR,
    .group = GROUP_SECURITY,
    .rule = "Many hosts sent one host answers of a service that is known to be abused for amplification, in flows that "
            "begin with the answer; and the answers are very large (1000 bytes or more on average), or larger than "
            "questions (200 bytes) and to so few ports as no client uses, or the host refuses them by ICMP. Or many hosts "
            "sent it SYN-ACKs that are not part of a connection: it resets them, or they are sent again.",
    .reference = "US-CERT TA14-017A, UDP-Based Amplification Attacks; Rossow, Amplification Hell, 2014; NEMEA "
                 "amplification_detection.",
    .misses = "Floods by services that are not in its table, by answers that are small and silently dropped, and by fewer "
              "servers than the threshold. A poller that asks from one port, of which only the answers were captured, looks "
              "the same.",
    .thresholds = { [ANSWERS] = { "answers", "Answers never asked for", "packets", 100, 10, 10000000 },
                    [SOURCES] = { "sources", "Hosts that sent them", "hosts", 10, 1, 1000000 },
                    [SYN_ACKS] = { "syn_acks", "SYN-ACKs never asked for", "packets", 50, 10, 10000000 },
                    [WINDOW] = { "window", "Time in which they come", "s", 10, 1, 3600 } },
    .state_bytes = sizeof(struct reflection),
    .tables = { { offsetof(struct reflection, victims), VICTIMS, sizeof(struct topic), sizeof(struct answers) } },
    .on = { [ON_FLOW] = see_flow, [ON_PAYLOAD] = see_payload, [ON_TCP] = see_tcp, [ON_ICMP] = see_icmp },
};
