/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "flow_export.h"

#include "cell_parse.h"
#include "columns.h"
#include "flow_head.h"
#include "last_rows.h"

enum { NO_FLOW = -1, TEXT_SIZE = 64 /* most values */ };

struct flow_export {
    struct result             *result;
    const struct flow_columns *columns; /* NULL: the first input's */
    struct flow_head           head;
    gboolean                   begun; /* the table; the head is known */
    GPtrArray                 *texts; /* of GString: of a row's values */
    GArray                    *values;
    struct measure_view        view;
    gboolean                   full; /* whoever reads has left */

    /* the open export */
    struct open_export *export;
    int      id_at, number_at; /* columns */
    gboolean is_table;         /* its rows are flows, in order */

    /* the capture */
    struct last_rows *rows;        /* unless it is a table */
    gint64            last_id;     /* in a table */
    guint64           last_number; /* of a packet */
    guint64           ids_end;     /* above the ids of all flows so far, where they go on counting */
};

struct flow_export *flow_export_new(struct result *result, const struct flow_columns *columns, int series)
{
    struct flow_export *self = g_new0(struct flow_export, 1);

    self->result = result;
    self->columns = columns;
    self->view.series = series;
    self->rows = last_rows_new();
    self->texts = g_ptr_array_new();
    self->values = g_array_new(FALSE, TRUE, sizeof(struct value));
    return self;
}

void flow_export_free(struct flow_export *self)
{
    if (self->begun)
        flow_head_clear(&self->head);
    for (guint i = 0; i < self->texts->len; i++)
        g_string_free(g_ptr_array_index(self->texts, i), TRUE);
    g_ptr_array_unref(self->texts);
    g_array_unref(self->values);
    last_rows_free(self->rows);
    g_free(self);
}

static void begin_table(struct flow_export *self)
{
    const struct flow_columns *columns = self->columns;

    if (!columns && self->result->writer->format->for_eyes)
        columns = &flow_columns_readable;
    flow_head_init(&self->head, columns, self->export->header);
    for (guint i = 0; i < self->head.columns.count; i++)
        g_ptr_array_add(self->texts, g_string_sized_new(TEXT_SIZE));
    g_array_set_size(self->values, self->head.columns.count);
    writer_begin_table(self->result->writer, &self->head.table);
    self->begun = TRUE;
}

static void say_what_is_lost(const struct flow_export *self)
{
    const char *file = self->export->damage->file;
    char       *lost = flow_head_lost(&self->head, self->export->header);

    if (lost && !self->export->damage->silent)
        g_printerr("winnow: %s: left out, for the first input has no such columns: %s\n", file, lost);
    g_free(lost);
}

static void begin_capture(struct flow_export *self)
{
    self->view.capture++;
    self->view.first_id = self->ids_end;
    self->last_id = NO_FLOW;
    self->last_number = 0;
}

gboolean flow_export_begin(gpointer data, struct open_export *export)
{
    struct flow_export *self = data;

    self->export = export;
    self->view.header = export->header;
    self->id_at = export_header_find(export->header, column_name(COLUMN_FLOW_ID));
    self->number_at = export_header_find(export->header, column_name(COLUMN_FRAME_NUMBER));
    self->is_table = (export->input && export->input->tshark) || flow_header_is_table(export->header);
    if (self->id_at < 0) {
        damage_broken(export->damage, "no column winnow.flow.id, which says what flow a packet belongs to: tshark "
                                      "-T fields -E header=y $(winnow fields all) exports it, and all that is known "
                                      "of flows");
        return FALSE;
    }
    if (!self->begun)
        begin_table(self);
    say_what_is_lost(self);
    flow_head_find(&self->head, export->header);
    begin_capture(self);
    return TRUE;
}

static struct cell cell_at(const struct export_row *row, int column)
{
    return column >= 0 ? export_row_cell(row, (guint)column) : (struct cell){ "", 0 };
}

static gboolean is_text(enum value_kind kind)
{
    return kind == VALUE_TEXT || kind == VALUE_DECIMAL;
}

static gboolean read_value(struct flow_export *self, const struct export_row *row, guint column)
{
    const struct flow_column *shown = &self->head.columns.columns[column];
    GString                  *text = g_ptr_array_index(self->texts, column);
    const char               *source;
    char                     *name;

    g_string_truncate(text, 0);
    self->view.value.known = FALSE;
    if (!shown->measure)
        return TRUE;
    for (guint s = 0; s < FLOW_SOURCES; s++)
        self->view.cells[s] = cell_at(row, self->head.at[column][s]);
    if (measure_read(shown->measure, &self->view, text)) {
        g_array_index(self->values, struct value, column) =
            is_text(shown->measure->kind) ? value_text(text->str) : self->view.value;
        return TRUE;
    }
    source = shown->sources[self->view.wrong];
    name = g_strconcat("winnow.", source, NULL);
    damage_value(self->export->damage, row->line, name, self->view.cells[self->view.wrong], self->view.expected);
    g_free(name);
    return FALSE;
}

static gboolean write_row(struct flow_export *self, const struct export_row *row)
{
    for (guint i = 0; i < self->head.columns.count; i++)
        if (!read_value(self, row, i))
            return FALSE;
    writer_row(self->result->writer, (const struct value *)(gpointer)self->values->data);
    self->full = !result_take(self->result);
    return TRUE;
}

static void write_held(guint32 id, const struct export_row *row, gpointer data)
{
    struct flow_export *self = data;

    (void)id;
    if (!self->full && !write_row(self, row))
        self->export->rows--;
}

/* FALSE, and said to the damage, if it is none. A packet may belong to no flow: then *id is NO_FLOW. */
static gboolean read_id(struct flow_export *self, const struct export_row *row, gint64 *id)
{
    struct cell cell = export_row_cell(row, (guint)self->id_at);
    guint64     number = 0;
    gboolean    none = cell.length == 0 && !self->is_table;

    if (!none && (!cell_number(cell, &number) || number > G_MAXUINT32)) {
        damage_value(self->export->damage, row->line, column_name(COLUMN_FLOW_ID), cell, "a flow's number");
        return FALSE;
    }
    *id = none ? NO_FLOW : (gint64)number;
    return TRUE;
}

static void end_capture(struct flow_export *self)
{
    last_rows_hand_out(self->rows, write_held, self);
}

static void look_for_next_capture(struct flow_export *self, const struct export_row *row)
{
    guint64 number = 0;

    cell_number(cell_at(row, self->number_at), &number);
    if (G_UNLIKELY(reading_is_next_capture(number, self->last_number, row))) {
        end_capture(self);
        begin_capture(self);
    }
    self->last_number = number;
}

/* In a table ids rise, but where tshark began anew (-M). */
static gboolean is_in_order(struct flow_export *self, const struct export_row *row, gint64 id)
{
    if (id < self->last_id) {
        end_capture(self);
        begin_capture(self);
    } else if (id == self->last_id) {
        damage_row(self->export->damage, row->line, "expected a line for each flow, found two for %" G_GINT64_FORMAT, id);
        return FALSE;
    }
    return TRUE;
}

gboolean flow_export_row(gpointer data, struct open_export *export, const struct export_row *row)
{
    struct flow_export *self = data;
    gint64              id;

    look_for_next_capture(self, row);
    if (!read_id(self, row, &id) || id == NO_FLOW || (self->is_table && !is_in_order(self, row, id)))
        return TRUE;
    self->ids_end = MAX(self->ids_end, self->view.first_id + (guint64)id + 1);
    self->last_id = id;
    if (!self->is_table)
        last_rows_put(self->rows, (guint32)id, row);
    else if (!write_row(self, row))
        return TRUE;
    export->rows++;
    return !self->full;
}

void flow_export_end(gpointer data, struct open_export *export)
{
    (void)export;
    end_capture(data);
}
