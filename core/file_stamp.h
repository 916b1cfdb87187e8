/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Whether a file is still the one that was read: a text that changes when it is another one, or another version of it. */
#pragma once

#include <glib.h>

/* Appends the file's name, time of last change and size; of a file that is not there, its name. */
void file_stamp_append(GString *stamp, const char *file);
