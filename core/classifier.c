/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "classifier.h"

#include "learned_endpoints.h"
#include "protocols.h"

struct classifier {
    struct port_table        *ports;
    service_registry          registry;
    gpointer                  registry_data;
    struct learned_endpoints *learned;
};

struct classifier *classifier_new(struct port_table *ports, service_registry registry, gpointer registry_data)
{
    struct classifier *self = g_new0(struct classifier, 1);

    self->ports = port_table_ref(ports);
    self->registry = registry;
    self->registry_data = registry_data;
    self->learned = learned_endpoints_new();
    return self;
}

void classifier_free(struct classifier *self)
{
    port_table_unref(self->ports);
    learned_endpoints_free(self->learned);
    g_free(self);
}

void evidence_add_layer(const struct applications *applications, struct packet *packet, application_id application)
{
    if (application == APPLICATION_UNKNOWN)
        return;
    if (packet->evidence == APPLICATION_UNKNOWN)
        packet->evidence = packet->evidence_carrier = application;
    else if (applications_is_over(applications, application, packet->evidence))
        packet->evidence = application;
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
                                     flow->direction_method != DIRECTION_FIRST_PACKET, self->registry,
                                     self->registry_data);
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

/* A name that was found first gives way only to one that is carried by it. */
void classifier_add(struct classifier *self, struct flow *flow, const struct packet *packet)
{
    const struct applications *applications = port_table_applications(self->ports);
    struct flow_naming        *naming = &flow->naming;

    if (packet->evidence == APPLICATION_UNKNOWN || packet->evidence == naming->dissected)
        return;
    if (naming->dissected != APPLICATION_UNKNOWN &&
        !applications_is_over(applications, packet->evidence, naming->dissected))
        return;

    naming->dissected = packet->evidence;
    naming->carrier = packet->evidence_carrier;
    if (flow->has_ports) {
        struct endpoint endpoint = service_endpoint(flow);
        learned_endpoints_add(self->learned, (guint8)flow->key.protocol, &endpoint,
                              classifier_verdict(applications, naming).application);
    }
}

/* TLS on HTTPS's port is HTTPS: the service's name says more than its carrier's. */
static gboolean service_stands(const struct applications *applications, const struct flow_naming *naming)
{
    application_id service = naming->service.application;

    return applications_is_over(applications, service, naming->dissected) ||
           applications_is_over(applications, service, naming->carrier) ||
           (naming->service.method == METHOD_PROTOCOL && service == naming->dissected);
}

struct verdict classifier_verdict(const struct applications *applications, const struct flow_naming *naming)
{
    struct verdict by_service = { naming->service.application, naming->service.method };

    if (naming->dissected != APPLICATION_UNKNOWN)
        return service_stands(applications, naming) ? by_service :
                                                      (struct verdict){ naming->dissected, METHOD_DISSECTED };
    if (naming->learned != APPLICATION_UNKNOWN && naming->learned != naming->service.application)
        return (struct verdict){ naming->learned, METHOD_LEARNED };
    return by_service;
}
