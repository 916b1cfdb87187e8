/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * -z winnow,flows: one row a flow, in order of their ids. The rows of flows that have gone wait in a temporary file. */
#include "ws_compat.h"

#include "statistic.h"

#include <errno.h>

#include "capture_session.h"
#include "flow_rows.h"

struct waiting_row {
    guint64 place; /* session and id */
    gint64  offset;
    gsize   length;
};

struct flows {
    struct flow_rows *rows;
    FILE             *store;   /* of the rows that wait; NULL: none yet */
    GArray           *waiting; /* struct waiting_row */
    int               error;   /* errno by which rows were lost; 0: none were */
    GString          *line;
    FILE             *out;  /* while the table is written */
    guint             next; /* of those that wait, to be written */
};

static gpointer flows_new(void)
{
    struct flows *self = g_new0(struct flows, 1);

    self->waiting = g_array_new(FALSE, FALSE, sizeof(struct waiting_row));
    self->line = g_string_new(NULL);
    self->rows = flow_rows_new();
    return self;
}

static void flows_free(gpointer data)
{
    struct flows *self = data;

    if (self->store)
        fclose(self->store);
    g_array_unref(self->waiting);
    g_string_free(self->line, TRUE);
    flow_rows_free(self->rows);
    g_free(self);
}

static guint64 place_of(const struct flow *flow)
{
    return (guint64)capture_session_number() << 32 | flow->id;
}

static void fill_line(struct flows *self, struct field_view *view)
{
    g_string_truncate(self->line, 0);
    flow_rows_append(self->rows, self->line, view);
}

static void add_gone(gpointer data, struct field_view *view)
{
    struct flows *self = data;

    if (!self->store && !(self->store = tmpfile())) {
        self->error = errno;
        return;
    }
    fill_line(self, view);

    struct waiting_row row = { place_of(view->flow), ftello(self->store), self->line->len };
    if (fwrite(self->line->str, 1, self->line->len, self->store) == self->line->len)
        g_array_append_val(self->waiting, row);
    else
        self->error = errno;
}

/* ---- writing ---- */

static gint compare_places(gconstpointer a, gconstpointer b)
{
    guint64 first = ((const struct waiting_row *)a)->place, second = ((const struct waiting_row *)b)->place;

    return first < second ? -1 : first > second;
}

static void write_line(struct flows *self)
{
    if (fwrite(self->line->str, 1, self->line->len, self->out) != self->line->len)
        self->error = errno;
}

static void write_waiting(struct flows *self, const struct waiting_row *row)
{
    g_string_set_size(self->line, row->length);
    if (fseeko(self->store, row->offset, SEEK_SET) == 0 &&
        fread(self->line->str, 1, row->length, self->store) == row->length)
        write_line(self);
    else
        self->error = errno ? errno : EIO;
}

static void write_waiting_before(struct flows *self, guint64 place)
{
    for (; self->next < self->waiting->len; self->next++) {
        const struct waiting_row *row = &g_array_index(self->waiting, struct waiting_row, self->next);
        if (row->place >= place)
            return;
        write_waiting(self, row);
    }
}

static void write_flow(const struct flow *flow, gpointer data)
{
    struct flows     *self = data;
    struct field_view view;

    write_waiting_before(self, place_of(flow));
    capture_session_view(flow, NULL, TRUE, &view);
    fill_line(self, &view);
    write_line(self);
}

static gboolean write_table(gpointer data, FILE *out)
{
    struct flows *self = data;

    self->out = out;
    self->next = 0;
    g_string_truncate(self->line, 0);
    flow_rows_header(self->rows, self->line);
    write_line(self);
    g_array_sort(self->waiting, compare_places);
    capture_session_visit_flows(write_flow, self);
    write_waiting_before(self, G_MAXUINT64);
    if (self->store)
        fseeko(self->store, 0, SEEK_END);
    errno = self->error;
    return self->error == 0;
}

const struct statistic statistic_flows = { "flows", "Winnow: flows", flows_new, flows_free, add_gone, write_table };
