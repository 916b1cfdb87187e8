/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * What holds for every detector in the list. */
#include <string.h>

#include "detection.h"

static const struct detector *each(guint i)
{
    g_test_message("%s", detectors[i]->name);
    return detectors[i];
}

/* As Wireshark wants the names of preferences. */
static gboolean is_name(const char *name)
{
    return *name && strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen(name);
}

static gboolean is_sentence(const char *text)
{
    return *text && g_ascii_isupper(*text) && g_str_has_suffix(text, ".");
}

static void words(void)
{
    for (guint i = 0; i < detectors_count; i++) {
        const struct detector *detector = each(i);

        g_assert_true(is_name(detector->name));
        g_assert_true(g_ascii_isupper(*detector->title));
        g_assert_cmpstr(detector->title, !=, detector->name);
        g_assert_true(is_sentence(detector->rule));
        g_assert_true(is_sentence(detector->misses));
        g_assert_cmpstr(detector->reference, !=, "");
        g_assert_cmpint(detectors_find(detector->name), ==, i);
    }
    g_assert_cmpint(detectors_find("none"), ==, -1);
}

static void thresholds(void)
{
    for (guint i = 0; i < detectors_count; i++)
        for (guint t = 0; t < THRESHOLDS_MAX && each(i)->thresholds[t].name; t++) {
            const struct threshold *threshold = &detectors[i]->thresholds[t];

            g_assert_true(is_name(threshold->name));
            g_assert_true(g_ascii_isupper(*threshold->title));
            g_assert_nonnull(threshold->unit);
            g_assert_cmpuint(strlen(detectors[i]->title) + strlen(threshold->title) + strlen(threshold->unit) +
                                 strlen(":  ()"),
                             <, 80); /* Wireshark takes no longer title of a preference */
            g_assert_cmpuint(threshold->standard, >=, threshold->least);
            g_assert_cmpuint(threshold->standard, <=, threshold->most);
            for (guint other = 0; other < t; other++)
                g_assert_cmpstr(detectors[i]->thresholds[other].name, !=, threshold->name);
        }
}

static void is_asked(void)
{
    for (guint i = 0; i < detectors_count; i++) {
        guint handlers = 0;

        for (guint occasion = 0; occasion < OCCASIONS; occasion++)
            handlers += each(i)->on[occasion] != NULL;
        g_assert_cmpuint(handlers, >, 0);
    }
}

/* A state holds the thresholds first, then its tables; what is filled into it beside them is taken out again. */
static void states(void)
{
    for (guint i = 0; i < detectors_count; i++) {
        const struct detector *detector = each(i);

        g_assert_true(detector->state_bytes == 0 || detector->state_bytes >= sizeof(const guint *));
        g_assert_true(!detector->init == !detector->clear);
        for (guint t = 0; t < TABLES_MAX && detector->tables[t].capacity > 0; t++) {
            g_assert_cmpuint(detector->tables[t].offset, >=, sizeof(const guint *));
            g_assert_cmpuint(detector->tables[t].offset + sizeof(struct bounded_table *), <=, detector->state_bytes);
        }
    }
}

static void yields(void)
{
    for (guint i = 0; i < detectors_count; i++)
        for (guint y = 0; y < YIELDS_MAX && each(i)->yields_to[y]; y++) {
            g_assert_cmpint(detectors_find(detectors[i]->yields_to[y]), >=, 0);
            g_assert_cmpint(detectors_find(detectors[i]->yields_to[y]), !=, i);
        }
}

/* However many hosts appear: 32 MiB for all of them. */
static void memory(void)
{
    gsize sum = detection_most_bytes();

    g_test_message("%" G_GSIZE_FORMAT " bytes", sum);
    g_assert_cmpuint(sum, <=, 32 * 1024 * 1024);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/detection/words", words);
    g_test_add_func("/detection/thresholds", thresholds);
    g_test_add_func("/detection/is_asked", is_asked);
    g_test_add_func("/detection/states", states);
    g_test_add_func("/detection/yields", yields);
    g_test_add_func("/detection/memory", memory);
    return g_test_run();
}
