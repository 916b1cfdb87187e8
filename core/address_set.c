/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "address_set.h"

#include <string.h>

#include "range_sweep.h"

enum {
    INDEX_BITS = 16, /* upper ones of an IPv4 address */
    INDEX_SIZE = 1 << INDEX_BITS,
    INDEX_ENTRIES = INDEX_SIZE + 2, /* one for what is behind, and where that ends */
    INDEX_FROM = 1024,              /* ranges: below, the index would be larger than all else */
    RADIX_FROM = 4096,              /* ranges: below, sorting by comparison is as quick */
};

/* A million entries are mostly IPv4: a quarter of the bytes, and no 128-bit arithmetic to look them up. */
struct narrow_range {
    guint32 first, last;
};

struct narrow {
    struct narrow_range  range;
    struct address_entry entry;
};

struct wide {
    struct span          range;
    struct address_entry entry;
};

struct address_set {
    GArray *narrow_added, *wide_added; /* NULL once sealed */
    guint   added;

    GArray *narrow, *wide;                 /* disjoint ranges, rising */
    GArray *narrow_entries, *wide_entries; /* of the range at the same place */

    /* [i]: how many ranges begin in buckets before i; NULL if there are few ranges */
    guint32  *narrow_index, *wide_index;
    wide_uint wide_base; /* where the buckets of IPv6 begin: what is listed is near together there */
    guint     wide_shift;
};

struct address_set *address_set_new(void)
{
    struct address_set *self = g_new0(struct address_set, 1);

    self->narrow_added = g_array_new(FALSE, FALSE, sizeof(struct narrow));
    self->wide_added = g_array_new(FALSE, FALSE, sizeof(struct wide));
    return self;
}

void address_set_free(struct address_set *self)
{
    if (!self)
        return;
    GArray *arrays[] = { self->narrow_added, self->wide_added,     self->narrow,
                         self->wide,         self->narrow_entries, self->wide_entries };

    for (guint i = 0; i < G_N_ELEMENTS(arrays); i++)
        if (arrays[i])
            g_array_unref(arrays[i]);
    g_free(self->narrow_index);
    g_free(self->wide_index);
    g_free(self);
}

static guint32 narrow_of(const struct address *address)
{
    guint32 bytes;

    memcpy(&bytes, address->bytes, sizeof bytes);
    return GUINT32_FROM_BE(bytes);
}

static wide_uint wide_of(const struct address *address)
{
    guint64 halves[2];

    memcpy(halves, address->bytes, sizeof halves);
    return (wide_uint)GUINT64_FROM_BE(halves[0]) << 64 | GUINT64_FROM_BE(halves[1]);
}

void address_set_add(struct address_set *self, const struct address *first, const struct address *last, guint32 list,
                     guint32 line)
{
    if (first->kind == ADDRESS_IPV4) {
        struct narrow narrow = { { narrow_of(first), narrow_of(last) }, { list, line } };
        g_array_append_val(self->narrow_added, narrow);
    } else if (first->kind == ADDRESS_IPV6) {
        struct wide wide = { { wide_of(first), wide_of(last) }, { list, line } };
        g_array_append_val(self->wide_added, wide);
    } else {
        return;
    }
    self->added++;
}

static guint move_last(GArray *from, GArray *to, gsize size, gsize entry_offset, guint32 list)
{
    guint first = from->len;

    while (first > 0) {
        struct address_entry entry;
        memcpy(&entry, from->data + (first - 1) * size + entry_offset, sizeof entry);
        if (entry.list != list)
            break;
        first--;
    }
    guint moved = from->len - first;
    if (moved)
        g_array_append_vals(to, from->data + first * size, moved);
    g_array_set_size(from, first);
    return moved;
}

void address_set_move(struct address_set *from, struct address_set *to, guint32 list)
{
    guint moved =
        move_last(from->narrow_added, to->narrow_added, sizeof(struct narrow), G_STRUCT_OFFSET(struct narrow, entry), list) +
        move_last(from->wide_added, to->wide_added, sizeof(struct wide), G_STRUCT_OFFSET(struct wide, entry), list);

    from->added -= moved;
    to->added += moved;
}

/* ---- sorting by the first address; all of it keeps the order of equal ones ---- */

static gint compare_narrow(gconstpointer a, gconstpointer b)
{
    const struct narrow *first = a, *second = b;

    return first->range.first < second->range.first ? -1 : first->range.first > second->range.first;
}

static gint compare_wide(gconstpointer a, gconstpointer b)
{
    const struct wide *first = a, *second = b;

    return first->range.first < second->range.first ? -1 : first->range.first > second->range.first;
}

static void radix_pass(const struct narrow *from, struct narrow *to, guint count, guint shift)
{
    guint places[256] = { 0 };
    guint before = 0;

    for (guint i = 0; i < count; i++)
        places[from[i].range.first >> shift & 0xff]++;
    for (guint digit = 0; digit < 256; digit++) {
        guint here = places[digit];
        places[digit] = before;
        before += here;
    }
    for (guint i = 0; i < count; i++)
        to[places[from[i].range.first >> shift & 0xff]++] = from[i];
}

static void sort_narrow(GArray *added)
{
    struct narrow *ranges = (struct narrow *)(gpointer)added->data;

    if (added->len < RADIX_FROM) {
        g_array_sort(added, compare_narrow);
        return;
    }
    struct narrow *other = g_new(struct narrow, added->len);
    for (guint shift = 0; shift < 32; shift += 16) {
        radix_pass(ranges, other, added->len, shift);
        radix_pass(other, ranges, added->len, shift + 8);
    }
    g_free(other);
}

/* ---- sealing ---- */

static struct span narrow_at(guint i, gpointer data)
{
    const struct address_set *self = data;
    struct narrow_range       range = g_array_index(self->narrow_added, struct narrow, i).range;

    return (struct span){ range.first, range.last };
}

static void emit_narrow(struct span span, guint winner, gpointer data)
{
    struct address_set *self = data;
    struct narrow_range range = { (guint32)span.first, (guint32)span.last };

    g_array_append_val(self->narrow, range);
    g_array_append_val(self->narrow_entries, g_array_index(self->narrow_added, struct narrow, winner).entry);
}

static struct span wide_at(guint i, gpointer data)
{
    const struct address_set *self = data;

    return g_array_index(self->wide_added, struct wide, i).range;
}

static void emit_wide(struct span span, guint winner, gpointer data)
{
    struct address_set *self = data;

    g_array_append_val(self->wide, span);
    g_array_append_val(self->wide_entries, g_array_index(self->wide_added, struct wide, winner).entry);
}

/* An array grows by doubling; a sealed one need not keep what it did not use. */
static void trim(GArray **array, gsize size)
{
    GArray *exact = g_array_sized_new(FALSE, FALSE, (guint)size, (*array)->len);

    if ((*array)->len)
        g_array_append_vals(exact, (*array)->data, (*array)->len);
    g_array_unref(*array);
    *array = exact;
}

/* ---- index: a look-up begins with the few ranges of a bucket ---- */

static guint narrow_bucket(guint32 address)
{
    return address >> (32 - INDEX_BITS);
}

/* What lies behind all ranges has a bucket of its own, as what lies before them has none. */
static guint wide_bucket(const struct address_set *self, wide_uint address)
{
    return (guint)MIN((address - self->wide_base) >> self->wide_shift, INDEX_SIZE);
}

static guint narrow_bucket_at(const struct address_set *self, guint i)
{
    return narrow_bucket(g_array_index(self->narrow, struct narrow_range, i).first);
}

static guint wide_bucket_at(const struct address_set *self, guint i)
{
    return wide_bucket(self, g_array_index(self->wide, struct span, i).first);
}

static guint32 *index_of(const struct address_set *self, guint count,
                         guint (*bucket_at)(const struct address_set *, guint i))
{
    guint32 *index;
    guint    range = 0;

    if (count < INDEX_FROM)
        return NULL;
    index = g_new(guint32, INDEX_ENTRIES);
    for (guint bucket = 0; bucket < INDEX_ENTRIES; bucket++) {
        while (range < count && bucket_at(self, range) < bucket)
            range++;
        index[bucket] = range;
    }
    return index;
}

static void make_index(struct address_set *self)
{
    if (self->wide->len) {
        wide_uint highest = g_array_index(self->wide, struct span, self->wide->len - 1).first;

        self->wide_base = g_array_index(self->wide, struct span, 0).first;
        while ((highest - self->wide_base) >> self->wide_shift >= INDEX_SIZE)
            self->wide_shift++;
    }
    self->narrow_index = index_of(self, self->narrow->len, narrow_bucket_at);
    self->wide_index = index_of(self, self->wide->len, wide_bucket_at);
}

void address_set_seal(struct address_set *self)
{
    const struct sweep_callbacks narrow = { narrow_at, emit_narrow, self }, wide = { wide_at, emit_wide, self };

    self->narrow = g_array_new(FALSE, FALSE, sizeof(struct narrow_range));
    self->wide = g_array_new(FALSE, FALSE, sizeof(struct span));
    self->narrow_entries = g_array_new(FALSE, FALSE, sizeof(struct address_entry));
    self->wide_entries = g_array_new(FALSE, FALSE, sizeof(struct address_entry));

    sort_narrow(self->narrow_added);
    range_sweep(self->narrow_added->len, &narrow);
    g_clear_pointer(&self->narrow_added, g_array_unref);
    g_array_sort(self->wide_added, compare_wide);
    range_sweep(self->wide_added->len, &wide);
    g_clear_pointer(&self->wide_added, g_array_unref);

    trim(&self->narrow, sizeof(struct narrow_range));
    trim(&self->wide, sizeof(struct span));
    trim(&self->narrow_entries, sizeof(struct address_entry));
    trim(&self->wide_entries, sizeof(struct address_entry));
    make_index(self);
}

/* ---- look-up: the last range that does not begin behind the address ---- */

static const struct address_entry *find_narrow(const struct address_set *self, guint32 address)
{
    const struct narrow_range *ranges = (const struct narrow_range *)(gconstpointer)self->narrow->data;
    const guint32             *index = self->narrow_index;
    guint                      low = index ? index[narrow_bucket(address)] : 0;
    guint                      high = index ? index[narrow_bucket(address) + 1] : self->narrow->len;

    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (ranges[middle].first <= address)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0 || ranges[low - 1].last < address)
        return NULL;
    return &g_array_index(self->narrow_entries, struct address_entry, low - 1);
}

static const struct address_entry *find_wide(const struct address_set *self, wide_uint address)
{
    const struct span *ranges = (const struct span *)(gconstpointer)self->wide->data;
    const guint32     *index = self->wide_index;

    if (address < self->wide_base)
        return NULL;
    guint bucket = index ? wide_bucket(self, address) : 0;
    guint low = index ? index[bucket] : 0;
    guint high = index ? index[bucket + 1] : self->wide->len;

    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (ranges[middle].first <= address)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0 || ranges[low - 1].last < address)
        return NULL;
    return &g_array_index(self->wide_entries, struct address_entry, low - 1);
}

gboolean address_set_find(const struct address_set *self, const struct address *address, struct address_entry *entry)
{
    const struct address_entry *found = address->kind == ADDRESS_IPV4 ? find_narrow(self, narrow_of(address)) :
                                        address->kind == ADDRESS_IPV6 ? find_wide(self, wide_of(address)) :
                                                                        NULL;

    if (found && entry)
        *entry = *found;
    return found != NULL;
}

guint address_set_count(const struct address_set *self)
{
    return self->added;
}

gsize address_set_bytes(const struct address_set *self)
{
    return sizeof *self + self->narrow->len * (sizeof(struct narrow_range) + sizeof(struct address_entry)) +
           self->wide->len * (sizeof(struct span) + sizeof(struct address_entry)) +
           (self->narrow_index ? INDEX_ENTRIES * sizeof *self->narrow_index : 0) +
           (self->wide_index ? INDEX_ENTRIES * sizeof *self->wide_index : 0);
}
