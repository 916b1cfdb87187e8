/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "rate.h"

static const struct rate_look *newest(const struct rate *self)
{
    return &self->looks[(self->count - 1) % RATE_LOOKS];
}

static const struct rate_look *oldest(const struct rate *self)
{
    return &self->looks[self->count > RATE_LOOKS ? self->count % RATE_LOOKS : 0];
}

void rate_add(struct rate *self, struct rate_look look)
{
    if (self->count && (look.packets < newest(self)->packets || look.at < newest(self)->at))
        self->count = 0;
    self->looks[self->count++ % RATE_LOOKS] = look;
}

static double per_second(const struct rate *self, guint64 grown)
{
    gint64 passed = newest(self)->at - oldest(self)->at;

    return passed > 0 ? (double)grown * G_USEC_PER_SEC / (double)passed : 0;
}

double rate_packets(const struct rate *self)
{
    return self->count ? per_second(self, newest(self)->packets - oldest(self)->packets) : 0;
}

double rate_bytes(const struct rate *self)
{
    return self->count ? per_second(self, newest(self)->bytes - oldest(self)->bytes) : 0;
}
