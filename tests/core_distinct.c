/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <math.h>

#include "distinct.h"
#include "seeded_hash.h"

enum { SEEDS = 16 };

static guint32 hash_of(guint32 number)
{
    return seeded_hash(&number, sizeof number);
}

static void exact_at_first(void)
{
    struct distinct distinct = { 0 };

    g_assert_cmpuint(distinct_count(&distinct), ==, 0);
    g_assert_true(distinct_is_exact(&distinct));
    for (guint32 i = 0; i < 31; i++) {
        for (guint32 again = 0; again <= i; again++)
            distinct_add(&distinct, hash_of(again));
        g_assert_cmpuint(distinct_count(&distinct), ==, i + 1);
        g_assert_true(distinct_is_exact(&distinct));
    }
}

static void zero_is_a_hash(void)
{
    struct distinct distinct = { 0 };

    distinct_add(&distinct, 0);
    distinct_add(&distinct, 0);
    g_assert_cmpuint(distinct_count(&distinct), ==, 1);
    distinct_add(&distinct, G_MAXUINT32);
    g_assert_cmpuint(distinct_count(&distinct), ==, 2);
}

/* 64 hashes into one register each: 128 ln(128 / 64) = 88.7. Then the same registers again, with a first bit that is no
 * sooner: nothing new. */
static void linear_counting(void)
{
    struct distinct distinct = { 0 };

    for (guint32 i = 0; i < 64; i++)
        distinct_add(&distinct, i << 25 | 1u << 24);
    g_assert_false(distinct_is_exact(&distinct));
    g_assert_cmpuint(distinct_count(&distinct), ==, 89);
    for (guint32 i = 0; i < 64; i++)
        distinct_add(&distinct, i << 25 | 1u << 24 | 1);
    g_assert_cmpuint(distinct_count(&distinct), ==, 89);
}

/* All registers at 5: 0.7213 / (1 + 1.079 / 128) · 128² / (128 / 2^5) = 0.715271 · 4096 = 2929.75. All at their greatest,
 * 25: 0.715271 · 128 · 2^25 = 3072080000, of which the digits given hold. */
static void raw_estimate(void)
{
    struct distinct distinct = { 0 };

    for (guint32 i = 0; i < 128; i++)
        distinct_add(&distinct, i << 25 | 1u << 20);
    g_assert_cmpuint(distinct_count(&distinct), ==, 2930);
    for (guint32 i = 0; i < 128; i++)
        distinct_add(&distinct, i << 25);
    g_assert_cmpfloat_with_epsilon(distinct_count(&distinct) / 3.07208e9, 1, 1e-5);
}

static guint count_of(guint32 first, guint values)
{
    struct distinct distinct = { 0 };
    guint           before = 0;

    for (guint32 i = 0; i < values; i++) {
        distinct_add(&distinct, hash_of(first + i));
        g_assert_cmpuint(distinct_count(&distinct), >=, before);
        before = distinct_count(&distinct);
        g_assert_cmpint(distinct_is_exact(&distinct), ==, i < 31);
    }
    for (guint32 i = 0; i < values; i++)
        distinct_add(&distinct, hash_of(first + i));
    g_assert_cmpuint(distinct_count(&distinct), ==, before);
    return before;
}

/* One standard error is 1.04 / √128 of the count; of the mean of 16, a quarter of that. */
static void estimates(guint values)
{
    const double error = 1.04 / sqrt(128) * values;
    double       sum = 0;

    for (guint32 i = 0; i < SEEDS; i++) {
        guint count = count_of(i << 28, values);
        g_test_message("%u counted as %u", values, count);
        g_assert_cmpfloat_with_epsilon(count, values, 4 * error);
        sum += count;
    }
    g_test_message("%u counted as %.1f in the mean", values, sum / (double)SEEDS);
    g_assert_cmpfloat_with_epsilon(sum / (double)SEEDS, values, 4 * error / sqrt((double)SEEDS));
}

static void close_enough(void)
{
    estimates(32);
    estimates(100);
    estimates(350); /* where one way of counting hands over to the other */
    estimates(1000);
    estimates(10000);
    estimates(1000000);
}

static void copies(void)
{
    struct distinct distinct = { 0 }, copy;

    for (guint32 i = 0; i < 31; i++)
        distinct_add(&distinct, hash_of(i));
    copy = distinct;
    distinct_add(&copy, hash_of(31));
    g_assert_false(distinct_is_exact(&copy));
    g_assert_cmpuint(distinct_count(&distinct), ==, 31);
    g_assert_cmpuint(sizeof distinct, ==, 136);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_random_set_seed(1); /* chance decides once */
    g_test_add_func("/distinct/exact-at-first", exact_at_first);
    g_test_add_func("/distinct/zero-is-a-hash", zero_is_a_hash);
    g_test_add_func("/distinct/linear-counting", linear_counting);
    g_test_add_func("/distinct/raw-estimate", raw_estimate);
    g_test_add_func("/distinct/close-enough", close_enough);
    g_test_add_func("/distinct/copies", copies);
    return g_test_run();
}
