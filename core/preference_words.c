/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "preference_words.h"

#include <string.h>

#include "detectors.h"

const struct preference_words preference_fields = {
    "fields",
    { { "all", "All fields", FIELDS_TO_BUILD_ALL },
      { "asked", "Only fields that a filter, a column or a colour rule names", FIELDS_TO_BUILD_ASKED } },
};
const struct preference_words preference_tunnels = {
    "tunnels",
    { { "innermost", "Innermost", TUNNELS_INNERMOST }, { "outermost", "Outermost", TUNNELS_OUTERMOST } },
};
const struct preference_words preference_least_severity = {
    "least_severity",
    { { "note", "Note", SEVERITY_NOTE }, { "warn", "Warning", SEVERITY_WARN }, { "error", "Error", SEVERITY_ERROR } },
};

/* As every detector's switch. */
static const struct preference_words vlan = { "vlan", { { "TRUE", "TRUE", TRUE }, { "FALSE", "FALSE", FALSE } } };

static const struct preference_words *const ALL[] = { &preference_fields, &preference_tunnels, &preference_least_severity,
                                                      &vlan };

/* NULL: any value may be right. */
static const struct preference_words *words_of(const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(ALL); i++)
        if (g_ascii_strcasecmp(name, ALL[i]->name) == 0)
            return ALL[i];
    return detectors_find(name) >= 0 ? &vlan : NULL;
}

static char *names_of(const struct preference_words *self)
{
    GString *names = g_string_new(self->words[0].name);

    for (guint i = 1; self->words[i].name; i++)
        g_string_append_printf(names, "%s%s", self->words[i + 1].name ? ", " : " or ", self->words[i].name);
    return g_string_free(names, FALSE);
}

static gboolean is_one_of(const struct preference_words *self, const char *value)
{
    for (guint i = 0; self->words[i].name; i++)
        if (g_ascii_strcasecmp(value, self->words[i].name) == 0 || g_ascii_strcasecmp(value, self->words[i].title) == 0)
            return TRUE;
    return FALSE;
}

gboolean preference_is_sound(const char *preference, char **expected)
{
    static const char              PREFIX[] = "winnow.";
    const char                    *colon = strchr(preference, ':');
    const struct preference_words *words = NULL;
    char                          *name;
    gboolean                       sound;

    if (!colon || g_ascii_strncasecmp(preference, PREFIX, strlen(PREFIX)) != 0)
        return TRUE;
    name = g_ascii_strdown(preference + strlen(PREFIX), colon - preference - (gssize)strlen(PREFIX));
    words = words_of(name);
    for (colon++; g_ascii_isspace(*colon); colon++)
        ;
    sound = !words || is_one_of(words, colon);
    if (!sound)
        *expected = names_of(words);
    g_free(name);
    return sound;
}
