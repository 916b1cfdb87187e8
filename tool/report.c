/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report.h"

/* To add a table: its file, its row. */
const struct report_table *const report_tables[] = {
    &report_totals,  &report_applications, &report_categories,    &report_classes,
    &report_methods, &report_talkers,      &report_conversations, &report_anomalies,
    &report_time_line,
};
const guint report_tables_count = G_N_ELEMENTS(report_tables);

const struct report_table *report_table_named(const char *name)
{
    for (guint i = 0; i < report_tables_count; i++)
        if (g_str_equal(report_tables[i]->table.name, name))
            return report_tables[i];
    return NULL;
}

char *report_table_names(void)
{
    GString *names = g_string_new(NULL);

    for (guint i = 0; i < report_tables_count; i++)
        g_string_append_printf(names, "%s%s", i ? ", " : "", report_tables[i]->table.name);
    return g_string_free(names, FALSE);
}

void report_write(const struct report *self, const struct report_table *only, struct writer *writer)
{
    guint known = self->known;

    if (writer->format->for_eyes && summary_totals(self->summary).packets == 0)
        known = 0; /* empty tables say nothing */
    for (guint i = 0; i < report_tables_count; i++) {
        const struct report_table *table = report_tables[i];

        if ((!only || only == table) && (known & table->needs) == table->needs)
            table->write(self, table, writer);
    }
}
