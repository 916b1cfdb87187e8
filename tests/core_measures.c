/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * What flows are measured by: statistics, histograms, runs, bulks, first bytes and series. */
#include <math.h>
#include <string.h>

#include "activity.h"
#include "bulks.h"
#include "first_bytes.h"
#include "histogram.h"
#include "running_stats.h"
#include "series.h"
#include "size_stats.h"

static const gint64 SECOND = G_GINT64_CONSTANT(1000000000);

static void near(double actual, double expected)
{
    g_assert_cmpfloat_with_epsilon(actual, expected, 1e-12 * MAX(1, fabs(expected)));
}

/* ---- statistics ---- */

static struct running_stats stats_of(const guint64 *samples, guint count)
{
    struct running_stats stats = { 0 };

    for (guint i = 0; i < count; i++)
        running_stats_add(&stats, samples[i]);
    return stats;
}

/* 2, 4, 4, 4, 5, 5, 7, 9: mean 5, squared deviations 32, of which n - 1 = 7. */
static void stats_small(void)
{
    static const guint64 SAMPLES[] = { 2, 4, 4, 4, 5, 5, 7, 9 };
    struct running_stats stats = stats_of(SAMPLES, 8);

    g_assert_cmpuint(stats.count, ==, 8);
    g_assert_cmpuint(stats.min, ==, 2);
    g_assert_cmpuint(stats.max, ==, 9);
    near(running_stats_mean(&stats), 5);
    near(running_stats_stddev(&stats), sqrt(32.0 / 7));
}

/* Small differences of large numbers: in doubles their squares would be the same. */
static void stats_far_from_zero(void)
{
    const guint64        FAR = G_GUINT64_CONSTANT(1000000000000000000);
    const guint64        SAMPLES[] = { FAR + 1, FAR + 2, FAR + 3 };
    struct running_stats stats = stats_of(SAMPLES, 3);

    near(running_stats_stddev(&stats), 1);
    g_assert_cmpuint(stats.max, ==, FAR + 3);
}

static void stats_merged(void)
{
    static const guint64 SAMPLES[] = { 2, 4, 4, 4, 5, 5, 7, 9 };
    struct running_stats all = stats_of(SAMPLES, 8), none = { 0 };

    for (guint cut = 0; cut <= 8; cut++) {
        struct running_stats first = stats_of(SAMPLES, cut), rest = stats_of(SAMPLES + cut, 8 - cut);
        running_stats_merge(&first, &rest);
        g_assert_true(memcmp(&first, &all, sizeof all) == 0);
    }
    running_stats_merge(&none, &none);
    g_assert_cmpuint(none.count, ==, 0);
}

/* The squares of the largest sizes there are need more than 64 bits. */
static void stats_of_sizes(void)
{
    static const guint64 SAMPLES[] = { G_MAXUINT32, 0, 40, G_MAXUINT32, 1500, G_MAXUINT32 - 1 };
    struct running_stats all = stats_of(SAMPLES, 6), spread;
    struct size_stats    first = { 0 }, rest = { 0 };

    for (guint i = 0; i < 6; i++)
        size_stats_add(i < 2 ? &first : &rest, (guint32)SAMPLES[i]);
    size_stats_merge(&first, &rest);
    spread = size_stats_spread(&first);
    g_assert_true(memcmp(&spread, &all, sizeof all) == 0);
}

static void histogram_bins(void)
{
    static const guint64 VALUES[] = { 0, 15, 16, 31, 32, 1023, 1024, G_MAXUINT64 };
    static const guint   BINS[] = { 2, 2, 1, 0, 0, 0, 1, 2 };
    struct histogram     histogram = { { 0 } };

    for (guint i = 0; i < G_N_ELEMENTS(VALUES); i++)
        histogram_add(&histogram, VALUES[i]);
    for (guint i = 0; i < HISTOGRAM_BINS; i++)
        g_assert_cmpuint(histogram.counts[i], ==, BINS[i]);
}

/* ---- runs and bulks ---- */

static void activity_runs(void)
{
    struct activity activity;

    activity_init(&activity, 0);
    activity_add(&activity, 5 * SECOND, 5 * SECOND);  /* no gap yet */
    activity_add(&activity, 11 * SECOND, 6 * SECOND); /* after a run of 5 s */
    activity_add(&activity, 12 * SECOND, 1 * SECOND);

    struct running_stats active = activity_active(&activity, 12 * SECOND), idle = activity_idle(&activity);
    g_assert_cmpuint(active.count, ==, 2);
    g_assert_cmpint((gint64)active.min, ==, 1 * SECOND);
    g_assert_cmpint((gint64)active.max, ==, 5 * SECOND);
    g_assert_cmpuint(idle.count, ==, 1);
    g_assert_cmpint((gint64)idle.sum, ==, 6 * SECOND);
    activity_clear(&activity);
}

static void add_run(struct bulk_transfers *bulks, enum flow_scope sender, gint64 start, guint packets)
{
    for (guint i = 0; i < packets; i++)
        bulk_transfers_add(bulks, sender, start + i, 10);
}

static void bulks_ended_and_open(void)
{
    struct bulk_transfers bulks = { 0 };

    add_run(&bulks, SCOPE_INITIATOR, 0, 3); /* too short */
    add_run(&bulks, SCOPE_RESPONDER, 100, 4);
    add_run(&bulks, SCOPE_INITIATOR, 200, 5);
    add_run(&bulks, SCOPE_INITIATOR, 205 + SECOND, 4); /* after more than a second: another one, that goes on */

    struct bulks initiator = bulk_transfers_of(&bulks, SCOPE_INITIATOR),
                 responder = bulk_transfers_of(&bulks, SCOPE_RESPONDER);
    g_assert_cmpuint(initiator.count, ==, 2);
    g_assert_cmpuint(initiator.packets, ==, 9);
    g_assert_cmpuint(initiator.payload_bytes, ==, 90);
    g_assert_cmpint(initiator.duration, ==, 4 + 3);
    g_assert_cmpuint(responder.count, ==, 1);
    g_assert_cmpint(responder.duration, ==, 3);
    bulk_transfers_clear(&bulks);
}

/* ---- first bytes ---- */

static double entropy_in_steps(const guint8 *bytes, guint count, guint step)
{
    struct first_bytes first = { 0 };
    double             entropy;

    for (guint at = 0; at < count; at += step)
        first_bytes_add(&first, bytes + at, MIN(step, count - at));
    entropy = first_bytes_entropy(&first);
    first_bytes_clear(&first);
    return entropy;
}

/* Each value once is 8 bits, one value 0, two values equally often 1; what comes after 256 does not count. */
static void entropies(void)
{
    guint8 bytes[300];

    for (guint step = 1; step <= 300; step += 13) {
        memset(bytes, 7, sizeof bytes);
        near(entropy_in_steps(bytes, 300, step), 0);
        near(entropy_in_steps(bytes, 100, step), 0);
        for (guint i = 0; i < 300; i++)
            bytes[i] = (guint8)i;
        near(entropy_in_steps(bytes, 300, step), 8);
        near(entropy_in_steps(bytes, 64, step), 6);
        for (guint i = 0; i < 300; i++)
            bytes[i] = i % 2;
        near(entropy_in_steps(bytes, 300, step), 1);
        near(entropy_in_steps(bytes, 10, step), 1);
    }
}

/* ---- series ---- */

static void series_holds_the_first(void)
{
    struct series *series = NULL;

    for (guint i = 0; i < 40; i++)
        series_add(&series, i % 2 ? SCOPE_RESPONDER : SCOPE_INITIATOR, (gint64)i * 1500, i + 1);
    g_assert_cmpuint(series_count(series), ==, SERIES_LENGTH);
    for (guint i = 0; i < SERIES_LENGTH; i++) {
        g_assert_cmpint(series_size(series, i), ==, i % 2 ? -(gint)(i + 1) : (gint)(i + 1));
        g_assert_cmpint(series_time(series, i), ==, i * 1500 / 1000);
    }
    series_free(series);
}

static void series_limits(void)
{
    const gint64   FAR = G_GINT64_CONSTANT(4398046511103); /* 2^42 - 1 µs */
    struct series *series = NULL;

    series_add(&series, SCOPE_INITIATOR, G_MAXINT64, G_MAXUINT32);
    series_add(&series, SCOPE_RESPONDER, G_MININT64, G_MAXUINT32);
    series_add(&series, SCOPE_RESPONDER, -1000, 1);
    g_assert_cmpint(series_time(series, 0), ==, FAR);
    g_assert_cmpint(series_size(series, 0), ==, 1048575);
    g_assert_cmpint(series_time(series, 1), ==, -FAR);
    g_assert_cmpint(series_size(series, 1), ==, -1048575);
    g_assert_cmpint(series_time(series, 2), ==, -1);
    g_assert_cmpint(series_size(series, 2), ==, -1);
    series_free(series);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/measures/stats/small", stats_small);
    g_test_add_func("/measures/stats/far_from_zero", stats_far_from_zero);
    g_test_add_func("/measures/stats/merged", stats_merged);
    g_test_add_func("/measures/stats/sizes", stats_of_sizes);
    g_test_add_func("/measures/histogram", histogram_bins);
    g_test_add_func("/measures/activity", activity_runs);
    g_test_add_func("/measures/bulks", bulks_ended_and_open);
    g_test_add_func("/measures/first_bytes", entropies);
    g_test_add_func("/measures/series/first", series_holds_the_first);
    g_test_add_func("/measures/series/limits", series_limits);
    return g_test_run();
}
