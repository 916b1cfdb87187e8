/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "digits.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "wide_uint.h"

enum { SIGNIFICANT = 15, DECIMALS_MAX = 19 };

static const guint64 POWERS[] = { 1,
                                  10,
                                  100,
                                  1000,
                                  10000,
                                  100000,
                                  1000000,
                                  10000000,
                                  100000000,
                                  1000000000,
                                  10000000000,
                                  100000000000,
                                  1000000000000,
                                  10000000000000,
                                  100000000000000,
                                  1000000000000000,
                                  10000000000000000,
                                  100000000000000000,
                                  1000000000000000000,
                                  G_GUINT64_CONSTANT(10000000000000000000) };

G_STATIC_ASSERT(G_N_ELEMENTS(POWERS) == DECIMALS_MAX + 1);

static guint count_digits(guint64 number)
{
    guint count = 1;

    while (count < DIGITS_MAX && number >= POWERS[count])
        count++;
    return count;
}

static const char PAIRS[] =
    "00010203040506070809101112131415161718192021222324252627282930313233343536373839404142434445464748"
    "49505152535455565758596061626364656667686970717273747576777879808182838485868788899091929394959697"
    "9899";

char *digits_write_filled(char *end, guint64 number, guint count)
{
    char *next = end + count;

    for (; count > 1; count -= 2, number /= 100)
        memcpy(end + count - 2, PAIRS + number % 100 * 2, 2);
    if (count)
        *end = (char)('0' + number % 10);
    return next;
}

char *digits_write(char *end, guint64 number)
{
    if (number < 10) { /* most are */
        *end = (char)('0' + number);
        return end + 1;
    }
    return digits_write_filled(end, number, count_digits(number));
}

char *digits_write_signed(char *end, gint64 number)
{
    if (number < 0)
        *end++ = '-';
    return digits_write(end, number < 0 ? -(guint64)number : (guint64)number);
}

char *digits_drop_zeros(const char *point, char *end)
{
    while (end[-1] == '0')
        end--;
    return end - 1 == point ? end - 1 : end;
}

/* ---- real numbers ---- */

static char *write_rare(char *end, double real)
{
    g_ascii_formatd(end, DIGITS_REAL_MAX, "%.15g", real);
    return end + strlen(end);
}

/* How many decimals there are among the significant digits of a number of this size, from 1e-5 to below 1e14: it has
 * floor(log10(size)) + 1 digits before the point. */
static guint decimals_of(double size)
{
    const double LOG10_OF_2 = 0.30102999566398120;
    int          exponent;

    frexp(size, &exponent);
    int decimals = SIGNIFICANT - 1 - (int)floor((exponent - 1) * LOG10_OF_2);
    return (guint)(decimals <= DECIMALS_MAX && size * (double)POWERS[decimals] < 1e15 ? decimals : decimals - 1);
}

/* size * 10^decimals, rounded from its exact value, half to even; size is below 2^52. */
static guint64 scale(double size, guint decimals)
{
    int       exponent;
    guint64   mantissa = (guint64)ldexp(frexp(size, &exponent), DBL_MANT_DIG);
    guint     shift = (guint)(DBL_MANT_DIG - exponent);
    wide_uint product = (wide_uint)mantissa * POWERS[decimals], half = (wide_uint)1 << (shift - 1);
    guint64   whole = (guint64)(product >> shift);
    wide_uint rest = product - ((wide_uint)whole << shift);

    return whole + (rest > half || (rest == half && whole & 1));
}

static char *write_scaled(char *end, guint64 scaled, guint decimals)
{
    end = digits_write(end, scaled / POWERS[decimals]);
    *end = '.';
    return digits_drop_zeros(end, digits_write_filled(end + 1, scaled % POWERS[decimals], decimals));
}

char *digits_write_real(char *end, double real)
{
    const double SMALL = 1e-5, LARGE = 1e14;
    double       size = fabs(real);
    guint64      whole = size < LARGE ? (guint64)size : 0;
    char        *start = end;

    if ((double)whole != size && (size < SMALL || size >= LARGE))
        return write_rare(end, real);
    if (real < 0)
        *end++ = '-';
    if ((double)whole == size)
        return digits_write(end, whole);

    guint   decimals = decimals_of(size);
    guint64 scaled = scale(size, decimals);
    if (size >= 1e-4)
        return write_scaled(end, scaled, decimals);
    if (scaled == POWERS[SIGNIFICANT]) /* 0.0001 and nothing less */
        return write_rare(start, real);
    end = write_scaled(end, scaled, SIGNIFICANT - 1);
    memcpy(end, "e-05", 4);
    return end + 4;
}
