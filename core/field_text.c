/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "field_text.h"

#include <string.h>

#include "digits.h"

enum { NUMBER_MAX = DIGITS_REAL_MAX, DECIMALS = 9 };

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

/* At most NUMBER_MAX characters; NULL: text. */
static char *(*const WRITE[FIELD_TYPES])(char *end, const struct field_value *) = {
    [FIELD_BOOLEAN] = write_number,   [FIELD_UINT8] = write_number,  [FIELD_UINT16] = write_number,
    [FIELD_UINT32] = write_number,    [FIELD_UINT64] = write_number, [FIELD_FRAME] = write_number,
    [FIELD_DURATION] = write_seconds, [FIELD_TIME] = write_seconds,  [FIELD_DOUBLE] = write_real,
};

static void make_room(GString *text)
{
    gsize length = text->len;

    if (text->allocated_len - length <= NUMBER_MAX) {
        g_string_set_size(text, length + 64 * NUMBER_MAX);
        text->len = length;
    }
}

void field_text_append(GString *text, enum field_type type, const struct field_value *value)
{
    if (!WRITE[type]) {
        g_string_append(text, value->text);
        return;
    }
    make_room(text);

    char *end = WRITE[type](text->str + text->len, value);
    *end = '\0';
    text->len = (gsize)(end - text->str);
}
