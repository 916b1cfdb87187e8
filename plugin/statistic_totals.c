/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * -z winnow,applications and -z winnow,conversations: flows counted together, those with most packets first. */
#include "ws_compat.h"

#include "statistic.h"

#include <errno.h>

#include "capture_session.h"
#include "classifier.h"
#include "field_text.h"
#include "seeded_hash.h"

/* Flows that are counted together, by whichever of the first three their kind of totals goes. */
struct group {
    struct address low, high;
    char          *application; /* by name, since the next session may have another port table */
    char          *category;
    enum traffic_class class;
    gboolean low_was_first; /* to initiate a flow */
    guint64  flows, ip_bytes, payload_bytes;
    struct {
        guint64 packets, frame_bytes;
    } sent[2];               /* by low, by high */
    gint64 earliest, latest; /* ns since 1970 UTC */
};

struct totals_kind {
    const char *header;
    /* What flows of the group have in common; its texts stay the view's. */
    void (*describe)(struct group *, const struct field_view *);
    void (*append_head)(GString *, const struct group *);
};

struct totals {
    const struct totals_kind *kind;
    GHashTable               *groups; /* a set of struct group */
};

static guint group_hash(gconstpointer data)
{
    const struct group *group = data;
    guint               name = group->application ? seeded_str_hash(group->application) : 0;

    return address_hash(&group->low) + 31 * address_hash(&group->high) + name;
}

static gint compare_keys(const struct group *a, const struct group *b)
{
    gint by_low = address_compare(&a->low, &b->low), by_high = address_compare(&a->high, &b->high);

    return by_low ? by_low : by_high ? by_high : g_strcmp0(a->application, b->application);
}

static gboolean group_equal(gconstpointer a, gconstpointer b)
{
    return compare_keys(a, b) == 0;
}

static struct group *group_copy(const struct group *other)
{
    struct group *self = g_memdup2(other, sizeof *other);

    self->application = g_strdup(other->application);
    self->category = g_strdup(other->category);
    return self;
}

static void group_free(gpointer data)
{
    struct group *self = data;

    g_free(self->application);
    g_free(self->category);
    g_free(self);
}

static struct totals *totals_new(const struct totals_kind *kind)
{
    struct totals *self = g_new0(struct totals, 1);

    self->kind = kind;
    self->groups = g_hash_table_new_full(group_hash, group_equal, group_free, NULL);
    return self;
}

static void totals_free(gpointer data)
{
    struct totals *self = data;

    g_hash_table_unref(self->groups);
    g_free(self);
}

/* ---- counting ---- */

static struct group *group_of(struct totals *self, const struct field_view *view)
{
    struct group key = { .low_was_first = view->flow->initiator_is_low, .earliest = G_MAXINT64, .latest = G_MININT64 };

    self->kind->describe(&key, view);
    struct group *group = g_hash_table_lookup(self->groups, &key);
    if (!group) {
        group = group_copy(&key);
        g_hash_table_add(self->groups, group);
    }
    return group;
}

static void add_flow(gpointer data, struct field_view *view)
{
    struct group      *group = group_of(data, view);
    const struct flow *flow = view->flow;

    group->flows++;
    group->ip_bytes += view->both.ip_bytes;
    group->payload_bytes += flow->ip_version ? view->both.payload.sum : 0;
    for (guint from = 0; from < 2; from++) {
        const struct flow_side *side = &flow->sides[flow_side_index(flow_sender(flow, from == 0))];
        group->sent[from].packets += side->payload.count;
        group->sent[from].frame_bytes += side->frame_bytes;
    }
    group->earliest = MIN(group->earliest, view->both.earliest);
    group->latest = MAX(group->latest, view->both.latest);
}

static void add_held_flow(const struct flow *flow, gpointer data)
{
    struct field_view view;

    capture_session_view(flow, NULL, TRUE, &view);
    add_flow(data, &view);
}

/* ---- writing ---- */

static guint64 packets_of(const struct group *group)
{
    return group->sent[0].packets + group->sent[1].packets;
}

static gint compare_groups(gconstpointer a, gconstpointer b)
{
    const struct group *first = *(struct group *const *)a, *second = *(struct group *const *)b;

    if (packets_of(first) != packets_of(second))
        return packets_of(first) > packets_of(second) ? -1 : 1;
    return compare_keys(first, second);
}

static void append(GString *line, enum field_type type, guint64 number, gint64 ns)
{
    struct field_value value;

    value.number = number;
    value.ns = ns;
    g_string_append_c(line, '\t');
    field_text_append(line, type, &value);
}

static void append_group(GString *line, const struct totals *self, const struct group *group)
{
    self->kind->append_head(line, group);
    append(line, FIELD_UINT64, group->flows, 0);
    append(line, FIELD_UINT64, packets_of(group), 0);
    append(line, FIELD_UINT64, group->sent[0].frame_bytes + group->sent[1].frame_bytes, 0);
    append(line, FIELD_UINT64, group->ip_bytes, 0);
    append(line, FIELD_UINT64, group->payload_bytes, 0);
    append(line, FIELD_TIME, 0, group->earliest);
    append(line, FIELD_DURATION, 0, group->latest - group->earliest);
    g_string_append_c(line, '\n');
}

/* 0, or an errno. */
static int write_groups(const struct totals *self, FILE *out)
{
    GPtrArray     *groups = g_ptr_array_new();
    GString       *text = g_string_new(self->kind->header);
    GHashTableIter iter;
    gpointer       group;
    int            error = 0;

    g_hash_table_iter_init(&iter, self->groups);
    while (g_hash_table_iter_next(&iter, &group, NULL))
        g_ptr_array_add(groups, group);
    g_ptr_array_sort(groups, compare_groups);
    for (guint i = 0; i < groups->len; i++)
        append_group(text, self, g_ptr_array_index(groups, i));
    if (fwrite(text->str, 1, text->len, out) != text->len)
        error = errno;
    g_string_free(text, TRUE);
    g_ptr_array_unref(groups);
    return error;
}

static struct totals *totals_copy(const struct totals *self)
{
    struct totals *copy = totals_new(self->kind);
    GHashTableIter iter;
    gpointer       group;

    g_hash_table_iter_init(&iter, self->groups);
    while (g_hash_table_iter_next(&iter, &group, NULL))
        g_hash_table_add(copy->groups, group_copy(group));
    return copy;
}

/* Flows that are still there are not counted for good: they go on, and the table may be written again. */
static gboolean write_table(gpointer data, FILE *out)
{
    struct totals *all = totals_copy(data);

    capture_session_visit_flows(add_held_flow, all);
    int error = write_groups(all, out);
    totals_free(all);
    errno = error;
    return error == 0;
}

/* ---- applications ---- */

static void describe_application(struct group *group, const struct field_view *view)
{
    application_id application = classifier_verdict(view->applications, &view->flow->naming).application;

    group->application = (char *)applications_name(view->applications, application);
    group->category = (char *)applications_category(view->applications, application);
    group->class = applications_class(view->applications, application);
}

static void append_application(GString *line, const struct group *group)
{
    g_string_append_printf(line, "%s\t%s\t%s", group->application, group->category, traffic_class_name(group->class));
}

static gpointer applications_new_totals(void)
{
    static const struct totals_kind KIND = { "winnow.app\twinnow.category\twinnow.class\t"
                                             "flows\tpackets\tframe_bytes\tip_bytes\tpayload_bytes\tstart\tduration\n",
                                             describe_application, append_application };
    return totals_new(&KIND);
}

const struct statistic statistic_applications = {
    "applications", "Winnow: applications", applications_new_totals, totals_free, add_flow, write_table
};

/* ---- conversations ---- */

static void describe_conversation(struct group *group, const struct field_view *view)
{
    group->low = view->flow->key.low;
    group->high = view->flow->key.high;
}

static void append_address(GString *line, const struct address *address)
{
    struct field_value value;

    g_string_append(line, address_format(address, value.buffer));
    g_string_append_c(line, '\t');
}

static void append_conversation(GString *line, const struct group *group)
{
    guint first = !group->low_was_first, second = !first;

    append_address(line, first ? &group->high : &group->low);
    append_address(line, first ? &group->low : &group->high);
    g_string_append_printf(line, "%" G_GUINT64_FORMAT "\t%" G_GUINT64_FORMAT "\t%" G_GUINT64_FORMAT "\t%" G_GUINT64_FORMAT,
                           group->sent[first].packets, group->sent[first].frame_bytes, group->sent[second].packets,
                           group->sent[second].frame_bytes);
}

static gpointer conversations_new_totals(void)
{
    static const struct totals_kind KIND = {
        "address\tpeer\tpackets_sent\tframe_bytes_sent\tpackets_received\tframe_bytes_received\t"
        "flows\tpackets\tframe_bytes\tip_bytes\tpayload_bytes\tstart\tduration\n",
        describe_conversation, append_conversation
    };
    return totals_new(&KIND);
}

const struct statistic statistic_conversations = {
    "conversations", "Winnow: conversations", conversations_new_totals, totals_free, add_flow, write_table
};
