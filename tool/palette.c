/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "palette.h"

#include <string.h>

static const char *const COLOURS[PALETTE_COLOURS] = { "c0", "c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8", "c9" };

static double greatest_share(const struct report *report, const struct summary_totals *totals, const struct label_total *sum)
{
    double greatest = 0;

    for (guint i = 0; i < QUANTITIES; i++) {
        guint64 whole = quantity_total((enum quantity)i, totals);

        if (whole && quantity_is_known((enum quantity)i, report))
            greatest = MAX(greatest, (double)quantity_of((enum quantity)i, sum) / (double)whole);
    }
    return greatest;
}

static gint compare_shares(gconstpointer a, gconstpointer b)
{
    const struct painted *one = a, *other = b;

    return one->share != other->share ? (one->share > other->share ? -1 : 1) : strcmp(one->name, other->name);
}

static const char *free_colour(const char *name, gboolean taken[PALETTE_COLOURS])
{
    guint first = g_str_hash(name) % PALETTE_COLOURS;

    for (guint i = 0; i < PALETTE_COLOURS; i++) {
        guint at = (first + i) % PALETTE_COLOURS;

        if (!taken[at]) {
            taken[at] = TRUE;
            return COLOURS[at];
        }
    }
    return NULL;
}

static void paint(GArray *applications)
{
    gboolean taken[PALETTE_COLOURS] = { FALSE };

    for (guint i = 0; i < applications->len; i++) {
        struct painted *painted = &g_array_index(applications, struct painted, i);

        painted->colour = g_str_equal(painted->name, "Unknown") ? PALETTE_UNKNOWN : free_colour(painted->name, taken);
    }
}

struct palette *palette_new(const struct report *report)
{
    struct palette       *self = g_new0(struct palette, 1);
    struct summary_totals totals = summary_totals(report->summary);
    GArray               *groups = label_groups(report->summary, LABEL_APPLICATION);

    self->applications = g_array_new(FALSE, FALSE, sizeof(struct painted));
    for (guint i = 0; i < groups->len; i++) {
        const struct label_group *group = &g_array_index(groups, struct label_group, i);
        struct painted            painted = { group->name, NULL, group->sum, greatest_share(report, &totals, &group->sum) };

        g_array_append_val(self->applications, painted);
    }
    g_array_unref(groups);
    g_array_sort(self->applications, compare_shares);
    paint(self->applications);
    return self;
}

void palette_free(struct palette *self)
{
    if (!self)
        return;
    g_array_unref(self->applications);
    g_free(self);
}

const char *palette_colour(const struct palette *self, const char *application)
{
    for (guint i = 0; i < self->applications->len; i++) {
        const struct painted *painted = &g_array_index(self->applications, struct painted, i);

        if (!painted->colour)
            break;
        if (g_str_equal(painted->name, application))
            return painted->colour;
    }
    return PALETTE_OTHER;
}
