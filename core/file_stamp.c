/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "file_stamp.h"

#include <glib/gstdio.h>

void file_stamp_append(GString *stamp, const char *file)
{
    GStatBuf status = { 0 };

    if (g_stat(file, &status) != 0)
        status = (GStatBuf){ 0 };
    g_string_append_printf(stamp, "|%s|%" G_GINT64_FORMAT ".%09ld|%" G_GINT64_FORMAT, file, (gint64)status.st_mtim.tv_sec,
                           status.st_mtim.tv_nsec, (gint64)status.st_size);
}
