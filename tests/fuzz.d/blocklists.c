/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * The input is a list of addresses, in whatever format, gzipped or not. Every entry that is read can be written and read
 * again, and is found in a set, where the narrowest of all goes first. */
#include "fuzz.h"

#include <string.h>

#include "blocklists.h"
#include "list_reader.h"
#include "networks.h"

enum { RANGES_MAX = 200 };

static void note(const char *file, guint line, const char *reason, gpointer data)
{
    (void)file;
    (void)line;
    (void)data;
    g_assert_true(*reason && g_utf8_validate(reason, -1, NULL));
}

static void visit(const struct address_range *range, guint line, gpointer data)
{
    char  text[2][ADDRESS_TEXT_SIZE];
    char *written = g_strdup_printf("%s-%s", address_format(&range->first, text[0]), address_format(&range->last, text[1]));
    struct address_range again;

    g_assert_cmpuint(line, >, 0);
    g_assert_cmpint(address_compare(&range->first, &range->last), <=, 0);
    g_assert_null(address_range_parse(written, strlen(written), &again));
    g_assert_true(address_equal(&range->first, &again.first) && address_equal(&range->last, &again.last));
    if (((GArray *)data)->len < RANGES_MAX)
        g_array_append_vals(data, range, 1);
    g_free(written);
}

/* Of those that have the address the one that none other of them is within; the first of these. */
static int narrowest(const GArray *ranges, const struct address *address)
{
    int found = -1;

    for (guint i = 0; i < ranges->len; i++) {
        const struct address_range *range = &g_array_index(ranges, struct address_range, i);
        const struct address_range *best = found < 0 ? NULL : &g_array_index(ranges, struct address_range, found);

        if (address_range_has(range, address) &&
            (!best || (address_range_has(best, &range->first) && address_range_has(best, &range->last) &&
                       !(address_range_has(range, &best->first) && address_range_has(range, &best->last)))))
            found = (int)i;
    }
    return found;
}

/* Where ranges overlap and neither is within the other, either will do. */
static void check_found(const GArray *ranges, const struct address_set *set, const struct address *address)
{
    struct address_entry entry;

    g_assert_true(address_set_find(set, address, &entry));
    g_assert_cmpuint(entry.line, <, ranges->len);

    const struct address_range *found = &g_array_index(ranges, struct address_range, entry.line);
    const struct address_range *best = &g_array_index(ranges, struct address_range, narrowest(ranges, address));
    g_assert_true(address_range_has(found, address));
    if (address_range_has(found, &best->first) && address_range_has(found, &best->last))
        g_assert_true(address_equal(&found->first, &best->first) && address_equal(&found->last, &best->last));
}

static void check_set(const GArray *ranges)
{
    struct address_set *set = address_set_new();

    for (guint i = 0; i < ranges->len; i++) {
        const struct address_range *range = &g_array_index(ranges, struct address_range, i);
        address_set_add(set, &range->first, &range->last, 0, i);
    }
    address_set_seal(set);
    for (guint i = 0; i < ranges->len; i++) {
        check_found(ranges, set, &g_array_index(ranges, struct address_range, i).first);
        check_found(ranges, set, &g_array_index(ranges, struct address_range, i).last);
    }
    address_set_free(set);
}

/* As a whole file it blocks, or allows, what its entries are. */
static void check_lists(const char *file, const GArray *ranges, gboolean allows)
{
    struct blocklists   *lists = blocklists_read(file, note, NULL);
    struct blocklist_hit hit;
    struct address_set  *exempt = networks_exempt();

    for (guint i = 0; i < ranges->len; i++) {
        const struct address *address = &g_array_index(ranges, struct address_range, i).first;

        g_assert_cmpint(blocklists_allow(lists, address), ==, allows);
        if (allows || !address_set_find(exempt, address, NULL))
            g_assert_cmpint(blocklists_find(lists, address, &hit), ==, !allows);
    }
    address_set_free(exempt);
    blocklists_free(lists);
}

int LLVMFuzzerTestOneInput(const guint8 *bytes, gsize length)
{
    GArray            *ranges = g_array_new(FALSE, FALSE, sizeof(struct address_range));
    struct fuzz_file   file;
    struct list_reader reader = { .file = file.name, .complain = note, .visit = visit, .visit_data = ranges };

    fuzz_file_open(&file, bytes, length);
    list_reader_read(&reader);
    check_set(ranges);
    check_lists(file.name, ranges, reader.allows);
    fuzz_file_close(&file);
    g_array_unref(ranges);
    return 0;
}
