/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Aligned columns for eyes. The rows of a table are kept until its end and its widths are known; of a table that streams
 * only the first ones are. */
#include "writer.h"

#include "bar.h"
#include "safe_text.h"
#include "table_widths.h"

#include <string.h>

enum { HELD_ROWS = 100, BAR_WIDTH = 24, BAR_MIN = 6, GAP = 2, INDENT = 4 };

struct table_writer {
    struct writer writer;
    GPtrArray    *rows;   /* of char *: cells, NULL-terminated; a remark is one cell and no more */
    GArray       *shares; /* double: of the bar, by row */
    GArray       *widths; /* guint */
    guint         bar_width;
    gboolean      open;  /* the head has been written: widths are fixed */
    gboolean      below; /* the last column stands below its row, its own width being 0 */
};

#define SELF(writer) ((struct table_writer *)(writer))

static void begin(struct writer *writer)
{
    SELF(writer)->rows = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
    SELF(writer)->shares = g_array_new(FALSE, TRUE, sizeof(double));
    SELF(writer)->widths = g_array_new(FALSE, TRUE, sizeof(guint));
}

static void clear(struct writer *writer)
{
    struct table_writer *self = SELF(writer);

    g_clear_pointer(&self->rows, g_ptr_array_unref);
    g_clear_pointer(&self->shares, g_array_unref);
    g_clear_pointer(&self->widths, g_array_unref);
}

static guint width_of(struct writer *writer, guint column)
{
    return g_array_index(SELF(writer)->widths, guint, column);
}

static void append_styled(struct writer *writer, const char *code, const char *text)
{
    if (writer->style.colour)
        g_string_append_printf(writer->out, "\033[%sm%s\033[0m", code, text);
    else
        g_string_append(writer->out, text);
}

static void append_spaces(GString *out, guint count)
{
    while (count--)
        g_string_append_c(out, ' ');
}

static void begin_table(struct writer *writer)
{
    struct table_writer *self = SELF(writer);

    if (writer->tables)
        g_string_append_c(writer->out, '\n');
    if (!writer->table->streams) {
        append_styled(writer, "1", writer->table->title);
        g_string_append_c(writer->out, '\n');
    }
    g_ptr_array_set_size(self->rows, 0);
    g_array_set_size(self->shares, 0);
    g_array_set_size(self->widths, 0);
    g_array_set_size(self->widths, writer->table->count);
    self->open = FALSE;
    self->below = FALSE;
}

static char *cell_text(struct writer *writer, enum value_kind kind, const struct value *value)
{
    GString *raw = g_string_new(NULL), *safe = g_string_new(NULL);

    value_append_readable(raw, kind, value);
    safe_text_append(safe, raw->str, raw->len, writer->style.ascii_only);
    g_string_free(raw, TRUE);
    return g_string_free(safe, FALSE);
}

static double bar_value(const struct table *table, const struct value *values)
{
    enum value_kind kind;

    if (table->bar < 0 || !values[table->bar].known)
        return 0;
    kind = table->columns[table->bar].kind;
    return kind == VALUE_COUNT || kind == VALUE_BYTES ? (double)values[table->bar].number : values[table->bar].real;
}

static void append_bar(struct writer *writer, double part)
{
    GString *bar = g_string_new(NULL);

    bar_append(bar, part, SELF(writer)->bar_width, writer->style.ascii_only);
    if (bar->len) {
        append_spaces(writer->out, GAP);
        append_styled(writer, "36", bar->str);
    }
    g_string_free(bar, TRUE);
}

static gboolean is_shown(struct writer *writer, guint column)
{
    return width_of(writer, column) > 0;
}

static void append_cell(struct writer *writer, guint column, const char *text, gboolean *first)
{
    guint    width = width_of(writer, column), taken;
    GString *cell = g_string_new(text);

    if (table_widths_is_left(writer->table->columns[column].kind) && !writer->table->streams)
        safe_text_shorten(cell, width, writer->style.ascii_only);
    taken = safe_text_width(cell->str);
    if (!*first)
        append_spaces(writer->out, GAP);
    *first = FALSE;
    if (!table_widths_is_left(writer->table->columns[column].kind) && taken < width)
        append_spaces(writer->out, width - taken);
    g_string_append(writer->out, cell->str);
    if (table_widths_is_left(writer->table->columns[column].kind) && taken < width)
        append_spaces(writer->out, width - taken);
    g_string_free(cell, TRUE);
}

static void end_line(struct writer *writer)
{
    while (writer->out->len && writer->out->str[writer->out->len - 1] == ' ')
        g_string_truncate(writer->out, writer->out->len - 1);
    g_string_append_c(writer->out, '\n');
}

/* As many lines as it takes. */
static void write_below(struct writer *writer, const char *text)
{
    const guint room = MAX(writer->style.columns, 2 * INDENT) - INDENT;

    while (*text) {
        gsize length = safe_text_line(text, room);

        append_spaces(writer->out, INDENT);
        g_string_append_len(writer->out, text, (gssize)length);
        end_line(writer);
        for (text += length; *text == ' ';)
            text++;
    }
}

static void write_row(struct writer *writer, char **cells, double part)
{
    gboolean first = TRUE, is_remark = !cells[1] && writer->table->count > 1;

    if (is_remark) {
        append_styled(writer, "2", cells[0]);
    } else {
        for (guint i = 0; i < writer->table->count; i++)
            if (is_shown(writer, i))
                append_cell(writer, i, cells[i], &first);
        append_bar(writer, part);
    }
    end_line(writer);
    if (SELF(writer)->below && !is_remark)
        write_below(writer, cells[writer->table->count - 1]);
}

static void write_head(struct writer *writer)
{
    GString *line = g_string_new(NULL), *out = writer->out;
    gboolean first = TRUE;

    writer->out = line;
    for (guint i = 0; i < writer->table->count; i++)
        if (is_shown(writer, i))
            append_cell(writer, i, writer->table->columns[i].title, &first);
    end_line(writer);
    g_string_truncate(line, line->len - 1);
    writer->out = out;
    append_styled(writer, "2", line->str);
    g_string_append_c(out, '\n');
    g_string_free(line, TRUE);
}

static void write_held(struct writer *writer)
{
    struct table_writer *self = SELF(writer);
    double               most = 0;

    for (guint i = 0; i < self->shares->len; i++)
        most = MAX(most, g_array_index(self->shares, double, i));
    for (guint i = 0; i < self->rows->len; i++)
        write_row(writer, g_ptr_array_index(self->rows, i), most > 0 ? g_array_index(self->shares, double, i) / most : 0);
    g_ptr_array_set_size(self->rows, 0);
    g_array_set_size(self->shares, 0);
}

/* Sentences are not cut: rather they get lines of their own. The bar gives way first, and goes if hardly anything of it
 * would be left. */
static void fit_terminal(struct writer *writer)
{
    struct table_writer *self = SELF(writer);
    guint                columns = writer->style.columns, taken = table_widths_total(self->widths, GAP) + GAP;

    self->below = writer->table->prose && taken > columns + GAP;
    if (self->below)
        g_array_index(self->widths, guint, writer->table->count - 1) = 0;
    self->bar_width = columns > taken ? MIN(columns - taken, BAR_WIDTH) : 0;
    if (self->bar_width < BAR_MIN)
        self->bar_width = 0;
    table_widths_squeeze(self->widths, writer->table, GAP, columns);
}

static void open_table(struct writer *writer)
{
    table_widths_measure(SELF(writer)->widths, writer->table, SELF(writer)->rows);
    SELF(writer)->bar_width = BAR_WIDTH;
    if (!writer->table->streams && writer->style.columns)
        fit_terminal(writer);
    if (SELF(writer)->rows->len)
        write_head(writer);
    SELF(writer)->open = TRUE;
}

static void flush(struct writer *writer)
{
    if (!writer->table || !writer->table->streams || !SELF(writer)->rows->len)
        return;
    if (!SELF(writer)->open)
        open_table(writer);
    write_held(writer);
}

static void row(struct writer *writer, const struct value *values)
{
    struct table_writer *self = SELF(writer);
    const struct table  *table = writer->table;
    char               **cells = g_new0(char *, table->count + 1);
    double               share = bar_value(table, values);

    for (guint i = 0; i < table->count; i++)
        cells[i] = cell_text(writer, table->columns[i].kind, &values[i]);
    g_ptr_array_add(self->rows, cells);
    g_array_append_val(self->shares, share);
    if (table->streams && (self->open || self->rows->len == HELD_ROWS))
        flush(writer);
}

static void remark(struct writer *writer, const char *text)
{
    struct table_writer *self = SELF(writer);
    char               **cells = g_new0(char *, 2);
    double               share = 0;
    GString             *safe = g_string_new(NULL);

    safe_text_append(safe, text, strlen(text), writer->style.ascii_only);
    cells[0] = g_string_free(safe, FALSE);
    g_ptr_array_add(self->rows, cells);
    g_array_append_val(self->shares, share);
}

/* One row stands upright: a line for each value. */
static void write_single(struct writer *writer)
{
    char **cells = g_ptr_array_index(SELF(writer)->rows, 0);
    guint  width = 0;

    for (guint i = 0; i < writer->table->count; i++)
        width = MAX(width, safe_text_width(writer->table->columns[i].title));
    for (guint i = 0; i < writer->table->count; i++) {
        if (!*cells[i])
            continue;
        append_styled(writer, "2", writer->table->columns[i].title);
        append_spaces(writer->out, width - safe_text_width(writer->table->columns[i].title) + GAP);
        g_string_append(writer->out, cells[i]);
        end_line(writer);
    }
}

static void end_table(struct writer *writer)
{
    struct table_writer *self = SELF(writer);

    if (writer->table->single && self->rows->len) {
        write_single(writer);
        return;
    }
    if (!self->open)
        open_table(writer);
    write_held(writer);
}

const struct writer_format writer_table = {
    .name = "table",
    .ending = ".txt",
    .for_eyes = TRUE,
    .size = sizeof(struct table_writer),
    .begin = begin,
    .begin_table = begin_table,
    .row = row,
    .remark = remark,
    .flush = flush,
    .end_table = end_table,
    .clear = clear,
};
