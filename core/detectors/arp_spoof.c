/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "detector.h"

const struct detector detector_arp_spoof = {
    .name = "arp_spoof",
    .title = "arp_spoof",
    .severity = SEVERITY_ERROR,
    .rule = "",
    .reference = "",
    .misses = "",
};
