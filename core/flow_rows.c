/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "flow_rows.h"

#include <string.h>

#include "field_text.h"

struct flow_rows {
    GArray *columns; /* struct field_column */
};

struct flow_rows *flow_rows_new(void)
{
    struct flow_rows *self = g_new0(struct flow_rows, 1);

    self->columns = g_array_new(FALSE, FALSE, sizeof(struct field_column));
    field_columns_of_flows(self->columns);
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

/* Makes room for all numbers of a row and `more` characters after `end`, which it returns as it is then. */
static char *make_room(const struct flow_rows *self, GString *line, char *end, gsize more)
{
    gsize length = (gsize)(end - line->str), room = self->columns->len * (FIELD_TEXT_NUMBER_MAX + 1) + more;

    if (line->allocated_len - length <= room)
        g_string_set_size(line, 2 * (length + room));
    return line->str + length;
}

static char *append_string(const struct flow_rows *self, GString *line, char *end, const char *string)
{
    gsize length = strlen(string);

    end = make_room(self, line, end, length);
    memcpy(end, string, length);
    return end + length;
}

void flow_rows_append(const struct flow_rows *self, GString *line, struct field_view *view)
{
    const struct field_column *column = (const struct field_column *)(gpointer)self->columns->data;
    const struct field_column *behind = column + self->columns->len;
    char                      *end = make_room(self, line, line->str + line->len, 0);
    struct field_value         value;

    for (; column < behind; column++) {
        enum field_type type = column->field->type;
        if (field_read(column->field, column->scope, view, &value))
            end = type == FIELD_STRING ? append_string(self, line, end, value.text) :
                                         field_text_write_number(end, type, &value);
        *end++ = '\t';
    }
    end[-1] = '\n';
    g_string_set_size(line, (gsize)(end - line->str));
}
