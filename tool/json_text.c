/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "json_text.h"

#include "safe_text.h"

#include <string.h>

static gboolean is_special(char c)
{
    return c == '"' || c == '\\';
}

/* What is safe needs only these two escaped. From its end, so that every character moves once only. */
static void escape(GString *text, gsize from)
{
    gsize special = 0, end = text->len;

    for (gsize i = from; i < end; i++)
        special += is_special(text->str[i]) ? 1 : 0;
    g_string_set_size(text, end + special);
    for (gsize i = end, to = text->len; i < to; i--) {
        text->str[--to] = text->str[i - 1];
        if (is_special(text->str[i - 1]))
            text->str[--to] = '\\';
    }
}

void json_text_append(GString *out, const char *text)
{
    gsize from;

    g_string_append_c(out, '"');
    from = out->len;
    safe_text_append(out, text, strlen(text), FALSE);
    escape(out, from);
    g_string_append_c(out, '"');
}
