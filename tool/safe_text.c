/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "safe_text.h"

#include <string.h>

static gboolean is_plain(char c)
{
    return c >= 0x20 && c < 0x7f;
}

static gboolean is_invisible(gunichar c)
{
    switch (g_unichar_type(c)) {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR: return TRUE;
    default: return FALSE;
    }
}

static void append_byte(GString *out, guint8 byte)
{
    switch (byte) {
    case '\t': g_string_append(out, "\\t"); break;
    case '\n': g_string_append(out, "\\n"); break;
    case '\r': g_string_append(out, "\\r"); break;
    default: g_string_append_printf(out, "\\x%02x", byte);
    }
}

static void append_character(GString *out, gunichar c, gboolean ascii_only)
{
    if (!ascii_only && !is_invisible(c))
        g_string_append_unichar(out, c);
    else if (c <= 0xffff)
        g_string_append_printf(out, "\\u%04x", c);
    else
        g_string_append_printf(out, "\\U%08x", c);
}

void safe_text_append(GString *out, const char *text, gsize length, gboolean ascii_only)
{
    const char *end = text + length;

    while (text < end) {
        const char *plain = text;
        gunichar    c;

        while (text < end && is_plain(*text))
            text++;
        g_string_append_len(out, plain, text - plain);
        if (text == end)
            break;
        c = (guint8)*text < 0x80 ? (gunichar)-1 : g_utf8_get_char_validated(text, end - text);
        if (c >= (gunichar)-2) {
            append_byte(out, (guint8)*text++);
            continue;
        }
        append_character(out, c, ascii_only);
        text = g_utf8_next_char(text);
    }
}

static gboolean is_all_plain(const char *text, gsize length)
{
    while (length && is_plain(text[length - 1]))
        length--;
    return !length;
}

/* The usual text is plain. */
gsize safe_text_copy(char *to, gsize most, const char *text, gsize length)
{
    GString *safe;

    if (!length) /* and text may be NULL */
        return 0;
    if (is_all_plain(text, length)) {
        memcpy(to, text, MIN(length, most));
        return MIN(length, most);
    }
    safe = g_string_new(NULL);
    safe_text_append(safe, text, length, FALSE);
    length = MIN(safe->len, most);
    while (length && (safe->str[length] & 0xc0) == 0x80) /* in the middle of a character */
        length--;
    memcpy(to, safe->str, length);
    g_string_free(safe, TRUE);
    return length;
}

char *safe_text_of(const char *text)
{
    GString *safe = g_string_new(NULL);

    safe_text_append(safe, text, strlen(text), FALSE);
    return g_string_free(safe, FALSE);
}

static guint character_width(gunichar c)
{
    return g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
}

guint safe_text_width(const char *text)
{
    guint width = 0;

    for (; *text; text = g_utf8_next_char(text))
        width += character_width(g_utf8_get_char(text));
    return width;
}

gsize safe_text_line(const char *text, guint width)
{
    const char *c = text, *blank = NULL;
    guint       taken = 0;

    for (; *c; c = g_utf8_next_char(c)) {
        taken += character_width(g_utf8_get_char(c));
        if (*c == ' ')
            blank = c;
        if (taken > width && *c != ' ')
            break;
    }
    if (*c && blank > text)
        c = blank;
    return (gsize)((c > text ? c : g_utf8_next_char(text)) - text);
}

void safe_text_shorten(GString *text, guint width, gboolean ascii_only)
{
    guint       taken = 0;
    const char *c = text->str;

    if (safe_text_width(text->str) <= width || width == 0)
        return;
    for (; *c; c = g_utf8_next_char(c)) {
        guint next = character_width(g_utf8_get_char(c));
        if (taken + next > width - 1)
            break;
        taken += next;
    }
    g_string_truncate(text, (gsize)(c - text->str));
    g_string_append(text, ascii_only ? "~" : "…");
}
