/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "list_text.h"

#include "digits.h"

/* In place of the last comma. */
static const char *finish(char *text, char *end)
{
    if (end == text)
        return NULL;
    end[-1] = '\0';
    return text;
}

const char *list_text_sizes(char *text, const struct series *series)
{
    char *end = text;

    for (guint i = 0; i < series_count(series); i++) {
        end = digits_write_signed(end, series_size(series, i));
        *end++ = ',';
    }
    return finish(text, end);
}

/* 1500 as "1.5" */
static char *write_milliseconds(char *end, gint64 microseconds)
{
    guint64 size = (guint64)ABS(microseconds);

    if (microseconds < 0)
        *end++ = '-';
    end = digits_write(end, size / 1000);
    *end = '.';
    return digits_drop_zeros(end, digits_write_filled(end + 1, size % 1000, 3));
}

const char *list_text_times(char *text, const struct series *series, gint64 lead)
{
    char *end = text;

    for (guint i = 0; i < series_count(series); i++) {
        end = write_milliseconds(end, lead + series_time(series, i));
        *end++ = ',';
    }
    return finish(text, end);
}

const char *list_text_histogram(char *text, const struct histogram *histogram)
{
    char *end = text;

    for (guint i = 0; i < HISTOGRAM_BINS; i++) {
        end = digits_write(end, histogram->counts[i]);
        *end++ = ',';
    }
    return finish(text, end);
}
