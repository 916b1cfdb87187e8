/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * A hash of bytes that packets carry. It is seeded once a process, so that nobody can send packets that all fall into one
 * bucket. Any of its 32 bits may be used alone. */
#pragma once

#include <glib.h>

guint seeded_hash(gconstpointer bytes, gsize size);
