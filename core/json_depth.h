/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * JSON-GLib calls itself for each level of a text, and so must not be let at one that is too deep. */
#pragma once

#include <glib.h>

enum json_depth {
    JSON_OPEN,   /* ends within a level or a string */
    JSON_CLOSED, /* all levels end in it */
    JSON_UNFIT   /* more than `most` levels, or what JSON has not but JSON-GLib knows: comments and 'strings' */
};

enum json_depth json_depth(const char *text, gsize length, guint most);
