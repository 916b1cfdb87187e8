/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Lists of bad addresses, and of good ones that rule over them. The formats, and when a file is an allow-list, are
 * described in winnow-blocklists(5). Read once; after that they never change. */
#pragma once

#include "address.h"
#include "text_source.h"

struct blocklists;

struct blocklist_hit {
    const char *list; /* the file's base name; lives as long as the lists */
    guint       line; /* from 1 */
};

/* `paths`: files and folders, separated by semicolons; of a folder all its regular files that are not hidden, by name.
 * NULL is as good as no path.
 * What cannot be read is told, each line of it, and everything else is used. */
struct blocklists *blocklists_read(const char *paths, text_complaint, gpointer data);
void               blocklists_free(struct blocklists *);

/* FALSE, and *hit untouched, if no list has it or an allow-list does. Of several entries the narrowest is told. Local
 * addresses and public resolvers, networks_exempt(), are found only by an entry for that one address. */
gboolean blocklists_find(const struct blocklists *, const struct address *, struct blocklist_hit *hit);

/* Whether an allow-list has it. */
gboolean blocklists_allow(const struct blocklists *, const struct address *);

guint blocklists_entries(const struct blocklists *); /* of all lists together, allowed ones too */
gsize blocklists_bytes(const struct blocklists *);   /* of memory */

/* A text that changes when other files would be read, or other versions of them; the caller frees it. */
char *blocklists_stamp(const char *paths);
