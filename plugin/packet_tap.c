/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ws_compat.h"

#include "packet_tap.h"

#include <epan/tap.h>

const char packet_tap_name[] = "winnow"; /* the protocol's filter name, as conversations demand */
const char packet_tap_finding_name[] = "winnow_finding";

static int tap_packets, tap_findings;

void packet_tap_register(void)
{
    tap_packets = register_tap(packet_tap_name);
    tap_findings = register_tap(packet_tap_finding_name);
}

gboolean packet_tap_asks_findings(void)
{
    return have_tap_listener(tap_findings);
}

gboolean packet_tap_is_open(void)
{
    return have_tap_listener(tap_packets) || packet_tap_asks_findings();
}

void packet_tap_tell(packet_info *pinfo, const struct packet_record *record, const struct finding *findings, guint count)
{
    tap_queue_packet(tap_packets, pinfo, record);
    for (guint i = 0; i < count; i++)
        tap_queue_packet(tap_findings, pinfo, &findings[i]);
}
