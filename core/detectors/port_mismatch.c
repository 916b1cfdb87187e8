/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * What is spoken is not what the port of the service stands for. */
#include <string.h>

#include "detector.h"

enum { WINDOW };
enum { SYSTEM_PORTS_END = 1024 };

struct spoken {
    const struct flow         *flow;
    const struct flow_naming  *naming;
    const struct applications *applications;
    application_id             application, service; /* what it is, and what the port stands for */
    const char                *name;                 /* of the former */
};

static gboolean is_one_of(const char *name, const char *const *names)
{
    while (*names && strcmp(name, *names) != 0)
        names++;
    return *names != NULL;
}

/* The ways in, and the way in which everything can be hidden. */
static const char *const LOUD[] = { "SSH", "TLS", "RDP", "VNC", "SMB", "SMB2", NULL };

/* These are also worth a word on ports that stand for nothing. */
static const char *const SETTLED[] = { "SSH", "TLS",  "RDP",  "VNC",  "SMB", "SMB2",   "HTTP",
                                       "FTP", "SMTP", "IMAP", "POP3", "IRC", "Telnet", NULL };

/* What a service of another name may travel in. */
static const char *const CARRIERS[] = { "TLS", "DTLS", "QUIC", "HTTP", "HTTP2", "HTTP3", "WebSocket", NULL };

/* Services in the clear that never turn to TLS on the same port, and that packet filters let pass. Others do by STARTTLS,
 * or are often put behind TLS as they are. */
static const char *const ALWAYS_CLEAR[] = { "HTTP", "DNS", "SSH", "Telnet", NULL };

/* Their ends agree upon ports as they like. */
static const char *const ROAMING[] = { "P2P", "Voice", "Video", "Streaming", "Gaming", "VPN", NULL };

static const char *name_of(const struct spoken *self, application_id application)
{
    return applications_name(self->applications, application);
}

static gboolean is_over(const struct spoken *self, application_id upper, application_id lower)
{
    return upper == lower || applications_is_over(self->applications, upper, lower);
}

/* Of what dissectors found; where the payload's shape contradicts them, a dissector was only called in by the port. */
static gboolean is_carried_by_service(const struct spoken *self)
{
    return self->naming->dissected == self->application && is_over(self, self->naming->carrier, self->service);
}

static gboolean has_grown_from_service(const struct spoken *self)
{
    application_id later = applications_successor(self->applications, self->service);

    return is_over(self, self->application, self->service) || is_carried_by_service(self) ||
           (later != APPLICATION_UNKNOWN &&
            (is_over(self, self->application, later) || is_over(self, later, self->application)));
}

static gboolean is_by_user(const struct service *service)
{
    return service->method == METHOD_USER_PORT || service->method == METHOD_FIXED_ENDPOINT;
}

static gboolean has_name(const struct service *service)
{
    return service->method == METHOD_PORT || is_by_user(service);
}

static gboolean is_in(const struct spoken *self, application_id application, const char *category)
{
    return strcmp(applications_category(self->applications, application), category) == 0;
}

/* One does for the other what the category says: so do proxies for HTTP, one queue for another. But each way in is one of
 * its own, and HTTP in the clear is not what is expected where TLS is. */
static gboolean is_of_the_same_kind(const struct spoken *self)
{
    const char *category = applications_category(self->applications, self->service);

    return is_in(self, self->application, category) && strcmp(category, "Remote access") != 0 &&
           strcmp(category, "Other") != 0 &&
           !(strcmp(self->name, "HTTP") == 0 && strcmp(name_of(self, self->service), "HTTPS") == 0);
}

/* IANA's for HTTP. What else is used for it is custom. */
static gboolean is_registered_for_http(guint16 port)
{
    return port == 80 || port == 591 || port == 8008 || port == 8080;
}

/* The table knows what is usual there, but that is no service of its own. */
static gboolean is_makeshift(const struct spoken *self)
{
    if (self->service != self->application || is_by_user(&self->naming->service))
        return FALSE;
    return strcmp(self->name, "TLS") == 0 ||
           (strcmp(self->name, "HTTP") == 0 && !is_registered_for_http(self->naming->service.port));
}

static gboolean fits_user_rule(const struct spoken *self)
{
    return is_by_user(&self->naming->service) && is_one_of(self->name, CARRIERS) &&
           !is_one_of(name_of(self, self->service), LOUD);
}

static gboolean fits(const struct spoken *self)
{
    return self->service != APPLICATION_UNKNOWN &&
           (has_grown_from_service(self) || is_of_the_same_kind(self) || fits_user_rule(self));
}

static gboolean is_out_of_place(const struct spoken *self)
{
    return self->application != APPLICATION_UNKNOWN && (is_makeshift(self) || !fits(self));
}

/* The payload's shape says so: a dissector may have been called in by the port alone. */
static gboolean is_certain(const struct spoken *self)
{
    application_id signature = self->naming->signature;

    return signature != APPLICATION_UNKNOWN &&
           (is_over(self, self->application, signature) || is_over(self, signature, self->application));
}

static gboolean is_loud(const struct spoken *self)
{
    const struct service *service = &self->naming->service;

    if (!has_name(service) || !is_certain(self) || is_makeshift(self))
        return FALSE;
    if (is_by_user(service))
        return TRUE;
    return is_one_of(self->name, LOUD) &&
           (strcmp(self->name, "TLS") != 0 ||
            (service->port < SYSTEM_PORTS_END && is_one_of(name_of(self, self->service), ALWAYS_CLEAR)));
}

static gboolean roams(const struct spoken *self)
{
    return is_one_of(applications_category(self->applications, self->application), ROAMING);
}

static gboolean is_worth_a_note(const struct spoken *self)
{
    const struct service *service = &self->naming->service;

    if (is_makeshift(self))
        return TRUE;
    if (!is_certain(self))
        return FALSE;
    return has_name(service) ? service->port < SYSTEM_PORTS_END || !roams(self) : is_one_of(self->name, SETTLED);
}

static const char *meaning_of_port(const struct spoken *self)
{
    return is_makeshift(self)               ? "no registered service" :
           has_name(&self->naming->service) ? name_of(self, self->service) :
                                              "nothing that is known";
}

static void claim_mismatch(const struct spoken *self, gint64 window, struct findings *findings)
{
    gboolean        at_initiator = self->naming->service.at_initiator;
    struct endpoint server = flow_endpoint(self->flow, at_initiator ? SCOPE_INITIATOR : SCOPE_RESPONDER);
    struct endpoint client = flow_endpoint(self->flow, at_initiator ? SCOPE_RESPONDER : SCOPE_INITIATOR);
    char            source[ADDRESS_TEXT_SIZE], destination[ADDRESS_TEXT_SIZE];
    gboolean        is_known = is_makeshift(self) || has_name(&self->naming->service); /* else the port is any */
    struct claim    claim = { .severity = is_loud(self) ? SEVERITY_WARN : SEVERITY_NOTE,
                              .subject = &server.address,
                              .kind = (guint32)self->application << 16 | (is_known ? server.port : 0),
                              .value = 1,
                              .threshold = 1,
                              .window = window };

    findings_claim(findings, &claim, "%s speaks %s with %s on port %u that stands for %s",
                   address_format(&server.address, source), self->name, address_format(&client.address, destination),
                   server.port, meaning_of_port(self));
}

/* ---- what is known only by what it is not ---- */

/* Services that are TLS from the first byte on. */
static const char *const ALWAYS_TLS[] = { "TLS",  "HTTPS", "SMTPS",   "POP3S", "IMAPS", "LDAPS", "FTPS", "NNTPS",
                                          "IRCS", "SIPS",  "Telnets", "DoT",   "MQTTS", "AMQPS", NULL };

/* The header of a record (RFC 8446, 5.1), or SSL 2's hello of old (RFC 5246, E.2). */
static gboolean may_begin_tls(const struct packet *packet)
{
    enum { CHANGE_CIPHER_SPEC = 20, APPLICATION_DATA = 23, MAJOR = 3, SSL2 = 0x80, SSL2_HELLO = 1 };
    const guint8 *at = packet->payload;

    return packet->payload_captured < 3 || (at[0] >= CHANGE_CIPHER_SPEC && at[0] <= APPLICATION_DATA && at[1] == MAJOR) ||
           (at[0] & SSL2 && at[2] == SSL2_HELLO);
}

static void claim_clear(const struct sighting *sighting, gint64 window, struct findings *findings)
{
    struct endpoint server = flow_endpoint(sighting->flow, SCOPE_RESPONDER);
    struct endpoint client = flow_endpoint(sighting->flow, SCOPE_INITIATOR);
    char            source[ADDRESS_TEXT_SIZE], destination[ADDRESS_TEXT_SIZE];
    struct claim    claim = { .severity = SEVERITY_NOTE,
                              .subject = &server.address,
                              .kind = server.port,
                              .value = 1,
                              .threshold = 1,
                              .window = window };

    findings_claim(findings, &claim, "%s speaks no TLS with %s on port %u that stands for %s",
                   address_format(&server.address, source), address_format(&client.address, destination), server.port,
                   applications_name(sighting->applications, sighting->flow->naming.service.application));
}

static void see_payload(gpointer state, const struct sighting *sighting, struct findings *findings)
{
    const guint          *thresholds = state;
    const struct flow    *flow = sighting->flow;
    const struct service *service = &flow->naming.service;

    if (flow->sides[0].data_packets + flow->sides[1].data_packets != 1 || flow->past || !(flow->marks & MARK_CONNECTED) ||
        may_begin_tls(sighting->packet) || service->method != METHOD_PORT ||
        !is_one_of(applications_name(sighting->applications, service->application), ALWAYS_TLS))
        return;
    claim_clear(sighting, thresholds[WINDOW] * NS_PER_SECOND, findings);
}

/* ---- what it is known to be ---- */

static void see_name(gpointer state, const struct sighting *sighting, struct findings *findings)
{
    const guint       *thresholds = state;
    const struct flow *flow = sighting->flow;
    application_id     application = sighting_application(sighting);
    struct spoken      spoken = { flow,
                                  &flow->naming,
                                  sighting->applications,
                                  application,
                                  flow->naming.service.application,
                                  applications_name(sighting->applications, application) };

    if (flow->has_ports && flow->direction_method != DIRECTION_FIRST_PACKET && is_out_of_place(&spoken) &&
        is_worth_a_note(&spoken))
        claim_mismatch(&spoken, thresholds[WINDOW] * NS_PER_SECOND, findings);
}

const struct detector detector_port_mismatch = {
    .name = "port_mismatch",
    .title = "Application on another's port",
    .severity = SEVERITY_NOTE,
    .loudest = SEVERITY_WARN,
    .group = GROUP_SECURITY,
    .rule = "A flow's payload is that of another application than the one that the service's port stands for. A warning "
            "where it is SSH, RDP, VNC or SMB, where it is TLS on a system port whose service is always in the clear, or "
            "where a rule of your own says what the port is for; TLS and HTTP may carry that. HTTP on ports that are not "
            "registered for it, TLS of which nothing else is known, and connections of services over TLS that do not begin "
            "with it, are noted too.",
    .reference = "nDPI risk 5; MITRE ATT&CK T1571; IANA's registry of service names and ports",
    .misses = "Flows whose beginning was not seen, and whatever looks like the service that the port stands for. An "
              "administrator who moved SSH to another service's port is told of it.",
    .thresholds = { [WINDOW] = { "window", "Silence between two findings of one port", "s", 3600, 1, 86400 } },
    .on = { [ON_PAYLOAD] = see_payload, [ON_NAMED] = see_name },
};
