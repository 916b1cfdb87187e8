/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "anomalies.h"

#include <string.h>

#include "cell_parse.h"

/* What an export tells of a finding: columns that have an item each for every finding of the packet. */
enum part { NAME, SEVERITY, SCORE, SUBJECT, OBJECT, UNSPOOFED, DETAIL, PARTS };

static const enum column PART_COLUMNS[PARTS] = {
    [NAME] = COLUMN_ANOMALY,          [SEVERITY] = COLUMN_ANOMALY_SEVERITY,
    [SCORE] = COLUMN_ANOMALY_SCORE,   [SUBJECT] = COLUMN_ANOMALY_SUBJECT,
    [OBJECT] = COLUMN_ANOMALY_OBJECT, [UNSPOOFED] = COLUMN_ANOMALY_UNSPOOFED,
    [DETAIL] = COLUMN_ANOMALY_DETAIL,
};

struct anomalies {
    enum severity least;
    GArray       *all;   /* struct anomaly */
    GStringChunk *words; /* names and addresses, each once */
    guint64       left_out;
    char         *input; /* the current one's name */
    guint         inputs;
};

struct anomalies *anomalies_new(enum severity least)
{
    struct anomalies *self = g_new0(struct anomalies, 1);

    self->least = least;
    self->all = g_array_new(FALSE, FALSE, sizeof(struct anomaly));
    self->words = g_string_chunk_new(4096);
    self->input = g_strdup("");
    return self;
}

void anomalies_free(struct anomalies *self)
{
    for (guint i = 0; i < self->all->len; i++)
        g_free((char *)g_array_index(self->all, struct anomaly, i).detail);
    g_array_unref(self->all);
    g_string_chunk_free(self->words);
    g_free(self->input);
    g_free(self);
}

/* ---- reading ---- */

void anomalies_begin_input(struct anomalies *self, const char *name)
{
    g_free(self->input);
    self->input = g_strdup(name);
    self->inputs++;
}

static const char *word(struct anomalies *self, struct cell cell)
{
    char       *text = g_strndup(cell.text, cell.length);
    const char *kept = g_string_chunk_insert_const(self->words, text);

    g_free(text);
    return kept;
}

static const struct detector *detector_named(const char *name)
{
    int index = detectors_find(name);

    return index < 0 ? NULL : detectors[index];
}

static enum severity severity_of(struct cell cell, const struct detector *detector)
{
    for (int severity = 0; severity < SEVERITIES; severity++)
        if (cell_equals(cell, severity_name((enum severity)severity)))
            return (enum severity)severity;
    return detector ? detector->severity : SEVERITY_NOTE;
}

static gboolean is_true(struct cell cell)
{
    return cell_equals(cell, "1") || cell_equals(cell, "True");
}

static void add(struct anomalies *self, const struct cell parts[PARTS], const struct export_packet *packet)
{
    struct anomaly anomaly = { .time = packet->time, .number = packet->number };

    anomaly.name = word(self, parts[NAME]);
    anomaly.detector = detector_named(anomaly.name);
    anomaly.severity = severity_of(parts[SEVERITY], anomaly.detector);
    if (anomaly.severity < self->least)
        return;
    cell_real(parts[SCORE], &anomaly.score);
    anomaly.subject = word(self, parts[SUBJECT]);
    anomaly.object = cell_equals(parts[OBJECT], "-") ? "" : word(self, parts[OBJECT]);
    anomaly.input = g_string_chunk_insert_const(self->words, self->input);
    anomaly.is_unspoofed = is_true(parts[UNSPOOFED]);
    anomaly.detail = g_strndup(parts[DETAIL].text, parts[DETAIL].length);
    g_array_append_val(self->all, anomaly);
}

/* ---- order ---- */

/* What is left equal is of one packet, and stays in the order in which the export tells it: sorting is stable. */
static int compare(const struct anomaly *a, const struct anomaly *b)
{
    if (a->severity != b->severity)
        return a->severity > b->severity ? -1 : 1;
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    if (a->time != b->time)
        return a->time < b->time ? -1 : 1;
    if (a->number != b->number)
        return a->number < b->number ? -1 : 1;
    return strcmp(a->input, b->input);
}

static gint compare_loudness(gconstpointer a, gconstpointer b)
{
    return compare(a, b);
}

/* Loudest of each subject → place among the subjects. `ranks` maps a subject to its loudest anomaly. */
static gint compare_within_subjects(gconstpointer a, gconstpointer b, gpointer ranks)
{
    const struct anomaly *one = a, *other = b;
    gint                  one_rank = GPOINTER_TO_INT(g_hash_table_lookup(ranks, one->subject));
    gint                  other_rank = GPOINTER_TO_INT(g_hash_table_lookup(ranks, other->subject));

    return one_rank != other_rank ? one_rank - other_rank : compare(one, other);
}

void anomalies_sort(struct anomalies *self)
{
    GHashTable *ranks = g_hash_table_new(g_direct_hash, g_direct_equal); /* words are kept once */

    g_array_sort(self->all, compare_loudness);
    for (guint i = 0; i < self->all->len; i++) {
        gpointer subject = (gpointer)g_array_index(self->all, struct anomaly, i).subject;
        if (!g_hash_table_contains(ranks, subject))
            g_hash_table_insert(ranks, subject, GINT_TO_POINTER((gint)i + 1));
    }
    g_array_sort_with_data(self->all, compare_within_subjects, ranks);
    g_hash_table_unref(ranks);
}

/* ---- not too many ---- */

/* Those of the anomalies that are left. */
static void renew_words(struct anomalies *self)
{
    GStringChunk *before = self->words;

    self->words = g_string_chunk_new(4096);
    for (guint i = 0; i < self->all->len; i++) {
        struct anomaly *anomaly = &g_array_index(self->all, struct anomaly, i);
        anomaly->name = g_string_chunk_insert_const(self->words, anomaly->name);
        anomaly->subject = g_string_chunk_insert_const(self->words, anomaly->subject);
        anomaly->object = g_string_chunk_insert_const(self->words, anomaly->object);
        anomaly->input = g_string_chunk_insert_const(self->words, anomaly->input);
    }
    g_string_chunk_free(before);
}

/* Every so often only, so that it costs little for each. */
static void leave_out_quietest(struct anomalies *self)
{
    if (self->all->len < 2 * ANOMALIES_MAX)
        return;
    g_array_sort(self->all, compare_loudness);
    for (guint i = ANOMALIES_MAX; i < self->all->len; i++)
        g_free((char *)g_array_index(self->all, struct anomaly, i).detail);
    self->left_out += self->all->len - ANOMALIES_MAX;
    g_array_set_size(self->all, ANOMALIES_MAX);
    renew_words(self);
}

void anomalies_add(struct anomalies *self, const struct column_map *map, const struct export_row *row,
                   const struct export_packet *packet)
{
    struct cell rest[PARTS], parts[PARTS];

    for (guint i = 0; i < PARTS; i++)
        rest[i] = column_map_cell(map, row, PART_COLUMNS[i]);
    while (rest[NAME].length > 0) {
        for (guint i = 0; i < PARTS; i++)
            parts[i] = cell_take_item(&rest[i]);
        if (parts[NAME].length > 0)
            add(self, parts, packet);
    }
    leave_out_quietest(self);
}

void anomalies_take(struct anomalies *self, const struct anomaly *told)
{
    struct anomaly anomaly = *told;

    if (told->severity < self->least)
        return;
    anomaly.name = g_string_chunk_insert_const(self->words, told->name);
    anomaly.detector = detector_named(anomaly.name);
    anomaly.subject = g_string_chunk_insert_const(self->words, told->subject);
    anomaly.object = g_string_chunk_insert_const(self->words, told->object);
    anomaly.input = g_string_chunk_insert_const(self->words, told->input);
    anomaly.detail = g_strdup(told->detail);
    g_array_append_val(self->all, anomaly);
    leave_out_quietest(self);
}

void anomalies_leave_out(struct anomalies *self, guint64 count)
{
    self->left_out += count;
}

void anomalies_count_input(struct anomalies *self)
{
    self->inputs++;
}

void anomalies_merge(struct anomalies *self, const struct anomalies *from)
{
    for (guint i = 0; i < from->all->len; i++)
        anomalies_take(self, &g_array_index(from->all, struct anomaly, i));
    self->left_out += from->left_out;
    self->inputs += from->inputs;
}

guint anomalies_count(const struct anomalies *self)
{
    return self->all->len;
}

const struct anomaly *anomalies_at(const struct anomalies *self, guint index)
{
    return &g_array_index(self->all, struct anomaly, index);
}

guint64 anomalies_left_out(const struct anomalies *self)
{
    return self->left_out;
}

enum severity anomalies_least(const struct anomalies *self)
{
    return self->least;
}

guint anomalies_inputs(const struct anomalies *self)
{
    return self->inputs;
}
