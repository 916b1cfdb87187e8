/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "flow_rows.h"

#include "field_text.h"

struct flow_rows {
    GArray *columns; /* struct field_column */
};

struct flow_rows *flow_rows_new(void)
{
    struct flow_rows *self = g_new0(struct flow_rows, 1);

    self->columns = g_array_new(FALSE, FALSE, sizeof(struct field_column));
    field_columns_add(self->columns, &application_fields);
    field_columns_add(self->columns, &features);
    return self;
}

void flow_rows_free(struct flow_rows *self)
{
    g_array_unref(self->columns);
    g_free(self);
}

void flow_rows_header(const struct flow_rows *self, GString *line)
{
    for (guint i = 0; i < self->columns->len; i++) {
        const struct field_column *column = &g_array_index(self->columns, struct field_column, i);
        char                      *name = field_full_name(column->field, column->scope);
        g_string_append_printf(line, "%s%s", i ? "\t" : "", name);
        g_free(name);
    }
    g_string_append_c(line, '\n');
}

void flow_rows_append(const struct flow_rows *self, GString *line, struct field_view *view)
{
    const struct field_column *column = (const struct field_column *)(gpointer)self->columns->data;
    const struct field_column *end = column + self->columns->len;
    struct field_value         value;

    for (; column < end; column++) {
        if (field_read(column->field, column->scope, view, &value))
            field_text_append(line, column->field->type, &value);
        g_string_append_c(line, '\t');
    }
    line->str[line->len - 1] = '\n';
}
