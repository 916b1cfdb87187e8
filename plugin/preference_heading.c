/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ws_compat.h"

#include "preference_heading.h"

/* "Floods and reflections" → "about_floods_and_reflections", as Wireshark wants names */
static char *name_of(const char *title)
{
    char *name = g_strconcat("about_", title, NULL);

    g_strcanon(name, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS, '_');
    for (char *c = name; *c; c++)
        *c = g_ascii_tolower(*c);
    return name;
}

/* What is registered must live as long as Wireshark. */
void preference_heading(module_t *module, const char *title)
{
    char *name = name_of(title);
    char *shown = g_strdup_printf("<br><b>%s</b>", title);

    prefs_register_static_text_preference(module, name, shown, NULL);
}
