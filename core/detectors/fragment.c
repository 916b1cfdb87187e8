/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "detector.h"

const struct detector detector_fragment = {
    .name = "fragment",
    .title = "fragment",
    .severity = SEVERITY_WARN,
    .rule = "",
    .reference = "",
    .misses = "",
};
