/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Counts what a tap tells into one of Wireshark's trees of statistics, by labels below each branch. Where a flow changes its
 * labels, what was counted of it before moves along; bursts stay as they were seen. */
#pragma once

#include <epan/packet.h>

#include <epan/stats_tree.h>

#include "flow_table.h"

enum { LABEL_LEVELS = 2, BRANCHES_MAX = 2 };

/* What is counted under, outermost first; NULL ends it. */
struct stat_labels {
    const char *level[LABEL_LEVELS];
    char        buffer[80];
};

struct stat_branch {
    const char *title; /* NULL: none */
    /* FALSE: it does not count here. `told` is what the tap tells. */
    gboolean (*read)(const void *told, struct stat_labels *);
};

struct stat_counting;

/* The branches, which stay, become nodes of the tree. */
struct stat_counting *stat_counting_new(stats_tree *, const struct stat_branch branches[BRANCHES_MAX]);
void                  stat_counting_free(struct stat_counting *);

/* Counts one; it is of `flow`, or of none if that is NULL. */
void stat_counting_add(struct stat_counting *, const void *told, const struct flow *flow);
