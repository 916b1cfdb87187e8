/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "detector.h"

const struct detector detector_tcp_injection = {
    .name = "tcp_injection",
    .title = "tcp_injection",
    .severity = SEVERITY_ERROR,
    .rule = "",
    .reference = "",
    .misses = "",
};
