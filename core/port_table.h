/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Ports, fixed endpoints, protocol numbers, EtherTypes and dissector names → application.
 * Filled once by ports_reader.h, then shared by reference count; only new application names are still added. */
#pragma once

#include "address.h"
#include "applications.h"

enum port_source { PORTS_BUILTIN, PORTS_USER, PORT_SOURCES }; /* in rising precedence */

struct port_table;

struct port_table *port_table_new(void); /* empty */
struct port_table *port_table_ref(struct port_table *);
void               port_table_unref(struct port_table *);

struct applications *port_table_applications(const struct port_table *);

/* Why a name was given; in the words of winnow.app.method. */
enum naming_method {
    METHOD_NONE,
    METHOD_FIXED_ENDPOINT,
    METHOD_USER_PORT,
    METHOD_PORT,
    METHOD_REGISTRY,
    METHOD_PROTOCOL,
    METHOD_DISSECTED,
    METHOD_SIGNATURE,
    METHOD_LEARNED,
    METHOD_COUNT
};

const char *naming_method_name(enum naming_method);

/* A host's own registry of service names: the name, valid until the next call, or NULL. */
typedef const char *(*service_registry)(guint8 ip_protocol, guint16 port, gpointer data);

struct endpoint {
    struct address address;
    guint16        port;
};

struct service {
    application_id     application; /* APPLICATION_UNKNOWN with METHOD_NONE where nothing names it */
    enum naming_method method;
    guint16            port; /* of the side that decided; of the responder where none did */
    gboolean           at_initiator;
};

/* Which of a flow's two ports names its service. With `handshake_seen` the responder's port alone may, but for entries
 * marked side=initiator; otherwise the better entry does: fixed endpoints, then the user's before ours before the
 * registry's, then system before user before dynamic ports, then the responder's. `registry` may be NULL. */
struct service port_table_service(const struct port_table *, guint8 ip_protocol, const struct endpoint *initiator,
                                  const struct endpoint *responder, gboolean handshake_seen, service_registry registry,
                                  gpointer registry_data);

application_id port_table_ip_protocol(const struct port_table *, guint8 ip_protocol);
application_id port_table_ethertype(const struct port_table *, guint16 ethertype);

/* The application that a dissector of this filter name stands for. TRUE if the table knows the name;
 * *application is then APPLICATION_UNKNOWN where the dissector tells nothing. */
gboolean port_table_dissector(const struct port_table *, const char *filter_name, application_id *application);

/* system (0-1023), user (1024-49151), dynamic (49152-65535): RFC 6335. */
const char *port_range_name(guint16 port);

/* The transports that have ports: TCP, UDP (with UDP-Lite), SCTP, DCCP. A set of them is a bit mask of 1 << transport. */
enum port_transport { PORTS_TCP, PORTS_UDP, PORTS_SCTP, PORTS_DCCP, PORT_TRANSPORTS };

const char *port_transport_name(enum port_transport); /* "tcp" */

enum { ALL_PORT_TRANSPORTS = (1 << PORT_TRANSPORTS) - 1 };

/* The transport of an IP protocol number, or -1 where that protocol has no ports. */
int port_transport_of(guint8 ip_protocol);

struct port_entry {
    application_id application;
    gboolean       at_initiator; /* the port is the one that opens the connection, as FTP-DATA's 20 */
};

/* A narrower range goes before a wider one, a later line before an earlier one. */
void port_table_add_ports(struct port_table *, enum port_source, guint transports, guint16 first, guint16 last,
                          struct port_entry);
void port_table_add_endpoint(struct port_table *, enum port_source, guint transports, const struct address *network,
                             guint bits, guint16 port, struct port_entry);
void port_table_add_ip_protocol(struct port_table *, guint8 ip_protocol, application_id);
void port_table_add_ethertype(struct port_table *, guint16 ethertype, application_id);
void port_table_add_dissector(struct port_table *, const char *filter_name, application_id);
