/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "unit.h"

static void check_words(void)
{
    g_assert_true(unit_is_said("bytes", "frame bytes"));
    g_assert_true(unit_is_said("bytes", "Bytes of frames"));
    g_assert_true(unit_is_said("packets a second", "least packets a second of one host"));
    g_assert_false(unit_is_said("byte", "frame bytes"));
    g_assert_false(unit_is_said("s", "bytes"));
    g_assert_false(unit_is_said("bytes", ""));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/unit/words", check_words);
    return g_test_run();
}
