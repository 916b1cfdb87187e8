/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "export_reader.h"

#include "export_scan.h"
#include "export_split.h"

#include <string.h>

enum {
    CHUNK = 2 * 1024 * 1024,
    ROW_LIMIT = 1024 * 1024, /* a longer line is damaged */
    WINDOW = 32 * 1024       /* what is scanned at a time: its marks stay in the nearest cache */
};

struct export_reader {
    struct byte_source  *source;
    struct damage       *damage;
    struct export_header header;
    export_scan          scan;

    char    *buffer; /* CHUNK, a newline for the last line that lacks one, and the scanner's padding */
    guint32  start, filled;
    gboolean ended;

    /* The window begins at buffer + start and holds whole rows, unless row_count is 0. marks[-1] exists. */
    struct export_marks window;
    guint32             window_size;
    guint               next_row, next_mark;

    struct export_split *split;

    guint64  line;
    guint64  blank_lines; /* just before this one */
    gboolean in_table, skip_line, header_again;
    gboolean quote_known;
};

static void window_reserve(struct export_reader *self, guint32 size)
{
    gsize    entries = (gsize)size + EXPORT_SCAN_PADDING;
    guint32 *marks = self->window.marks ? self->window.marks - 1 : NULL;

    self->window_size = size;
    self->window.marks = g_renew(guint32, marks, entries + 1) + 1;
    self->window.row_ends = g_renew(guint32, self->window.row_ends, entries);
    self->window.marks[-1] = G_MAXUINT32;
}

struct export_reader *export_reader_new(struct byte_source *source, struct damage *damage)
{
    struct export_reader *self = g_new0(struct export_reader, 1);

    self->source = source;
    self->damage = damage;
    self->scan = export_scan_best();
    self->buffer = g_malloc(CHUNK + 1 + EXPORT_SCAN_PADDING);
    window_reserve(self, WINDOW);
    return self;
}

void export_reader_free(struct export_reader *self)
{
    if (!self)
        return;
    export_header_clear(&self->header);
    export_split_free(self->split);
    g_free(self->window.marks - 1);
    g_free(self->window.row_ends);
    g_free(self->buffer);
    g_free(self);
}

/* Reads more behind the bytes not used yet, until there is a newline among them: FALSE if nothing came. */
static gboolean buffer_fill(struct export_reader *self)
{
    GError  *error = NULL;
    gboolean more = FALSE;

    memmove(self->buffer, self->buffer + self->start, self->filled - self->start);
    self->filled -= self->start;
    self->start = 0;
    while (!self->ended && self->filled < CHUNK) {
        char  *end = self->buffer + self->filled;
        gssize length = byte_source_read(self->source, end, CHUNK - self->filled, &error);

        if (length <= 0) {
            self->ended = TRUE;
            if (length < 0)
                damage_broken(self->damage, error->message);
            if (self->filled && self->buffer[self->filled - 1] != '\n') {
                self->buffer[self->filled++] = '\n';
                more = TRUE;
            }
            break;
        }
        more = TRUE;
        self->filled += (guint32)length;
        if (memchr(end, '\n', (gsize)length))
            break;
    }
    memset(self->buffer + self->filled, 0, EXPORT_SCAN_PADDING);
    g_clear_error(&error);
    return more;
}

/* Drops the rest of a line that was too long: FALSE while its end has not come. */
static gboolean skip_to_newline(struct export_reader *self)
{
    const char *newline = memchr(self->buffer + self->start, '\n', self->filled - self->start);

    self->start = newline ? (guint32)(newline + 1 - self->buffer) : self->filled;
    self->skip_line = !newline;
    return newline != NULL;
}

static void line_too_long(struct export_reader *self)
{
    damage_row(self->damage, ++self->line, "expected a row of at most %d bytes, found a longer one", ROW_LIMIT);
    self->skip_line = TRUE;
}

static void window_leave(struct export_reader *self)
{
    if (self->next_mark)
        self->start += self->window.marks[self->next_mark - 1] + 1;
    self->next_row = self->next_mark = self->window.row_count = 0;
}

/* Puts the window onto the next whole rows: FALSE at the end. */
static gboolean window_next(struct export_reader *self)
{
    window_leave(self);
    for (;;) {
        guint32 there = self->filled - self->start;

        if (self->skip_line && skip_to_newline(self))
            continue;
        if (there && !self->skip_line) {
            self->scan(self->buffer + self->start, MIN(there, self->window_size), self->header.separator, &self->window);
            if (self->window.row_count)
                return TRUE;
            if (there > ROW_LIMIT && self->window_size >= ROW_LIMIT) {
                line_too_long(self);
                continue;
            }
            if (there > self->window_size) {
                window_reserve(self, 2 * self->window_size);
                continue;
            }
        }
        if (!buffer_fill(self))
            return FALSE;
    }
}

/* Of what is not used yet; NULL at the end. */
static const char *first_newline(struct export_reader *self)
{
    const char *newline = memchr(self->buffer + self->start, '\n', self->filled - self->start);

    if (newline || !buffer_fill(self))
        return newline;
    return memchr(self->buffer, '\n', self->filled);
}

/* tshark's statistics may put empty lines before their tables. */
static gboolean header_read(struct export_reader *self)
{
    const char *newline;

    while ((newline = first_newline(self))) {
        const char *line = self->buffer + self->start;

        self->start = (guint32)(newline + 1 - self->buffer);
        self->line++;
        if (newline > line && *line != '\r')
            return export_header_parse(&self->header, line, (gsize)(newline - line));
    }
    return FALSE;
}

const struct export_header *export_reader_open(struct export_reader *self, const char *header, GError **error)
{
    if (header ? !export_header_parse(&self->header, header, strlen(header)) : !header_read(self)) {
        g_set_error_literal(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                            self->filled ? "expected a header line of field names (tshark -T fields -E header=y)" :
                                           "expected a header line of field names, found nothing");
        return NULL;
    }
    self->split = export_split_new(&self->header);
    self->quote_known = self->header.quote != '\0' || header;
    return &self->header;
}

static struct cell row_text(const struct export_row *row, guint last_mark)
{
    guint32     start = row->marks[-1] + 1;
    struct cell text = { row->base + start, row->marks[last_mark] - start };

    if (text.length && text.text[text.length - 1] == '\r')
        text.length--;
    return text;
}

static void find_quote(struct export_reader *self, const struct export_row *row, guint cells)
{
    self->quote_known = export_split_find_quote(self->split, row_text(row, cells - 1), &self->header.quote);
}

static gboolean is_header(const struct export_reader *self, struct cell text)
{
    return text.length == self->header.length && memcmp(text.text, self->header.line, text.length) == 0;
}

static void blank_lines_are_damage(struct export_reader *self)
{
    for (; self->blank_lines; self->blank_lines--)
        damage_row(self->damage, self->line - self->blank_lines, "expected %u cells, found an empty line",
                   self->header.columns);
}

/* tshark -z without -q prints its tables after the rows: after an empty line, or under a double rule. */
static gboolean table_begins(const struct export_reader *self, struct cell text)
{
    return self->header.columns > 1 && (self->blank_lines || (text.length >= 3 && memcmp(text.text, "===", 3) == 0));
}

static gboolean is_quoted_after_all(struct export_reader *self, struct export_row *row, struct cell text)
{
    if (!export_split_find_rare_quote(self->split, text, &self->header.quote))
        return FALSE;
    row->quote = self->header.quote;
    row->dressed = TRUE;
    return export_split_row(self->split, row, text);
}

/* A line that has not as many cells as names, or follows a table: TRUE if it is a row after all. */
static gboolean odd_line(struct export_reader *self, struct export_row *row, guint cells)
{
    struct cell text = row_text(row, cells - 1);

    if (is_header(self, text)) {
        self->header_again = TRUE;
        self->in_table = FALSE;
        self->blank_lines = 0;
    } else if (self->in_table) {
        self->damage->table_lines++;
    } else if (text.length == 0) {
        self->blank_lines++;
    } else if (export_split_row(self->split, row, text) || is_quoted_after_all(self, row, text)) {
        return TRUE;
    } else if (table_begins(self, text)) {
        self->in_table = TRUE;
        self->damage->table_lines += self->blank_lines + 1;
        self->blank_lines = 0;
    } else {
        damage_row(self->damage, row->line, "expected %u cells, found %u", self->header.columns, cells);
    }
    return FALSE;
}

gboolean export_reader_next(struct export_reader *self, struct export_row *row)
{
    for (;;) {
        guint    end, cells;
        gboolean odd;

        if (self->next_row == self->window.row_count && !window_next(self))
            return FALSE;
        end = self->window.row_ends[self->next_row++];
        cells = end - self->next_mark + 1;
        row->base = self->buffer + self->start;
        row->marks = self->window.marks + self->next_mark;
        row->line = ++self->line;
        row->last = self->header.columns - 1;
        if (G_UNLIKELY(!self->quote_known))
            find_quote(self, row, cells);
        row->quote = self->header.quote;
        row->dressed = row->quote || self->header.crlf;
        self->next_mark = end + 1;

        odd = cells != self->header.columns || self->in_table ||
              (row->base[row->marks[-1] + 1] == self->header.line[0] && is_header(self, row_text(row, cells - 1)));
        if (G_UNLIKELY(odd) && !odd_line(self, row, cells))
            continue;
        if (G_UNLIKELY(self->blank_lines))
            blank_lines_are_damage(self);
        row->after_header = self->header_again;
        self->header_again = FALSE;
        return TRUE;
    }
}
