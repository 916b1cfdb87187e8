/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "measures.h"

#include "cell_parse.h"
#include "digits.h"
#include "export_reader.h"
#include "protocols.h"

#include <math.h>
#include <string.h>

enum { TO_MILLISECONDS = 6, TO_MICROSECONDS = 3 }; /* digits from nanoseconds */

#define TIME_UNSET G_MININT64

gboolean measure_read(const struct measure *self, struct measure_view *view, GString *out)
{
    return (!self->always && !measure_view_has(view, 0)) || self->read(view, out);
}

static gboolean expect(gboolean sound, struct measure_view *view, guint cell, const char *expected)
{
    if (!sound) {
        view->wrong = cell;
        view->expected = expected;
    }
    return sound;
}

gboolean measure_view_number(struct measure_view *view, guint cell, guint64 *number)
{
    return expect(cell_number_or_hex(view->cells[cell], number), view, cell, "a whole number");
}

static gboolean view_real(struct measure_view *view, guint cell, double *real)
{
    return expect(cell_real(view->cells[cell], real), view, cell, "a number");
}

gboolean measure_view_time(struct measure_view *view, guint cell, gint64 *nanoseconds)
{
    gint64 time = TIME_UNSET;

    if (!expect(cell_time(view->cells[cell], &time) && time != TIME_UNSET, view, cell, "seconds"))
        return FALSE;
    *nanoseconds = time;
    return TRUE;
}

void measure_append_number(GString *out, guint64 number)
{
    char text[DIGITS_MAX];

    g_string_append_len(out, text, digits_write(text, number) - text);
}

/* Nothing if it is infinite. */
static void append_real(GString *out, double real)
{
    char text[DIGITS_REAL_MAX];

    if (isfinite(real))
        g_string_append_len(out, text, digits_write_real(text, real) - text);
}

/* ns / 10^digits, exactly. */
static void append_shifted(GString *out, gint64 nanoseconds, guint digits)
{
    guint64 size = nanoseconds < 0 ? -(guint64)nanoseconds : (guint64)nanoseconds, unit = 1;
    char    text[DIGITS_MAX + 2], *point = text; /* and a sign, and the point */

    for (guint i = 0; i < digits; i++)
        unit *= 10;
    if (nanoseconds < 0)
        *point++ = '-';
    point = digits_write(point, size / unit);
    *point = '.';
    g_string_append_len(out, text, digits_drop_zeros(point, digits_write_filled(point + 1, size % unit, digits)) - text);
}

int measure_protocol_number(struct cell name)
{
    for (int number = 0; number < 256; number++)
        if (cell_equals(name, ip_protocol_name((guint8)number)))
            return number;
    return -1;
}

static gboolean read_text(struct measure_view *view, GString *out)
{
    export_cell_value(view->header, view->cells[0], out);
    return TRUE;
}

static gboolean read_series(struct measure_view *view, GString *out)
{
    struct cell cell = view->cells[0];
    int         left = view->series;

    if (left >= 0)
        for (cell.length = 0; cell.length < view->cells[0].length; cell.length++)
            if (left == 0 || (cell.text[cell.length] == ',' && --left == 0))
                break;
    export_cell_value(view->header, cell, out);
    return TRUE;
}

static gboolean read_ip_address(struct measure_view *view, GString *out)
{
    struct address address;
    gboolean       found = cell_address(view->cells[0], &address);

    return !found || (address.kind != ADDRESS_IPV4 && address.kind != ADDRESS_IPV6) || read_text(view, out);
}

static gboolean read_ip_protocol(struct measure_view *view, GString *out)
{
    int number = measure_protocol_number(view->cells[0]);

    if (number >= 0)
        measure_append_number(out, (guint64)number);
    return TRUE;
}

static gboolean view_whole(struct measure_view *view, guint cell, guint64 *number)
{
    gboolean is_false = cell_equals(view->cells[cell], "False");

    if (!is_false && !cell_equals(view->cells[cell], "True")) /* as tshark has said since 4.2 */
        return measure_view_number(view, cell, number);
    *number = !is_false;
    return TRUE;
}

gboolean measure_append_whole(GString *out, struct measure_view *view, guint cell)
{
    guint64 number;

    if (!measure_view_has(view, cell))
        return TRUE;
    if (!view_whole(view, cell, &number))
        return FALSE;
    measure_append_number(out, number);
    return TRUE;
}

static gboolean read_whole(struct measure_view *view, GString *out)
{
    return measure_append_whole(out, view, 0);
}

static gboolean read_real(struct measure_view *view, GString *out)
{
    double real;

    if (!view_real(view, 0, &real))
        return FALSE;
    append_real(out, real);
    return TRUE;
}

static gboolean read_square(struct measure_view *view, GString *out)
{
    double real;

    if (!view_real(view, 0, &real))
        return FALSE;
    append_real(out, real * real);
    return TRUE;
}

static gboolean read_quotient(struct measure_view *view, GString *out)
{
    double part, whole;

    if (!measure_view_has(view, 1))
        return TRUE;
    if (!view_real(view, 0, &part) || !view_real(view, 1, &whole))
        return FALSE;
    if (whole > 0)
        append_real(out, part / whole);
    return TRUE;
}

/* Durations have nine decimals and are kept exactly; means of durations may be smaller than that. */
static gboolean read_scaled(struct measure_view *view, GString *out, guint digits, double factor)
{
    gint64 nanoseconds = TIME_UNSET;
    double seconds;

    if (cell_time(view->cells[0], &nanoseconds) && nanoseconds != TIME_UNSET) {
        append_shifted(out, nanoseconds, digits);
        return TRUE;
    }
    if (!expect(cell_real(view->cells[0], &seconds), view, 0, "seconds"))
        return FALSE;
    append_real(out, seconds * factor);
    return TRUE;
}

static gboolean read_milliseconds(struct measure_view *view, GString *out)
{
    return read_scaled(view, out, TO_MILLISECONDS, 1e3);
}

static gboolean read_microseconds(struct measure_view *view, GString *out)
{
    return read_scaled(view, out, TO_MICROSECONDS, 1e6);
}

static gboolean read_seconds(struct measure_view *view, GString *out)
{
    gint64 nanoseconds;

    if (!measure_view_time(view, 0, &nanoseconds))
        return FALSE;
    value_append_plain(out, VALUE_DURATION, &(struct value){ .known = TRUE, .ns = nanoseconds });
    return TRUE;
}

static gboolean read_number(struct measure_view *view, GString *out)
{
    guint64 number;

    (void)out;
    if (!view_whole(view, 0, &number))
        return FALSE;
    view->value = value_number(number);
    return TRUE;
}

static gboolean read_duration(struct measure_view *view, GString *out)
{
    gint64 nanoseconds;

    (void)out;
    if (!measure_view_time(view, 0, &nanoseconds))
        return FALSE;
    view->value = value_ns(nanoseconds);
    return TRUE;
}

static gboolean read_endpoint(struct measure_view *view, GString *out)
{
    gboolean has_port = measure_view_has(view, 1);
    gboolean bracketed = has_port && memchr(view->cells[0].text, ':', view->cells[0].length);
    guint64  port;

    if (has_port && !measure_view_number(view, 1, &port))
        return FALSE;
    g_string_append(out, bracketed ? "[" : "");
    read_text(view, out);
    g_string_append(out, bracketed ? "]" : "");
    if (has_port)
        g_string_append_printf(out, ":%" G_GUINT64_FORMAT, port);
    return TRUE;
}

const struct measure measure_text = { .kind = VALUE_TEXT, .read = read_text };
const struct measure measure_series = { .kind = VALUE_TEXT, .read = read_series };
const struct measure measure_ip_address = { .kind = VALUE_TEXT, .read = read_ip_address };
const struct measure measure_ip_protocol = { .kind = VALUE_DECIMAL, .read = read_ip_protocol };
const struct measure measure_whole = { .kind = VALUE_DECIMAL, .read = read_whole };
const struct measure measure_real = { .kind = VALUE_DECIMAL, .read = read_real };
const struct measure measure_square = { .kind = VALUE_DECIMAL, .read = read_square };
const struct measure measure_quotient = { .kind = VALUE_DECIMAL, .read = read_quotient };
const struct measure measure_seconds = { .kind = VALUE_DECIMAL, .read = read_seconds };
const struct measure measure_milliseconds = { .kind = VALUE_DECIMAL, .read = read_milliseconds };
const struct measure measure_microseconds = { .kind = VALUE_DECIMAL, .read = read_microseconds };
const struct measure measure_number = { .kind = VALUE_NUMBER, .read = read_number };
const struct measure measure_count = { .kind = VALUE_COUNT, .read = read_number };
const struct measure measure_bytes = { .kind = VALUE_BYTES, .read = read_number };
const struct measure measure_duration = { .kind = VALUE_DURATION, .read = read_duration };
const struct measure measure_endpoint = { .kind = VALUE_TEXT, .read = read_endpoint };
