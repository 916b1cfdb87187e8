/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * What is known of the place that a descriptor leads to. */
#pragma once

#include "writer.h"

gboolean            terminal_is(int fd);
guint               terminal_columns(int fd); /* 0 if it is none */
guint               terminal_rows(int fd);
struct writer_style terminal_style(int fd);

/* A screen of its own for what is redrawn, so that the user's is there again afterwards. Lines that are too long for it are
 * cut. */
void terminal_enter_screen(int fd);
void terminal_leave_screen(int fd);
/* Puts as many lines of text as there is room for in place of what the screen showed. */
void terminal_redraw(int fd, const char *text);
