/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "name_places.h"

#include "seeded_hash.h"

GHashTable *name_places_new(void)
{
    return g_hash_table_new_full(seeded_str_hash, g_str_equal, g_free, NULL);
}

void name_places_set(GHashTable *places, const char *name, guint place)
{
    g_hash_table_insert(places, g_ascii_strdown(name, -1), GUINT_TO_POINTER(place));
}

int name_places_find(GHashTable *places, const char *name)
{
    char    *lower = g_ascii_strdown(name, -1);
    gpointer place = NULL;
    gboolean found = g_hash_table_lookup_extended(places, lower, NULL, &place);

    g_free(lower);
    return found ? GPOINTER_TO_INT(place) : -1;
}
