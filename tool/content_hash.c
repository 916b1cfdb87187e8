/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "content_hash.h"

#include <stdio.h>

enum { CHUNK = 1 << 18 };

char *content_hash_of_file(const char *name)
{
    FILE      *file = fopen(name, "rb");
    GChecksum *checksum = g_checksum_new(G_CHECKSUM_SHA256);
    guint8    *chunk = g_malloc(CHUNK);
    char      *hash = NULL;
    gsize      length;

    while (file && (length = fread(chunk, 1, CHUNK, file)) > 0)
        g_checksum_update(checksum, chunk, (gssize)length);
    if (file && !ferror(file))
        hash = g_strdup(g_checksum_get_string(checksum));
    if (file)
        fclose(file);
    g_free(chunk);
    g_checksum_free(checksum);
    return hash;
}
