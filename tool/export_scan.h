/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Where the separators and the newlines of a stretch of text are. Nothing is copied and nothing allocated. */
#pragma once

#include <glib.h>

/* The scanners read whole blocks: that many bytes after `length` must be readable, and their contents do not matter. */
enum { EXPORT_SCAN_PADDING = 64 };

/* Both arrays are the caller's, with room for `length` + EXPORT_SCAN_PADDING entries. */
struct export_marks {
    guint32 *marks;    /* offsets of separators and newlines, rising */
    guint32 *row_ends; /* which of the marks are newlines */
    guint    mark_count;
    guint    row_count;
};

typedef void (*export_scan)(const char *text, guint32 length, char separator, struct export_marks *);

void export_scan_portable(const char *text, guint32 length, char separator, struct export_marks *);

/* NULL where this machine has no AVX2. */
export_scan export_scan_avx2(void);

/* NULL where it has no AVX-512 with VBMI2. */
export_scan export_scan_avx512(void);

/* The fastest that this machine has. */
export_scan export_scan_best(void);
