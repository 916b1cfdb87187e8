/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "detection.h"

#include "attempts.h"
#include "classifier.h"
#include "detector_state.h"
#include "protocols.h"

struct asked {
    detector_handler handler;
    gpointer         state;
    guint            detector;
};

struct detection {
    const struct detection_options *options;
    struct applications            *applications;
    application_id                  dns_application;
    struct findings                *findings;
    struct attempts                *attempts;         /* NULL where nobody asks what becomes of them */
    gpointer                       *states;           /* by detector; NULL where it is off or has none */
    GArray                         *asked[OCCASIONS]; /* struct asked */
    struct sighting                *sighting;         /* the packet's, while it is looked at */
};

enum { ARP = PROTOCOL_ETHERTYPE | 0x0806 };

struct detector_setting *detection_standard_settings(void)
{
    struct detector_setting *settings = g_new0(struct detector_setting, detectors_count);

    for (guint i = 0; i < detectors_count; i++) {
        settings[i].is_on = TRUE;
        for (guint t = 0; t < THRESHOLDS_MAX; t++)
            settings[i].thresholds[t] = detectors[i]->thresholds[t].standard;
    }
    return settings;
}

gsize detection_most_bytes(void)
{
    gsize sum = findings_most_bytes() + attempts_most_bytes();

    for (guint i = 0; i < detectors_count; i++)
        sum += detector_state_most_bytes(detectors[i]);
    return sum;
}

/* ---- who is asked ---- */

static void ask(struct detection *self, enum occasion occasion, const struct sighting *sighting)
{
    const GArray *asked = self->asked[occasion];
    gboolean      by_tcp = (sighting->attempt ? sighting->attempt->protocol : sighting->packet->protocol) == IP_TCP;

    for (guint i = 0; i < asked->len; i++) {
        const struct asked *one = &g_array_index(asked, struct asked, i);
        findings_begin_detector(self->findings, one->detector, by_tcp);
        one->handler(one->state, sighting, self->findings);
    }
}

static gboolean is_asked(const struct detection *self, enum occasion occasion)
{
    return self->asked[occasion]->len > 0;
}

static void see_attempt(const struct attempt *attempt, gpointer data)
{
    struct detection *self = data;

    self->sighting->attempt = attempt;
    ask(self,
        attempt->end == ATTEMPT_ANSWERED ? ON_SUCCESS :
        attempt->end == ATTEMPT_SILENT   ? ON_SILENCE :
                                           ON_FAILURE,
        self->sighting);
}

static void enlist(struct detection *self, guint index)
{
    const struct detector         *detector = detectors[index];
    const struct detector_setting *setting = &self->options->settings[index];
    gpointer                       state = detector_state_new(detector, setting->thresholds);

    self->states[index] = state;
    for (guint i = 0; i < OCCASIONS; i++)
        if (detector->on[i]) {
            struct asked one = { detector->on[i], state ? state : (gpointer)setting->thresholds, index };
            g_array_append_val(self->asked[i], one);
        }
}

struct detection *detection_new(const struct detection_options *options, struct applications *applications, gboolean keep)
{
    struct detection *self = g_new0(struct detection, 1);

    self->options = options;
    self->applications = applications;
    self->dns_application = applications_intern(applications, "DNS");
    self->findings = findings_new(options, keep);
    self->states = g_new0(gpointer, detectors_count);
    for (guint i = 0; i < OCCASIONS; i++)
        self->asked[i] = g_array_new(FALSE, FALSE, sizeof(struct asked));
    for (guint i = 0; i < detectors_count; i++)
        if (options->settings[i].is_on)
            enlist(self, i);
    if (is_asked(self, ON_FAILURE) || is_asked(self, ON_SUCCESS) || is_asked(self, ON_SILENCE))
        self->attempts = attempts_new(see_attempt, self);
    return self;
}

void detection_free(struct detection *self)
{
    for (guint i = 0; i < detectors_count; i++)
        detector_state_free(detectors[i], self->states[i]);
    for (guint i = 0; i < OCCASIONS; i++)
        g_array_unref(self->asked[i]);
    g_clear_pointer(&self->attempts, attempts_free);
    findings_free(self->findings);
    g_free(self->states);
    g_free(self);
}

/* ---- what a packet is an occasion for ---- */

application_id sighting_application(const struct sighting *sighting)
{
    return sighting->flow->judged.application;
}

/* Whether something was found that the name may follow from. Ports have spoken on the first packet, and nothing else does. */
static gboolean is_named(struct flow *flow)
{
    const struct flow_naming *naming = &flow->naming;
    gboolean is_same = flow->judged.dissected == naming->dissected && flow->judged.carrier == naming->carrier &&
                       flow->judged.signature == naming->signature;

    flow->judged.dissected = naming->dissected;
    flow->judged.carrier = naming->carrier;
    flow->judged.signature = naming->signature;
    return !is_same;
}

/* Whether it is the first time that this holds for the flow. */
static gboolean is_first(struct flow *flow, enum flow_mark mark, gboolean holds)
{
    if (!holds || (flow->marks & mark))
        return FALSE;
    flow->marks |= mark;
    return TRUE;
}

static gboolean is_connected(const struct flow *flow)
{
    struct tcp_handshake handshake;

    return tcp_flow_handshake(flow->tcp, &handshake) == 3;
}

static void add_tcp(struct detection *self, const struct sighting *sighting)
{
    struct flow *flow = sighting->flow;

    ask(self, ON_TCP, sighting);
    if (is_first(flow, MARK_CONNECTED, is_connected(flow))) {
        struct endpoint initiator = flow_endpoint(flow, SCOPE_INITIATOR);
        findings_add_unspoofed(self->findings, &initiator.address); /* in a busy server's name anybody may knock elsewhere */
        ask(self, ON_CONNECT, sighting);
    }
    if (is_first(flow, MARK_CLOSED, flow->tcp->is_closed))
        ask(self, ON_CLOSE, sighting);
}

static void add_dns(struct detection *self, struct sighting *sighting)
{
    const struct packet *packet = sighting->packet;
    struct dns_message   message;
    gboolean (*read)(const guint8 *, guint, guint, struct dns_message *) = packet->protocol == IP_UDP ? dns_read :
                                                                           packet->protocol == IP_TCP ? dns_read_segment :
                                                                                                        NULL;

    if (!read || !is_asked(self, ON_DNS) || packet->fragment_offset > 0 ||
        sighting_application(sighting) != self->dns_application ||
        !read(packet->payload, packet->payload_captured, packet->payload_bytes, &message))
        return;
    sighting->dns = &message;
    ask(self, ON_DNS, sighting);
    sighting->dns = NULL;
}

void detection_add(struct detection *self, const struct packet *packet, struct packet_record *record)
{
    struct flow    *flow = record->flow;
    struct sighting sighting = {
        packet, flow, record, (enum flow_scope)record->sender, packet->time, self->applications, self->options, NULL, NULL
    };

    gboolean named = is_named(flow);

    if (named || record->index == 1)
        flow->judged.application = classifier_verdict(self->applications, &flow->naming).application;
    self->sighting = &sighting;
    findings_begin_packet(self->findings, packet->time);
    ask(self, ON_PACKET, &sighting);
    if (record->index == 1)
        ask(self, ON_FLOW, &sighting);
    if (packet->payload_bytes > 0 && packet->ip_version)
        ask(self, ON_PAYLOAD, &sighting);
    if (packet->tcp.is_known && flow->tcp)
        add_tcp(self, &sighting);
    if (packet->is_fragment)
        ask(self, ON_FRAGMENT, &sighting);
    if (packet->has_icmp)
        ask(self, ON_ICMP, &sighting);
    if (packet->protocol == ARP)
        ask(self, ON_ARP, &sighting);
    if (packet->payload_captured > 0)
        add_dns(self, &sighting);
    if (named)
        ask(self, ON_NAMED, &sighting);
    if (self->attempts)
        attempts_add(self->attempts, packet, record);
    record->findings = findings_mark(self->findings) & FINDINGS_MARK_MASK;
}

const struct finding *detection_findings(const struct detection *self, const struct packet_record *record, guint *count)
{
    return findings_of(self->findings, record->findings, count);
}
