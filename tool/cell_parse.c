/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cell_parse.h"

#include <math.h>
#include <string.h>

enum { NUMBER_DIGITS = 19, FRACTION_DIGITS = 9, REAL_MAX = 60, TODAY_DIGITS = 10 /* of seconds from 2001 to 2286 */ };

#define NANOSECONDS G_GINT64_CONSTANT(1000000000)
/* Past this (1716 to 2223) nanoseconds, rounded to bins, would leave 64 bits. */
#define SECONDS_MAX G_GUINT64_CONSTANT(8000000000)

/* Up to eight digits at once: pairs, then fours, then all of them. Zeros are put before them, and the bytes that follow
 * them shifted out. */
static inline gboolean eight_digits(const char *text, gsize length, guint64 *number)
{
    const guint64 zeros = G_GUINT64_CONSTANT(0x3030303030303030);
    guint64       word;

    memcpy(&word, text, 8);
    word = GUINT64_FROM_LE(word) ^ zeros;
    word <<= 8 * (8 - length);
    if ((word | (word + G_GUINT64_CONSTANT(0x0606060606060606))) & G_GUINT64_CONSTANT(0xf0f0f0f0f0f0f0f0))
        return FALSE;
    word = (word * 10 + (word >> 8)) & G_GUINT64_CONSTANT(0x00ff00ff00ff00ff);
    word = (word * 100 + (word >> 16)) & G_GUINT64_CONSTANT(0x0000ffff0000ffff);
    *number = (word * 10000 + (word >> 32)) & 0xffffffff;
    return TRUE;
}

static inline gboolean digits(const char *text, gsize length, guint64 *number)
{
    static const guint64 POWERS[] = { 1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000 };
    guint64              value = 0, part = 0;

    if (length == 0 || length > NUMBER_DIGITS)
        return FALSE;
    while (length) {
        gsize taken = MIN(length, 8);

        if (!eight_digits(text, taken, &part))
            return FALSE;
        value = value * POWERS[taken] + part;
        text += taken;
        length -= taken;
    }
    *number = value;
    return TRUE;
}

gboolean cell_number(struct cell cell, guint64 *number)
{
    if (G_LIKELY(cell.length - 1 < 8))
        return eight_digits(cell.text, cell.length, number);
    return digits(cell.text, cell.length, number);
}

gboolean cell_number_or_hex(struct cell cell, guint64 *number)
{
    guint64 value = 0;

    if (cell.length < 3 || cell.text[0] != '0' || cell.text[1] != 'x')
        return cell_number(cell, number);
    if (cell.length > 2 + 16)
        return FALSE;
    for (guint i = 2; i < cell.length; i++) {
        int digit = g_ascii_xdigit_value(cell.text[i]);
        if (digit < 0)
            return FALSE;
        value = value << 4 | (guint)digit;
    }
    *number = value;
    return TRUE;
}

gboolean cell_real(struct cell cell, double *real)
{
    char   text[REAL_MAX + 1], *end;
    double value;

    if (cell.length == 0 || cell.length > REAL_MAX)
        return FALSE;
    memcpy(text, cell.text, cell.length);
    text[cell.length] = '\0';
    value = g_ascii_strtod(text, &end);
    if (end != text + cell.length || !isfinite(value) || strspn(text, "0123456789+-.eE") != cell.length)
        return FALSE;
    *real = value;
    return TRUE;
}

/* `text` is what follows the point. */
static gboolean fraction(const char *text, gsize length, guint64 *nanoseconds)
{
    guint64 value;

    if (length > FRACTION_DIGITS || !digits(text, length, &value))
        return FALSE;
    for (gsize i = length; i < FRACTION_DIGITS; i++)
        value *= 10;
    *nanoseconds = value;
    return TRUE;
}

static gboolean time_iso(struct cell cell, gint64 *nanoseconds)
{
    const char *point = memchr(cell.text, '.', cell.length), *end = cell.text + cell.length, *rest = end;
    guint64     below = 0;
    gint64      seconds;
    char       *text;
    GTimeZone  *utc;
    GDateTime  *date_time;

    if (point) {
        for (rest = point + 1; rest < end && g_ascii_isdigit(*rest); rest++)
            ;
        if (!fraction(point + 1, (gsize)(rest - point - 1), &below))
            return FALSE;
    }
    text = g_strdup_printf("%.*s%.*s", (int)((point ? point : end) - cell.text), cell.text, (int)(end - rest), rest);
    utc = g_time_zone_new_utc();
    date_time = g_date_time_new_from_iso8601(text, utc);
    g_time_zone_unref(utc);
    g_free(text);
    if (!date_time)
        return FALSE;
    seconds = g_date_time_to_unix(date_time);
    g_date_time_unref(date_time);
    if (ABS(seconds) > (gint64)SECONDS_MAX)
        return TRUE;
    *nanoseconds = seconds * NANOSECONDS + (gint64)below;
    return TRUE;
}

/* As almost all are: ten digits, a point, nine digits. */
static inline gboolean time_of_today(struct cell cell, gint64 *nanoseconds)
{
    guint64 seconds, last_seconds, below;
    guint   last = (guint)(guint8)cell.text[cell.length - 1] - '0';

    if (!eight_digits(cell.text, 8, &seconds) || !eight_digits(cell.text + 8, 2, &last_seconds) ||
        !eight_digits(cell.text + TODAY_DIGITS + 1, 8, &below) || last > 9)
        return FALSE;
    seconds = seconds * 100 + last_seconds;
    if (seconds > SECONDS_MAX)
        return FALSE;
    *nanoseconds = (gint64)seconds * NANOSECONDS + (gint64)(below * 10 + last);
    return TRUE;
}

gboolean cell_time(struct cell cell, gint64 *nanoseconds)
{
    gboolean    negative = cell.length && cell.text[0] == '-';
    const char *text = cell.text + negative, *end = cell.text + cell.length, *point = text;
    guint64     seconds, below = 0;

    if (G_LIKELY(cell.length == TODAY_DIGITS + 1 + FRACTION_DIGITS && cell.text[TODAY_DIGITS] == '.' && !negative) &&
        time_of_today(cell, nanoseconds))
        return TRUE;
    if (cell.length > TODAY_DIGITS && cell.text[TODAY_DIGITS] == '.')
        point = cell.text + TODAY_DIGITS;
    else
        while (point < end && *point != '.')
            point++;
    if (!digits(text, (gsize)(point - text), &seconds))
        return cell.length >= 19 && (cell.text[10] == 'T' ? time_iso(cell, nanoseconds) : cell_date(cell, nanoseconds));
    if (point < end && !fraction(point + 1, (gsize)(end - point - 1), &below))
        return FALSE;
    if (seconds > SECONDS_MAX)
        return TRUE;
    *nanoseconds = (gint64)seconds * NANOSECONDS + (gint64)below;
    if (negative)
        *nanoseconds = -*nanoseconds;
    return TRUE;
}

gboolean cell_equals(struct cell cell, const char *text)
{
    return strlen(text) == cell.length && memcmp(cell.text, text, cell.length) == 0;
}

struct cell cell_item(struct cell cell, guint index)
{
    for (;;) {
        const char *comma = memchr(cell.text, ',', cell.length);
        guint       length = comma ? (guint)(comma - cell.text) : cell.length;

        if (!comma || index-- == 0)
            return (struct cell){ cell.text, length };
        cell.text += length + 1;
        cell.length -= length + 1;
    }
}

struct cell cell_last_item(struct cell cell)
{
    return cell_item(cell, G_MAXUINT);
}

struct cell cell_take_item(struct cell *rest)
{
    struct cell item = cell_item(*rest, 0);
    guint       taken = MIN(rest->length, item.length + 1);

    rest->text += taken;
    rest->length -= taken;
    return item;
}
