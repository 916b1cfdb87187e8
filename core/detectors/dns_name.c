/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "detector.h"

const struct detector detector_dns_name = {
    .name = "dns_name",
    .title = "dns_name",
    .severity = SEVERITY_NOTE,
    .rule = "",
    .reference = "",
    .misses = "",
};
