/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * THE list of the columns that winnow itself reads from exports, and of the sets of fields that it asks tshark for. */
#pragma once

#include <glib.h>

enum column {
    COLUMN_FRAME_NUMBER,
    COLUMN_TIME,
    COLUMN_FRAME_BYTES,
    COLUMN_SOURCE,
    COLUMN_DESTINATION,
    COLUMN_SOURCE_PORT,
    COLUMN_DESTINATION_PORT,
    COLUMN_SENDER,
    COLUMN_PROTOCOL,
    COLUMN_APP,
    COLUMN_CATEGORY,
    COLUMN_CLASS,
    COLUMN_METHOD,
    COLUMN_FLOW_ID,
    COLUMN_ANOMALY,
    COLUMN_ANOMALY_SEVERITY,
    COLUMN_ANOMALY_SCORE,
    COLUMN_ANOMALY_SUBJECT,
    COLUMN_ANOMALY_OBJECT,
    COLUMN_ANOMALY_UNSPOOFED,
    COLUMN_ANOMALY_DETAIL,

    COLUMN_ETH_SOURCE,
    COLUMN_ETH_DESTINATION,
    COLUMN_ETH_TYPE,
    COLUMN_IP_VERSION,
    COLUMN_IP_SOURCE,
    COLUMN_IP_DESTINATION,
    COLUMN_IP_PROTOCOL,
    COLUMN_IP_CHECKSUM,
    COLUMN_IPV6_VERSION,
    COLUMN_IPV6_SOURCE,
    COLUMN_IPV6_DESTINATION,
    COLUMN_IPV6_NEXT,
    COLUMN_TCP_SOURCE_PORT,
    COLUMN_TCP_DESTINATION_PORT,
    COLUMN_TCP_CHECKSUM,
    COLUMN_TCP_FLAGS,
    COLUMN_UDP_SOURCE_PORT,
    COLUMN_UDP_DESTINATION_PORT,
    COLUMN_UDP_CHECKSUM,
    COLUMN_UDP_LENGTH,
    COLUMN_SCTP_SOURCE_PORT,
    COLUMN_SCTP_DESTINATION_PORT,
    COLUMN_SCTP_CHECKSUM,
    COLUMN_ICMP_CHECKSUM,
    COLUMN_ICMPV6_CHECKSUM,
    COLUMN_FRAME_PROTOCOLS,
    COLUMN_PROTOCOL_COLUMN,

    COLUMN_COUNT
};

enum field_set {
    FIELDS_CORE = 1 << 0,         /* what report and packets need */
    FIELDS_FLOW = 1 << 1,         /* what is known about each packet's flow */
    FIELDS_HEADERS = 1 << 2,      /* what packets --headers needs, the core included */
    FIELDS_PLAIN = 1 << 3,        /* the core where tshark has no plugin */
    FIELDS_EVERY = 1 << 4,        /* whatever the plugin has to say */
    FIELDS_PLAIN_HEADERS = 1 << 5 /* the headers where tshark has no plugin, without the core */
};

const char *column_name(enum column);

/* FALSE if there is no set of that name: core, flow, headers, all, plain. */
gboolean field_sets_parse(const char *name, guint *sets);

/* The names of all fields of these sets, each once, NULL-terminated: the caller frees them. */
char **field_sets_names(guint sets);
