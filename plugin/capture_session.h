/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * The state of the one capture file that Wireshark has open: made anew whenever dissection begins anew. */
#pragma once

#include <epan/packet.h>

#include "analysis.h"

/* Hooks the session to the opening and closing of capture files. */
void capture_session_register(void);

/* What the frame was told on its first visit; that visit, after all other dissectors, is when state grows. NULL where
 * the frame has not been seen. Good during the call. */
const struct packet_record *capture_session_record(tvbuff_t *frame, packet_info *);

const struct applications *capture_session_applications(void);
