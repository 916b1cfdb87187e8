/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "flow_rows.h"

#include "field_text.h"

static const struct field_table *const TABLES[] = { &application_fields, &features };

typedef void (*column_visitor)(GString *, const struct field *, enum flow_scope, struct field_view *);

static void each_column(GString *line, struct field_view *view, column_visitor visit)
{
    for (guint t = 0; t < G_N_ELEMENTS(TABLES); t++)
        for (guint i = 0; i < TABLES[t]->count; i++)
            for (int scope = 0; scope < FLOW_SCOPES; scope++)
                if (TABLES[t]->fields[i].scopes & 1U << scope)
                    visit(line, &TABLES[t]->fields[i], (enum flow_scope)scope, view);
    line->str[line->len - 1] = '\n';
}

static void append_name(GString *line, const struct field *field, enum flow_scope scope, struct field_view *view)
{
    char *name = field_full_name(field, scope);

    (void)view;
    g_string_append(line, name);
    g_string_append_c(line, '\t');
    g_free(name);
}

static void append_value(GString *line, const struct field *field, enum flow_scope scope, struct field_view *view)
{
    struct field_value value;

    if (field_read(field, scope, view, &value))
        field_text_append(line, field->type, &value);
    g_string_append_c(line, '\t');
}

void flow_rows_header(GString *line)
{
    each_column(line, NULL, append_name);
}

void flow_rows_append(GString *line, struct field_view *view)
{
    each_column(line, view, append_value);
}
