/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * The input is a partial summary. What can be read is written and read again, and then says the same; merged with
 * itself it can be shown. */
#include "fuzz.h"

#include "partial.h"
#include "texts.h"

static void merge_again(struct report *report, const char *text, gsize length)
{
    struct report again = { 0 };

    report_init(&again, SUMMARY_ALL);
    g_assert_true(partial_read(&again, text, length, NULL));
    report_merge(report, &again);
    report_clear(&again);
    texts_check_tables(report);
}

int LLVMFuzzerTestOneInput(const guint8 *bytes, gsize length)
{
    struct report report = { 0 };
    GError       *error = NULL;

    report_init(&report, SUMMARY_ALL);
    if (partial_read(&report, (const char *)bytes, length, &error)) {
        texts_check_partial(&report);
        merge_again(&report, (const char *)bytes, length);
    } else {
        g_assert_nonnull(error);
    }
    g_clear_error(&error);
    report_clear(&report);
    return 0;
}
