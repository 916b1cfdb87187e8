/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "parts.h"

#include "byte_source.h"
#include "partial.h"
#include "safe_text.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>

enum { CHUNK = 256 * 1024 };

struct part {
    char                 *file;
    struct report_inputs *inputs;
};

struct parts {
    struct report *report;
    GPtrArray     *all;     /* struct part: that could be read */
    GPtrArray     *skipped; /* of these, those that were not added */
    gboolean       damaged;
    gboolean       mixed; /* some have inputs in common, and are not the same */
};

static void part_free(gpointer data)
{
    struct part *part = data;

    g_free(part->file);
    report_inputs_free(part->inputs);
    g_free(part);
}

static void say(const char *file, const char *what)
{
    char *text = g_strdup_printf("%s: %s", file, what), *safe = safe_text_of(text);

    g_printerr("winnow: %s\n", safe);
    g_free(safe);
    g_free(text);
}

static gboolean read_text(const char *file, GString *text, GError **error)
{
    int                 fd = open(file, O_RDONLY | O_CLOEXEC);
    struct byte_source *source = fd >= 0 ? byte_source_new_fd(fd) : NULL;
    char               *bytes = g_malloc(CHUNK);
    gssize              length = -1;

    if (!source)
        g_set_error_literal(error, G_IO_ERROR, (gint)g_io_error_from_errno(errno), g_strerror(errno));
    while (source && (length = byte_source_read(source, bytes, CHUNK, error)) > 0)
        g_string_append_len(text, bytes, length);
    byte_source_free(source);
    g_free(bytes);
    return length == 0;
}

static gboolean read_file(struct report *report, const char *file, GError **error)
{
    GString *text = g_string_new(NULL);
    gboolean sound = read_text(file, text, error) && partial_read(report, text->str, text->len, error);

    g_string_free(text, TRUE);
    return sound;
}

/* ---- what is counted already ---- */

static guint count_known(struct report_inputs *inputs, struct report_inputs *counted)
{
    guint known = 0;

    for (guint i = 0; i < report_inputs_count(inputs); i++)
        known += report_inputs_find(counted, report_inputs_at(inputs, i)->hash) != NULL;
    return known;
}

/* The same rows of the same inputs. */
static gboolean is_same(struct report_inputs *one, struct report_inputs *other)
{
    gboolean same = report_inputs_count(one) == report_inputs_count(other);

    for (guint i = 0; same && i < report_inputs_count(one); i++) {
        const struct report_input *a = report_inputs_at(one, i), *b = report_inputs_at(other, i);
        same = *a->hash && g_str_equal(a->hash, b->hash) && a->rows == b->rows;
    }
    return same;
}

static gboolean is_kept(const struct parts *self, struct report_inputs *inputs)
{
    gboolean kept = FALSE;

    for (guint i = 0; i < self->all->len && !kept; i++)
        kept = is_same(((struct part *)g_ptr_array_index(self->all, i))->inputs, inputs);
    return kept;
}

/* ---- one after the other ---- */

static struct part *part_new(const char *file, struct report_inputs *inputs)
{
    struct part *part = g_new0(struct part, 1);

    part->file = g_strdup(file);
    part->inputs = report_inputs_new();
    report_inputs_add_all(part->inputs, inputs);
    return part;
}

static void take_first(struct parts *self, const char *file)
{
    struct report report = { 0 };
    GError       *error = NULL;
    struct part  *part;

    report_init(&report, SUMMARY_ALL);
    if (!read_file(&report, file, &error)) {
        say(file, error->message);
        g_error_free(error);
        self->damaged = TRUE;
    } else {
        part = part_new(file, report.inputs);
        if (!count_known(part->inputs, self->report->inputs))
            report_merge(self->report, &report);
        else if (is_kept(self, part->inputs))
            g_ptr_array_add(self->skipped, part);
        else
            self->mixed = TRUE;
        g_ptr_array_add(self->all, part);
    }
    report_clear(&report);
}

/* By what they are made of: the same order, whatever order they came in. */
static gint compare_ranks(gconstpointer a, gconstpointer b)
{
    const struct part *one = *(struct part *const *)a, *other = *(struct part *const *)b;
    guint              counts[] = { report_inputs_count(one->inputs), report_inputs_count(other->inputs) };
    guint64            rows[] = { report_inputs_rows(one->inputs), report_inputs_rows(other->inputs) };

    if (counts[0] != counts[1])
        return counts[0] > counts[1] ? -1 : 1;
    if (rows[0] != rows[1])
        return rows[0] > rows[1] ? -1 : 1;
    for (guint i = 0; i < counts[0]; i++) {
        int order = strcmp(report_inputs_at(one->inputs, i)->hash, report_inputs_at(other->inputs, i)->hash);
        if (order)
            return order;
    }
    return strcmp(one->file, other->file);
}

static void take_ranked(struct parts *self, struct part *part)
{
    struct report report = { 0 };

    if (count_known(part->inputs, self->report->inputs)) {
        g_ptr_array_add(self->skipped, part);
        return;
    }
    report_init(&report, SUMMARY_ALL);
    if (read_file(&report, part->file, NULL))
        report_merge(self->report, &report);
    report_clear(&report);
}

/* From the beginning: rare enough to read them twice. */
static void take_all_ranked(struct parts *self)
{
    report_clear(self->report);
    report_init(self->report, SUMMARY_ALL);
    g_ptr_array_set_size(self->skipped, 0);
    g_ptr_array_sort(self->all, compare_ranks);
    for (guint i = 0; i < self->all->len; i++)
        take_ranked(self, g_ptr_array_index(self->all, i));
}

static void say_skipped(struct parts *self, const struct part *part)
{
    if (count_known(part->inputs, self->report->inputs) == report_inputs_count(part->inputs)) {
        say(part->file, "is counted already");
        return;
    }
    say(part->file, "left out: some of its inputs are counted already, and it can't be taken apart");
    self->damaged = TRUE;
}

enum parts_result parts_merge(struct report *report, char **files)
{
    struct parts self = { .report = report, .all = g_ptr_array_new_with_free_func(part_free), .skipped = g_ptr_array_new() };
    enum parts_result result;

    for (char **file = files; *file; file++)
        take_first(&self, *file);
    if (self.mixed)
        take_all_ranked(&self);
    for (guint i = 0; i < self.skipped->len; i++)
        say_skipped(&self, g_ptr_array_index(self.skipped, i));
    result = !self.all->len ? PARTS_NOTHING : self.damaged ? PARTS_DAMAGED : PARTS_SOUND;
    g_ptr_array_unref(self.skipped);
    g_ptr_array_unref(self.all);
    return result;
}
