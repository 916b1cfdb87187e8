/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "bounded_table.h"
#include "window.h"

struct tally {
    struct window window;
    guint         count;
    guint8        last; /* the size is no multiple of an alignment's */
};

/* From the first event on, both ends within; a clock may be set back by as much, no more. */
static void turns(void)
{
    struct window window = { 0 };

    g_assert_true(window_turn(&window, 1000, 100));
    g_assert_false(window_turn(&window, 1100, 100));
    g_assert_false(window_turn(&window, 900, 100));
    g_assert_true(window_turn(&window, 1101, 100));
    g_assert_true(window_turn(&window, 1000, 100));
    g_assert_cmpint(window.start, ==, 1000);
}

static void ages(void)
{
    const struct window window = { 2000000000, TRUE };

    g_assert_cmpfloat(window_age(&window, 3500000000), ==, 1.5);
    g_assert_cmpfloat(window_age(&window, 1000000000), ==, 0);
}

static void counts_of_one_window(void)
{
    struct bounded_table *table = bounded_table_new(4, sizeof(guint16), sizeof(struct tally));
    const guint16         key = 7, other = 8;
    struct tally         *tally = window_entry(table, &key, 1000, 100);

    g_assert_cmpuint(tally->count, ==, 0);
    tally->count = 3;
    tally->last = 4;
    g_assert_cmpuint(((struct tally *)window_entry(table, &other, 1050, 100))->count, ==, 0);
    tally = window_entry(table, &key, 1100, 100);
    g_assert_cmpuint(tally->count, ==, 3);
    g_assert_cmpuint(tally->last, ==, 4);
    tally = window_entry(table, &key, 1101, 100);
    g_assert_cmpuint(tally->count, ==, 0);
    g_assert_cmpuint(tally->last, ==, 0);
    g_assert_cmpint(tally->window.start, ==, 1101);
    bounded_table_free(table);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/window/turns", turns);
    g_test_add_func("/window/ages", ages);
    g_test_add_func("/window/counts_of_one_window", counts_of_one_window);
    return g_test_run();
}
