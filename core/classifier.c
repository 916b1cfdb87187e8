/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "classifier.h"

#include "learned_endpoints.h"
#include "protocols.h"

struct classifier {
    struct port_table        *ports;
    service_registry          registry;
    gpointer                  registry_data;
    struct learned_endpoints *learned;
    GHashTable               *signature_ids; /* static name → id */
};

struct classifier *classifier_new(struct port_table *ports, service_registry registry, gpointer registry_data)
{
    struct classifier *self = g_new0(struct classifier, 1);

    self->ports = port_table_ref(ports);
    self->registry = registry;
    self->registry_data = registry_data;
    self->learned = learned_endpoints_new();
    self->signature_ids = g_hash_table_new(NULL, NULL);
    return self;
}

void classifier_free(struct classifier *self)
{
    port_table_unref(self->ports);
    learned_endpoints_free(self->learned);
    g_hash_table_unref(self->signature_ids);
    g_free(self);
}

void evidence_add_layer(struct evidence *evidence, const struct applications *applications, application_id application)
{
    if (application == APPLICATION_UNKNOWN)
        return;
    if (evidence->application == APPLICATION_UNKNOWN)
        evidence->application = evidence->carrier = application;
    else if (applications_is_over(applications, application, evidence->application))
        evidence->application = application;
}

static struct service service_of_protocol(const struct classifier *self, const struct flow *flow)
{
    guint32        protocol = flow->key.protocol;
    application_id application = APPLICATION_UNKNOWN;

    if (protocol < PROTOCOL_ETHERTYPE)
        application = port_table_ip_protocol(self->ports, (guint8)protocol);
    else if (protocol < PROTOCOL_LINK)
        application = port_table_ethertype(self->ports, (guint16)protocol);
    return (struct service){ .application = application, .method = application ? METHOD_PROTOCOL : METHOD_NONE };
}

static struct service service_of(const struct classifier *self, const struct flow *flow)
{
    struct endpoint initiator = flow_endpoint(flow, SCOPE_INITIATOR);
    struct endpoint responder = flow_endpoint(flow, SCOPE_RESPONDER);
    struct service  service = { 0 };

    if (flow->has_ports)
        service = port_table_service(self->ports, (guint8)flow->key.protocol, &initiator, &responder,
                                     flow->direction_method != DIRECTION_FIRST_PACKET, self->registry, self->registry_data);
    if (service.method == METHOD_NONE) {
        struct service by_number = service_of_protocol(self, flow);
        service.application = by_number.application;
        service.method = by_number.method;
    }
    return service;
}

static struct endpoint service_endpoint(const struct flow *flow)
{
    return flow_endpoint(flow, flow->naming.service.at_initiator ? SCOPE_INITIATOR : SCOPE_RESPONDER);
}

void classifier_begin(struct classifier *self, struct flow *flow)
{
    flow->naming.service = service_of(self, flow);
    if (flow->has_ports) {
        struct endpoint endpoint = service_endpoint(flow);
        flow->naming.learned = learned_endpoints_find(self->learned, (guint8)flow->key.protocol, &endpoint);
    }
}

/* What the port says anyway need not be learned, but for an endpoint of which something else had been. */
static void learn(struct classifier *self, const struct flow *flow)
{
    const struct flow_naming *naming = &flow->naming;
    application_id            name = classifier_verdict(port_table_applications(self->ports), naming).application;
    struct endpoint           endpoint = service_endpoint(flow);

    if (flow->has_ports && (name != naming->service.application || naming->learned != APPLICATION_UNKNOWN))
        learned_endpoints_add(self->learned, (guint8)flow->key.protocol, &endpoint, name);
}

/* A name that was found first gives way only to one that is carried by it, or that follows upon it. */
static application_id improve(const struct applications *applications, application_id first, application_id found)
{
    if (first == APPLICATION_UNKNOWN || applications_is_over(applications, found, first))
        return found;

    application_id successor = applications_successor(applications, first);
    return applications_is_over(applications, successor, found) ? successor : APPLICATION_UNKNOWN;
}

void classifier_add(struct classifier *self, struct flow *flow, const struct evidence *evidence)
{
    struct flow_naming *naming = &flow->naming;

    if (evidence->application == APPLICATION_UNKNOWN || evidence->application == naming->dissected)
        return;

    application_id better = improve(port_table_applications(self->ports), naming->dissected, evidence->application);
    if (better == APPLICATION_UNKNOWN)
        return;
    naming->dissected = better;
    naming->carrier = evidence->carrier;
    learn(self, flow);
}

static void add_signature(struct classifier *self, struct flow *flow, application_id found)
{
    application_id better = improve(port_table_applications(self->ports), flow->naming.signature, found);

    if (better == APPLICATION_UNKNOWN || better == flow->naming.signature)
        return;
    flow->naming.signature = better;
    learn(self, flow);
}

/* TLS on HTTPS's port is HTTPS: the service's name says more than its carrier's. */
static gboolean is_carried(const struct applications *applications, const struct flow_naming *naming)
{
    application_id service = naming->service.application;

    if (applications_is_over(applications, naming->dissected, service))
        return FALSE; /* it is the other way round: SMB2 says more than SMB */
    return applications_is_over(applications, service, naming->dissected) ||
           applications_is_over(applications, service, naming->carrier) ||
           applications_is_over(applications, service, naming->signature);
}

/* Dissectors found nothing, or another name than the port's. */
static gboolean is_disputed(const struct applications *applications, const struct flow_naming *naming)
{
    return naming->dissected == APPLICATION_UNKNOWN ||
           (naming->service.application != APPLICATION_UNKNOWN && naming->service.application != naming->dissected &&
            !is_carried(applications, naming));
}

static application_id signature_id(struct classifier *self, const char *name)
{
    gpointer id = g_hash_table_lookup(self->signature_ids, name);

    if (!id) {
        id = GUINT_TO_POINTER(applications_intern(port_table_applications(self->ports), name));
        g_hash_table_insert(self->signature_ids, (gpointer)name, id);
    }
    return (application_id)GPOINTER_TO_UINT(id);
}

void classifier_examine(struct classifier *self, struct flow *flow, const struct packet *packet, enum flow_scope sender)
{
    enum { AT_MOST = 12 };
    const struct applications *applications = port_table_applications(self->ports);
    struct flow_naming        *naming = &flow->naming;

    /* A stream's dissector may claim what it does not understand, the more so where the host builds no tree. */
    guint at_least = flow->key.protocol == IP_TCP ? 1 : 0;

    if (packet->payload_captured == 0 || packet->fragment_offset > 0 || naming->payloads_examined == AT_MOST ||
        (naming->payloads_examined >= at_least && !is_disputed(applications, naming)))
        return;
    naming->payloads_examined++;

    struct payload payload = { packet->payload, packet->payload_captured, packet->payload_bytes, (guint8)flow->key.protocol,
                               sender == SCOPE_INITIATOR };
    const char    *name = signature_match(&payload, &naming->memory[flow_side_index(sender)]);
    if (name)
        add_signature(self, flow, signature_id(self, name));
}

static gboolean grew_from(const struct applications *applications, application_id later, application_id first)
{
    return applications_is_over(applications, later, first) || applications_successor(applications, first) == later;
}

/* A dissector may have been called in by the port, or by a weak guess; a signature is strict. So it decides, unless what
 * the dissector says is the same or has grown out of it. */
static gboolean signature_decides(const struct applications *applications, const struct flow_naming *naming)
{
    return naming->signature != APPLICATION_UNKNOWN && naming->signature != naming->dissected &&
           !(naming->dissected != APPLICATION_UNKNOWN && grew_from(applications, naming->dissected, naming->signature));
}

struct verdict classifier_verdict(const struct applications *applications, const struct flow_naming *naming)
{
    struct verdict by_service = { naming->service.application, naming->service.method };
    application_id dissected = naming->dissected;

    if (by_service.application != APPLICATION_UNKNOWN && is_carried(applications, naming))
        return by_service;
    if (signature_decides(applications, naming))
        return (struct verdict){ naming->signature, METHOD_SIGNATURE };
    if (dissected != APPLICATION_UNKNOWN)
        return by_service.method == METHOD_PROTOCOL && by_service.application == dissected ?
                   by_service :
                   (struct verdict){ dissected, METHOD_DISSECTED };
    if (naming->learned != APPLICATION_UNKNOWN && naming->learned != naming->service.application)
        return (struct verdict){ naming->learned, METHOD_LEARNED };
    return by_service;
}
