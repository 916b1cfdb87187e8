/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * By what traffic is measured: packets, bytes, flows. */
#pragma once

#include "report.h"

enum quantity { QUANTITY_PACKETS, QUANTITY_BYTES, QUANTITY_FLOWS, QUANTITIES };

struct quantity_kind {
    const char     *name, *title;
    enum value_kind kind;
    guint           needs; /* enum known */
};

extern const struct quantity_kind quantity_kinds[QUANTITIES];

gboolean quantity_parse(const char *name, enum quantity *);
gboolean quantity_is_known(enum quantity, const struct report *);

guint64 quantity_of(enum quantity, const struct label_total *);
guint64 quantity_total(enum quantity, const struct summary_totals *);

/* "1,708", "351 kB"; with `named` "1,708 packets", "351 kB", "236 flows". */
void quantity_append(GString *, enum quantity, guint64 amount, gboolean named);
