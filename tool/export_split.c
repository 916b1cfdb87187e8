/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "export_split.h"

#include <string.h>

struct export_split {
    const struct export_header *header;
    guint32                    *marks; /* one more than columns; [-1] exists */
};

struct export_split *export_split_new(const struct export_header *header)
{
    struct export_split *self = g_new0(struct export_split, 1);

    self->header = header;
    self->marks = g_new0(guint32, header->columns + 2) + 1;
    self->marks[-1] = G_MAXUINT32;
    return self;
}

void export_split_free(struct export_split *self)
{
    if (!self)
        return;
    g_free(self->marks - 1);
    g_free(self);
}

/* Where the cell that begins at text[from] ends. */
typedef guint (*cell_end)(const struct export_header *, char quote, struct cell text, guint from);

static gboolean is_end(const struct export_header *header, struct cell text, guint at)
{
    return at == text.length || text.text[at] == header->separator;
}

static guint bare_end(const struct export_header *header, char quote, struct cell text, guint from)
{
    (void)quote;
    while (!is_end(header, text, from))
        from++;
    return from;
}

/* tshark 4.4 doubles a quote inside a value: the run that closes it is odd. */
static guint doubled_end(const struct export_header *header, char quote, struct cell text, guint from)
{
    guint run = 0;

    if (from == text.length || text.text[from] != quote)
        return bare_end(header, quote, text, from);
    for (guint at = from + 1; at < text.length; at++) {
        run = text.text[at] == quote ? run + 1 : 0;
        if (run % 2 && is_end(header, text, at + 1))
            return at + 1;
    }
    return text.length;
}

/* tshark 4.0 does not: a quote before a separator closes. */
static guint single_end(const struct export_header *header, char quote, struct cell text, guint from)
{
    if (from == text.length || text.text[from] != quote)
        return bare_end(header, quote, text, from);
    for (guint at = from + 1; at < text.length; at++)
        if (text.text[at] == quote && is_end(header, text, at + 1))
            return at + 1;
    return text.length;
}

/* Without quotes 4.4 escapes the separator. */
static guint escaped_end(const struct export_header *header, char quote, struct cell text, guint from)
{
    (void)quote;
    for (; !is_end(header, text, from); from++)
        if (text.text[from] == '\\' && from + 1 < text.length)
            from++;
    return from;
}

static gboolean split_by(struct export_split *self, struct cell text, char quote, cell_end end_of)
{
    guint from = 0;

    for (guint column = 0; column < self->header->columns; column++) {
        guint end = end_of(self->header, quote, text, from);

        self->marks[column] = end;
        if (end == text.length)
            return column + 1 == self->header->columns;
        from = end + 1;
    }
    return FALSE;
}

/* All cells that are not empty wear it, or, where it is rare, those that begin with it. */
static gboolean is_quoted(const struct export_split *self, struct cell text, char quote, gboolean is_rare)
{
    for (guint column = 0; column < self->header->columns; column++) {
        guint    start = self->marks[(gssize)column - 1] + 1, end = self->marks[column];
        gboolean begins = start < end && text.text[start] == quote;

        if (start < end && (begins ? end - start < 2 || text.text[end - 1] != quote : !is_rare))
            return FALSE;
    }
    return TRUE;
}

gboolean export_split_find_quote(struct export_split *self, struct cell text, char *quote)
{
    guint first = 0;

    while (first < text.length && text.text[first] == self->header->separator)
        first++;
    if (first == text.length)
        return FALSE;
    *quote = text.text[first] == '"' || text.text[first] == '\'' ? text.text[first] : '\0';
    if (*quote && !((split_by(self, text, *quote, doubled_end) || split_by(self, text, *quote, single_end)) &&
                    is_quoted(self, text, *quote, FALSE)))
        *quote = '\0';
    return TRUE;
}

gboolean export_split_find_rare_quote(struct export_split *self, struct cell text, char *quote)
{
    gboolean may_be = !*quote && self->header->separator == ',' && memchr(text.text, '"', text.length);

    if (!may_be || !split_by(self, text, '"', doubled_end) || !is_quoted(self, text, '"', TRUE))
        return FALSE;
    *quote = '"';
    return TRUE;
}

gboolean export_split_row(struct export_split *self, struct export_row *row, struct cell text)
{
    char     quote = self->header->quote;
    gboolean fits = quote ? split_by(self, text, quote, doubled_end) || split_by(self, text, quote, single_end) :
                            !self->header->raw_backslash && split_by(self, text, quote, escaped_end);

    if (fits) {
        row->base = text.text;
        row->marks = self->marks;
    }
    return fits;
}

struct cell export_cell_undress(const struct export_row *row, guint column, struct cell cell)
{
    if (column == row->last && cell.length && cell.text[cell.length - 1] == '\r')
        cell.length--;
    if (row->quote && cell.length >= 2 && cell.text[0] == row->quote && cell.text[cell.length - 1] == row->quote) {
        cell.text++;
        cell.length -= 2;
    }
    return cell;
}

/* The byte that a backslash and this letter stand for, or '\0'. */
static char escaped_byte(const struct export_header *header, char letter)
{
    static const char LETTERS[] = "bfnrtav", BYTES[] = "\b\f\n\r\t\a\v";
    const char       *known = letter ? strchr(LETTERS, letter) : NULL;

    if (known && (known - LETTERS < 5 || !header->raw_backslash))
        return BYTES[known - LETTERS];
    return !header->raw_backslash && (letter == '\\' || letter == header->separator) ? letter : '\0';
}

void export_cell_value(const struct export_header *header, struct cell cell, GString *out)
{
    const char *end = cell.text + cell.length;

    if (!memchr(cell.text, '\\', cell.length) && !(header->quote && memchr(cell.text, header->quote, cell.length))) {
        g_string_append_len(out, cell.text, cell.length);
        return;
    }
    for (const char *c = cell.text; c < end; c++) {
        char next = c + 1 < end ? c[1] : '\0';
        char byte = *c == '\\' ? escaped_byte(header, next) : '\0';

        if (byte || (header->quote && *c == header->quote && next == *c && !header->raw_backslash))
            c++;
        g_string_append_c(out, byte ? byte : *c);
    }
}
