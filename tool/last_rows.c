/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "last_rows.h"

#include "seeded_hash.h"

#include <string.h>

struct held_row {
    struct export_row row;
    guint32           id;
    gsize             size; /* of text */
    char             *text;
    guint32          *marks; /* [-1] exists */
};

struct last_rows {
    GHashTable *rows; /* guint32 → struct held_row */
};

static void held_row_free(gpointer data)
{
    struct held_row *self = data;

    g_free(self->marks - 1);
    g_free(self->text);
    g_free(self);
}

static guint hash_id(gconstpointer id)
{
    return seeded_hash(&id, sizeof id);
}

struct last_rows *last_rows_new(void)
{
    struct last_rows *self = g_new0(struct last_rows, 1);

    self->rows = g_hash_table_new_full(hash_id, g_direct_equal, NULL, held_row_free);
    return self;
}

void last_rows_free(struct last_rows *self)
{
    if (!self)
        return;
    g_hash_table_unref(self->rows);
    g_free(self);
}

static struct held_row *find(struct last_rows *self, guint32 id, guint columns)
{
    struct held_row *held = g_hash_table_lookup(self->rows, GUINT_TO_POINTER(id));

    if (!held) {
        held = g_new0(struct held_row, 1);
        held->id = id;
        held->marks = g_new(guint32, columns + 1) + 1;
        held->marks[-1] = G_MAXUINT32;
        g_hash_table_insert(self->rows, GUINT_TO_POINTER(id), held);
    }
    return held;
}

void last_rows_put(struct last_rows *self, guint32 id, const struct export_row *row)
{
    struct held_row *held = find(self, id, row->last + 1);
    guint32          start = row->marks[-1] + 1, length = row->marks[row->last] - start;

    if (held->size < length + CELL_PADDING) {
        held->size = length + length / 8 + CELL_PADDING;
        g_free(held->text);
        held->text = g_malloc0(held->size);
    }
    memcpy(held->text, row->base + start, length);
    for (guint i = 0; i <= row->last; i++)
        held->marks[i] = row->marks[i] - start;
    held->row = *row;
    held->row.base = held->text;
    held->row.marks = held->marks;
}

static int compare_ids(gconstpointer a, gconstpointer b)
{
    guint32 left = (*(struct held_row *const *)a)->id, right = (*(struct held_row *const *)b)->id;

    return (left > right) - (left < right);
}

void last_rows_hand_out(struct last_rows *self, last_rows_visitor visit, gpointer data)
{
    GPtrArray     *order = g_ptr_array_new();
    GHashTableIter iterator;
    gpointer       held;

    g_hash_table_iter_init(&iterator, self->rows);
    while (g_hash_table_iter_next(&iterator, NULL, &held))
        g_ptr_array_add(order, held);
    g_ptr_array_sort(order, compare_ids);
    for (guint i = 0; i < order->len; i++) {
        const struct held_row *next = g_ptr_array_index(order, i);

        visit(next->id, &next->row, data);
    }
    g_ptr_array_unref(order);
    g_hash_table_remove_all(self->rows);
}
