/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Numbers as they stand on the wire. */
#pragma once

#include <glib.h>

static inline guint16 be16(const guint8 *bytes)
{
    return (guint16)(bytes[0] << 8 | bytes[1]);
}

static inline guint32 be32(const guint8 *bytes)
{
    return (guint32)be16(bytes) << 16 | be16(bytes + 2);
}
