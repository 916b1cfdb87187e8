/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * THE list of detectors. */
#pragma once

#include "detector.h"

extern const struct detector *const detectors[];
extern const guint                  detectors_count;

/* The greatest severity that it speaks with. */
enum severity detector_loudest(const struct detector *);

/* The title of the section of the list in which it stands. */
const char *detector_section(const struct detector *);

/* Its place in the list; -1 where there is none of that name. */
int detectors_find(const char *name);
