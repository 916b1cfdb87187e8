/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ws_compat.h"

#include "stat_counting.h"

#include <string.h>

#include "capture_session.h"

enum { CHILDREN_MAX = 1000 };

static const char OTHER[] = "other";

/* A node of the tree that Wireshark shows. */
struct tally {
    struct tally *above; /* NULL: a branch */
    char         *label;
    int           node;
    gint          count;
    guint         children;
};

/* Where packets of a flow have been counted. */
struct share {
    struct tally *tally[BRANCHES_MAX]; /* NULL: nowhere yet */
    gint          packets;
};

struct stat_counting {
    stats_tree               *tree;
    const struct stat_branch *kinds;
    guint32                   session;
    struct tally              branches[BRANCHES_MAX];
    GHashTable               *tallies; /* a set of struct tally, by what they stand below and their label */
    GHashTable               *shares;  /* flow's id → struct share */
};

static guint tally_hash(gconstpointer key)
{
    const struct tally *tally = key;

    return g_str_hash(tally->label) ^ g_direct_hash(tally->above);
}

static gboolean tally_equal(gconstpointer a, gconstpointer b)
{
    const struct tally *first = a, *second = b;

    return first->above == second->above && strcmp(first->label, second->label) == 0;
}

static void tally_free(gpointer data)
{
    struct tally *tally = data;

    g_free(tally->label);
    g_free(tally);
}

struct stat_counting *stat_counting_new(stats_tree *tree, const struct stat_branch kinds[BRANCHES_MAX])
{
    struct stat_counting *self = g_new0(struct stat_counting, 1);

    self->tree = tree;
    self->kinds = kinds;
    self->tallies = g_hash_table_new_full(tally_hash, tally_equal, tally_free, NULL);
    self->shares = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    for (guint i = 0; i < BRANCHES_MAX && kinds[i].title; i++) {
        self->branches[i].label = (char *)kinds[i].title;
        self->branches[i].node = stats_tree_create_node(tree, kinds[i].title, 0, STAT_DT_INT, TRUE);
    }
    self->session = capture_session_number();
    return self;
}

void stat_counting_free(struct stat_counting *self)
{
    g_hash_table_unref(self->tallies);
    g_hash_table_unref(self->shares);
    g_free(self);
}

/* More than so many children of one node nobody reads, and Wireshark walks over all of them for each new one. */
static struct tally *tally_below(struct stat_counting *self, struct tally *above, const char *label)
{
    struct tally  key = { .above = above, .label = (char *)label };
    struct tally *tally = g_hash_table_lookup(self->tallies, &key);

    if (tally)
        return tally;
    if (above->children >= CHILDREN_MAX && strcmp(label, OTHER) != 0)
        return tally_below(self, above, OTHER);
    above->children++;
    tally = g_new0(struct tally, 1);
    *tally = (struct tally){ .above = above, .label = g_strdup(label), .node = -1 };
    g_hash_table_add(self->tallies, tally);
    return tally;
}

static struct tally *tally_of(struct stat_counting *self, guint branch, const struct stat_labels *labels)
{
    struct tally *tally = &self->branches[branch];

    for (guint i = 0; i < LABEL_LEVELS && labels->level[i]; i++)
        tally = tally_below(self, tally, labels->level[i]);
    return tally;
}

static int manipulate(const struct stat_counting *self, manip_node_mode mode, const struct tally *tally, gint value)
{
    return stats_tree_manip_node_int(mode, self->tree, tally->label, tally->above ? tally->above->node : 0, TRUE, value);
}

/* From the outside inwards: a node is made below the one that it stands under. */
static void tick(const struct stat_counting *self, struct tally *tally)
{
    if (tally->above)
        tick(self, tally->above);
    tally->count++;
    tally->node = manipulate(self, MN_INCREASE, tally, 1);
}

/* Past packets change their place in the counts alone: bursts are as they were seen. */
static void shift(const struct stat_counting *self, struct tally *tally, gint packets)
{
    if (tally->above)
        shift(self, tally->above, packets);
    tally->count += packets;
    tally->node = manipulate(self, MN_SET, tally, tally->count);
}

static struct share *share_of(struct stat_counting *self, const struct flow *flow)
{
    gpointer      id = GUINT_TO_POINTER(flow->id);
    struct share *share = g_hash_table_lookup(self->shares, id);

    if (!share) {
        share = g_new0(struct share, 1);
        g_hash_table_insert(self->shares, id, share);
    }
    return share;
}

static void count(struct stat_counting *self, guint branch, const void *told, struct share *share)
{
    struct stat_labels labels = { 0 };

    if (!self->kinds[branch].read(told, &labels))
        return;

    struct tally *tally = tally_of(self, branch, &labels), *before = share ? share->tally[branch] : NULL;
    if (before && before != tally) {
        shift(self, before, -share->packets);
        shift(self, tally, share->packets);
    }
    if (share)
        share->tally[branch] = tally;
    tick(self, tally);
}

/* The numbers of flows begin anew with each session. Wireshark's tree goes on: where that begins anew, so does all of this. */
static void begin_session(struct stat_counting *self)
{
    g_hash_table_remove_all(self->shares);
    self->session = capture_session_number();
}

void stat_counting_add(struct stat_counting *self, const void *told, const struct flow *flow)
{
    if (self->session != capture_session_number())
        begin_session(self);

    struct share *share = flow ? share_of(self, flow) : NULL;
    for (guint i = 0; i < BRANCHES_MAX && self->kinds[i].title; i++)
        count(self, i, told, share);
    if (share)
        share->packets++;
}
