/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * The packets of a capture, for core, as from a host that does not dissect: applications are known by ports and payloads
 * alone. The capture is pcap, Ethernet, of a machine with the same order of bytes. */
#pragma once

#include <stdio.h>

#include "analysis.h"

struct capture_feed {
    FILE   *file;     /* the caller's */
    gint64  fraction; /* ns, of a second, that times are counted in */
    guint32 number;   /* of packets so far */
    guint8  frame[G_MAXUINT16];
};

/* FALSE: that is no capture. */
gboolean capture_feed_open(struct capture_feed *, FILE *);

/* The next packet, good until the one after; FALSE: there is none. */
gboolean capture_feed_next(struct capture_feed *, struct packet *);

void capture_feed_add(struct analysis *, const struct packet *);
