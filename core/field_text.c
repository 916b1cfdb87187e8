/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "field_text.h"

#include <math.h>

enum { DIGITS_MAX = 20, DECIMALS_MAX = 18 };

static const guint64 BILLION = 1000000000;

/* A flow has hundreds of values: printf() would cost more than measuring them. */
static void append_number(GString *text, guint64 number)
{
    char  digits[DIGITS_MAX];
    char *first = digits + sizeof digits;

    do {
        *--first = (char)('0' + number % 10);
        number /= 10;
    } while (number);
    g_string_append_len(text, first, digits + sizeof digits - first);
}

static void append_decimals(GString *text, guint64 fraction, guint count)
{
    char decimals[1 + DIGITS_MAX] = ".";

    for (guint i = count; i > 0; i--) {
        decimals[i] = (char)('0' + fraction % 10);
        fraction /= 10;
    }
    g_string_append_len(text, decimals, 1 + (gssize)count);
}

static void append_seconds(GString *text, gint64 ns)
{
    guint64 size = ns < 0 ? -(guint64)ns : (guint64)ns;

    if (ns < 0)
        g_string_append_c(text, '-');
    append_number(text, size / BILLION);
    append_decimals(text, size % BILLION, 9);
}

static void drop_zeros(GString *text)
{
    gsize length = text->len;

    while (text->str[length - 1] == '0')
        length--;
    g_string_truncate(text, text->str[length - 1] == '.' ? length - 1 : length);
}

static void append_rare(GString *text, double real)
{
    char digits[G_ASCII_DTOSTR_BUF_SIZE];

    g_string_append(text, g_ascii_formatd(digits, sizeof digits, "%.15g", real));
}

/* The integer that `scaled` rounds to; FALSE where that is too close to call. */
static gboolean round_safely(long double scaled, guint64 *rounded)
{
    const long double DOUBTFUL = 1e-3L;
    guint64           below = (guint64)scaled;
    long double       rest = scaled - (long double)below;

    *rounded = below + (rest > 0.5L);
    return fabsl(rest - 0.5L) > DOUBTFUL;
}

/* As "%.15g" does. */
static void append_real(GString *text, double real)
{
    const long double SMALL = 1e-4L, LARGE = 1e14L;
    long double       size = fabsl((long double)real);
    guint64           scale = 1, scaled;
    guint             decimals = 0;

    for (; decimals < DECIMALS_MAX && size * (long double)(scale * 10) < 10 * LARGE; decimals++)
        scale *= 10;
    if ((size < SMALL && size > 0) || size >= LARGE || !round_safely(size * (long double)scale, &scaled)) {
        append_rare(text, real);
        return;
    }
    if (real < 0)
        g_string_append_c(text, '-');
    append_number(text, scaled / scale);
    if (scaled % scale) {
        append_decimals(text, scaled % scale, decimals);
        drop_zeros(text);
    }
}

static void write_number(GString *text, const struct field_value *value)
{
    append_number(text, value->number);
}

static void write_seconds(GString *text, const struct field_value *value)
{
    append_seconds(text, value->ns);
}

static void write_real(GString *text, const struct field_value *value)
{
    append_real(text, value->real);
}

static void write_string(GString *text, const struct field_value *value)
{
    g_string_append(text, value->text);
}

static void (*const WRITE[FIELD_TYPES])(GString *, const struct field_value *) = {
    [FIELD_BOOLEAN] = write_number,   [FIELD_UINT8] = write_number,  [FIELD_UINT16] = write_number,
    [FIELD_UINT32] = write_number,    [FIELD_UINT64] = write_number, [FIELD_FRAME] = write_number,
    [FIELD_DURATION] = write_seconds, [FIELD_TIME] = write_seconds,  [FIELD_DOUBLE] = write_real,
    [FIELD_STRING] = write_string,
};

void field_text_append(GString *text, enum field_type type, const struct field_value *value)
{
    WRITE[type](text, value);
}
