/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "field_text.h"

#include <math.h>
#include <string.h>

static void same(enum field_type type, struct field_value value, const char *expected)
{
    GString *text = g_string_new(NULL);

    field_text_append(text, type, &value);
    g_assert_cmpstr(text->str, ==, expected);
    g_string_free(text, TRUE);
}

static void numbers(void)
{
    same(FIELD_UINT64, (struct field_value){ .number = 0 }, "0");
    same(FIELD_UINT64, (struct field_value){ .number = G_MAXUINT64 }, "18446744073709551615");
    same(FIELD_STRING, (struct field_value){ .text = "a b" }, "a b");
}

static void seconds(void)
{
    same(FIELD_DURATION, (struct field_value){ .ns = 123000 }, "0.000123000");
    same(FIELD_DURATION, (struct field_value){ .ns = -1500000000 }, "-1.500000000");
    same(FIELD_TIME, (struct field_value){ .ns = G_GINT64_CONSTANT(1700000000123456789) }, "1700000000.123456789");
    same(FIELD_TIME, (struct field_value){ .ns = G_MININT64 }, "-9223372036.854775808");
}

static void reals(void)
{
    same(FIELD_DOUBLE, (struct field_value){ .real = 0 }, "0");
    same(FIELD_DOUBLE, (struct field_value){ .real = 8 }, "8");
    same(FIELD_DOUBLE, (struct field_value){ .real = -0.5 }, "-0.5");
    same(FIELD_DOUBLE, (struct field_value){ .real = 1.0 / 3 }, "0.333333333333333");
    same(FIELD_DOUBLE, (struct field_value){ .real = 2e9 / 3 }, "666666666.666667");
    same(FIELD_DOUBLE, (struct field_value){ .real = 1e-7 }, "1e-07");
    same(FIELD_DOUBLE, (struct field_value){ .real = 1e300 }, "1e+300");
    same(FIELD_DOUBLE, (struct field_value){ .real = 999999999999999.9 }, "1e+15");
}

/* Beside printf() with as many digits. */
static void reals_as_printf(void)
{
    char expected[G_ASCII_DTOSTR_BUF_SIZE];

    for (guint i = 0; i < 200000; i++) {
        double real = g_test_rand_double_range(-1, 1) * pow(10, g_test_rand_int_range(-8, 18));
        g_ascii_formatd(expected, sizeof expected, "%.15g", real);
        same(FIELD_DOUBLE, (struct field_value){ .real = real }, expected);
    }
}

/* Just beside powers of ten, and half-way between two numbers of fifteen digits. */
static void reals_at_borders(void)
{
    char expected[G_ASCII_DTOSTR_BUF_SIZE];

    for (int power = -8; power < 17; power++) {
        const double REALS[] = { nextafter(pow(10, power), 0),
                                 pow(10, power),
                                 nextafter(pow(10, power), 1e300),
                                 69936125098498.25,
                                 69936125098498.75,
                                 2.5e-7,
                                 0x1p-13,
                                 0x1p-14,
                                 0x1p-17 };
        for (guint i = 0; i < G_N_ELEMENTS(REALS); i++) {
            g_ascii_formatd(expected, sizeof expected, "%.15g", REALS[i]);
            same(FIELD_DOUBLE, (struct field_value){ .real = REALS[i] }, expected);
        }
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/field_text/numbers", numbers);
    g_test_add_func("/field_text/seconds", seconds);
    g_test_add_func("/field_text/reals", reals);
    g_test_add_func("/field_text/reals_as_printf", reals_as_printf);
    g_test_add_func("/field_text/reals_at_borders", reals_at_borders);
    return g_test_run();
}
