/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "detector.h"

const struct detector detector_arp_scan = {
    .name = "arp_scan",
    .title = "arp_scan",
    .severity = SEVERITY_WARN,
    .rule = "",
    .reference = "",
    .misses = "",
};
