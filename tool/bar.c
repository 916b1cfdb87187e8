/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "bar.h"

void bar_append(GString *out, double part, guint width, gboolean ascii_only)
{
    static const char *const EIGHTHS[] = { "", "▏", "▎", "▍", "▌", "▋", "▊", "▉" };
    guint                    eighths = (guint)(part * width * 8 + 0.5);

    if (part > 0 && width && eighths == 0)
        eighths = 1;
    for (guint i = 0; i < eighths / 8; i++)
        g_string_append(out, ascii_only ? "#" : "█");
    g_string_append(out, ascii_only ? (eighths % 8 >= 4 ? "#" : "") : EIGHTHS[eighths % 8]);
}
