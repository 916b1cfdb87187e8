/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "detector.h"

const struct detector detector_slow_dos = {
    .name = "slow_dos",
    .title = "slow_dos",
    .severity = SEVERITY_WARN,
    .rule = "",
    .reference = "",
    .misses = "",
};
