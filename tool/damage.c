/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "damage.h"

#include "safe_text.h"

#include <stdarg.h>

enum { SAID_IN_FULL = 5, EXCERPT = 40 };

void damage_init(struct damage *self, const char *file)
{
    *self = (struct damage){ .file = safe_text_of(file) };
}

void damage_clear(struct damage *self)
{
    g_clear_pointer(&self->file, g_free);
    g_clear_pointer(&self->broken, g_free);
}

void damage_row(struct damage *self, guint64 line, const char *format, ...)
{
    va_list arguments;
    char   *message;

    if (++self->rows > SAID_IN_FULL || self->silent)
        return;
    va_start(arguments, format);
    message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_printerr("winnow: %s:%" G_GUINT64_FORMAT ": %s\n", self->file, line, message);
    g_free(message);
}

void damage_value(struct damage *self, guint64 line, const char *field, struct cell cell, const char *expected)
{
    GString *excerpt = g_string_new(NULL);

    safe_text_append(excerpt, cell.text, MIN(cell.length, EXCERPT), FALSE);
    if (cell.length)
        damage_row(self, line, "expected %s in %s, found \"%s%s\"", expected, field, excerpt->str,
                   cell.length > EXCERPT ? "..." : "");
    else
        damage_row(self, line, "expected %s in %s, found nothing", expected, field);
    g_string_free(excerpt, TRUE);
}

void damage_broken(struct damage *self, const char *reason)
{
    g_free(self->broken);
    self->broken = g_strdup(reason);
    if (!self->silent)
        g_printerr("winnow: %s: %s\n", self->file, reason);
}

gboolean damage_finish(const struct damage *self, guint64 rows_read)
{
    if (self->rows && !self->silent)
        g_printerr("winnow: %s: %" G_GUINT64_FORMAT " damaged row%s left out, %" G_GUINT64_FORMAT " read\n", self->file,
                   self->rows, self->rows == 1 ? "" : "s", rows_read);
    if (self->table_lines && !self->silent)
        g_printerr("winnow: %s: %" G_GUINT64_FORMAT
                   " line%s of a table after the rows left out (tshark -q keeps -z apart)\n",
                   self->file, self->table_lines, self->table_lines == 1 ? "" : "s");
    return !self->rows && !self->broken;
}
