/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "markup.h"

#include "safe_text.h"

#include <string.h>

static const char *entity(char c)
{
    switch (c) {
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '&': return "&amp;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    default: return NULL;
    }
}

void markup_append(GString *out, const char *text, guint width)
{
    GString *safe = g_string_new(NULL);

    safe_text_append(safe, text, strlen(text), FALSE);
    safe_text_shorten(safe, width, FALSE);
    for (const char *c = safe->str; *c; c++) {
        const char *escaped = entity(*c);

        if (escaped)
            g_string_append(out, escaped);
        else
            g_string_append_c(out, *c);
    }
    g_string_free(safe, TRUE);
}
