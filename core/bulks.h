/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Bulk transfers: four or more data packets one way with gaps of at most 1 s, ended by a longer one or by data the other
 * way (CICFlowMeter's bulk, but for both ways and with the last one). */
#pragma once

#include "flow_scope.h"

/* Of one side. */
struct bulks {
    guint32 count;
    guint32 packets;
    guint64 payload_bytes;
    gint64  duration; /* ns, sum */
};

/* Of one flow; starts as zeros. */
struct bulk_transfers {
    struct bulks *ended; /* FLOW_SIDES of them; NULL while there is none */

    /* data packets in a row, a bulk or not yet one */
    guint64 open_bytes;    /* of payload */
    gint64  start, latest; /* ns */
    guint32 open_packets;
    guint32 sender; /* enum flow_scope */
};

void bulk_transfers_clear(struct bulk_transfers *);

/* A packet with `payload_bytes` has come at `time`. */
void bulk_transfers_add(struct bulk_transfers *, enum flow_scope sender, gint64 time, guint32 payload_bytes);

/* The side's, the one that goes on among them. */
struct bulks bulk_transfers_of(const struct bulk_transfers *, enum flow_scope side);
