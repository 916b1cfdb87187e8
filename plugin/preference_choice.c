/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ws_compat.h"

#include "preference_choice.h"

/* What is registered must live as long as Wireshark. */
void preference_choice_register(module_t *module, const struct preference_words *words, const char *title,
                                const char *description, gint *value)
{
    enum_val_t *choices = g_new0(enum_val_t, PREFERENCE_WORDS_MAX + 1);

    for (guint i = 0; words->words[i].name; i++) {
        const struct preference_word *word = &words->words[i];

        choices[i] = (enum_val_t){ word->name, word->title, word->value };
    }
    prefs_register_enum_preference(module, words->name, title, description, value, choices, FALSE);
}
