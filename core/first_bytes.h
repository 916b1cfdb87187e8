/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * The Shannon entropy of a side's first 256 payload bytes, which are kept until they are complete. */
#pragma once

#include <glib.h>

enum { FIRST_BYTES = 256 };

/* Empty when all zero. */
struct first_bytes {
    guint16 count;
    union {
        guint8 *kept;    /* while count is from 1 to 255 */
        double  entropy; /* when it is 256 */
    };
};

void first_bytes_clear(struct first_bytes *);

void first_bytes_add(struct first_bytes *, const guint8 *bytes, guint count);

/* bits a byte, 0 to 8; count must not be 0 */
double first_bytes_entropy(const struct first_bytes *);
