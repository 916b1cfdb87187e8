/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * The only place that reads Wireshark's view of a packet: packet_info and frame bytes → struct packet. */
#pragma once

#include <epan/packet.h>

#include "port_table.h"
#include "packet.h"

struct translator; /* remembers what each dissector stands for */

/* Keeps a reference to the table. Of packets in tunnels it tells the innermost IP header or the outermost, where it finds
 * that: behind Ethernet, Linux cooked and raw IP. */
struct translator *translator_new(struct port_table *, gboolean outermost);
void               translator_free(struct translator *);

/* After all dissectors of the frame. Pointers in the packet are static. */
void packet_from_epan(struct translator *, tvbuff_t *frame, packet_info *, struct packet *);

/* What the frame's dissectors found. It takes a walk over all layers; a frame whose mark is 0 shows nothing, and one with
 * the same mark as an earlier frame of its flow nothing new. */
struct evidence translator_evidence(struct translator *, const packet_info *);
guint32         translator_evidence_mark(struct translator *, const packet_info *);
