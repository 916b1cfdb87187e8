/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "flow_head.h"

#include <string.h>

#include "name_places.h"

static const char PREFIX[] = "winnow.";

/* Each field once. */
static gboolean is_shown(const struct export_header *header, guint column)
{
    const char *name = header->names[column];

    return flow_field_is_of_flow(name) && export_header_find(header, name) == (int)column;
}

static void make_own(struct flow_head *self, const struct export_header *header)
{
    guint count = 0;

    self->own = g_new0(struct flow_column, header->columns);
    self->own_names = g_new0(char *, header->columns + 1);
    self->known = name_places_new();
    for (guint i = 0; i < header->columns; i++) {
        if (!is_shown(header, i))
            continue;
        self->own_names[count] = g_strdup(header->names[i]);
        name_places_set(self->known, header->names[i], count);
        self->own[count] = (struct flow_column){
            .name = self->own_names[count],
            .measure = measure_of_field(header->names[i]),
            .sources = { self->own_names[count] + strlen(PREFIX) },
        };
        count++;
    }
    self->columns = (struct flow_columns){ "winnow", self->own, count };
}

void flow_head_init(struct flow_head *self, const struct flow_columns *columns, const struct export_header *header)
{
    struct table_column *shown;
    guint                count;

    *self = (struct flow_head){ .own = NULL };
    if (columns)
        self->columns = *columns;
    else
        make_own(self, header);
    count = self->columns.count;
    shown = g_new0(struct table_column, count);
    self->types = g_new0(const char *, count);
    self->at = g_malloc_n(count, sizeof *self->at);
    for (guint i = 0; i < count; i++) {
        const struct flow_column *column = &self->columns.columns[i];
        enum value_kind           kind = column->measure ? column->measure->kind : VALUE_TEXT;

        shown[i] = (struct table_column){ column->name, column->name, kind, column->width };
        self->types[i] = column->type;
    }
    self->table = (struct table){ "flows", "Flows", shown, count, .bar = -1, .streams = TRUE, .types = self->types };
}

void flow_head_clear(struct flow_head *self)
{
    g_free((gpointer)self->table.columns);
    g_free(self->types);
    g_free(self->at);
    g_free(self->own);
    g_strfreev(self->own_names);
    g_clear_pointer(&self->known, g_hash_table_unref);
}

static int find_source(const struct export_header *header, const char *source)
{
    char *name = g_strconcat(PREFIX, source, NULL);
    int   found = export_header_find(header, name);

    g_free(name);
    return found;
}

void flow_head_find(struct flow_head *self, const struct export_header *header)
{
    for (guint i = 0; i < self->columns.count; i++)
        for (guint s = 0; s < FLOW_SOURCES; s++) {
            const char *source = self->columns.columns[i].sources[s];

            self->at[i][s] = source ? find_source(header, source) : -1;
        }
}

char *flow_head_lost(const struct flow_head *self, const struct export_header *header)
{
    GString *lost = g_string_new(NULL);

    for (guint i = 0; self->own && i < header->columns; i++)
        if (flow_field_is_of_flow(header->names[i]) && name_places_find(self->known, header->names[i]) < 0)
            g_string_append_printf(lost, "%s%s", lost->len ? ", " : "", header->names[i]);
    return g_string_free(lost, lost->len == 0);
}
