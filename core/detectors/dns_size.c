/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "detector.h"

const struct detector detector_dns_size = {
    .name = "dns_size",
    .title = "dns_size",
    .severity = SEVERITY_NOTE,
    .rule = "",
    .reference = "",
    .misses = "",
};
