/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Whether something leaves the user's own networks. */
#pragma once

#include "detection.h"

/* From an address of these to a global one that is none of them. Those for documentation count as global. */
gboolean goes_outward(const struct detection_options *, const struct address *source, const struct address *destination);
