/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * bench_lists FILE [LOOKUPS]: how long the file takes to read, and a look-up of random addresses. For tests/bench_lists. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "blocklists.h"

enum { ADDRESSES = 1 << 16 };

/* Apart from the look-ups, so that callgrind counts these alone. */
G_GNUC_NO_INLINE static guint look_up(const struct blocklists *lists, const struct address *addresses, guint count)
{
    struct blocklist_hit hit;
    guint                hits = 0;

    for (guint i = 0; i < count; i++)
        hits += blocklists_find(lists, &addresses[i % ADDRESSES], &hit) ? 1 : 0;
    return hits;
}

static struct address *random_addresses(void)
{
    struct address *addresses = g_new(struct address, ADDRESSES);
    GRand          *random = g_rand_new_with_seed(1);

    for (guint i = 0; i < ADDRESSES; i++) {
        guint32 bytes = g_rand_int(random);
        guint8  wire[4];
        memcpy(wire, &bytes, sizeof wire);
        addresses[i] = address_ipv4(wire);
    }
    g_rand_free(random);
    return addresses;
}

static double milliseconds_since(gint64 start)
{
    return (double)(g_get_monotonic_time() - start) / 1000;
}

int main(int argc, char **argv)
{
    guint              count = argc > 2 ? (guint)atoi(argv[2]) : 20000000;
    struct address    *addresses = random_addresses();
    gint64             start = g_get_monotonic_time();
    struct blocklists *lists = blocklists_read(argc > 1 ? argv[1] : "", NULL, NULL);

    printf("%u entries, %.1f MiB, read and sealed in %.0f ms\n", blocklists_entries(lists),
           (double)blocklists_bytes(lists) / (1 << 20), milliseconds_since(start));
    start = g_get_monotonic_time();
    guint hits = look_up(lists, addresses, count);
    printf("%u look-ups, %u hits, %.1f ns each\n", count, hits, milliseconds_since(start) * 1e6 / count);
    blocklists_free(lists);
    g_free(addresses);
    return 0;
}
