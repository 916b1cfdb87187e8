/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * JSON-GLib calls itself for each level of a text, and finds the members of an object by a hash that anybody can make the
 * same for all of them: it must not be let at a text that is too deep, or at an object that is too large. */
#pragma once

#include <glib.h>

enum { JSON_LEVELS_MAX = 32, JSON_MEMBERS_MAX = 256 /* of an object */ };

enum json_depth {
    JSON_OPEN,   /* ends within a level or a string */
    JSON_CLOSED, /* all levels end in it */
    JSON_UNFIT   /* too many levels or members, or what JSON has not but JSON-GLib knows: comments and 'strings' */
};

/* `most` levels, up to JSON_LEVELS_MAX. */
enum json_depth json_depth(const char *text, gsize length, guint most);
