/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "seeded_hash.h"

enum { KEYS = 1 << 16, KEY_BYTES = 24 };

static gint compare_hashes(gconstpointer a, gconstpointer b)
{
    guint32 first = *(const guint32 *)a, second = *(const guint32 *)b;

    return first < second ? -1 : first > second;
}

static guint count_different(guint32 hashes[KEYS])
{
    guint different = 1;

    qsort(hashes, KEYS, sizeof *hashes, compare_hashes);
    for (guint i = 1; i < KEYS; i++)
        different += hashes[i] != hashes[i - 1];
    return different;
}

/* The bits of a number below KEYS go into the bytes of a key, the first `bits` of them into the byte at places[0] and so on,
 * from the top of each. Of 2^16 hashes at random some (2^16)² / 2 / 2^32 = 1/2 are the same; 2^16 into 2^16 buckets fill
 * 1 - 1/e = 63.2 % of these, with a deviation of 0.2 %. */
static void spreads(gsize size, const guint8 *places, guint bits)
{
    g_autofree guint32 *hashes = g_new(guint32, KEYS), *low = g_new(guint32, KEYS), *high = g_new(guint32, KEYS);

    for (guint i = 0; i < KEYS; i++) {
        guint8 key[KEY_BYTES] = { 0 };

        for (guint j = 0; j * bits < 16; j++)
            key[places[j]] = (guint8)((i >> j * bits & ((1u << bits) - 1)) << (8 - bits));
        hashes[i] = seeded_hash(key, size);
        low[i] = hashes[i] & 0xffff;
        high[i] = hashes[i] >> 16;
    }
    g_assert_cmpuint(count_different(hashes), >, KEYS - 8);
    g_assert_cmpfloat_with_epsilon(count_different(low) / (double)KEYS, 0.632, 0.01);
    g_assert_cmpfloat_with_epsilon(count_different(high) / (double)KEYS, 0.632, 0.01);
}

static void spreads_numbers(void)
{
    spreads(2, (const guint8[]){ 0, 1 }, 8);
    spreads(4, (const guint8[]){ 3, 2 }, 8);
    spreads(8, (const guint8[]){ 0, 1 }, 8);
    spreads(8, (const guint8[]){ 6, 7 }, 8);
    spreads(20, (const guint8[]){ 18, 19 }, 8);
    spreads(24, (const guint8[]){ 0, 23 }, 8);
}

/* In the high bits of one word after another. */
static void spreads_high_bits(void)
{
    spreads(16, (const guint8[]){ 7, 15 }, 8);
    spreads(24, (const guint8[]){ 7, 15, 23, 6 }, 4);
    spreads(24, (const guint8[]){ 7, 6, 15, 14, 23, 22, 5, 13 }, 2);
}

static void every_byte_counts(void)
{
    for (gsize size = 1; size <= KEY_BYTES; size++)
        for (gsize place = 0; place < size; place++) {
            guint8 key[KEY_BYTES] = { 0 };
            guint  before = seeded_hash(key, size);

            key[place] = 1;
            g_assert_cmpuint(seeded_hash(key, size), !=, before);
            key[place] = 0;
            g_assert_cmpuint(seeded_hash(key, size), ==, before);
        }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_random_set_seed(1); /* chance decides once */
    g_test_add_func("/seeded-hash/spreads-numbers", spreads_numbers);
    g_test_add_func("/seeded-hash/spreads-high-bits", spreads_high_bits);
    g_test_add_func("/seeded-hash/every-byte-counts", every_byte_counts);
    return g_test_run();
}
