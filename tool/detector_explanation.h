/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * What the detectors of the plugin look for: a row each; for eyes all of what is asked for by name. */
#pragma once

#include "writer.h"

/* The first of the names, which end in NULL, that no detector has, or NULL. */
const char *detector_explanation_unknown(char **names);

/* Of the detectors of these names, or of all where there are none. */
void detector_explanation_write(struct writer *, char **names);
