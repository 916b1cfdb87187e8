/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Those of the plugin's preferences that take one of a few words. Wireshark takes any other word without a complaint: whoever
 * passes one on has to look at it before. */
#pragma once

#include <glib.h>

struct preference_word {
    const char *name, *title; /* Wireshark takes either, in any case */
    gint        value;
};

enum { PREFERENCE_WORDS_MAX = 3 };

struct preference_words {
    const char            *name; /* behind "winnow." */
    struct preference_word words[PREFERENCE_WORDS_MAX + 1];
};

enum { FIELDS_TO_BUILD_ALL, FIELDS_TO_BUILD_ASKED };
enum { TUNNELS_INNERMOST, TUNNELS_OUTERMOST };

extern const struct preference_words preference_fields, preference_tunnels, preference_least_severity;

/* Whether "winnow.NAME:VALUE" would be taken for what it says; else *expected, the caller's, says what would be. */
gboolean preference_is_sound(const char *preference, char **expected);
