/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "activity.h"

#include "packet.h"

static const gint64 LONGEST_GAP = 5 * NS_PER_SECOND;

struct activity_past {
    struct running_stats active, idle;
};

void activity_init(struct activity *self, gint64 time)
{
    *self = (struct activity){ .run_start = time };
}

void activity_clear(struct activity *self)
{
    g_free(self->past);
}

void activity_add(struct activity *self, gint64 time, gint64 gap)
{
    if (G_LIKELY(gap <= LONGEST_GAP))
        return;
    if (!self->past)
        self->past = g_new0(struct activity_past, 1);
    running_stats_add(&self->past->active, (guint64)(time - gap - self->run_start));
    running_stats_add(&self->past->idle, (guint64)gap);
    self->run_start = time;
}

struct running_stats activity_active(const struct activity *self, gint64 latest)
{
    struct running_stats active = self->past ? self->past->active : (struct running_stats){ 0 };

    running_stats_add(&active, (guint64)(latest - self->run_start));
    return active;
}

struct running_stats activity_idle(const struct activity *self)
{
    return self->past ? self->past->idle : (struct running_stats){ 0 };
}
