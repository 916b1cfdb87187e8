/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * The user's settings of the detectors: winnow.NAME switches one on or off, winnow.NAME.THRESHOLD is a number of its. */
#pragma once

#include <epan/prefs.h>

#include "detection.h"

void detector_preferences_register(module_t *);

/* Refuses numbers that are out of bounds, and networks that cannot be read: what they were before comes back, and the user
 * is told. TRUE if there are any. */
gboolean detector_preferences_check(void);

/* What detectors run with; good until the next call. */
const struct detection_options *detector_preferences_options(void);
