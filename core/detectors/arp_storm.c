/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "detector.h"

const struct detector detector_arp_storm = {
    .name = "arp_storm",
    .title = "arp_storm",
    .severity = SEVERITY_NOTE,
    .rule = "",
    .reference = "",
    .misses = "",
};
