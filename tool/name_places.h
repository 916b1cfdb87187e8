/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Where names stand, case aside. */
#pragma once

#include <glib.h>

/* Empty; the caller unrefs it. */
GHashTable *name_places_new(void);

/* In place of an equal name that is there. Copies the name. */
void name_places_set(GHashTable *, const char *name, guint place);

/* -1 where it is not there. */
int name_places_find(GHashTable *, const char *name);
