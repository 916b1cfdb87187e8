/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "detector.h"

const struct detector detector_syn_flood = {
    .name = "syn_flood",
    .title = "syn_flood",
    .severity = SEVERITY_ERROR,
    .rule = "",
    .reference = "",
    .misses = "",
};
