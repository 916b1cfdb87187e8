/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE /* memmem */
#include "ws_compat.h"

#include "packet_from_epan.h"

#include <epan/to_str.h>
#include <string.h>
#include <wiretap/wtap.h>

#include "classifier.h"
#include "headers.h"

/* In this order: from ROLE_QUOTING on a layer may name the application. */
enum role {
    ROLE_UNKNOWN, /* not looked up yet */
    ROLE_SILENT,  /* the link */
    ROLE_NETWORK,
    ROLE_TRANSPORT,
    ROLE_QUOTING,  /* what stands above it are pieces of other packets */
    ROLE_SAMPLING, /* likewise, and their addresses are left behind as if they were the frame's */
    ROLE_APPLICATION
};

struct layer {
    guint8         role;
    application_id application;
};

struct translator {
    struct port_table *ports;
    struct layer      *layers; /* by protocol id; these are sparse, and so is what is touched of the array */
    int                layers_count;
    gboolean           outermost;
};

static int highest_proto_id(void)
{
    void *cookie;
    int   highest = -1;

    for (int id = proto_get_first_protocol(&cookie); id != -1; id = proto_get_next_protocol(&cookie))
        highest = MAX(highest, id);
    return highest;
}

struct translator *translator_new(struct port_table *ports, gboolean outermost)
{
    struct translator *self = g_new0(struct translator, 1);

    self->ports = port_table_ref(ports);
    self->outermost = outermost;
    self->layers_count = highest_proto_id() + 1;
    self->layers = g_new0(struct layer, (gsize)self->layers_count);
    return self;
}

void translator_free(struct translator *self)
{
    port_table_unref(self->ports);
    g_free(self->layers);
    g_free(self);
}

static enum role role_of(const char *filter_name)
{
    static const struct {
        const char *filter_name;
        enum role   role;
    } ROLES[] = {
        { "ip", ROLE_NETWORK },          { "ipv6", ROLE_NETWORK },      { "tcp", ROLE_TRANSPORT },
        { "udp", ROLE_TRANSPORT },       { "udplite", ROLE_TRANSPORT }, { "sctp", ROLE_TRANSPORT },
        { "dccp", ROLE_TRANSPORT },      { "icmp", ROLE_QUOTING },      { "icmpv6", ROLE_QUOTING },
        { "sflow", ROLE_SAMPLING },      { "frame", ROLE_SILENT },      { "eth", ROLE_SILENT },
        { "eth_maybefcs", ROLE_SILENT }, { "ethertype", ROLE_SILENT },  { "vlan", ROLE_SILENT },
        { "ieee8021ad", ROLE_SILENT },   { "llc", ROLE_SILENT },        { "sll", ROLE_SILENT },
        { "raw", ROLE_SILENT },          { "null", ROLE_SILENT },       { "ppp", ROLE_SILENT },
        { "chdlc", ROLE_SILENT },        { "fr", ROLE_SILENT },         { "mpls", ROLE_SILENT },
        { "pppoes", ROLE_SILENT },       { "radiotap", ROLE_SILENT },   { "wlan_radio", ROLE_SILENT },
        { "ppi", ROLE_SILENT },          { "pktap", ROLE_SILENT },      { "nflog", ROLE_SILENT },
        { "pkt_comment", ROLE_SILENT },
    };

    for (guint i = 0; i < G_N_ELEMENTS(ROLES); i++)
        if (strcmp(ROLES[i].filter_name, filter_name) == 0)
            return ROLES[i].role;
    return ROLE_APPLICATION;
}

static const char *short_name(int proto_id)
{
    return proto_get_protocol_short_name(find_protocol_by_id(proto_id));
}

static struct layer look_up(const struct translator *self, int proto_id)
{
    const char  *filter_name = proto_get_protocol_filter_name(proto_id);
    struct layer layer = { .role = (guint8)role_of(filter_name) };

    if (layer.role >= ROLE_QUOTING && !port_table_dissector(self->ports, filter_name, &layer.application))
        layer.application = applications_intern(port_table_applications(self->ports), short_name(proto_id));
    return layer;
}

static const struct layer *layer_of(struct translator *self, int proto_id)
{
    static const struct layer NONE = { .role = ROLE_SILENT };

    if (proto_id < 0 || proto_id >= self->layers_count)
        return &NONE;

    struct layer *layer = &self->layers[proto_id];
    if (layer->role == ROLE_UNKNOWN)
        *layer = look_up(self, proto_id);
    return layer;
}

/* ---- layers ---- */

static int layer_id(wmem_list_frame_t *frame)
{
    return GPOINTER_TO_INT(wmem_list_frame_data(frame));
}

/* Two packets of one flow with the same uppermost layer at the same height show the same evidence. */
guint32 translator_evidence_mark(struct translator *self, const packet_info *pinfo)
{
    wmem_list_frame_t *top = wmem_list_tail(pinfo->layers);

    if (!top || layer_of(self, layer_id(top))->role < ROLE_QUOTING)
        return 0;
    return (guint32)layer_id(top) | wmem_list_count(pinfo->layers) << 24;
}

static gboolean is_end(enum role role)
{
    return role == ROLE_QUOTING || role == ROLE_SAMPLING;
}

/* Walks from the outermost layer inwards; what counts in the end is what stands above the innermost transport, or above
 * the outermost one and below the next network layer. */
struct evidence translator_evidence(struct translator *self, const packet_info *pinfo)
{
    const struct applications *applications = port_table_applications(self->ports);
    struct evidence            evidence = { 0 };
    guint                      networks = 0;
    enum role                  role = ROLE_SILENT;

    for (wmem_list_frame_t *frame = wmem_list_head(pinfo->layers); frame && !is_end(role);
         frame = wmem_list_frame_next(frame)) {
        const struct layer *layer = layer_of(self, layer_id(frame));
        role = (enum role)layer->role;
        networks += role == ROLE_NETWORK;
        if (self->outermost && networks > 1)
            break;
        if (role == ROLE_NETWORK || role == ROLE_TRANSPORT)
            evidence = (struct evidence){ 0 };
        else if (role >= ROLE_QUOTING)
            evidence_add_layer(&evidence, applications, layer->application);
    }
    evidence.tunnel_depth = self->outermost ? 0 : (guint8)CLAMP(networks, 1, G_MAXUINT8) - 1;
    return evidence;
}

/* The lowest layer that is more than framing. */
static int link_protocol(struct translator *self, const packet_info *pinfo)
{
    for (wmem_list_frame_t *frame = wmem_list_head(pinfo->layers); frame; frame = wmem_list_frame_next(frame))
        if (layer_of(self, layer_id(frame))->role >= ROLE_QUOTING)
            return layer_id(frame);
    return -1;
}

/* ---- headers ---- */

/* Where the innermost IP header stands: in the frame, or in what was put together from several. */
struct ip_header {
    guint         offset; /* into the data that it stands in */
    const guint8 *bytes;
    guint         captured;
    guint         wire;
};

/* Wireshark keeps IPv4 addresses as pointers into the packet, the source at offset 12. */
static gint find_ipv4(const address *source, const guint8 *base, guint length)
{
    const guint8 *data = source->data;

    return data >= base + 12 && data < base + length ? (gint)(data - base) - 12 : -1;
}

/* IPv6 addresses are copies; source and destination stand next to each other from offset 8 on, unless a routing header
 * says where the packet really goes. */
static gint find_ipv6(const packet_info *pinfo, const guint8 *base, guint length)
{
    enum { BEHIND_ETHERNET = 14, SOURCE = 8 };
    guint8 both[32];

    memcpy(both, pinfo->net_src.data, 16);
    memcpy(both + 16, pinfo->net_dst.data, 16);
    if (length >= BEHIND_ETHERNET + 40 && memcmp(base + BEHIND_ETHERNET + SOURCE, both, sizeof both) == 0)
        return BEHIND_ETHERNET;

    const guint8 *found = memmem(base, length, both, 32);
    if (!found)
        found = memmem(base, length, both, 16);
    return found && found - base >= SOURCE && found[-SOURCE] >> 4 == 6 ? (gint)(found - base) - SOURCE : -1;
}

static gboolean find_innermost(const packet_info *pinfo, struct ip_header *header)
{
    gboolean v4 = pinfo->net_src.type == AT_IPv4 && pinfo->net_src.len == 4;
    gboolean v6 = pinfo->net_src.type == AT_IPv6 && pinfo->net_src.len == 16 && pinfo->net_dst.len == 16;

    if (!v4 && !v6)
        return FALSE;
    for (const GSList *source = pinfo->data_src; source; source = source->next) {
        tvbuff_t     *tvb = get_data_source_tvb(source->data);
        guint         captured = tvb_captured_length(tvb);
        const guint8 *base = captured ? tvb_get_ptr(tvb, 0, (gint)captured) : NULL;
        gint offset = !base ? -1 : v4 ? find_ipv4(&pinfo->net_src, base, captured) : find_ipv6(pinfo, base, captured);

        if (offset >= 0) {
            *header = (struct ip_header){ (guint)offset, base + offset, captured - (guint)offset,
                                          tvb_reported_length(tvb) - (guint)offset };
            return TRUE;
        }
    }
    return FALSE;
}

/* Where the type field of a frame's link layer stands, or -1 where it has none. */
static int type_offset(const packet_info *pinfo)
{
    static const struct {
        int encapsulation, offset;
    } OFFSETS[] = { { WTAP_ENCAP_ETHERNET, 12 }, { WTAP_ENCAP_SLL, 14 } };

    for (guint i = 0; i < G_N_ELEMENTS(OFFSETS) && pinfo->rec->rec_type == REC_TYPE_PACKET; i++)
        if (OFFSETS[i].encapsulation == pinfo->rec->rec_header.packet_header.pkt_encap)
            return OFFSETS[i].offset;
    return -1;
}

/* The EtherType of a frame whose link layer has one, 0 of any other; *end is where what it announces begins. */
static guint16 ethertype_of(tvbuff_t *frame, const packet_info *pinfo, guint *end)
{
    guint captured = tvb_captured_length(frame);
    int   offset = type_offset(pinfo);

    if (offset < 0 || (guint)offset >= captured)
        return 0;
    *end = (guint)offset;

    guint16 type = headers_ethertype(tvb_get_ptr(frame, 0, -1), captured, end);
    *end += 2;
    return type;
}

static gboolean is_raw_ip(const packet_info *pinfo)
{
    return pinfo->rec->rec_type == REC_TYPE_PACKET && pinfo->rec->rec_header.packet_header.pkt_encap == WTAP_ENCAP_RAW_IP;
}

static gboolean find_outermost(tvbuff_t *frame, const packet_info *pinfo, struct ip_header *header)
{
    enum { IPV4 = 0x0800, IPV6 = 0x86dd };
    guint   offset = 0, captured = tvb_captured_length(frame);
    guint16 type = ethertype_of(frame, pinfo, &offset);

    if ((type != IPV4 && type != IPV6 && !is_raw_ip(pinfo)) || offset >= captured)
        return FALSE;
    *header = (struct ip_header){ offset, tvb_get_ptr(frame, 0, -1) + offset, captured - offset,
                                  tvb_reported_length(frame) - offset };
    return TRUE;
}

/* A packet inside the frame is a sample of another one. */
static gboolean is_sample(struct translator *self, const packet_info *pinfo)
{
    wmem_list_frame_t *frame = wmem_list_head(pinfo->layers);

    while (frame && layer_of(self, layer_id(frame))->role != ROLE_SAMPLING)
        frame = wmem_list_frame_next(frame);
    return frame != NULL;
}

static gboolean find_ip_header(struct translator *self, tvbuff_t *frame, const packet_info *pinfo, struct ip_header *header)
{
    enum { NOT_THE_FIRST = 48 }; /* bytes into the frame: behind a link, an IP and a UDP header */

    if (self->outermost && find_outermost(frame, pinfo, header))
        return TRUE;
    if (!find_innermost(pinfo, header))
        return FALSE;
    return header->offset < NOT_THE_FIRST || !is_sample(self, pinfo) || find_outermost(frame, pinfo, header);
}

static struct address address_from_epan(packet_info *pinfo, const address *from)
{
    if (from->type == AT_ETHER && from->len == 6)
        return address_mac(from->data);
    if (from->type == AT_NONE)
        return address_text("");
    return address_text(address_to_str(pinfo->pool, from));
}

static const char *link_protocol_name(struct translator *self, guint16 ethertype, int protocol)
{
    const struct applications *applications = port_table_applications(self->ports);
    application_id             by_number = port_table_ethertype(self->ports, ethertype);
    application_id             by_layer = protocol >= 0 ? layer_of(self, protocol)->application : APPLICATION_UNKNOWN;

    if (by_number != APPLICATION_UNKNOWN || by_layer != APPLICATION_UNKNOWN)
        return applications_name(applications, by_number ? by_number : by_layer);
    if (!ethertype)
        return protocol >= 0 ? short_name(protocol) : NULL;

    char hex[sizeof "0x0000"];
    g_snprintf(hex, sizeof hex, "0x%04x", ethertype);
    return g_intern_string(hex);
}

/* Addresses are the link's, or what the host shows where that has none of its own. */
static void read_link(struct translator *self, tvbuff_t *frame, packet_info *pinfo, struct packet *packet)
{
    gboolean has_link = pinfo->dl_src.type != AT_NONE;
    guint    end;
    guint16  ethertype = ethertype_of(frame, pinfo, &end);
    int      protocol = link_protocol(self, pinfo);

    packet->source = address_from_epan(pinfo, has_link ? &pinfo->dl_src : &pinfo->src);
    packet->destination = address_from_epan(pinfo, has_link ? &pinfo->dl_dst : &pinfo->dst);
    packet->protocol = ethertype ? PROTOCOL_ETHERTYPE | ethertype : PROTOCOL_LINK | ((guint32)protocol & 0xffff);
    packet->protocol_name = link_protocol_name(self, ethertype, protocol);
    if (ethertype && end < tvb_captured_length(frame)) {
        packet->network = tvb_get_ptr(frame, (gint)end, -1);
        packet->network_captured = tvb_captured_length(frame) - end;
    }
}

static gint64 time_of(const packet_info *pinfo)
{
    /* So that the difference of two times is one, too, even if their fractions of a second are hostile and 2 s long. */
    const gint64 LIMIT = G_MAXINT64 / NS_PER_SECOND / 2 - 3;
    const gint64 seconds = (gint64)pinfo->abs_ts.secs;

    return seconds > LIMIT  ? LIMIT * NS_PER_SECOND :
           seconds < -LIMIT ? -LIMIT * NS_PER_SECOND :
                              seconds * NS_PER_SECOND + pinfo->abs_ts.nsecs;
}

void packet_from_epan(struct translator *self, tvbuff_t *frame, packet_info *pinfo, struct packet *packet)
{
    struct ip_header ip;

    *packet = (struct packet){
        .number = pinfo->num,
        .time = time_of(pinfo),
        .frame_bytes = pinfo->fd->pkt_len,
        .vlan = (guint16)pinfo->vlan_id,
        .link_source = pinfo->dl_src.type == AT_ETHER && pinfo->dl_src.len == 6 ? pinfo->dl_src.data : NULL,
    };
    if (!find_ip_header(self, frame, pinfo, &ip) || !headers_read(ip.bytes, ip.captured, ip.wire, packet))
        read_link(self, frame, pinfo, packet);
}
