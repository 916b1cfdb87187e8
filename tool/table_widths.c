/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "table_widths.h"

#include "safe_text.h"

enum { TEXT_MIN = 12 };

gboolean table_widths_is_left(enum value_kind kind)
{
    return kind == VALUE_TEXT || kind == VALUE_TIME;
}

static gboolean is_remark(const struct table *table, char **cells)
{
    return table->count > 1 && !cells[1];
}

static guint measure_column(const struct table *table, guint column, const GPtrArray *rows)
{
    guint    width = safe_text_width(table->columns[column].title);
    gboolean known = table->streams;

    for (guint i = 0; i < rows->len; i++) {
        char **cells = g_ptr_array_index(rows, i);

        if (is_remark(table, cells))
            continue;
        width = MAX(width, safe_text_width(cells[column]));
        known = known || *cells[column];
    }
    return known ? MAX(width, table->columns[column].width) : 0;
}

void table_widths_measure(GArray *widths, const struct table *table, const GPtrArray *rows)
{
    for (guint i = 0; i < table->count; i++)
        g_array_index(widths, guint, i) = measure_column(table, i, rows);
}

guint table_widths_total(const GArray *widths, guint gap)
{
    guint total = 0;

    for (guint i = 0; i < widths->len; i++) {
        guint width = g_array_index(widths, guint, i);
        total += width ? width + (total ? gap : 0) : 0;
    }
    return total;
}

static guint *widest_text(GArray *widths, const struct table *table)
{
    guint *widest = NULL;

    for (guint i = 0; i < table->count; i++) {
        guint *width = &g_array_index(widths, guint, i);
        if (table->columns[i].kind == VALUE_TEXT && (!widest || *width > *widest))
            widest = width;
    }
    return widest;
}

void table_widths_squeeze(GArray *widths, const struct table *table, guint gap, guint room)
{
    guint *widest = widest_text(widths, table);

    while (widest && *widest > TEXT_MIN && table_widths_total(widths, gap) > room) {
        --*widest;
        widest = widest_text(widths, table);
    }
}
