/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Which service ports were used, and what nobody could name. */
#include "report.h"

#include "seeded_hash.h"

#include <string.h>

enum { PROTOCOL, PORT, PACKETS, BYTES, FLOWS, COLUMNS_IN_COMMON };

enum { APPLICATION = COLUMNS_IN_COMMON, PORT_COLUMNS };

enum { FROM = COLUMNS_IN_COMMON, TO, UNNAMED_COLUMNS };

#define IN_COMMON                                                                                                           \
    [PROTOCOL] = { "protocol", "Protocol", VALUE_TEXT, 0 }, [PORT] = { "port", "Port", VALUE_NUMBER, 0 },                   \
    [PACKETS] = { "packets", "Packets", VALUE_COUNT, 0 }, [BYTES] = { "bytes", "Bytes", VALUE_BYTES, 0 },                   \
    [FLOWS] = { "flows", "Flows", VALUE_COUNT, 0 }

static const struct table_column PORTS[PORT_COLUMNS] = {
    IN_COMMON,
    [APPLICATION] = { "application", "Application", VALUE_TEXT, 0 },
};

static const struct table_column UNNAMED[UNNAMED_COLUMNS] = {
    IN_COMMON,
    [FROM] = { "initiator", "Example: from", VALUE_TEXT, 0 },
    [TO] = { "responder", "to", VALUE_TEXT, 0 },
};

/* All labels that share protocol and port. */
struct group {
    const char       *protocol;
    struct port_total sum, greatest; /* of the labels: the greatest tells the application */
};

struct grouping {
    const struct labels *labels;
    gboolean             unnamed; /* only what has no name, with or without a port; else whatever has a port */
    GHashTable          *groups;  /* of struct group, by protocol and port */
};

static guint hash_group(gconstpointer key)
{
    const struct group *group = key;

    return seeded_str_hash(group->protocol) + (guint)group->sum.port;
}

static gboolean equal_groups(gconstpointer a, gconstpointer b)
{
    const struct group *one = a, *other = b;

    return one->sum.port == other->sum.port && g_str_equal(one->protocol, other->protocol);
}

static gint compare_totals(const struct port_total *a, const struct port_total *b)
{
    if (a->packets != b->packets)
        return a->packets > b->packets ? -1 : 1;
    return a->bytes > b->bytes ? -1 : a->bytes < b->bytes;
}

static gint compare_groups(gconstpointer a, gconstpointer b)
{
    const struct group *one = *(struct group *const *)a, *other = *(struct group *const *)b;
    gint                order = compare_totals(&one->sum, &other->sum);

    if (!order)
        order = strcmp(one->protocol, other->protocol);
    return order ? order : one->sum.port - other->sum.port;
}

static gboolean is_wanted(const struct grouping *grouping, const struct port_total *total)
{
    return grouping->unnamed ? !labels_has_name(grouping->labels, total->label) : total->port >= 0;
}

static void add_to_groups(const struct port_total *total, gpointer data)
{
    struct grouping *grouping = data;
    struct group     wanted = { labels_part(grouping->labels, total->label, LABEL_PROTOCOL), *total, *total };
    struct group    *group = g_hash_table_lookup(grouping->groups, &wanted);
    gint             order;

    if (!is_wanted(grouping, total))
        return;
    if (!group) {
        g_hash_table_add(grouping->groups, g_memdup2(&wanted, sizeof wanted));
        return;
    }
    port_total_add(&group->sum, total);
    order = compare_totals(total, &group->greatest);
    if (order < 0 || (order == 0 && labels_compare(grouping->labels, total->label, group->greatest.label) < 0))
        group->greatest = *total;
}

/* Sorted. */
static GPtrArray *group_ports(const struct report *self, const struct port_totals *ports, gboolean unnamed)
{
    struct grouping grouping = { summary_labels(self->summary), unnamed, g_hash_table_new(hash_group, equal_groups) };
    GPtrArray      *groups = g_ptr_array_new_with_free_func(g_free);
    GHashTableIter  all;
    gpointer        group;

    port_totals_foreach(ports, add_to_groups, &grouping);
    g_hash_table_iter_init(&all, grouping.groups);
    while (g_hash_table_iter_next(&all, &group, NULL))
        g_ptr_array_add(groups, group);
    g_hash_table_unref(grouping.groups);
    g_ptr_array_sort(groups, compare_groups);
    return groups;
}

static void fill(const struct report *self, struct value *values, const char *protocol, const struct port_total *total)
{
    values[PROTOCOL] = value_text(*protocol ? protocol : "(not told)");
    values[PORT] = value_if(total->port >= 0, value_number((guint64)MAX(total->port, 0)));
    values[PACKETS] = value_number(total->packets);
    values[BYTES] = value_if(self->known & KNOWN_BYTES, value_number(total->bytes));
    values[FLOWS] = value_if(self->known & KNOWN_FLOWS, value_number(total->flows));
}

static void write_port(const struct report *self, const struct group *group, struct writer *writer)
{
    const char  *application = labels_part(summary_labels(self->summary), group->greatest.label, LABEL_APPLICATION);
    struct value values[PORT_COLUMNS] = { [APPLICATION] = value_text(application) };

    fill(self, values, group->protocol, &group->sum);
    writer_row(writer, values);
}

static void write_one_unnamed(const struct report *self, const struct group *group, struct writer *writer)
{
    char         from[ADDRESS_TEXT_SIZE], to[ADDRESS_TEXT_SIZE];
    struct value values[UNNAMED_COLUMNS] = {
        [FROM] = value_text(address_format(&group->sum.initiator, from)),
        [TO] = value_text(address_format(&group->sum.responder, to)),
    };

    fill(self, values, group->protocol, &group->sum);
    writer_row(writer, values);
}

static void write_other(const struct report *self, const struct port_total *other, guint columns, struct writer *writer)
{
    struct value *values;

    if (!other->packets)
        return;
    values = g_new0(struct value, columns);
    fill(self, values, "(other)", other);
    values[PORT].known = FALSE;
    writer_row(writer, values);
    writer_remark(writer, "Exact for the first %d pairs of application and port; what came later is (other).",
                  PORT_TOTALS_MAX);
    g_free(values);
}

typedef void (*group_writer)(const struct report *, const struct group *, struct writer *);

static void write_groups(const struct report *self, const struct report_table *table, struct writer *writer,
                         group_writer write_group)
{
    struct flow_sums *sums = summary_flow_sums(self->summary);
    GPtrArray        *groups = group_ports(self, sums->ports, table == &report_unnamed);
    guint             shown = self->top_talkers && self->top_talkers < groups->len ? (guint)self->top_talkers : groups->len;

    writer_begin_table(writer, &table->table);
    for (guint i = 0; i < shown; i++)
        write_group(self, g_ptr_array_index(groups, i), writer);
    if (shown < groups->len)
        writer_remark(writer, "and %u more", groups->len - shown);
    write_other(self, port_totals_other(sums->ports), table->table.count, writer);
    writer_end_table(writer);
    g_ptr_array_unref(groups);
    flow_sums_free(sums);
}

static void write_ports(const struct report *self, const struct report_table *table, struct writer *writer)
{
    write_groups(self, table, writer, write_port);
}

static void write_unnamed(const struct report *self, const struct report_table *table, struct writer *writer)
{
    write_groups(self, table, writer, write_one_unnamed);
}

const struct report_table report_ports = {
    .table = { "ports", "Service ports", PORTS, PORT_COLUMNS, .bar = PACKETS },
    .needs = KNOWN_PORTS | KNOWN_NAMES,
    .counts = SUMMARY_FLOWS,
    .write = write_ports,
};

const struct report_table report_unnamed = {
    .table = { "unnamed", "What nobody could name", UNNAMED, UNNAMED_COLUMNS, .bar = PACKETS },
    .needs = KNOWN_PORTS | KNOWN_NAMES,
    .counts = SUMMARY_FLOWS,
    .write = write_unnamed,
};
