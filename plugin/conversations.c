/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ws_compat.h"

#include "conversations.h"

#include <epan/packet.h>

#include <epan/conversation_filter.h>
#include <epan/conversation_table.h>
#include <string.h>

#include "capture_session.h"

static int proto_winnow;

/* ---- the filter of a packet's flow ---- */

static const struct packet_record *record_of(const packet_info *pinfo)
{
    return proto_is_protocol_enabled(find_protocol_by_id(proto_winnow)) ? capture_session_find(pinfo) : NULL;
}

static ws_bool has_flow(packet_info *pinfo WS_CONVERSATION_FILTER_DATA)
{
    return record_of(pinfo) != NULL;
}

static char *flow_filter(packet_info *pinfo WS_CONVERSATION_FILTER_DATA)
{
    const struct packet_record *record = record_of(pinfo);

    return record ? g_strdup_printf("winnow.flow.id == %u", record->flow->id) : NULL;
}

/* ---- tables ---- */

/* Points to the flow's own bytes, or to `text`. */
static address epan_address(const struct address *from, char text[ADDRESS_TEXT_SIZE])
{
    static const struct {
        int type, length;
    } TYPES[] = { [ADDRESS_MAC] = { AT_ETHER, 6 }, [ADDRESS_IPV4] = { AT_IPv4, 4 }, [ADDRESS_IPV6] = { AT_IPv6, 16 } };
    address to;

    if (from->kind == ADDRESS_NONE || from->kind == ADDRESS_TEXT) {
        address_format(from, text);
        set_address(&to, AT_STRINGZ, (int)strlen(text) + 1, text);
    } else {
        set_address(&to, TYPES[from->kind].type, TYPES[from->kind].length, from->bytes);
    }
    return to;
}

/* The fields that hold such an address. */
static const char *address_field(int type, conv_filter_type_e which)
{
    static const struct {
        int         type;
        const char *any, *source, *destination;
    } FIELDS[] = {
        { AT_IPv4, "ip.addr", "ip.src", "ip.dst" },
        { AT_IPv6, "ipv6.addr", "ipv6.src", "ipv6.dst" },
        { AT_ETHER, "eth.addr", "eth.src", "eth.dst" },
    };

    for (guint i = 0; i < G_N_ELEMENTS(FIELDS); i++)
        if (FIELDS[i].type == type)
            return which == CONV_FT_SRC_ADDRESS ? FIELDS[i].source :
                   which == CONV_FT_DST_ADDRESS ? FIELDS[i].destination :
                                                  FIELDS[i].any;
    return which == CONV_FT_SRC_ADDRESS ? "winnow.packet.source" :
           which == CONV_FT_DST_ADDRESS ? "winnow.packet.destination" :
                                          "!winnow.app"; /* no field has two of these: what is true of any address will do */
}

/* Wireshark makes "FIELD==ADDRESS && FIELD==ADDRESS" of two at a time; ports are not asked for, since the flow's id is. */
static const char *conversation_field(conv_item_t *conversation, conv_filter_type_e which)
{
    static char texts[CONV_FT_ANY_PORT + 1][80];

    g_snprintf(texts[which], sizeof texts[which], "winnow.flow.id==%u && %s", conversation->conv_id,
               address_field(conversation->src_address.type, which));
    return texts[which];
}

static const char *endpoint_field(endpoint_item_t *endpoint, conv_filter_type_e which)
{
    return address_field(endpoint->myaddress.type, which);
}

struct ends {
    struct endpoint sender, receiver;
    address         source, destination; /* of these two */
    char            text[2][ADDRESS_TEXT_SIZE];
};

static void read_ends(struct ends *ends, const struct packet_record *record)
{
    enum flow_scope sender = (enum flow_scope)record->sender;

    ends->sender = flow_endpoint(record->flow, sender);
    ends->receiver = flow_endpoint(record->flow, sender == SCOPE_INITIATOR ? SCOPE_RESPONDER : SCOPE_INITIATOR);
    ends->source = epan_address(&ends->sender.address, ends->text[0]);
    ends->destination = epan_address(&ends->receiver.address, ends->text[1]);
}

/* CONVERSATION_NONE: as TCP or UDP the flow's id would be taken for the number of a stream. */
static tap_packet_status add_to_conversations(void *table, packet_info *pinfo, epan_dissect_t *edt, const void *told,
                                              tap_flags_t flags)
{
    static ct_dissector_info_t  INFO = { conversation_field };
    const struct packet_record *record = told;
    conv_hash_t                *conversations = table;
    struct ends                 ends;

    (void)edt;
    read_ends(&ends, record);
    conversations->flags = flags;
    add_conversation_table_data_with_conv_id(conversations, &ends.source, &ends.destination, ends.sender.port,
                                             ends.receiver.port, record->flow->id, 1, (int)pinfo->fd->pkt_len,
                                             &pinfo->rel_ts, &pinfo->abs_ts, &INFO, CONVERSATION_NONE);
    return TAP_PACKET_REDRAW;
}

static tap_packet_status add_to_endpoints(void *table, packet_info *pinfo, epan_dissect_t *edt, const void *told,
                                          tap_flags_t flags)
{
    static et_dissector_info_t INFO = { endpoint_field };
    conv_hash_t               *endpoints = table;
    struct ends                ends;

    (void)edt;
    read_ends(&ends, told);
    endpoints->flags = flags;
    add_endpoint_table_data(endpoints, &ends.source, 0, TRUE, 1, (int)pinfo->fd->pkt_len, &INFO, ENDPOINT_NONE);
    add_endpoint_table_data(endpoints, &ends.destination, 0, FALSE, 1, (int)pinfo->fd->pkt_len, &INFO, ENDPOINT_NONE);
    return TAP_PACKET_REDRAW;
}

void conversations_register(int proto_id)
{
    proto_winnow = proto_id;
    register_conversation_table(proto_id, FALSE, add_to_conversations, add_to_endpoints);
    register_conversation_filter("winnow", "Winnow flow", has_flow, flow_filter WS_NO_CONVERSATION_FILTER_DATA);
}
