/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "detector_state.h"

static gboolean has_table(const struct detector *detector, guint i)
{
    return i < TABLES_MAX && detector->tables[i].capacity > 0;
}

static struct bounded_table **table_at(gpointer state, const struct detector_table *table)
{
    return &G_STRUCT_MEMBER(struct bounded_table *, state, table->offset);
}

gpointer detector_state_new(const struct detector *detector, const guint *thresholds)
{
    gpointer state = g_malloc0(detector->state_bytes);

    if (!state)
        return NULL;
    *(const guint **)state = thresholds;
    for (guint i = 0; has_table(detector, i); i++) {
        const struct detector_table *table = &detector->tables[i];
        *table_at(state, table) = bounded_table_new(table->capacity, table->key_bytes, table->value_bytes);
    }
    if (detector->init)
        detector->init(state);
    return state;
}

void detector_state_free(const struct detector *detector, gpointer state)
{
    if (!state)
        return;
    if (detector->clear)
        detector->clear(state);
    for (guint i = 0; has_table(detector, i); i++)
        bounded_table_free(*table_at(state, &detector->tables[i]));
    g_free(state);
}

gsize detector_state_most_bytes(const struct detector *detector)
{
    gsize sum = detector->state_bytes + (detector->more_bytes ? detector->more_bytes() : 0);

    for (guint i = 0; has_table(detector, i); i++) {
        const struct detector_table *table = &detector->tables[i];
        sum += bounded_table_most_bytes(table->capacity, table->key_bytes, table->value_bytes);
    }
    return sum;
}
