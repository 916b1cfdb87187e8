/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "field_text.h"

#include "digits.h"

enum { DECIMALS = 9 };

G_STATIC_ASSERT((int)FIELD_TEXT_NUMBER_MAX >= (int)DIGITS_REAL_MAX);

static const guint64 BILLION = 1000000000;

static char *write_number(char *end, const struct field_value *value)
{
    return digits_write(end, value->number);
}

static char *write_seconds(char *end, const struct field_value *value)
{
    guint64 size = value->ns < 0 ? -(guint64)value->ns : (guint64)value->ns;

    if (value->ns < 0)
        *end++ = '-';
    end = digits_write(end, size / BILLION);
    *end++ = '.';
    return digits_write_filled(end, size % BILLION, DECIMALS);
}

static char *write_real(char *end, const struct field_value *value)
{
    return digits_write_real(end, value->real);
}

static char *(*const WRITE[FIELD_TYPES])(char *end, const struct field_value *) = {
    [FIELD_BOOLEAN] = write_number,   [FIELD_UINT8] = write_number,  [FIELD_UINT16] = write_number,
    [FIELD_UINT32] = write_number,    [FIELD_UINT64] = write_number, [FIELD_FRAME] = write_number,
    [FIELD_DURATION] = write_seconds, [FIELD_TIME] = write_seconds,  [FIELD_DOUBLE] = write_real,
};

char *field_text_write_number(char *end, enum field_type type, const struct field_value *value)
{
    return WRITE[type](end, value);
}

void field_text_append(GString *text, enum field_type type, const struct field_value *value)
{
    char number[FIELD_TEXT_NUMBER_MAX];

    if (type == FIELD_STRING)
        g_string_append(text, value->text);
    else
        g_string_append_len(text, number, WRITE[type](number, value) - number);
}
