/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "columns.h"

#include "field.h"

enum {
    CORE = FIELDS_CORE | FIELDS_HEADERS, /* written by the plugin */
    ALWAYS = CORE | FIELDS_PLAIN,        /* known without it, too */
    FLOW = FIELDS_FLOW,
    HEADERS = FIELDS_HEADERS | FIELDS_PLAIN_HEADERS,
    PLAIN = FIELDS_PLAIN,
    BOTH = FIELDS_HEADERS | FIELDS_PLAIN
};

static const struct {
    const char *name;
    guint       sets;
} COLUMNS[COLUMN_COUNT] = {
    [COLUMN_FRAME_NUMBER] = { "frame.number", ALWAYS | FLOW },
    [COLUMN_TIME] = { "frame.time_epoch", ALWAYS },
    [COLUMN_FRAME_BYTES] = { "frame.len", ALWAYS },
    [COLUMN_SOURCE] = { "winnow.packet.source", CORE },
    [COLUMN_DESTINATION] = { "winnow.packet.destination", CORE },
    [COLUMN_SOURCE_PORT] = { "winnow.packet.source_port", CORE },
    [COLUMN_DESTINATION_PORT] = { "winnow.packet.destination_port", CORE },
    [COLUMN_SENDER] = { "winnow.packet.sender", CORE },
    [COLUMN_PROTOCOL] = { "winnow.packet.protocol", CORE },
    [COLUMN_APP] = { "winnow.app", CORE },
    [COLUMN_CATEGORY] = { "winnow.category", CORE },
    [COLUMN_CLASS] = { "winnow.class", CORE },
    [COLUMN_METHOD] = { "winnow.app.method", CORE },
    [COLUMN_FLOW_ID] = { "winnow.flow.id", CORE | FLOW },
    [COLUMN_ANOMALY] = { "winnow.anomaly", CORE },
    [COLUMN_ANOMALY_SEVERITY] = { "winnow.anomaly.severity", CORE },
    [COLUMN_ANOMALY_SCORE] = { "winnow.anomaly.score", CORE },
    [COLUMN_ANOMALY_SUBJECT] = { "winnow.anomaly.subject", CORE },
    [COLUMN_ANOMALY_OBJECT] = { "winnow.anomaly.object", CORE },
    [COLUMN_ANOMALY_UNSPOOFED] = { "winnow.anomaly.unspoofed", CORE },
    [COLUMN_ANOMALY_DETAIL] = { "winnow.anomaly.detail", CORE },

    [COLUMN_ETH_SOURCE] = { "eth.src", BOTH },
    [COLUMN_ETH_DESTINATION] = { "eth.dst", BOTH },
    [COLUMN_ETH_TYPE] = { "eth.type", PLAIN },
    [COLUMN_IP_VERSION] = { "ip.version", HEADERS },
    [COLUMN_IP_SOURCE] = { "ip.src", PLAIN },
    [COLUMN_IP_DESTINATION] = { "ip.dst", PLAIN },
    [COLUMN_IP_PROTOCOL] = { "ip.proto", BOTH },
    [COLUMN_IP_CHECKSUM] = { "ip.checksum", HEADERS },
    [COLUMN_IPV6_VERSION] = { "ipv6.version", HEADERS },
    [COLUMN_IPV6_SOURCE] = { "ipv6.src", PLAIN },
    [COLUMN_IPV6_DESTINATION] = { "ipv6.dst", PLAIN },
    [COLUMN_IPV6_NEXT] = { "ipv6.nxt", BOTH },
    [COLUMN_TCP_SOURCE_PORT] = { "tcp.srcport", PLAIN },
    [COLUMN_TCP_DESTINATION_PORT] = { "tcp.dstport", PLAIN },
    [COLUMN_TCP_CHECKSUM] = { "tcp.checksum", HEADERS },
    [COLUMN_TCP_FLAGS] = { "tcp.flags", HEADERS },
    [COLUMN_UDP_SOURCE_PORT] = { "udp.srcport", PLAIN },
    [COLUMN_UDP_DESTINATION_PORT] = { "udp.dstport", PLAIN },
    [COLUMN_UDP_CHECKSUM] = { "udp.checksum", HEADERS },
    [COLUMN_UDP_LENGTH] = { "udp.length", HEADERS },
    [COLUMN_SCTP_SOURCE_PORT] = { "sctp.srcport", PLAIN },
    [COLUMN_SCTP_DESTINATION_PORT] = { "sctp.dstport", PLAIN },
    [COLUMN_SCTP_CHECKSUM] = { "sctp.checksum", HEADERS },
    [COLUMN_ICMP_CHECKSUM] = { "icmp.checksum", HEADERS },
    [COLUMN_ICMPV6_CHECKSUM] = { "icmpv6.checksum", HEADERS },
    [COLUMN_FRAME_PROTOCOLS] = { "frame.protocols", PLAIN },
    [COLUMN_PROTOCOL_COLUMN] = { "_ws.col.Protocol", 0 },
};

static const struct {
    const char *name;
    guint       sets;
} SETS[] = {
    { "core", FIELDS_CORE },       { "flow", FIELDS_FLOW },
    { "headers", FIELDS_HEADERS }, { "all", FIELDS_CORE | FIELDS_HEADERS | FIELDS_FLOW | FIELDS_EVERY },
    { "plain", FIELDS_PLAIN },
};

const char *column_name(enum column column)
{
    return COLUMNS[column].name;
}

gboolean field_sets_parse(const char *name, guint *sets)
{
    for (guint i = 0; i < G_N_ELEMENTS(SETS); i++)
        if (g_str_equal(name, SETS[i].name)) {
            *sets = SETS[i].sets;
            return TRUE;
        }
    return FALSE;
}

static void add_name(GPtrArray *names, char *name)
{
    if (g_ptr_array_find_with_equal_func(names, name, g_str_equal, NULL))
        g_free(name);
    else
        g_ptr_array_add(names, name);
}

static void add_table(GPtrArray *names, const struct field_table *table)
{
    GArray *columns = g_array_new(FALSE, FALSE, sizeof(struct field_column));

    field_columns_add(columns, table);
    for (guint i = 0; i < columns->len; i++) {
        const struct field_column *column = &g_array_index(columns, struct field_column, i);
        add_name(names, field_full_name(column->field, column->scope));
    }
    g_array_unref(columns);
}

char **field_sets_names(guint sets)
{
    GPtrArray *names = g_ptr_array_new();

    for (guint i = 0; i < COLUMN_COUNT; i++)
        if (COLUMNS[i].sets & sets)
            add_name(names, g_strdup(COLUMNS[i].name));
    if (sets & FIELDS_EVERY)
        for (guint i = 0; i < field_tables_count; i++)
            add_table(names, field_tables[i]);
    if (sets & FIELDS_FLOW)
        add_table(names, &features);
    g_ptr_array_add(names, NULL);
    return (char **)g_ptr_array_free(names, FALSE);
}
