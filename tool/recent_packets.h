/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * The packets seen last, as the packet table shows them: so many and no more. */
#pragma once

#include "packet_facts.h"
#include "writer.h"

enum { RECENT_PACKETS_MAX = 200 };

struct recent_packets;

struct recent_packets *recent_packets_new(void);
void                   recent_packets_free(struct recent_packets *);

/* The decoder's labels must outlive it. */
void recent_packets_add(struct recent_packets *, const struct export_decoder *, const struct export_row *,
                        const struct export_packet *);

/* A table, the newest first. */
void recent_packets_write(const struct recent_packets *, struct writer *);
