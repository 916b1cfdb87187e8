/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cell_parse.h"

#include <stdio.h>
#include <string.h>

enum { DATE_MAX = 40, YEAR_MIN = 1717, YEAR_MAX = 2222 };

#define NANOSECONDS G_GINT64_CONSTANT(1000000000)

static int month_of(const char *name)
{
    static const char MONTHS[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

    for (int month = 0; month < 12; month++)
        if (memcmp(MONTHS + 3 * month, name, 3) == 0)
            return month + 1;
    return 0;
}

/* ".000000000 UTC": the zone must be one that means the same everywhere. */
static gboolean read_rest(const char *rest, guint64 *below)
{
    guint digits = 0;

    *below = 0;
    if (*rest == '.')
        for (rest++; g_ascii_isdigit(*rest) && digits < 9; rest++, digits++)
            *below = *below * 10 + (guint64)(*rest - '0');
    while (digits++ < 9)
        *below *= 10;
    return g_str_equal(rest, " UTC");
}

gboolean cell_date(struct cell cell, gint64 *nanoseconds)
{
    char       text[DATE_MAX + 1], month[4];
    int        day, year, hour, minute, second, used = 0;
    guint64    below;
    GDateTime *date_time;

    if (cell.length > DATE_MAX)
        return FALSE;
    memcpy(text, cell.text, cell.length);
    text[cell.length] = '\0';
    if (sscanf(text, "%3[A-Za-z] %2d, %4d %2d:%2d:%2d%n", month, &day, &year, &hour, &minute, &second, &used) != 6 ||
        strlen(month) != 3 || !read_rest(text + used, &below) || year < YEAR_MIN || year > YEAR_MAX)
        return FALSE;
    date_time = g_date_time_new_utc(year, month_of(month), day, hour, minute, second);
    if (!date_time)
        return FALSE;
    *nanoseconds = g_date_time_to_unix(date_time) * NANOSECONDS + (gint64)below;
    g_date_time_unref(date_time);
    return TRUE;
}
