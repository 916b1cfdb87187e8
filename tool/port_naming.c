/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "port_naming.h"

#include "cell_parse.h"
#include "port_table.h"
#include "ports_reader.h"
#include "protocols.h"

#include <string.h>

struct port_naming {
    struct port_table *table;
};

struct port_naming *port_naming_new(void)
{
    struct port_naming *self = g_new0(struct port_naming, 1);

    self->table = port_table_new();
    ports_read_builtin(self->table);
    return self;
}

void port_naming_free(struct port_naming *self)
{
    if (!self)
        return;
    port_table_unref(self->table);
    g_free(self);
}

gboolean port_naming_is_possible(const struct column_map *map)
{
    static const enum column TELLING[] = {
        COLUMN_SOURCE_PORT, COLUMN_PROTOCOL,  COLUMN_TCP_SOURCE_PORT, COLUMN_UDP_SOURCE_PORT, COLUMN_SCTP_SOURCE_PORT,
        COLUMN_IP_PROTOCOL, COLUMN_IPV6_NEXT, COLUMN_ETH_TYPE,        COLUMN_FRAME_PROTOCOLS, COLUMN_PROTOCOL_COLUMN,
    };

    for (guint i = 0; i < G_N_ELEMENTS(TELLING); i++)
        if (column_map_has(map, TELLING[i]))
            return TRUE;
    return FALSE;
}

static struct endpoint endpoint_of(struct cell address, gint32 port)
{
    struct endpoint endpoint = { .port = (guint16)port };

    cell_address(address, &endpoint.address);
    return endpoint;
}

/* Nothing is known of a handshake: both directions must get the same name, so the lower port stands as responder. */
static struct service by_ports(const struct port_naming *self, const struct packet_ends *ends)
{
    struct endpoint source = endpoint_of(ends->source, ends->source_port);
    struct endpoint destination = endpoint_of(ends->destination, ends->destination_port);
    gboolean        source_responds =
        source.port < destination.port ||
        (source.port == destination.port && address_compare(&source.address, &destination.address) < 0);

    return port_table_service(self->table, (guint8)ends->ip_protocol, source_responds ? &destination : &source,
                              source_responds ? &source : &destination, FALSE, NULL, NULL);
}

static application_id by_dissector(const struct port_naming *self, struct cell name)
{
    application_id application = APPLICATION_UNKNOWN;
    char          *folded = g_ascii_strdown(name.text, name.length);

    port_table_dissector(self->table, folded, &application);
    g_free(folded);
    return application;
}

/* The innermost layer that has a name. */
static application_id by_layers(const struct port_naming *self, struct cell protocols)
{
    while (protocols.length) {
        guint          start = protocols.length;
        application_id application;

        while (start && protocols.text[start - 1] != ':')
            start--;
        application = by_dissector(self, (struct cell){ protocols.text + start, protocols.length - start });
        if (application != APPLICATION_UNKNOWN)
            return application;
        protocols.length = start ? start - 1 : 0;
    }
    return APPLICATION_UNKNOWN;
}

static application_id by_protocol(const struct port_naming *self, const struct column_map *map, const struct export_row *row,
                                  int ip_protocol)
{
    application_id application = APPLICATION_UNKNOWN;
    guint64        ethertype;

    if (ip_protocol >= 0)
        application = port_table_ip_protocol(self->table, (guint8)ip_protocol);
    else if (cell_number_or_hex(cell_last_item(column_map_cell(map, row, COLUMN_ETH_TYPE)), &ethertype) &&
             ethertype <= G_MAXUINT16)
        application = port_table_ethertype(self->table, (guint16)ethertype);
    if (application == APPLICATION_UNKNOWN)
        application = by_layers(self, column_map_cell(map, row, COLUMN_FRAME_PROTOCOLS));
    if (application == APPLICATION_UNKNOWN && ip_protocol < 0)
        application = by_dissector(self, column_map_cell(map, row, COLUMN_PROTOCOL_COLUMN));
    return application;
}

static struct cell cell_of(const char *text)
{
    return (struct cell){ text, (guint)strlen(text) };
}

void port_naming_label(struct port_naming *self, const struct column_map *map, const struct export_row *row,
                       struct cell parts[LABEL_PARTS])
{
    struct applications *applications = port_table_applications(self->table);
    struct packet_ends   ends = packet_ends_of(map, row);
    struct service       service = { APPLICATION_UNKNOWN, METHOD_NONE, 0, FALSE };

    if (ends.ip_protocol >= 0 && ip_protocol_has_ports((guint8)ends.ip_protocol) && ends.source_port >= 0 &&
        ends.destination_port >= 0) {
        service = by_ports(self, &ends);
    } else {
        service.application = by_protocol(self, map, row, ends.ip_protocol);
        service.method = service.application == APPLICATION_UNKNOWN ? METHOD_NONE : METHOD_PROTOCOL;
    }
    parts[LABEL_APPLICATION] = cell_of(applications_name(applications, service.application));
    parts[LABEL_CATEGORY] = cell_of(applications_category(applications, service.application));
    parts[LABEL_CLASS] = cell_of(traffic_class_name(applications_class(applications, service.application)));
    parts[LABEL_PROTOCOL] = cell_of(ends.ip_protocol >= 0 ? ip_protocol_name((guint8)ends.ip_protocol) : "");
    parts[LABEL_METHOD] = cell_of(naming_method_name(service.method));
}
