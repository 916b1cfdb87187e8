/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * The state of the one capture file that Wireshark has open: made anew whenever dissection begins anew. */
#pragma once

#include <epan/packet.h>

#include "analysis.h"

/* Hooks the session to the opening and closing of capture files. */
void capture_session_register(void);

/* On a frame's first visit only, after all other dissectors. */
struct packet_record capture_session_add(tvbuff_t *frame, packet_info *);

const struct applications *capture_session_applications(void);
