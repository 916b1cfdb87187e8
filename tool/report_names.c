/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * What went on, by application, category, class, protocol, and by the reason for the name. */
#include "label_groups.h"
#include "report.h"

enum { NAME, PACKETS, PACKETS_SHARE, BYTES, BYTES_SHARE, FLOWS, CATEGORY, CLASS, COLUMNS };

enum { COLUMNS_WITHOUT_KIND = CATEGORY };

#define COUNTS                                                                                                              \
    [PACKETS] = { "packets", "Packets", VALUE_COUNT, 0 }, [PACKETS_SHARE] = { "packets_share", "of all", VALUE_SHARE, 0 },  \
    [BYTES] = { "bytes", "Bytes", VALUE_BYTES, 0 }, [BYTES_SHARE] = { "bytes_share", "of all", VALUE_SHARE, 0 },            \
    [FLOWS] = { "flows", "Flows", VALUE_COUNT, 0 }

static const struct table_column APPLICATIONS[COLUMNS] = {
    [NAME] = { "application", "Application", VALUE_TEXT, 0 },
    COUNTS,
    [CATEGORY] = { "category", "Category", VALUE_TEXT, 0 },
    [CLASS] = { "class", "Class", VALUE_TEXT, 0 },
};

static const struct table_column CATEGORIES[] = { [NAME] = { "category", "Category", VALUE_TEXT, 0 }, COUNTS };
static const struct table_column CLASSES[] = { [NAME] = { "class", "Class", VALUE_TEXT, 0 }, COUNTS };
static const struct table_column PROTOCOLS[] = { [NAME] = { "protocol", "Protocol", VALUE_TEXT, 0 }, COUNTS };
static const struct table_column METHODS[] = { [NAME] = { "method", "Named by", VALUE_TEXT, 0 }, COUNTS };

static void write_group(const struct report *self, const struct label_group *group, const struct summary_totals *totals,
                        struct writer *writer)
{
    const struct labels *labels = summary_labels(self->summary);
    gboolean             sized = (self->known & KNOWN_BYTES) != 0;
    guint32              label = group->greatest.label;

    struct value values[COLUMNS] = {
        [NAME] = value_text(*group->name ? group->name : "(not told)"),
        [PACKETS] = value_number(group->sum.packets),
        [PACKETS_SHARE] = value_share(group->sum.packets, totals->packets),
        [BYTES] = value_if(sized, value_number(group->sum.bytes)),
        [BYTES_SHARE] = value_if(sized, value_share(group->sum.bytes, totals->bytes)),
        [FLOWS] = value_if(self->known & KNOWN_FLOWS, value_number(group->sum.flows)),
        [CATEGORY] = value_text(labels_part(labels, label, LABEL_CATEGORY)),
        [CLASS] = value_text(labels_part(labels, label, LABEL_CLASS)),
    };
    writer_row(writer, values);
}

static void write_part(const struct report *self, const struct report_table *table, struct writer *writer,
                       enum label_part part)
{
    GArray               *groups = label_groups(self->summary, part);
    struct summary_totals totals = summary_totals(self->summary);

    writer_begin_table(writer, &table->table);
    for (guint i = 0; i < groups->len && (!self->top_names || i < self->top_names); i++)
        write_group(self, &g_array_index(groups, struct label_group, i), &totals, writer);
    if (self->top_names && groups->len > self->top_names)
        writer_remark(writer, "and %" G_GUINT64_FORMAT " more", groups->len - self->top_names);
    writer_end_table(writer);
    g_array_unref(groups);
}

static void write_applications(const struct report *self, const struct report_table *table, struct writer *writer)
{
    write_part(self, table, writer, LABEL_APPLICATION);
}

static void write_categories(const struct report *self, const struct report_table *table, struct writer *writer)
{
    write_part(self, table, writer, LABEL_CATEGORY);
}

static void write_classes(const struct report *self, const struct report_table *table, struct writer *writer)
{
    write_part(self, table, writer, LABEL_CLASS);
}

static void write_protocols(const struct report *self, const struct report_table *table, struct writer *writer)
{
    write_part(self, table, writer, LABEL_PROTOCOL);
}

static void write_methods(const struct report *self, const struct report_table *table, struct writer *writer)
{
    write_part(self, table, writer, LABEL_METHOD);
}

const struct report_table report_applications = {
    .table = { "applications", "Applications", APPLICATIONS, COLUMNS, .bar = PACKETS },
    .needs = KNOWN_NAMES,
    .counts = SUMMARY_FLOWS,
    .write = write_applications,
};

const struct report_table report_categories = {
    .table = { "categories", "Categories", CATEGORIES, COLUMNS_WITHOUT_KIND, .bar = PACKETS },
    .needs = KNOWN_NAMES,
    .counts = SUMMARY_FLOWS,
    .write = write_categories,
};

const struct report_table report_classes = {
    .table = { "classes", "What the traffic needs from the network", CLASSES, COLUMNS_WITHOUT_KIND, .bar = PACKETS },
    .needs = KNOWN_NAMES,
    .counts = SUMMARY_FLOWS,
    .write = write_classes,
};

const struct report_table report_methods = {
    .table = { "methods", "What the names rest on", METHODS, COLUMNS_WITHOUT_KIND, .bar = PACKETS },
    .needs = KNOWN_NAMES,
    .counts = SUMMARY_FLOWS,
    .write = write_methods,
};

const struct report_table report_protocols = {
    .table = { "protocols", "Protocols", PROTOCOLS, COLUMNS_WITHOUT_KIND, .bar = PACKETS },
    .needs = KNOWN_PROTOCOLS,
    .counts = SUMMARY_FLOWS,
    .write = write_protocols,
};
