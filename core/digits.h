/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Numbers as text, written where `end` points; returns the new end. A flow has hundreds of values: printf() would cost
 * more than measuring them. */
#pragma once

#include <glib.h>

enum {
    DIGITS_MAX = 20,      /* of a guint64 */
    DIGITS_REAL_MAX = 40, /* of a double */
};

char *digits_write(char *end, guint64 number);
char *digits_write_signed(char *end, gint64 number);

/* As many digits as `count`, zeros before the number; it must fit. */
char *digits_write_filled(char *end, guint64 number, guint count);

/* Without the zeros behind the decimal point, which stands at `point`, and without it if nothing is left there. */
char *digits_drop_zeros(const char *point, char *end);

/* As "%.15g" does; finite. */
char *digits_write_real(char *end, double);
