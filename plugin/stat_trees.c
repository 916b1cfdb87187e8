/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ws_compat.h"

#include "stat_trees.h"

#include <epan/stat_tap_ui.h>
#include <epan/stats_tree.h>
#include <string.h>

#include "capture_session.h"
#include "classifier.h"
#include "detectors.h"
#include "packet_tap.h"

enum { LEVELS = 2, BRANCHES_MAX = 2, CHILDREN_MAX = 1000 };

static const char OTHER[] = "other";

/* What a packet counts under, outermost first. */
struct labels {
    const char *level[LEVELS];
    char        buffer[80];
};

struct stat_branch {
    const char *title;
    /* FALSE: it does not count here. `told` is what the tap tells. */
    gboolean (*read)(const void *told, struct labels *);
};

struct stat_tree {
    const char        *name;  /* of -z winnow,NAME,tree */
    const char        *title; /* in the menu */
    const char        *tap;
    gboolean           moves; /* the tap tells packets, whose flows may change their labels */
    struct stat_branch branches[BRANCHES_MAX];
    void (*init)(stats_tree *);
};

/* ---- what is read ---- */

static struct verdict verdict_of(const struct packet_record *record)
{
    return classifier_verdict(capture_session_applications(), &record->flow->naming);
}

static const char *application_of(const struct packet_record *record)
{
    return applications_name(capture_session_applications(), verdict_of(record).application);
}

static gboolean read_application(const void *told, struct labels *labels)
{
    labels->level[0] = application_of(told);
    return TRUE;
}

static gboolean read_category(const void *told, struct labels *labels)
{
    labels->level[0] = applications_category(capture_session_applications(), verdict_of(told).application);
    labels->level[1] = application_of(told);
    return TRUE;
}

static gboolean read_class(const void *told, struct labels *labels)
{
    labels->level[0] = traffic_class_name(applications_class(capture_session_applications(), verdict_of(told).application));
    labels->level[1] = application_of(told);
    return TRUE;
}

static gboolean read_method(const void *told, struct labels *labels)
{
    labels->level[0] = naming_method_name(verdict_of(told).method);
    labels->level[1] = application_of(told);
    return TRUE;
}

/* "443 HTTPS": the service's port, and the application of the flow. */
static gboolean read_port(const void *told, struct labels *labels)
{
    const struct packet_record *record = told;

    if (!record->flow->has_ports)
        return FALSE;
    g_snprintf(labels->buffer, sizeof labels->buffer, "%u %s", record->flow->naming.service.port, application_of(record));
    labels->level[0] = record->flow->protocol_name;
    labels->level[1] = labels->buffer;
    return labels->level[0] != NULL;
}

static gboolean read_severity(const void *told, struct labels *labels)
{
    const struct finding *finding = told;

    labels->level[0] = severity_name((enum severity)finding->severity);
    labels->level[1] = finding->detector->name;
    return TRUE;
}

/* ---- counting ---- */

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

struct counting {
    const struct stat_tree *kind;
    guint32                 session;
    struct tally            branches[BRANCHES_MAX];
    GHashTable             *tallies; /* a set of struct tally, by what they stand below and their label */
    GHashTable             *shares;  /* flow's id → struct share */
};

/* By the instance of the tree, of which there may be several. */
static GHashTable *countings;

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

static void counting_clear(struct counting *self)
{
    g_hash_table_remove_all(self->tallies);
    g_hash_table_remove_all(self->shares);
    for (guint i = 0; i < BRANCHES_MAX; i++)
        self->branches[i].count = 0, self->branches[i].children = 0;
    self->session = capture_session_number();
}

static void counting_free(gpointer data)
{
    struct counting *self = data;

    g_hash_table_unref(self->tallies);
    g_hash_table_unref(self->shares);
    g_free(self);
}

static struct counting *counting_new(const struct stat_tree *kind)
{
    struct counting *self = g_new0(struct counting, 1);

    self->kind = kind;
    self->tallies = g_hash_table_new_full(tally_hash, tally_equal, tally_free, NULL);
    self->shares = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    return self;
}

/* More than so many children of one node nobody reads, and Wireshark walks over all of them for each new one. */
static struct tally *tally_below(struct counting *self, struct tally *above, const char *label)
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

static struct tally *tally_of(struct counting *self, guint branch, const struct labels *labels)
{
    struct tally *tally = &self->branches[branch];

    for (guint i = 0; i < LEVELS && labels->level[i]; i++)
        tally = tally_below(self, tally, labels->level[i]);
    return tally;
}

static int manipulate(stats_tree *tree, manip_node_mode mode, const struct tally *tally, gint value)
{
    return stats_tree_manip_node_int(mode, tree, tally->label, tally->above ? tally->above->node : 0, TRUE, value);
}

/* From the outside inwards: a node is made below the one that it stands under. */
static void tick(stats_tree *tree, struct tally *tally)
{
    if (tally->above)
        tick(tree, tally->above);
    tally->count++;
    tally->node = manipulate(tree, MN_INCREASE, tally, 1);
}

/* Past packets change their place in the counts alone: bursts are as they were seen. */
static void shift(stats_tree *tree, struct tally *tally, gint packets)
{
    if (tally->above)
        shift(tree, tally->above, packets);
    tally->count += packets;
    tally->node = manipulate(tree, MN_SET, tally, tally->count);
}

static struct share *share_of(struct counting *self, const struct flow *flow)
{
    gpointer      id = GUINT_TO_POINTER(flow->id);
    struct share *share = g_hash_table_lookup(self->shares, id);

    if (!share) {
        share = g_new0(struct share, 1);
        g_hash_table_insert(self->shares, id, share);
    }
    return share;
}

static void count(struct counting *self, stats_tree *tree, guint branch, const void *told, struct share *share)
{
    struct labels labels = { 0 };

    if (!self->kind->branches[branch].read(told, &labels))
        return;

    struct tally *tally = tally_of(self, branch, &labels), *before = share ? share->tally[branch] : NULL;
    if (before && before != tally) {
        shift(tree, before, -share->packets);
        shift(tree, tally, share->packets);
    }
    if (share)
        share->tally[branch] = tally;
    tick(tree, tally);
}

static tap_packet_status see(stats_tree *tree, packet_info *pinfo, epan_dissect_t *edt, const void *told, tap_flags_t flags)
{
    struct counting *self = g_hash_table_lookup(countings, tree);

    (void)pinfo, (void)edt, (void)flags;
    if (self->session != capture_session_number())
        counting_clear(self);

    struct share *share = self->kind->moves ? share_of(self, ((const struct packet_record *)told)->flow) : NULL;
    for (guint i = 0; i < BRANCHES_MAX && self->kind->branches[i].title; i++)
        count(self, tree, i, told, share);
    if (share)
        share->packets++;
    return TAP_PACKET_REDRAW;
}

/* ---- the trees ---- */

static void forget(stats_tree *tree)
{
    g_hash_table_remove(countings, tree);
}

/* A tree begins, or begins anew. */
static void begin(stats_tree *tree, const struct stat_tree *kind)
{
    struct counting *self = counting_new(kind);

    for (guint i = 0; i < BRANCHES_MAX && kind->branches[i].title; i++) {
        self->branches[i].label = (char *)kind->branches[i].title;
        self->branches[i].node = stats_tree_create_node(tree, kind->branches[i].title, 0, STAT_DT_INT, TRUE);
    }
    counting_clear(self);
    g_hash_table_replace(countings, tree, self);
}

static void begin_applications(stats_tree *);
static void begin_classes(stats_tree *);
static void begin_methods(stats_tree *);
static void begin_ports(stats_tree *);
static void begin_anomalies(stats_tree *);

enum { APPLICATIONS, CLASSES, METHODS, PORTS, ANOMALIES };

static const struct stat_tree TREES[] = {
    [APPLICATIONS] = { "applications", "Applications", packet_tap_name, TRUE, { { "Applications", read_application } },
                       begin_applications },
    [CLASSES] = { "classes", "Categories and Classes", packet_tap_name, TRUE,
                  { { "Categories", read_category }, { "Classes", read_class } }, begin_classes },
    [METHODS] = { "methods", "Methods", packet_tap_name, TRUE, { { "Methods", read_method } }, begin_methods },
    [PORTS] = { "ports", "Ports", packet_tap_name, TRUE, { { "Service ports", read_port } }, begin_ports },
    [ANOMALIES] = { "anomalies", "Anomalies", packet_tap_finding_name, FALSE, { { "Anomalies", read_severity } },
                    begin_anomalies },
};

/* Wireshark tells a tree nothing of which kind it is. */
static void begin_applications(stats_tree *tree) { begin(tree, &TREES[APPLICATIONS]); }
static void begin_classes(stats_tree *tree) { begin(tree, &TREES[CLASSES]); }
static void begin_methods(stats_tree *tree) { begin(tree, &TREES[METHODS]); }
static void begin_ports(stats_tree *tree) { begin(tree, &TREES[PORTS]); }
static void begin_anomalies(stats_tree *tree) { begin(tree, &TREES[ANOMALIES]); }

/* tshark knows a tree by what stands before the first comma: "winnow,ports,tree,tcp" becomes "winnow_ports,tree,tcp". */
static ws_stat_begun hand_on(const char *argument, void *data)
{
    char *handed = g_strdup(argument);

    (void)data;
    handed[strlen("winnow")] = '_';
    process_stat_cmd_arg(handed);
    g_free(handed);
    WS_STAT_HAS_BEGUN;
}

static void register_tree(const struct stat_tree *kind)
{
    char *abbreviation = g_strconcat("winnow_", kind->name, NULL);
    char *path = g_strconcat("Winnow" WS_MENU_SEPARATOR, kind->title, NULL);
    char *option = g_strconcat("winnow,", kind->name, ",tree", NULL);
    stat_tap_ui ui = { REGISTER_STAT_GROUP_GENERIC, kind->title, option, hand_on, 0, NULL };

    stats_tree_register_plugin(kind->tap, abbreviation, path, 0, see, kind->init, forget);
    register_stat_tap_ui(&ui, NULL);
    g_free(abbreviation);
    g_free(path);
    g_free(option);
}

void stat_trees_register(void)
{
    countings = g_hash_table_new_full(NULL, NULL, NULL, counting_free);
    for (guint i = 0; i < G_N_ELEMENTS(TREES); i++)
        register_tree(&TREES[i]);
}
