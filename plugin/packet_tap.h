/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * What Winnow tells Wireshark's statistics, packet by packet: the tap "winnow" gives a struct packet_record for each packet,
 * the tap "winnow_finding" a struct finding for each that was made on it. Both are good during the call. */
#pragma once

#include <epan/packet.h>

#include "finding.h"
#include "flow_table.h"

extern const char packet_tap_name[], packet_tap_finding_name[];

void packet_tap_register(void);

/* Whether anybody listens to either; whether somebody listens to findings. */
gboolean packet_tap_is_open(void);
gboolean packet_tap_asks_findings(void);

void packet_tap_tell(packet_info *, const struct packet_record *, const struct finding *, guint findings);
