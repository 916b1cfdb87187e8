/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report_inputs.h"

#include <string.h>

struct report_inputs {
    GPtrArray *all;    /* struct report_input, in the order of adding */
    GPtrArray *sorted; /* the same; empty: not yet */
};

static void input_free(gpointer data)
{
    struct report_input *input = data;

    g_free(input->name);
    g_free(input->hash);
    g_free(input->filter);
    g_free(input->broken);
    g_free(input->missing);
    g_free(input);
}

struct report_inputs *report_inputs_new(void)
{
    struct report_inputs *self = g_new0(struct report_inputs, 1);

    self->all = g_ptr_array_new_with_free_func(input_free);
    self->sorted = g_ptr_array_new();
    return self;
}

void report_inputs_free(struct report_inputs *self)
{
    if (!self)
        return;
    g_ptr_array_unref(self->sorted);
    g_ptr_array_unref(self->all);
    g_free(self);
}

void report_inputs_add(struct report_inputs *self, const struct report_input *added)
{
    struct report_input *input = g_new(struct report_input, 1);

    *input = *added;
    input->name = g_strdup(added->name);
    input->hash = g_strdup(added->hash ? added->hash : "");
    input->filter = g_strdup(added->filter);
    input->broken = g_strdup(added->broken);
    input->missing = g_strdup(added->missing ? added->missing : "");
    g_ptr_array_add(self->all, input);
    g_ptr_array_set_size(self->sorted, 0);
}

void report_inputs_add_all(struct report_inputs *self, struct report_inputs *other)
{
    for (guint i = 0; i < report_inputs_count(other); i++)
        report_inputs_add(self, report_inputs_added(other, i));
}

static gint compare(gconstpointer a, gconstpointer b)
{
    const struct report_input *one = *(struct report_input *const *)a, *other = *(struct report_input *const *)b;
    int                        order = strcmp(one->hash, other->hash);

    if (!order)
        order = strcmp(one->name, other->name);
    if (!order)
        order = (one->rows > other->rows) - (one->rows < other->rows);
    return order ? order : g_strcmp0(one->broken, other->broken);
}

static void sort(struct report_inputs *self)
{
    if (self->sorted->len)
        return;
    for (guint i = 0; i < self->all->len; i++)
        g_ptr_array_add(self->sorted, g_ptr_array_index(self->all, i));
    g_ptr_array_sort(self->sorted, compare);
}

guint report_inputs_count(const struct report_inputs *self)
{
    return self->all->len;
}

const struct report_input *report_inputs_added(const struct report_inputs *self, guint index)
{
    return g_ptr_array_index(self->all, index);
}

struct report_input *report_inputs_last(struct report_inputs *self)
{
    g_ptr_array_set_size(self->sorted, 0);
    return self->all->len ? g_ptr_array_index(self->all, self->all->len - 1) : NULL;
}

void report_input_break(struct report_input *self, const char *reason)
{
    if (!self->broken)
        self->broken = g_strdup(reason);
}

void report_input_take_hash(struct report_input *self, char *hash)
{
    if (!hash)
        return;
    g_free(self->hash);
    self->hash = hash;
}

const struct report_input *report_inputs_at(struct report_inputs *self, guint index)
{
    sort(self);
    return g_ptr_array_index(self->sorted, index);
}

guint64 report_inputs_rows(const struct report_inputs *self)
{
    guint64 rows = 0;

    for (guint i = 0; i < self->all->len; i++)
        rows += report_inputs_added(self, i)->rows;
    return rows;
}

const struct report_input *report_inputs_find(struct report_inputs *self, const char *hash)
{
    for (guint i = 0; *hash && i < self->all->len; i++)
        if (g_str_equal(report_inputs_at(self, i)->hash, hash))
            return report_inputs_at(self, i);
    return NULL;
}
