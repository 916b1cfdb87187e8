/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "list_reader.h"

#include <string.h>

enum { QUOTED_MAX = 48 }; /* bytes of a bad entry that are told */

void list_reader_complain(const struct list_reader *self, guint line, const char *what, const char *text, gsize length)
{
    if (!self->complain)
        return;
    char *start = g_strndup(text, MIN(length, QUOTED_MAX));
    char *quoted = g_strescape(start, NULL);
    char *reason = g_strdup_printf("expected %s instead of “%s%s”", what, quoted, length > QUOTED_MAX ? "…" : "");

    self->complain(self->file, line, reason, self->complain_data);
    g_free(reason);
    g_free(quoted);
    g_free(start);
}

void list_reader_entry(const struct list_reader *self, guint line, const char *text, gsize length)
{
    struct address_range range;
    const char          *expected = address_range_parse(text, length, &range);

    if (expected)
        list_reader_complain(self, line, expected, text, length);
    else
        self->visit(&range, line, self->visit_data);
}

static gboolean begins_as_json(struct text_source *source)
{
    gsize       length, blanks = 0;
    const char *text = text_source_peek(source, &length);

    while (blanks < length && g_ascii_isspace(text[blanks]))
        blanks++;
    return blanks < length && strchr("{[", text[blanks]) && text[blanks];
}

void list_reader_read(struct list_reader *self)
{
    GError             *error = NULL;
    struct text_source *source = text_source_open(self->file, &error);

    if (source) {
        (begins_as_json(source) ? list_reader_json : list_reader_text)(self, source);
        if (text_source_error(source))
            error = g_error_copy(text_source_error(source));
        text_source_free(source);
    }
    if (error && self->complain)
        self->complain(self->file, 0, error->message, self->complain_data);
    g_clear_error(&error);
}
