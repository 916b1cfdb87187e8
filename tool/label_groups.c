/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "label_groups.h"

#include "seeded_hash.h"

#include <string.h>

static gint compare_totals(const struct label_total *a, const struct label_total *b)
{
    if (a->packets != b->packets)
        return a->packets > b->packets ? -1 : 1;
    return a->bytes > b->bytes ? -1 : a->bytes < b->bytes;
}

static gint compare_groups(gconstpointer a, gconstpointer b)
{
    const struct label_group *one = a, *other = b;
    gint                      order = compare_totals(&one->sum, &other->sum);

    return order ? order : strcmp(one->name, other->name);
}

static void add_to_group(const struct labels *labels, struct label_group *group, const struct label_total *total)
{
    gint order = compare_totals(total, &group->greatest);

    if (order < 0 || (order == 0 && labels_compare(labels, total->label, group->greatest.label) < 0))
        group->greatest = *total;
    group->sum.packets += total->packets;
    group->sum.bytes += total->bytes;
    group->sum.flows += total->flows;
}

/* `places`: name → 1 + its place in `groups`. */
static struct label_group *group_named(GArray *groups, GHashTable *places, const char *name)
{
    guint              place = GPOINTER_TO_UINT(g_hash_table_lookup(places, name));
    struct label_group group = { .name = name };

    if (!place) {
        g_array_append_val(groups, group);
        place = groups->len;
        g_hash_table_insert(places, (gpointer)name, GUINT_TO_POINTER(place));
    }
    return &g_array_index(groups, struct label_group, place - 1);
}

GArray *label_groups(struct summary *summary, enum label_part part)
{
    const struct labels *labels = summary_labels(summary);
    GArray              *totals = summary_label_totals(summary);
    GHashTable          *places = g_hash_table_new(seeded_str_hash, g_str_equal);
    GArray              *groups = g_array_new(FALSE, FALSE, sizeof(struct label_group));

    for (guint i = 0; i < totals->len; i++) {
        const struct label_total *total = &g_array_index(totals, struct label_total, i);

        if (total->packets)
            add_to_group(labels, group_named(groups, places, labels_part(labels, total->label, part)), total);
    }
    g_hash_table_unref(places);
    g_array_unref(totals);
    g_array_sort(groups, compare_groups);
    return groups;
}
