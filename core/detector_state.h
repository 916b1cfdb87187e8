/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * What a detector remembers, made as its descriptor says. */
#pragma once

#include "detector.h"

/* NULL where it remembers nothing. Thresholds are borrowed. */
gpointer detector_state_new(const struct detector *, const guint *thresholds);
void     detector_state_free(const struct detector *, gpointer state); /* or NULL */

/* That it may come to. */
gsize detector_state_most_bytes(const struct detector *);
