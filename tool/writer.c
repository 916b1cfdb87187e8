/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "writer_html.h"

#include <stdarg.h>

/* To add a format: its file, its row. */
static const struct writer_format *const FORMATS[] = {
    &writer_table, &writer_csv, &writer_tsv, &writer_json, &writer_markdown, &writer_html,
};

const struct writer_format *writer_format_named(const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(FORMATS); i++)
        if (g_ascii_strcasecmp(name, FORMATS[i]->name) == 0)
            return FORMATS[i];
    return NULL;
}

const struct writer_format *writer_format_of_file(const char *file)
{
    for (guint i = 0; i < G_N_ELEMENTS(FORMATS); i++)
        if (g_str_has_suffix(file, FORMATS[i]->ending))
            return FORMATS[i];
    return NULL;
}

char *writer_formats(void)
{
    GString *names = g_string_new(NULL);

    for (guint i = 0; i < G_N_ELEMENTS(FORMATS); i++)
        g_string_append_printf(names, "%s%s", i ? ", " : "", FORMATS[i]->name);
    return g_string_free(names, FALSE);
}

struct writer *writer_new(const struct writer_format *format, const struct writer_style *style)
{
    struct writer *self = g_malloc0(format->size);

    self->format = format;
    self->style = *style;
    self->out = g_string_new(NULL);
    return self;
}

void writer_free(struct writer *self)
{
    if (!self)
        return;
    if (self->format->clear)
        self->format->clear(self);
    g_string_free(self->out, TRUE);
    g_free(self);
}

void writer_begin(struct writer *self)
{
    if (self->format->begin)
        self->format->begin(self);
}

void writer_begin_table(struct writer *self, const struct table *table)
{
    self->table = table;
    self->format->begin_table(self);
    self->tables++;
}

void writer_row(struct writer *self, const struct value *values)
{
    self->format->row(self, values);
}

void writer_remark(struct writer *self, const char *format, ...)
{
    va_list arguments;
    char   *text;

    if (!self->format->remark)
        return;
    va_start(arguments, format);
    text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    self->format->remark(self, text);
    g_free(text);
}

void writer_flush(struct writer *self)
{
    if (self->format->flush)
        self->format->flush(self);
}

void writer_end_table(struct writer *self)
{
    if (self->format->end_table)
        self->format->end_table(self);
    self->table = NULL;
}

void writer_end(struct writer *self)
{
    if (self->format->end)
        self->format->end(self);
}
