/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "json_text.h"

#include "safe_text.h"

#include <string.h>

/* What is safe needs only these two escaped. */
static void escape(GString *text, gsize from)
{
    for (gsize i = from; i < text->len; i++)
        if (text->str[i] == '"' || text->str[i] == '\\')
            g_string_insert_c(text, (gssize)i++, '\\');
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
