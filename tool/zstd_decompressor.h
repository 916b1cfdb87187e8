/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Unpacks Zstandard, as GZlibDecompressor does gzip. */
#pragma once

#include <gio/gio.h>

GConverter *zstd_decompressor_new(void);
