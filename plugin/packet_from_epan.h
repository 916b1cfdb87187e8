/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * The only place that reads Wireshark's view of a packet: packet_info and frame bytes → struct packet. */
#pragma once

#include <epan/packet.h>

#include "port_table.h"
#include "packet.h"

struct translator; /* remembers what each dissector stands for */

struct translator *translator_new(struct port_table *); /* keeps a reference */
void               translator_free(struct translator *);

/* After all dissectors of the frame. Pointers in the result are static. */
struct packet packet_from_epan(struct translator *, tvbuff_t *frame, packet_info *);
