/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "flow_totals.h"

#include "hash_mix.h"

#include <string.h>

enum { DENSE_FIRST = 4096, SPARSE_FIRST = 1024, SLACK = 4 };

struct flow_totals {
    struct flow_total *dense; /* by id */
    guint32            dense_size, dense_used;

    struct flow_total *sparse; /* open addressing */
    guint32            sparse_mask, sparse_used;
    guint64            seed;
};

struct flow_totals *flow_totals_new(void)
{
    struct flow_totals *self = g_new0(struct flow_totals, 1);

    self->seed = hash_seed();
    flow_totals_clear(self);
    return self;
}

void flow_totals_clear(struct flow_totals *self)
{
    g_free(self->dense);
    g_free(self->sparse);
    self->dense = g_new0(struct flow_total, DENSE_FIRST);
    self->sparse = g_new0(struct flow_total, SPARSE_FIRST);
    self->dense_size = DENSE_FIRST;
    self->sparse_mask = SPARSE_FIRST - 1;
    self->dense_used = self->sparse_used = 0;
}

void flow_totals_free(struct flow_totals *self)
{
    if (!self)
        return;
    g_free(self->dense);
    g_free(self->sparse);
    g_free(self);
}

static struct flow_total *sparse_slot(struct flow_totals *self, guint32 id)
{
    guint64 at = hash_mix(id, 0, self->seed);

    while (self->sparse[at & self->sparse_mask].packets && self->sparse[at & self->sparse_mask].id != id)
        at++;
    return &self->sparse[at & self->sparse_mask];
}

/* Puts the flows of an old table where they belong now. */
static void sparse_rebuild(struct flow_totals *self, guint32 mask)
{
    struct flow_total *old = self->sparse;
    guint32            old_mask = self->sparse_mask;

    self->sparse = g_new0(struct flow_total, (gsize)mask + 1);
    self->sparse_mask = mask;
    self->sparse_used = 0;
    for (guint64 i = 0; i <= old_mask; i++) {
        if (!old[i].packets)
            continue;
        gboolean is_dense = old[i].id < self->dense_size;
        *(is_dense ? &self->dense[old[i].id] : sparse_slot(self, old[i].id)) = old[i];
        *(is_dense ? &self->dense_used : &self->sparse_used) += 1;
    }
    g_free(old);
}

/* The array may have SLACK times as many places as there are flows. */
static gboolean dense_grow(struct flow_totals *self, guint32 id)
{
    guint64 size = self->dense_size, flows = (guint64)self->dense_used + self->sparse_used + 1;

    while (size <= id)
        size *= 2;
    if (size > G_MAXUINT32 || size > flows * SLACK)
        return FALSE;
    self->dense = g_renew(struct flow_total, self->dense, size);
    memset(self->dense + self->dense_size, 0, (size - self->dense_size) * sizeof *self->dense);
    self->dense_size = (guint32)size;
    if (self->sparse_used)
        sparse_rebuild(self, self->sparse_mask);
    return TRUE;
}

static struct flow_total *find(struct flow_totals *self, guint32 id)
{
    struct flow_total *flow;

    if (G_LIKELY(id < self->dense_size) || dense_grow(self, id)) {
        flow = &self->dense[id];
        self->dense_used += !flow->packets;
        return flow;
    }
    if (self->sparse_used * 2 > self->sparse_mask)
        sparse_rebuild(self, self->sparse_mask * 2 + 1);
    flow = sparse_slot(self, id);
    self->sparse_used += !flow->packets;
    return flow;
}

void flow_totals_add(struct flow_totals *self, guint32 id, guint32 label, guint64 bytes)
{
    struct flow_total *flow = find(self, id);

    flow->id = id;
    flow->label = label;
    flow->packets++;
    flow->bytes += bytes;
}

void flow_totals_foreach(const struct flow_totals *self, flow_totals_visitor visit, gpointer data)
{
    for (guint32 id = 0; id < self->dense_size; id++)
        if (self->dense[id].packets)
            visit(&self->dense[id], data);
    for (guint64 i = 0; i <= self->sparse_mask; i++)
        if (self->sparse[i].packets)
            visit(&self->sparse[i], data);
}
