/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "packet_facts.h"

#include "cell_parse.h"
#include "protocols.h"

const struct table_column packet_fact_columns[FACTS] = {
    [FACT_NUMBER] = { "number", "No.", VALUE_NUMBER, 6 },
    [FACT_TIME] = { "time", "Time (UTC)", VALUE_TIME, 26 },
    [FACT_ETH_SOURCE] = { "eth_source", "MAC source", VALUE_TEXT, 17 },
    [FACT_ETH_DESTINATION] = { "eth_destination", "MAC destination", VALUE_TEXT, 17 },
    [FACT_IP_VERSION] = { "ip_version", "IP", VALUE_NUMBER, 2 },
    [FACT_PROTOCOL] = { "protocol", "Protocol", VALUE_TEXT, 8 },
    [FACT_PROTOCOL_NUMBER] = { "protocol_number", "No.", VALUE_NUMBER, 3 },
    [FACT_SOURCE] = { "source", "Source", VALUE_TEXT, 15 },
    [FACT_DESTINATION] = { "destination", "Destination", VALUE_TEXT, 15 },
    [FACT_SOURCE_PORT] = { "source_port", "Port", VALUE_NUMBER, 5 },
    [FACT_DESTINATION_PORT] = { "destination_port", "Port", VALUE_NUMBER, 5 },
    [FACT_LENGTH] = { "length_bytes", "Length", VALUE_NUMBER, 6 },
    [FACT_IP_CHECKSUM] = { "ip_checksum", "IP sum", VALUE_TEXT, 6 },
    [FACT_CHECKSUM] = { "checksum", "Checksum", VALUE_TEXT, 8 },
    [FACT_TCP_FLAGS] = { "tcp_flags", "TCP flags", VALUE_TEXT, 9 },
    [FACT_UDP_LENGTH] = { "udp_length_bytes", "UDP length", VALUE_NUMBER, 10 },
    [FACT_APPLICATION] = { "application", "Application", VALUE_TEXT, 11 },
};

const enum packet_fact packet_facts_plain[PACKET_FACTS_PLAIN] = {
    FACT_NUMBER,           FACT_TIME,   FACT_SOURCE,      FACT_DESTINATION, FACT_SOURCE_PORT,
    FACT_DESTINATION_PORT, FACT_LENGTH, FACT_APPLICATION,
};

void packet_facts_init(struct packet_facts *self)
{
    for (guint i = 0; i < FACTS; i++) {
        self->value[i] = value_text(NULL);
        self->text[i] = g_string_new(NULL);
    }
}

void packet_facts_clear(struct packet_facts *self)
{
    for (guint i = 0; i < FACTS; i++)
        g_string_free(self->text[i], TRUE);
}

static struct value text_value(struct packet_facts *self, guint fact, const struct export_decoder *decoder, struct cell cell)
{
    g_string_truncate(self->text[fact], 0);
    export_cell_value(decoder->header, cell, self->text[fact]);
    return value_text(self->text[fact]->str);
}

static struct value number_value(struct cell cell)
{
    guint64  number = 0;
    gboolean known = cell_number(cell, &number);

    return value_if(known, value_number(number));
}

static struct value port_value(gint32 port)
{
    return value_if(port >= 0, value_number((guint64)MAX(port, 0)));
}

/* Of the checksums in a row the one that belongs to the protocol; a quoted or an outer packet's come with it. */
static struct cell transport_checksum(const struct export_decoder *decoder, const struct export_row *row, int ip_protocol)
{
    static const struct {
        int         ip_protocol;
        enum column column;
    } CHECKSUMS[] = {
        { IP_TCP, COLUMN_TCP_CHECKSUM },   { IP_UDP, COLUMN_UDP_CHECKSUM },       { IP_SCTP, COLUMN_SCTP_CHECKSUM },
        { IP_ICMP, COLUMN_ICMP_CHECKSUM }, { IP_ICMPV6, COLUMN_ICMPV6_CHECKSUM },
    };

    for (guint i = 0; i < G_N_ELEMENTS(CHECKSUMS); i++)
        if (CHECKSUMS[i].ip_protocol == ip_protocol) {
            struct cell cell = column_map_cell(&decoder->map, row, CHECKSUMS[i].column);
            return ip_protocol == IP_ICMP || ip_protocol == IP_ICMPV6 ? cell_item(cell, 0) : cell_last_item(cell);
        }
    return (struct cell){ "", 0 };
}

static struct value ip_version(const struct address *source)
{
    guint version = source->kind == ADDRESS_IPV4 ? 4 : 6;

    return value_if(source->kind == ADDRESS_IPV4 || source->kind == ADDRESS_IPV6, value_number(version));
}

/* In one notation, whichever way tshark was asked. */
static struct value flags_value(struct packet_facts *self, struct cell cell)
{
    guint64 flags;

    if (!cell_number_or_hex(cell, &flags))
        return value_text(NULL);
    g_string_printf(self->text[FACT_TCP_FLAGS], "0x%03x", (guint)flags);
    return value_text(self->text[FACT_TCP_FLAGS]->str);
}

static const char *protocol_name(struct packet_facts *self, const struct export_decoder *decoder,
                                 const struct export_row *row, int number)
{
    struct cell told = column_map_cell(&decoder->map, row, COLUMN_PROTOCOL);

    return told.length ? text_value(self, FACT_PROTOCOL, decoder, told).text :
           number >= 0 ? ip_protocol_name((guint8)number) :
                         NULL;
}

static void read_headers(struct packet_facts *self, const struct export_decoder *decoder, const struct export_row *row,
                         const struct export_packet *packet, const struct packet_ends *ends)
{
    struct value            *facts = self->value;
    const struct column_map *map = &decoder->map;
    gboolean                 is_udp = ends->ip_protocol == IP_UDP, is_tcp = ends->ip_protocol == IP_TCP;
    gboolean                 is_ip = packet->source.kind == ADDRESS_IPV4;

    facts[FACT_ETH_SOURCE] =
        text_value(self, FACT_ETH_SOURCE, decoder, cell_last_item(column_map_cell(map, row, COLUMN_ETH_SOURCE)));
    facts[FACT_ETH_DESTINATION] =
        text_value(self, FACT_ETH_DESTINATION, decoder, cell_last_item(column_map_cell(map, row, COLUMN_ETH_DESTINATION)));
    facts[FACT_IP_VERSION] = ip_version(&packet->source);
    facts[FACT_PROTOCOL] = value_text(protocol_name(self, decoder, row, ends->ip_protocol));
    facts[FACT_PROTOCOL_NUMBER] = port_value(ends->ip_protocol);
    facts[FACT_IP_CHECKSUM] = value_if(
        is_ip, text_value(self, FACT_IP_CHECKSUM, decoder, cell_last_item(column_map_cell(map, row, COLUMN_IP_CHECKSUM))));
    facts[FACT_CHECKSUM] = text_value(self, FACT_CHECKSUM, decoder, transport_checksum(decoder, row, ends->ip_protocol));
    facts[FACT_TCP_FLAGS] = value_if(is_tcp, flags_value(self, cell_last_item(column_map_cell(map, row, COLUMN_TCP_FLAGS))));
    facts[FACT_UDP_LENGTH] = value_if(is_udp, number_value(cell_last_item(column_map_cell(map, row, COLUMN_UDP_LENGTH))));
}

void packet_facts_read(struct packet_facts *self, const struct export_decoder *decoder, const struct export_row *row,
                       const struct export_packet *packet, gboolean headers)
{
    struct packet_ends ends = packet_ends_of(&decoder->map, row);
    struct value      *facts = self->value;
    gboolean           sized = column_map_has(&decoder->map, COLUMN_FRAME_BYTES);

    facts[FACT_NUMBER] = value_if(packet->number != 0, value_number(packet->number));
    facts[FACT_TIME] = value_if(packet->time != TIME_UNKNOWN, value_ns(packet->time));
    facts[FACT_SOURCE] = text_value(self, FACT_SOURCE, decoder, ends.source);
    facts[FACT_DESTINATION] = text_value(self, FACT_DESTINATION, decoder, ends.destination);
    facts[FACT_SOURCE_PORT] = port_value(ends.source_port);
    facts[FACT_DESTINATION_PORT] = port_value(ends.destination_port);
    facts[FACT_LENGTH] = value_if(sized, value_number(packet->frame_bytes));
    facts[FACT_APPLICATION] = value_text(labels_part(decoder->labels, packet->label, LABEL_APPLICATION));
    if (headers)
        read_headers(self, decoder, row, packet, &ends);
}
