/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "port_table.h"

#include <string.h>

#include "seeded_hash.h"

enum { PORTS = 65536, PREFIX_LENGTHS = 129 };

struct slot {
    application_id application;
    guint16        width; /* of the range that filled it, less one */
    guint8         used;
    guint8         at_initiator;
};

struct fixed_key {
    struct address network;
    guint8         source;
    guint8         transport;
    guint8         bits;
    guint16        port;
};

struct port_table {
    struct applications *applications;
    struct slot         *ports[PORT_SOURCES][PORT_TRANSPORTS]; /* by port; NULL until one is added */
    GHashTable          *endpoints;                            /* struct fixed_key → struct port_entry */
    gboolean             prefix_used[2][PREFIX_LENGTHS];       /* of IPv4 and IPv6 endpoints */
    int                  longest_prefix[2];                    /* -1 without endpoints */
    application_id       ip_protocols[256];
    GHashTable          *ethertypes; /* number → id */
    GHashTable          *dissectors; /* filter name → id */
};

/* How well a port is named; compared as a whole, higher is better. */
struct candidate {
    struct port_entry  entry;
    enum naming_method method;
    int                rank;
};

static guint fixed_key_hash(gconstpointer data)
{
    const struct fixed_key *key = data;

    return address_hash(&key->network) ^ key->port * 2654435761U ^ key->bits ^ ((guint32)key->transport << 8);
}

static gboolean fixed_key_equal(gconstpointer a, gconstpointer b)
{
    return memcmp(a, b, sizeof(struct fixed_key)) == 0;
}

static struct fixed_key fixed_key(enum port_source source, guint transport, const struct address *address, guint bits,
                                  guint16 port)
{
    struct fixed_key key;

    memset(&key, 0, sizeof key); /* padding takes part in the comparison */
    key.network = address_mask(address, bits);
    key.source = (guint8)source;
    key.transport = (guint8)transport;
    key.bits = (guint8)bits;
    key.port = port;
    return key;
}

struct port_table *port_table_new(void)
{
    struct port_table *self = g_rc_box_new0(struct port_table);

    self->applications = applications_new();
    self->longest_prefix[0] = self->longest_prefix[1] = -1;
    self->endpoints = g_hash_table_new_full(fixed_key_hash, fixed_key_equal, g_free, g_free);
    self->ethertypes = g_hash_table_new(NULL, NULL);
    self->dissectors = g_hash_table_new_full(seeded_str_hash, g_str_equal, g_free, NULL);
    return self;
}

struct port_table *port_table_ref(struct port_table *self)
{
    return g_rc_box_acquire(self);
}

static void port_table_clear(gpointer data)
{
    struct port_table *self = data;

    for (guint source = 0; source < PORT_SOURCES; source++)
        for (guint transport = 0; transport < PORT_TRANSPORTS; transport++)
            g_free(self->ports[source][transport]);
    g_hash_table_unref(self->endpoints);
    g_hash_table_unref(self->ethertypes);
    g_hash_table_unref(self->dissectors);
    applications_free(self->applications);
}

void port_table_unref(struct port_table *self)
{
    g_rc_box_release_full(self, port_table_clear);
}

struct applications *port_table_applications(const struct port_table *self)
{
    return self->applications;
}

const char *naming_method_name(enum naming_method method)
{
    static const char *const NAMES[METHOD_COUNT] = {
        [METHOD_NONE] = "none",           [METHOD_FIXED_ENDPOINT] = "fixed-endpoint",
        [METHOD_USER_PORT] = "user-port", [METHOD_PORT] = "port",
        [METHOD_REGISTRY] = "registry",   [METHOD_PROTOCOL] = "protocol",
        [METHOD_DISSECTED] = "dissected", [METHOD_SIGNATURE] = "signature",
        [METHOD_LEARNED] = "learned",
    };
    return NAMES[method];
}

enum { SYSTEM_PORTS_END = 1024, USER_PORTS_END = 49152 };

const char *port_range_name(guint16 port)
{
    return port < SYSTEM_PORTS_END ? "system" : port < USER_PORTS_END ? "user" : "dynamic";
}

static int port_range_rank(guint16 port)
{
    return port < SYSTEM_PORTS_END ? 2 : port < USER_PORTS_END ? 1 : 0;
}

const char *port_transport_name(enum port_transport transport)
{
    static const char *const NAMES[PORT_TRANSPORTS] = {
        [PORTS_TCP] = "tcp", [PORTS_UDP] = "udp", [PORTS_SCTP] = "sctp", [PORTS_DCCP] = "dccp"
    };

    return NAMES[transport];
}

int port_transport_of(guint8 ip_protocol)
{
    switch (ip_protocol) {
    case 6: return PORTS_TCP;
    case 17:
    case 136: return PORTS_UDP;
    case 132: return PORTS_SCTP;
    case 33: return PORTS_DCCP;
    default: return -1;
    }
}

void port_table_add_ports(struct port_table *self, enum port_source source, guint transports, guint16 first, guint16 last,
                          struct port_entry entry)
{
    struct slot slot = { entry.application, (guint16)(last - first), TRUE, entry.at_initiator != FALSE };

    for (guint transport = 0; transport < PORT_TRANSPORTS; transport++) {
        if (!(transports & 1U << transport))
            continue;
        struct slot **ports = &self->ports[source][transport];
        if (!*ports)
            *ports = g_new0(struct slot, PORTS);
        for (guint port = first; port <= last; port++)
            if (!(*ports)[port].used || slot.width <= (*ports)[port].width)
                (*ports)[port] = slot;
    }
}

void port_table_add_endpoint(struct port_table *self, enum port_source source, guint transports,
                             const struct address *network, guint bits, guint16 port, struct port_entry entry)
{
    gboolean six = network->kind == ADDRESS_IPV6;

    self->prefix_used[six][bits] = TRUE;
    self->longest_prefix[six] = MAX(self->longest_prefix[six], (int)bits);
    for (guint transport = 0; transport < PORT_TRANSPORTS; transport++) {
        struct fixed_key key = fixed_key(source, transport, network, bits, port);
        if (transports & 1U << transport)
            g_hash_table_replace(self->endpoints, g_memdup2(&key, sizeof key), g_memdup2(&entry, sizeof entry));
    }
}

void port_table_add_ip_protocol(struct port_table *self, guint8 ip_protocol, application_id application)
{
    self->ip_protocols[ip_protocol] = application;
}

void port_table_add_ethertype(struct port_table *self, guint16 ethertype, application_id application)
{
    g_hash_table_insert(self->ethertypes, GUINT_TO_POINTER(ethertype), GUINT_TO_POINTER(application));
}

void port_table_add_dissector(struct port_table *self, const char *filter_name, application_id application)
{
    g_hash_table_replace(self->dissectors, g_strdup(filter_name), GUINT_TO_POINTER(application));
}

application_id port_table_ip_protocol(const struct port_table *self, guint8 ip_protocol)
{
    return self->ip_protocols[ip_protocol];
}

application_id port_table_ethertype(const struct port_table *self, guint16 ethertype)
{
    return (application_id)GPOINTER_TO_UINT(g_hash_table_lookup(self->ethertypes, GUINT_TO_POINTER(ethertype)));
}

gboolean port_table_dissector(const struct port_table *self, const char *filter_name, application_id *application)
{
    gpointer id = NULL;

    if (!g_hash_table_lookup_extended(self->dissectors, filter_name, NULL, &id))
        return FALSE;
    *application = (application_id)GPOINTER_TO_UINT(id);
    return TRUE;
}

/* The entry of the longest prefix; of two of the same length, the user's. */
static const struct port_entry *find_fixed(const struct port_table *self, guint transport, const struct endpoint *endpoint)
{
    gboolean        six = endpoint->address.kind == ADDRESS_IPV6;
    const gboolean *used = self->prefix_used[six];

    for (int bits = self->longest_prefix[six]; bits >= 0; bits--)
        for (int source = PORT_SOURCES - 1; used[bits] && source >= 0; source--) {
            struct fixed_key key =
                fixed_key((enum port_source)source, transport, &endpoint->address, (guint)bits, endpoint->port);
            const struct port_entry *entry = g_hash_table_lookup(self->endpoints, &key);
            if (entry)
                return entry;
        }
    return NULL;
}

static gboolean find_port(const struct port_table *self, enum port_source source, guint transport, guint16 port,
                          struct port_entry *entry)
{
    const struct slot *slots = self->ports[source][transport];

    if (!slots || !slots[port].used)
        return FALSE;
    *entry = (struct port_entry){ slots[port].application, slots[port].at_initiator };
    return TRUE;
}

struct query {
    const struct port_table *table;
    guint8                   ip_protocol;
    guint                    transport;
    service_registry         registry;
    gpointer                 registry_data;
};

enum { RANK_REGISTRY = 10, RANK_BUILTIN = 20, RANK_USER = 30, RANK_FIXED = 40 };

static struct candidate name_endpoint(const struct query *query, const struct endpoint *endpoint)
{
    static const struct {
        enum naming_method method;
        int                rank;
    } BY_SOURCE[PORT_SOURCES] = {
        [PORTS_BUILTIN] = { METHOD_PORT, RANK_BUILTIN },
        [PORTS_USER] = { METHOD_USER_PORT, RANK_USER },
    };
    const struct port_entry *fixed = find_fixed(query->table, query->transport, endpoint);
    struct candidate         found = { .method = METHOD_NONE };
    int                      range = port_range_rank(endpoint->port);

    if (fixed)
        return (struct candidate){ *fixed, METHOD_FIXED_ENDPOINT, RANK_FIXED + range };

    for (int source = PORT_SOURCES - 1; source >= 0; source--)
        if (find_port(query->table, (enum port_source)source, query->transport, endpoint->port, &found.entry)) {
            found.method = BY_SOURCE[source].method;
            found.rank = BY_SOURCE[source].rank + range;
            return found;
        }

    const char *name = query->registry ? query->registry(query->ip_protocol, endpoint->port, query->registry_data) : NULL;
    if (name) {
        found.entry.application = applications_intern(query->table->applications, name);
        found.method = METHOD_REGISTRY;
        found.rank = RANK_REGISTRY + range;
    }
    return found;
}

struct service port_table_service(const struct port_table *self, guint8 ip_protocol, const struct endpoint *initiator,
                                  const struct endpoint *responder, gboolean handshake_seen, service_registry registry,
                                  gpointer registry_data)
{
    int            transport = port_transport_of(ip_protocol);
    struct service none = { APPLICATION_UNKNOWN, METHOD_NONE, responder->port, FALSE };

    if (transport < 0)
        return none;

    struct query     query = { self, ip_protocol, (guint)transport, registry, registry_data };
    struct candidate at_responder = name_endpoint(&query, responder);
    struct candidate at_initiator = name_endpoint(&query, initiator);

    if (handshake_seen && !at_initiator.entry.at_initiator)
        at_initiator.rank = 0;
    if (handshake_seen && at_responder.entry.at_initiator)
        at_responder.rank = 0;
    if (at_initiator.rank == 0 && at_responder.rank == 0)
        return none;
    if (at_initiator.rank > at_responder.rank)
        return (struct service){ at_initiator.entry.application, at_initiator.method, initiator->port, TRUE };
    return (struct service){ at_responder.entry.application, at_responder.method, responder->port, FALSE };
}
