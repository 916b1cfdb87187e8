/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Packets and bytes of each flow of one capture, with the label that its last packet had. Ids are dense from 0 and then
 * index an array; ids that are not (a filtered, damaged or hostile export) are kept aside at a cost by flow, not by id. */
#pragma once

#include <glib.h>

struct flow_total {
    guint64 packets; /* 0: no such flow */
    guint64 bytes;
    guint32 label;
    guint32 id;
};

struct flow_totals;

struct flow_totals *flow_totals_new(void);
void                flow_totals_free(struct flow_totals *);

void flow_totals_add(struct flow_totals *, guint32 id, guint32 label, guint64 bytes);

typedef void (*flow_totals_visitor)(const struct flow_total *, gpointer data);

void flow_totals_foreach(const struct flow_totals *, flow_totals_visitor, gpointer data);
void flow_totals_clear(struct flow_totals *);
