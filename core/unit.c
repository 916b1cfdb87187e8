/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "unit.h"

#include <string.h>

static char *as_words(const char *text)
{
    char *spaced = g_strdup_printf(" %s ", text), *words = g_ascii_strdown(spaced, -1);

    g_free(spaced);
    return words;
}

gboolean unit_is_said(const char *unit, const char *title)
{
    char    *unit_words = as_words(unit), *title_words = as_words(title);
    gboolean is_said = strstr(title_words, unit_words) != NULL;

    g_free(unit_words);
    g_free(title_words);
    return is_said;
}
