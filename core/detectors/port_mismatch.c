/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "detector.h"

const struct detector detector_port_mismatch = {
    .name = "port_mismatch",
    .title = "port_mismatch",
    .severity = SEVERITY_NOTE,
    .rule = "",
    .reference = "",
    .misses = "",
};
