/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * -z winnow,applications and -z winnow,conversations: flows counted together, those with most packets first. */
#include "ws_compat.h"

#include "statistic.h"

#include <errno.h>
#include <string.h>

#include "capture_session.h"
#include "classifier.h"
#include "field_text.h"
#include "seeded_hash.h"

/* What flows have in common that are counted together: equal keys are equal bytes. */
struct group_key {
    struct address low, high;
    application_id application;
};

struct group {
    struct group_key key;
    gboolean         low_was_first; /* to initiate a flow */
    guint64          flows, ip_bytes, payload_bytes;
    struct {
        guint64 packets, frame_bytes;
    } sent[2];               /* by low, by high */
    gint64 earliest, latest; /* ns since 1970 UTC */
};

struct totals_kind {
    const char *header;
    void (*fill_key)(struct group_key *, const struct field_view *);
    void (*append_head)(GString *, const struct group *, const struct applications *);
};

struct totals {
    const struct totals_kind  *kind;
    const struct applications *applications; /* of the last flow; names stay as long as their port table */
    GHashTable                *groups;       /* a set of struct group */
};

static guint key_hash(gconstpointer key)
{
    return seeded_hash(key, sizeof(struct group_key));
}

static gboolean key_equal(gconstpointer a, gconstpointer b)
{
    return memcmp(a, b, sizeof(struct group_key)) == 0;
}

static struct totals *totals_new(const struct totals_kind *kind)
{
    struct totals *self = g_new0(struct totals, 1);

    self->kind = kind;
    self->groups = g_hash_table_new_full(key_hash, key_equal, g_free, NULL);
    return self;
}

static void totals_free(gpointer data)
{
    struct totals *self = data;

    g_hash_table_unref(self->groups);
    g_free(self);
}

/* ---- counting ---- */

static struct group *group_of(struct totals *self, const struct group_key *key)
{
    struct group *group = g_hash_table_lookup(self->groups, key);

    if (!group) {
        group = g_new0(struct group, 1);
        group->key = *key;
        group->earliest = G_MAXINT64;
        group->latest = G_MININT64;
        g_hash_table_add(self->groups, group);
    }
    return group;
}

static void add_flow(gpointer data, struct field_view *view)
{
    struct totals     *self = data;
    struct group_key   key;
    const struct flow *flow = view->flow;

    memset(&key, 0, sizeof key);
    self->kind->fill_key(&key, view);
    self->applications = view->applications;

    struct group *group = group_of(self, &key);
    if (group->flows++ == 0)
        group->low_was_first = flow->initiator_is_low;
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
    return memcmp(&first->key, &second->key, sizeof first->key);
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
    self->kind->append_head(line, group, self->applications);
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

    copy->applications = self->applications;
    g_hash_table_iter_init(&iter, self->groups);
    while (g_hash_table_iter_next(&iter, &group, NULL))
        g_hash_table_add(copy->groups, g_memdup2(group, sizeof(struct group)));
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

static void key_of_application(struct group_key *key, const struct field_view *view)
{
    key->application = classifier_verdict(view->applications, &view->flow->naming).application;
}

static void append_application(GString *line, const struct group *group, const struct applications *applications)
{
    application_id application = group->key.application;

    g_string_append_printf(line, "%s\t%s\t%s", applications_name(applications, application),
                           applications_category(applications, application),
                           traffic_class_name(applications_class(applications, application)));
}

static gpointer applications_new_totals(void)
{
    static const struct totals_kind KIND = { "winnow.app\twinnow.category\twinnow.class\t"
                                             "flows\tpackets\tframe_bytes\tip_bytes\tpayload_bytes\tstart\tduration\n",
                                             key_of_application, append_application };
    return totals_new(&KIND);
}

const struct statistic statistic_applications = {
    "applications", "Winnow: applications", applications_new_totals, totals_free, add_flow, write_table
};

/* ---- conversations ---- */

static void key_of_conversation(struct group_key *key, const struct field_view *view)
{
    key->low = view->flow->key.low;
    key->high = view->flow->key.high;
}

static void append_address(GString *line, const struct address *address)
{
    struct field_value value;

    g_string_append(line, address_format(address, value.buffer));
    g_string_append_c(line, '\t');
}

static void append_conversation(GString *line, const struct group *group, const struct applications *applications)
{
    guint first = !group->low_was_first, second = !first;

    (void)applications;
    append_address(line, first ? &group->key.high : &group->key.low);
    append_address(line, first ? &group->key.low : &group->key.high);
    g_string_append_printf(line, "%" G_GUINT64_FORMAT "\t%" G_GUINT64_FORMAT "\t%" G_GUINT64_FORMAT "\t%" G_GUINT64_FORMAT,
                           group->sent[first].packets, group->sent[first].frame_bytes, group->sent[second].packets,
                           group->sent[second].frame_bytes);
}

static gpointer conversations_new_totals(void)
{
    static const struct totals_kind KIND = {
        "address\tpeer\tpackets_sent\tframe_bytes_sent\tpackets_received\tframe_bytes_received\t"
        "flows\tpackets\tframe_bytes\tip_bytes\tpayload_bytes\tstart\tduration\n",
        key_of_conversation, append_conversation
    };
    return totals_new(&KIND);
}

const struct statistic statistic_conversations = {
    "conversations", "Winnow: conversations", conversations_new_totals, totals_free, add_flow, write_table
};
