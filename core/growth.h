/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Whether a number has grown enough to be claimed again. findings_claim() drops what is no news by itself, but only when
 * the sentence's words have been made; on a hot path that is to be known before. `said` is the number that it was TRUE for
 * last, and 0 where a window begins. */
#pragma once

#include <glib.h>

/* At first, and then each time that it is ten times as great. */
static inline gboolean grew_tenfold(guint32 *said, guint32 value)
{
    if (value / 10 < *said)
        return FALSE;
    *said = value;
    return TRUE;
}

/* Each time that it is greater by that much. Where a claim's window begins in the middle of a detector's, this is what does
 * not keep silent for the rest of it. */
static inline gboolean grew_by(guint32 *said, guint32 value, guint32 step)
{
    if (value < *said || value - *said < step)
        return FALSE;
    *said = value;
    return TRUE;
}
