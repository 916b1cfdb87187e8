/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * A preference of one of a few words. */
#pragma once

#include <epan/prefs.h>

#include "preference_words.h"

void preference_choice_register(module_t *, const struct preference_words *, const char *title, const char *description,
                                gint *value);
