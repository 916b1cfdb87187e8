/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "slices.h"

#include <string.h>

static void clear(gpointer data)
{
    struct slice *slice = data;
    g_free(slice->name);
}

static gint compare_amounts(gconstpointer a, gconstpointer b)
{
    const struct slice *one = a, *other = b;

    return one->amount != other->amount ? (one->amount > other->amount ? -1 : 1) : strcmp(one->name, other->name);
}

static GArray *all_slices(const struct palette *palette, enum quantity quantity)
{
    GArray *slices = g_array_new(FALSE, FALSE, sizeof(struct slice));
    guint64 total;

    g_array_set_clear_func(slices, clear);
    for (guint i = 0; i < palette->applications->len; i++) {
        const struct painted *painted = &g_array_index(palette->applications, struct painted, i);
        guint64               amount = quantity_of(quantity, &painted->sum);
        struct slice          slice = { NULL, painted->colour, amount, 0 };

        if (!amount)
            continue;
        slice.name = g_strdup(*painted->name ? painted->name : "(not told)");
        g_array_append_val(slices, slice);
    }
    total = slices_total(slices);
    for (guint i = 0; i < slices->len; i++) {
        struct slice *slice = &g_array_index(slices, struct slice, i);
        slice->share = (double)slice->amount / (double)total;
    }
    g_array_sort(slices, compare_amounts);
    return slices;
}

static gboolean stands_alone(const struct slice *slice, const struct slices_limits *limits)
{
    return slice->share >= limits->least && (slice->colour || !limits->coloured);
}

/* Takes the others out of `slices`. */
static struct slice fold(GArray *slices, const struct slices_limits *limits)
{
    struct slice others = { .colour = PALETTE_OTHER };
    guint        kept = 0, folded = 0;

    for (guint i = 0; i < slices->len; i++) {
        struct slice *slice = &g_array_index(slices, struct slice, i);

        if (stands_alone(slice, limits) && kept + 1 < limits->most) {
            struct slice moved = g_array_index(slices, struct slice, kept);

            g_array_index(slices, struct slice, kept++) = *slice;
            *slice = moved;
        } else {
            others.amount += slice->amount;
            others.share += slice->share;
            folded++;
        }
    }
    others.name =
        folded == 1 ? g_strdup(g_array_index(slices, struct slice, kept).name) : g_strdup_printf("other (%u)", folded);
    g_array_set_size(slices, kept);
    return others;
}

GArray *slices_new(const struct palette *palette, enum quantity quantity, const struct slices_limits *limits)
{
    GArray      *slices = all_slices(palette, quantity);
    struct slice others = fold(slices, limits);

    if (others.amount)
        g_array_append_val(slices, others);
    else
        g_free(others.name);
    for (guint i = 0; i < slices->len; i++)
        if (!g_array_index(slices, struct slice, i).colour)
            g_array_index(slices, struct slice, i).colour = PALETTE_OTHER;
    return slices;
}

guint64 slices_total(const GArray *slices)
{
    guint64 total = 0;

    for (guint i = 0; i < slices->len; i++)
        total += g_array_index(slices, struct slice, i).amount;
    return total;
}

char *slices_share_text(double share)
{
    GString     *text = g_string_new(NULL);
    struct value value = value_real(share);

    value_append_readable(text, VALUE_SHARE, &value);
    return g_string_free(text, FALSE);
}

char *slices_describe(const GArray *slices)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < slices->len; i++) {
        const struct slice *slice = &g_array_index(slices, struct slice, i);
        char               *share = slices_share_text(slice->share);

        g_string_append_printf(text, "%s%s %s", i ? ", " : "", slice->name, share);
        g_free(share);
    }
    return g_string_free(text, FALSE);
}
