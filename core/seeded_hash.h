/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * A hash of bytes that packets carry. It is seeded once a process, so that nobody can send packets that all fall into one
 * bucket. Any of its 32 bits may be used alone. */
#pragma once

#include <glib.h>

guint seeded_hash(gconstpointer bytes, gsize size);
guint seeded_str_hash(gconstpointer text); /* for a GHashTable */

/* The same in every process: for what is estimated from hashes, which must not differ from one run to the next. Whoever
 * wants to can find values that are counted as one. */
guint stable_hash(gconstpointer bytes, gsize size);
