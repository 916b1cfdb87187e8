/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "field_text.h"

#include <math.h>

enum { DIGITS_MAX = 20, DECIMALS = 9 };

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

static void append_decimals(GString *text, guint64 billionths)
{
    char decimals[1 + DECIMALS] = ".";

    for (guint i = DECIMALS; i > 0; i--) {
        decimals[i] = (char)('0' + billionths % 10);
        billionths /= 10;
    }
    g_string_append_len(text, decimals, sizeof decimals);
}

static void append_seconds(GString *text, gint64 ns)
{
    guint64 size = ns < 0 ? -(guint64)ns : (guint64)ns;

    if (ns < 0)
        g_string_append_c(text, '-');
    append_number(text, size / BILLION);
    append_decimals(text, size % BILLION);
}

static void drop_zeros(GString *text)
{
    gsize length = text->len;

    while (text->str[length - 1] == '0')
        length--;
    g_string_truncate(text, text->str[length - 1] == '.' ? length - 1 : length);
}

/* Nine decimals are more than a double of this size can hold. */
static void append_large(GString *text, double real)
{
    char digits[G_ASCII_DTOSTR_BUF_SIZE];

    g_string_append(text, g_ascii_formatd(digits, sizeof digits, "%.15g", real));
}

static void append_real(GString *text, double real)
{
    const double EXACT = 1e6;
    double       size = fabs(real);

    if (size >= EXACT) {
        append_large(text, real);
        return;
    }

    guint64 billionths = (guint64)(size * (double)BILLION + 0.5);
    if (real < 0 && billionths)
        g_string_append_c(text, '-');
    append_number(text, billionths / BILLION);
    append_decimals(text, billionths % BILLION);
    drop_zeros(text);
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
