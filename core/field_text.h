/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Values as text for programs, the same in every locale: numbers in decimal; durations in seconds, and times in seconds
 * since 1970-01-01 UTC, both with nine decimals; real numbers with up to 15 significant digits, as tshark -T fields has. */
#pragma once

#include "field.h"

enum { FIELD_TEXT_NUMBER_MAX = 40 };

void field_text_append(GString *, enum field_type, const struct field_value *);

/* The same of anything but a string, where `end` points: at most FIELD_TEXT_NUMBER_MAX characters. Returns the new end. */
char *field_text_write_number(char *end, enum field_type, const struct field_value *);
