/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * One kind of table over all flows. It takes flows in as they go, and writes itself with those that are still there. */
#pragma once

#include <stdio.h>

#include "field.h"

struct statistic {
    const char *name;  /* of tshark -z winnow,NAME */
    const char *title; /* for menus */
    gpointer (*new)(void);
    void (*free)(gpointer self);
    void (*add_gone)(gpointer self, struct field_view *);
    gboolean (*write)(gpointer self, FILE *); /* FALSE: something is missing, errno says why */
};

extern const struct statistic statistic_flows, statistic_applications, statistic_conversations;
