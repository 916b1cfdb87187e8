/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * What the packet table can say of one packet: a value each, which lasts until the next packet is read. */
#pragma once

#include "export_decoder.h"
#include "value.h"

enum packet_fact {
    FACT_NUMBER,
    FACT_TIME,
    FACT_ETH_SOURCE,
    FACT_ETH_DESTINATION,
    FACT_IP_VERSION,
    FACT_PROTOCOL,
    FACT_PROTOCOL_NUMBER,
    FACT_SOURCE,
    FACT_DESTINATION,
    FACT_SOURCE_PORT,
    FACT_DESTINATION_PORT,
    FACT_LENGTH,
    FACT_IP_CHECKSUM,
    FACT_CHECKSUM,
    FACT_TCP_FLAGS,
    FACT_UDP_LENGTH,
    FACT_APPLICATION,
    FACTS
};

extern const struct table_column packet_fact_columns[FACTS];

/* Those of the plain table. */
enum { PACKET_FACTS_PLAIN = 8 };
extern const enum packet_fact packet_facts_plain[PACKET_FACTS_PLAIN];

struct packet_facts {
    struct value value[FACTS];
    GString     *text[FACTS]; /* what the values point to */
};

void packet_facts_init(struct packet_facts *);
void packet_facts_clear(struct packet_facts *);

/* With `headers` all of them, else those that the plain table shows. */
void packet_facts_read(struct packet_facts *, const struct export_decoder *, const struct export_row *,
                       const struct export_packet *, gboolean headers);
