/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Lists of numbers as text with commas, written where `text` points, which has room for LIST_TEXT_MAX characters: they
 * return it, or NULL where there is nothing to list. */
#pragma once

#include "histogram.h"
#include "series.h"

enum { LIST_TEXT_MAX = SERIES_LENGTH * 20 }; /* a time in ms takes up to 20 with its comma */

const char *list_text_sizes(char *text, const struct series *);

/* ms, with as many decimals as they need; `lead` µs are added to each. */
const char *list_text_times(char *text, const struct series *, gint64 lead);

const char *list_text_histogram(char *text, const struct histogram *);
