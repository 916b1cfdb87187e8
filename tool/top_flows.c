/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "top_flows.h"

struct top_flows {
    GArray  *all; /* struct flow_total; those beyond TOP_FLOWS_MAX go when there are twice as many */
    gboolean sorted;

    gboolean          is_full;
    struct flow_total last; /* of the biggest, once there are so many: what would come after it is none of them */
};

struct top_flows *top_flows_new(void)
{
    struct top_flows *self = g_new0(struct top_flows, 1);

    self->all = g_array_new(FALSE, FALSE, sizeof(struct flow_total));
    return self;
}

struct top_flows *top_flows_copy(const struct top_flows *other)
{
    struct top_flows *self = g_new(struct top_flows, 1);

    *self = *other;
    self->all = g_array_copy(other->all);
    return self;
}

void top_flows_free(struct top_flows *self)
{
    if (!self)
        return;
    g_array_unref(self->all);
    g_free(self);
}

static int descending(guint64 a, guint64 b)
{
    return a > b ? -1 : a < b;
}

static int compare_ends(const struct flow_total *one, const struct flow_total *other)
{
    for (guint side = 0; side < FLOW_ENDS; side++) {
        int order = address_compare(&one->ends[side], &other->ends[side]);

        if (order)
            return order;
        if (one->ports[side] != other->ports[side])
            return one->ports[side] < other->ports[side] ? -1 : 1;
    }
    return descending(one->bytes[INITIATOR], other->bytes[INITIATOR]);
}

/* Such that flows that differ in what is shown of them always come in the same order. */
static gint compare(gconstpointer a, gconstpointer b)
{
    const struct flow_total *one = a, *other = b;
    int                      order = descending(flow_total_bytes(one), flow_total_bytes(other));

    if (!order)
        order = descending(flow_total_packets(one), flow_total_packets(other));
    if (!order && one->first != other->first)
        order = one->first < other->first ? -1 : 1;
    if (!order && one->last != other->last)
        order = one->last < other->last ? -1 : 1;
    return order ? order : compare_ends(one, other);
}

static void sort(struct top_flows *self)
{
    if (self->sorted)
        return;
    g_array_sort(self->all, compare);
    self->sorted = TRUE;
    if (self->all->len > TOP_FLOWS_MAX)
        g_array_set_size(self->all, TOP_FLOWS_MAX);
    self->is_full = self->all->len == TOP_FLOWS_MAX;
    if (self->is_full)
        self->last = g_array_index(self->all, struct flow_total, TOP_FLOWS_MAX - 1);
}

void top_flows_add(struct top_flows *self, const struct flow_total *flow)
{
    if (self->is_full && compare(flow, &self->last) >= 0)
        return;
    g_array_append_vals(self->all, flow, 1);
    self->sorted = FALSE;
    if (self->all->len == 2 * TOP_FLOWS_MAX)
        sort(self);
}

guint top_flows_count(struct top_flows *self)
{
    sort(self);
    return self->all->len;
}

const struct flow_total *top_flows_at(struct top_flows *self, guint index)
{
    sort(self);
    return &g_array_index(self->all, struct flow_total, index);
}
