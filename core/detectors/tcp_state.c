/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "detector.h"

const struct detector detector_tcp_state = {
    .name = "tcp_state",
    .title = "tcp_state",
    .severity = SEVERITY_NOTE,
    .rule = "",
    .reference = "",
    .misses = "",
};
