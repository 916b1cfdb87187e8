/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "json_depth.h"

enum json_depth json_depth(const char *text, gsize length, guint most)
{
    guint    members[JSON_LEVELS_MAX + 1] = { 0 }; /* so far, of the object that is open at each depth */
    guint    depth = 0;
    gboolean in_string = FALSE;

    for (gsize i = 0; i < length; i++) {
        char c = text[i];

        if (c == '"')
            in_string = !in_string;
        else if (in_string)
            i += c == '\\';
        else if (c == '/' || c == '\'')
            return JSON_UNFIT; /* a quotation mark in there would open no string */
        else if (c == ':' && ++members[depth] > JSON_MEMBERS_MAX)
            return JSON_UNFIT;
        else if (c == '{' || c == '[') {
            if (++depth > most)
                return JSON_UNFIT;
            members[depth] = 0;
        } else if ((c == '}' || c == ']') && depth > 0)
            depth--;
    }
    return depth == 0 && !in_string ? JSON_CLOSED : JSON_OPEN;
}
