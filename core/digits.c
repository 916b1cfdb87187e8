/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "digits.h"

#include <float.h>
#include <math.h>
#include <string.h>

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

static const char PAIRS[] = "00010203040506070809101112131415161718192021222324252627282930313233343536373839404142434445464748"
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

/* How many decimals there are among the significant digits of a number of this size, from 1e-4 to below 1e14: it has
 * floor(log10(size)) + 1 digits before the point. */
static guint decimals_of(double size)
{
    const double LOG10_OF_2 = 0.30102999566398120;
    int          exponent;

    frexp(size, &exponent);
    int decimals = SIGNIFICANT - 1 - (int)floor((exponent - 1) * LOG10_OF_2);
    return (guint)(size * (double)POWERS[decimals] < 1e15 ? decimals : decimals - 1);
}

G_STATIC_ASSERT(LDBL_MANT_DIG >= 64); /* what is scaled to fifteen digits has some bits left behind them */

/* The integer that `scaled` rounds to; FALSE where that is too close to call. */
static gboolean round_safely(long double scaled, guint64 *rounded)
{
    const long double DOUBTFUL = 1e-3L;
    guint64           below = (guint64)scaled;
    long double       rest = scaled - (long double)below;

    *rounded = below + (rest > 0.5L);
    return fabsl(rest - 0.5L) > DOUBTFUL;
}

/* FALSE where the last digit is in doubt. */
static gboolean write_fixed(char **end, long double size, guint decimals)
{
    guint64 scaled;

    if (!round_safely(size * (long double)POWERS[decimals], &scaled))
        return FALSE;
    *end = digits_write(*end, scaled / POWERS[decimals]);
    **end = '.';
    *end = digits_drop_zeros(*end, digits_write_filled(*end + 1, scaled % POWERS[decimals], decimals));
    return TRUE;
}

/* "2.5e-07" */
static gboolean write_small(char **end, double size)
{
    guint exponent = 4;

    while (exponent < DECIMALS_MAX && size * (double)POWERS[exponent] < 1)
        exponent++;

    long double leading = (long double)size * (long double)POWERS[exponent];
    if (leading < 1 || leading > 9.9L || !write_fixed(end, leading, SIGNIFICANT - 1))
        return FALSE;
    memcpy(*end, "e-", 2);
    *end = digits_write_filled(*end + 2, exponent, 2);
    return TRUE;
}

char *digits_write_real(char *end, double real)
{
    const double SMALL = 1e-4, LARGE = 1e14;
    double       size = fabs(real);
    guint64      whole = size < LARGE ? (guint64)size : 0;
    char        *start = end;

    if (real < 0)
        *end++ = '-';
    if ((double)whole == size)
        return digits_write(end, whole);
    if (size < LARGE && (size < SMALL ? write_small(&end, size) : write_fixed(&end, size, decimals_of(size))))
        return end;
    return write_rare(start, real);
}
