/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report.h"

#include "partial.h"

enum { TALKERS_BY_DEFAULT = 10 };

/* To add a table: its file, its row. */
const struct report_table *const report_tables[] = {
    &report_totals,        &report_applications, &report_categories, &report_classes,   &report_methods,
    &report_protocols,     &report_ports,        &report_unnamed,    &report_lengths,   &report_talkers,
    &report_conversations, &report_flows,        &report_anomalies,  &report_time_line,
};
const guint report_tables_count = G_N_ELEMENTS(report_tables);

void report_init(struct report *self, guint parts)
{
    self->summary = summary_new_of(parts);
    self->anomalies = anomalies_new(SEVERITY_NOTE);
    self->inputs = report_inputs_new();
    self->unread = report_inputs_new();
    self->known = 0;
}

void report_clear(struct report *self)
{
    summary_free(self->summary);
    anomalies_free(self->anomalies);
    report_inputs_free(self->inputs);
    report_inputs_free(self->unread);
}

void report_merge(struct report *self, struct report *from)
{
    summary_merge(self->summary, from->summary);
    anomalies_merge(self->anomalies, from->anomalies);
    report_inputs_add_all(self->inputs, from->inputs);
    report_inputs_add_all(self->unread, from->unread);
    self->known |= from->known;
}

/* -1: there is none. */
static int table_named(const char *name)
{
    for (guint i = 0; i < report_tables_count; i++)
        if (g_str_equal(report_tables[i]->table.name, name))
            return (int)i;
    return -1;
}

static gboolean choose_tables(struct report *self, const char *names, char **error)
{
    char **all = g_strsplit(names, ",", -1), *known;

    for (char **name = all; *name && !*error; name++) {
        int table = table_named(g_strstrip(*name));

        if (table >= 0) {
            self->chosen |= G_GUINT64_CONSTANT(1) << table;
            continue;
        }
        known = report_table_names();
        *error = g_strdup_printf("there is no table \"%s\"; there are %s", *name, known);
        g_free(known);
    }
    g_strfreev(all);
    return !*error;
}

gboolean report_choose(struct report *self, const char *tables, gint64 top, char **error)
{
    if (top < 0 && top != REPORT_TOP_DEFAULT) {
        *error = g_strdup("--top can't be negative");
        return FALSE;
    }
    self->top_names = top > 0 ? (guint64)top : 0;
    self->top_talkers = top >= 0 ? (guint64)top : TALKERS_BY_DEFAULT;
    return !tables || choose_tables(self, tables, error);
}

static gboolean is_chosen(const struct report *self, guint table)
{
    return !self->chosen || self->chosen >> table & 1;
}

gboolean report_has(const struct report *self, const struct report_table *table)
{
    return is_chosen(self, (guint)table_named(table->table.name));
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

const char *const report_known_names[] = {
    "names", "bytes", "times", "flows", "addresses", "anomalies", "protocols", "ports"
};
const guint report_known_count = G_N_ELEMENTS(report_known_names);

gboolean report_is_partial(const struct report *self, const struct writer_format *format)
{
    return self->inputs && !self->chosen && format->member;
}

static void write_member(struct writer *writer, const char *name, char *json)
{
    writer->format->member(writer, name, json);
    g_free(json);
}

static gboolean is_known(guint known, const struct report_table *table)
{
    return (known & table->needs) == table->needs;
}

gboolean report_can_be_had(const struct report *self)
{
    for (guint i = 0; i < report_tables_count; i++)
        if (is_chosen(self, i) && is_known(self->known, report_tables[i]))
            return TRUE;
    return FALSE;
}

static void write_tables(const struct report *self, const struct report_table *only, struct writer *writer)
{
    guint known = self->known;

    if (writer->format->for_eyes && summary_totals(self->summary).packets == 0)
        known = 0; /* empty tables say nothing */
    for (guint i = 0; i < report_tables_count; i++) {
        const struct report_table *table = report_tables[i];

        if (is_chosen(self, i) && (!only || only == table) && is_known(known, table))
            table->write(self, table, writer);
    }
}

void report_write(const struct report *self, const struct report_table *only, struct writer *writer)
{
    gboolean is_partial = !only && report_is_partial(self, writer->format);

    if (is_partial)
        write_member(writer, "winnow", partial_header(self));
    write_tables(self, only, writer);
    if (is_partial)
        write_member(writer, "counts", partial_counts(self));
}
