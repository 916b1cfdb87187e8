/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report.h"

/* To add a table: its file, its row. */
const struct report_table *const report_tables[] = {
    &report_totals,        &report_applications, &report_categories, &report_classes,   &report_methods,
    &report_protocols,     &report_ports,        &report_unnamed,    &report_lengths,   &report_talkers,
    &report_conversations, &report_flows,        &report_anomalies,  &report_time_line,
};
const guint report_tables_count = G_N_ELEMENTS(report_tables);

gboolean report_tables_parse(const char *names, guint64 *chosen, char **unknown)
{
    char **all = g_strsplit(names, ",", -1);

    *chosen = 0;
    for (char **name = all; *name && !*unknown; name++) {
        guint i = 0;

        while (i < report_tables_count && !g_str_equal(report_tables[i]->table.name, g_strstrip(*name)))
            i++;
        if (i == report_tables_count)
            *unknown = g_strdup(*name);
        else
            *chosen |= G_GUINT64_CONSTANT(1) << i;
    }
    g_strfreev(all);
    return !*unknown;
}

static gboolean is_chosen(const struct report *self, guint table)
{
    return !self->chosen || self->chosen >> table & 1;
}

guint report_chosen_count(const struct report *self)
{
    return self->chosen ? (guint)__builtin_popcountll(self->chosen) : report_tables_count;
}

guint report_counts(const struct report *self)
{
    guint counts = 0;

    for (guint i = 0; i < report_tables_count; i++)
        if (is_chosen(self, i))
            counts |= report_tables[i]->counts;
    return counts;
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

        if (is_chosen(self, i) && (!only || only == table) && (known & table->needs) == table->needs)
            table->write(self, table, writer);
    }
}
