/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * One packet as an export tells of it. */
#pragma once

#include "address.h"

#define TIME_UNKNOWN G_MININT64

/* How long it is from one known time to a later one; no more than there is room for. */
static inline gint64 time_between(gint64 first, gint64 last)
{
    return (gint64)MIN((guint64)last - (guint64)first, (guint64)G_MAXINT64);
}

enum { FLOW_UNKNOWN = -1, PORT_UNKNOWN = -1 };

enum packet_sender { SENDER_UNKNOWN, SENDER_INITIATOR, SENDER_RESPONDER };

struct export_packet {
    guint64        number; /* 0: not told */
    gint64         time;   /* ns since 1970, UTC, or TIME_UNKNOWN */
    guint64        frame_bytes;
    gint64         flow; /* winnow.flow.id, or FLOW_UNKNOWN */
    guint32        label;
    gint32         source_port, destination_port; /* or PORT_UNKNOWN */
    guint8         sender;                        /* enum packet_sender: which of its flow's ends the source is */
    struct address source, destination;           /* ADDRESS_NONE: not told */
};
