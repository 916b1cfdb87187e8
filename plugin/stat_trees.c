/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ws_compat.h"

#include "stat_trees.h"

#include <epan/stat_tap_ui.h>
#include <string.h>

#include "capture_session.h"
#include "classifier.h"
#include "detectors.h"
#include "packet_tap.h"
#include "stat_counting.h"

struct stat_tree {
    const char         *name;  /* of -z winnow,NAME,tree */
    const char         *title; /* in the menu */
    const char         *tap;
    stat_tree_packet_cb see;
    void (*begin)(stats_tree *);
    struct stat_branch branches[BRANCHES_MAX];
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

static gboolean read_application(const void *told, struct stat_labels *labels)
{
    labels->level[0] = application_of(told);
    return TRUE;
}

static gboolean read_category(const void *told, struct stat_labels *labels)
{
    labels->level[0] = applications_category(capture_session_applications(), verdict_of(told).application);
    labels->level[1] = application_of(told);
    return TRUE;
}

static gboolean read_class(const void *told, struct stat_labels *labels)
{
    labels->level[0] = traffic_class_name(applications_class(capture_session_applications(), verdict_of(told).application));
    labels->level[1] = application_of(told);
    return TRUE;
}

static gboolean read_method(const void *told, struct stat_labels *labels)
{
    labels->level[0] = naming_method_name(verdict_of(told).method);
    labels->level[1] = application_of(told);
    return TRUE;
}

/* "443 HTTPS": the service's port, and the application of the flow. */
static gboolean read_port(const void *told, struct stat_labels *labels)
{
    const struct packet_record *record = told;

    if (!record->flow->has_ports)
        return FALSE;
    g_snprintf(labels->buffer, sizeof labels->buffer, "%u %s", record->flow->naming.service.port, application_of(record));
    labels->level[0] = record->flow->protocol_name;
    labels->level[1] = labels->buffer;
    return labels->level[0] != NULL;
}

static gboolean read_severity(const void *told, struct stat_labels *labels)
{
    const struct finding *finding = told;

    labels->level[0] = severity_name((enum severity)finding->severity);
    labels->level[1] = finding->detector->name;
    return TRUE;
}

/* ---- the trees ---- */

/* Of each instance of a tree, of which there may be several. */
static GHashTable *countings;

static tap_packet_status see_packet(stats_tree *tree, packet_info *pinfo, epan_dissect_t *edt, const void *told,
                                    tap_flags_t flags)
{
    (void)pinfo, (void)edt, (void)flags;
    stat_counting_add(g_hash_table_lookup(countings, tree), told, ((const struct packet_record *)told)->flow);
    return TAP_PACKET_REDRAW;
}

static tap_packet_status see_finding(stats_tree *tree, packet_info *pinfo, epan_dissect_t *edt, const void *told,
                                     tap_flags_t flags)
{
    (void)pinfo, (void)edt, (void)flags;
    stat_counting_add(g_hash_table_lookup(countings, tree), told, NULL);
    return TAP_PACKET_REDRAW;
}

static void free_counting(gpointer counting)
{
    stat_counting_free(counting);
}

static void forget(stats_tree *tree)
{
    g_hash_table_remove(countings, tree);
}

/* A tree begins, or begins anew. */
static void begin(stats_tree *tree, const struct stat_tree *kind)
{
    g_hash_table_replace(countings, tree, stat_counting_new(tree, kind->branches));
}

static void begin_applications(stats_tree *);
static void begin_classes(stats_tree *);
static void begin_methods(stats_tree *);
static void begin_ports(stats_tree *);
static void begin_anomalies(stats_tree *);

enum { APPLICATIONS, CLASSES, METHODS, PORTS, ANOMALIES };

/* clang-format off */
static const struct stat_tree TREES[] = {
    [APPLICATIONS] = { "applications", "Applications", packet_tap_name, see_packet, begin_applications,
                       { { "Applications", read_application } } },
    [CLASSES] = { "classes", "Categories and Classes", packet_tap_name, see_packet, begin_classes,
                  { { "Categories", read_category }, { "Classes", read_class } } },
    [METHODS] = { "methods", "Methods", packet_tap_name, see_packet, begin_methods, { { "Methods", read_method } } },
    [PORTS] = { "ports", "Ports", packet_tap_name, see_packet, begin_ports, { { "Service ports", read_port } } },
    [ANOMALIES] = { "anomalies", "Anomalies", packet_tap_finding_name, see_finding, begin_anomalies,
                    { { "Anomalies", read_severity } } },
};

/* Wireshark tells a tree nothing of which kind it is. */
static void begin_applications(stats_tree *tree) { begin(tree, &TREES[APPLICATIONS]); }
static void begin_classes(stats_tree *tree) { begin(tree, &TREES[CLASSES]); }
static void begin_methods(stats_tree *tree) { begin(tree, &TREES[METHODS]); }
static void begin_ports(stats_tree *tree) { begin(tree, &TREES[PORTS]); }
static void begin_anomalies(stats_tree *tree) { begin(tree, &TREES[ANOMALIES]); }
/* clang-format on */

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
    char       *abbreviation = g_strconcat("winnow_", kind->name, NULL);
    char       *path = g_strconcat("Winnow" WS_MENU_SEPARATOR, kind->title, NULL);
    char       *option = g_strconcat("winnow,", kind->name, ",tree", NULL);
    stat_tap_ui ui = { REGISTER_STAT_GROUP_GENERIC, kind->title, option, hand_on, 0, NULL };

    stats_tree_register_plugin(kind->tap, abbreviation, path, 0, kind->see, kind->begin, forget);
    register_stat_tap_ui(&ui, NULL);
    g_free(abbreviation);
    g_free(path);
    g_free(option);
}

void stat_trees_register(void)
{
    countings = g_hash_table_new_full(NULL, NULL, NULL, free_counting);
    for (guint i = 0; i < G_N_ELEMENTS(TREES); i++)
        register_tree(&TREES[i]);
}
