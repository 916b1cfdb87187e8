/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * What tells one file from another, whatever they are called. */
#pragma once

#include <glib.h>

/* SHA-256 of the file, in hexadecimal digits; NULL if it can't be read. The caller's. */
char *content_hash_of_file(const char *name);
