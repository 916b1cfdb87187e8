/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "export_header.h"

#include <string.h>

#include "name_places.h"

static gboolean is_name_byte(char c)
{
    return g_ascii_isalnum(c) || c == '_' || c == '.' || c == '-';
}

/* What follows the first name: of the usual separators the one that is there, for titles of columns hold spaces. */
static char find_separator(const char *line, gsize length, char quote)
{
    static const char USUAL[] = "\t,;|";

    if (quote) {
        const char *close = memchr(line + 1, quote, length - 1);
        return close && close + 1 < line + length ? close[1] : '\t';
    }
    for (const char *usual = USUAL; *usual; usual++)
        if (memchr(line, *usual, length))
            return *usual;
    for (gsize i = 0; i < length; i++)
        if (!is_name_byte(line[i]))
            return line[i];
    return '\t';
}

static char *unquote(const char *name, char quote)
{
    gsize length = strlen(name);

    if (quote && length >= 2 && name[0] == quote && name[length - 1] == quote)
        return g_strndup(name + 1, length - 2);
    return g_strdup(name);
}

static gboolean is_field_name(const char *name)
{
    if (!g_ascii_isalpha(*name) && *name != '_')
        return FALSE;
    for (; *name; name++)
        if (!g_ascii_isprint(*name))
            return FALSE;
    return TRUE;
}

static gboolean names_split(struct export_header *self)
{
    const char delimiter[] = { self->separator, '\0' };
    char     **parts = g_strsplit(self->line, delimiter, -1);
    gboolean   sound = TRUE;

    self->columns = g_strv_length(parts);
    self->names = g_new0(char *, self->columns + 1);
    self->places = name_places_new();
    for (guint i = 0; i < self->columns; i++) {
        self->names[i] = unquote(parts[i], self->quote);
        name_places_set(self->places, self->names[i], i);
        sound = sound && is_field_name(self->names[i]);
        if (g_str_has_prefix(self->names[i], "_ws.col.") && g_ascii_isupper(self->names[i][8]))
            self->raw_backslash = TRUE;
    }
    g_strfreev(parts);
    return sound && self->columns > 0;
}

gboolean export_header_parse(struct export_header *self, const char *line, gsize length)
{
    static const char BOM[] = "\xef\xbb\xbf";

    memset(self, 0, sizeof *self);
    if (length >= 3 && memcmp(line, BOM, 3) == 0)
        line += 3, length -= 3;
    if (length && line[length - 1] == '\r') {
        self->crlf = TRUE;
        length--;
    }
    if (!length || memchr(line, '\0', length))
        return FALSE;
    self->line = g_strndup(line, length);
    self->length = length;
    self->quote = *line == '"' || *line == '\'' ? *line : '\0';
    self->separator = find_separator(line, length, self->quote);
    return names_split(self);
}

void export_header_clear(struct export_header *self)
{
    g_free(self->line);
    g_strfreev(self->names);
    g_clear_pointer(&self->places, g_hash_table_unref);
    memset(self, 0, sizeof *self);
}

int export_header_find(const struct export_header *self, const char *name)
{
    return self->places ? name_places_find(self->places, name) : -1;
}
