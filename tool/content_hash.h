/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * By what an input is known again, whatever it is called: SHA-256 of its bytes, in hexadecimal. The strings are the
 * caller's. */
#pragma once

#include <gio/gio.h>

/* Of a regular file from its beginning to its end, wherever it has been read to; NULL if it is none, or can't be read. */
char *content_hash_of_fd(int fd);
char *content_hash_of_file(const char *name);
