/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "detector.h"

const struct detector detector_reflection = {
    .name = "reflection",
    .title = "reflection",
    .severity = SEVERITY_ERROR,
    .rule = "",
    .reference = "",
    .misses = "",
};
