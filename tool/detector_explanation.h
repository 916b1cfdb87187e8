/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * What the detectors of the plugin look for: a row each. */
#pragma once

#include "writer.h"

void detector_explanation_write(struct writer *);
