/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * A file that is written whole or not at all: what was there before stays until the new one is complete. A device or a
 * pipe is written to as it is, and so is what is open already by the names /dev/stdout, /dev/stderr and /dev/fd/N. */
#pragma once

#include <glib.h>
#include <stdio.h>

struct whole_file;

/* Whether it could be written to, without touching it: 0, or an errno. */
int whole_file_check(const char *name);

/* NULL, and errno set, if it can't be written to. */
struct whole_file *whole_file_open(const char *name);
FILE              *whole_file_stream(const struct whole_file *);

/* Puts the file in its place, or, if it is not sound or can't be written, leaves nothing of it. 0, or an errno. */
int whole_file_close(struct whole_file *, gboolean is_sound);
