/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ws_compat.h"

#include "user_files.h"

#include <wsutil/filesystem.h>

#include "file_stamp.h"

GPtrArray *user_files(const char *name_in_profile, const char *named)
{
    GPtrArray *files = g_ptr_array_new_with_free_func(g_free);
    char      *in_profile = get_persconffile_path(name_in_profile, TRUE);

    if (g_file_test(in_profile, G_FILE_TEST_EXISTS))
        g_ptr_array_add(files, in_profile);
    else
        g_free(in_profile);
    if (named && *named)
        g_ptr_array_add(files, g_strdup(named));
    return files;
}

char *user_files_stamp(const GPtrArray *files)
{
    GString *stamp = g_string_new(NULL);

    for (guint i = 0; i < files->len; i++)
        file_stamp_append(stamp, g_ptr_array_index(files, i));
    return g_string_free(stamp, FALSE);
}
