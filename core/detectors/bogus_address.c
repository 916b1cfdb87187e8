/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "detector.h"

const struct detector detector_bogus_address = {
    .name = "bogus_address",
    .title = "bogus_address",
    .severity = SEVERITY_WARN,
    .rule = "",
    .reference = "",
    .misses = "",
};
