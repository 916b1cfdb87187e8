/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "detector.h"

const struct detector detector_dns_tunnel = {
    .name = "dns_tunnel",
    .title = "dns_tunnel",
    .severity = SEVERITY_WARN,
    .rule = "",
    .reference = "",
    .misses = "",
};
