/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "value.h"

#include "field_text.h"

#include <math.h>

#define NANOSECONDS G_GINT64_CONSTANT(1000000000)

/* Whole seconds and what is left of them, which is never negative. */
static gint64 split_seconds(gint64 ns, gint64 *rest)
{
    gint64 seconds = ns / NANOSECONDS;

    *rest = ns % NANOSECONDS;
    if (*rest < 0) {
        *rest += NANOSECONDS;
        seconds--;
    }
    return seconds;
}

static void append_time(GString *out, gint64 ns, const char *format, guint digits)
{
    static const gint64 DIVISORS[] = { 1000000000, 100000000, 10000000, 1000000, 100000, 10000, 1000, 100, 10, 1 };
    gint64              rest, seconds = split_seconds(ns, &rest);
    GDateTime          *date_time = g_date_time_new_from_unix_utc(seconds);
    char               *text = g_date_time_format(date_time, format);

    g_string_append(out, text);
    if (digits)
        g_string_append_printf(out, ".%0*" G_GINT64_FORMAT, (int)digits, rest / DIVISORS[digits]);
    g_free(text);
    g_date_time_unref(date_time);
}

static void append_seconds(GString *out, gint64 ns)
{
    struct field_value duration;

    duration.ns = ns;
    field_text_append(out, FIELD_DURATION, &duration);
}

static void append_real(GString *out, const char *format, double real)
{
    char buffer[G_ASCII_DTOSTR_BUF_SIZE];

    g_string_append(out, g_ascii_formatd(buffer, sizeof buffer, format, real));
}

void value_append_plain(GString *out, enum value_kind kind, const struct value *value)
{
    if (!value->known)
        return;
    switch (kind) {
    case VALUE_TEXT:
    case VALUE_DECIMAL: g_string_append(out, value->text); break;
    case VALUE_NUMBER:
    case VALUE_COUNT:
    case VALUE_BYTES: g_string_append_printf(out, "%" G_GUINT64_FORMAT, value->number); break;
    case VALUE_SHARE: append_real(out, "%.6f", value->real); break;
    case VALUE_REAL:
    case VALUE_BYTE_RATE: append_real(out, "%.3f", value->real); break;
    case VALUE_TIME:
        append_time(out, value->ns, "%Y-%m-%dT%H:%M:%S", 9);
        g_string_append_c(out, 'Z');
        break;
    case VALUE_DURATION: append_seconds(out, value->ns); break;
    }
}

static void append_grouped(GString *out, guint64 number)
{
    char digits[24];
    int  length = g_snprintf(digits, sizeof digits, "%" G_GUINT64_FORMAT, number);

    for (int i = 0; i < length; i++) {
        if (i && (length - i) % 3 == 0)
            g_string_append_c(out, ',');
        g_string_append_c(out, digits[i]);
    }
}

static void append_scaled(GString *out, double amount, const char *unit)
{
    static const char *const PREFIXES[] = { "", "k", "M", "G", "T", "P", "E" };
    guint                    prefix = 0;

    while (amount >= 999.5 && prefix + 1 < G_N_ELEMENTS(PREFIXES)) {
        amount /= 1000;
        prefix++;
    }
    append_real(out, prefix == 0 || amount >= 99.95 ? "%.0f" : "%.1f", amount);
    g_string_append_printf(out, " %s%s", PREFIXES[prefix], unit);
}

static void append_duration(GString *out, gint64 ns)
{
    static const struct {
        double      seconds;
        const char *unit;
    } UNITS[] = { { 86400, "d" }, { 3600, "h" }, { 60, "min" }, { 1, "s" }, { 1e-3, "ms" } };
    double seconds = (double)ns / (double)NANOSECONDS;
    guint  unit = 0;

    while (unit + 1 < G_N_ELEMENTS(UNITS) && fabs(seconds) < UNITS[unit].seconds * 0.9995)
        unit++;
    append_real(out, "%.4g", seconds / UNITS[unit].seconds);
    g_string_append_printf(out, " %s", UNITS[unit].unit);
}

void value_append_readable(GString *out, enum value_kind kind, const struct value *value)
{
    if (!value->known)
        return;
    switch (kind) {
    case VALUE_TEXT:
    case VALUE_DECIMAL:
    case VALUE_NUMBER: value_append_plain(out, kind, value); break;
    case VALUE_COUNT: append_grouped(out, value->number); break;
    case VALUE_BYTES: append_scaled(out, (double)value->number, "B"); break;
    case VALUE_SHARE:
        append_real(out, "%.1f", value->real * 100);
        g_string_append(out, " %");
        break;
    case VALUE_REAL: append_real(out, "%.1f", value->real); break;
    case VALUE_BYTE_RATE: append_scaled(out, value->real, "B/s"); break;
    case VALUE_TIME: append_time(out, value->ns, "%Y-%m-%d %H:%M:%S", value->ns % NANOSECONDS ? 6 : 0); break;
    case VALUE_DURATION: append_duration(out, value->ns); break;
    }
}
