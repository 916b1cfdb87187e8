/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "detector.h"

const struct detector detector_rogue_router = {
    .name = "rogue_router",
    .title = "rogue_router",
    .severity = SEVERITY_ERROR,
    .rule = "",
    .reference = "",
    .misses = "",
};
