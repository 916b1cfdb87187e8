/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * A file or folder of the user's: one in the folder of the profile, and one that a preference names. */
#pragma once

#include <glib.h>

/* Their paths, in that order, those that there are: a GPtrArray of char *, the caller's. The one that is named is there
 * even if there is no such file. */
GPtrArray *user_files(const char *name_in_profile, const char *named);

/* A text that changes when other files would be read, or other versions of them; the caller frees it. */
char *user_files_stamp(const GPtrArray *files);
