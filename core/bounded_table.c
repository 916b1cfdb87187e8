/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "bounded_table.h"

#include <string.h>

#include "seeded_hash.h"

enum { ALIGNMENT = 8, ROOM_AT_FIRST = 16, HASH_MASK = G_MAXINT32 };

enum segment { PROBATION, PROTECTED, SEGMENTS }; /* of those used once, and more than once */

static const guint32 NONE = G_MAXUINT32;

/* Its key follows, then, aligned, its value. Links are places in the array of entries. */
struct entry {
    guint32 next;         /* in its bucket, or among the free ones */
    guint32 newer, older; /* in its segment */
    guint32 hash : 31;    /* of the key */
    guint32 segment : 1;  /* enum segment */
};

struct uses {
    guint32 newest, oldest, count;
};

struct bounded_table {
    gsize       key_size, value_size, value_offset, entry_size;
    guint8     *entries;
    guint32    *buckets;     /* first entries */
    guint32     bucket_mask; /* their number, a power of two, less one */
    guint32     room, made;  /* entries that there is memory for; that have ever been used */
    guint32     capacity, most_protected;
    guint32     free; /* first one that was removed */
    struct uses uses[SEGMENTS];
};

static gsize align(gsize size)
{
    return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

static gsize value_offset(gsize key_size)
{
    return align(sizeof(struct entry) + key_size);
}

static gsize entry_size(gsize key_size, gsize value_size)
{
    return value_offset(key_size) + align(value_size);
}

static guint32 bucket_count(guint32 room)
{
    guint32 count = 1;

    while (count < room)
        count *= 2;
    return count;
}

static gsize memory(guint32 room, gsize size)
{
    return sizeof(struct bounded_table) + room * size + bucket_count(room) * sizeof(guint32);
}

static struct entry *entry_at(const struct bounded_table *self, guint32 place)
{
    return (struct entry *)(gpointer)(self->entries + place * self->entry_size);
}

static gpointer key_of(struct entry *entry)
{
    return entry + 1;
}

static gpointer value_at(const struct bounded_table *self, guint32 place)
{
    return self->entries + place * self->entry_size + self->value_offset;
}

/* ---- segments ---- */

static void leave_segment(struct bounded_table *self, guint32 place)
{
    struct entry *entry = entry_at(self, place);
    struct uses  *uses = &self->uses[entry->segment];

    *(entry->newer == NONE ? &uses->newest : &entry_at(self, entry->newer)->older) = entry->older;
    *(entry->older == NONE ? &uses->oldest : &entry_at(self, entry->older)->newer) = entry->newer;
    uses->count--;
}

static void join_segment(struct bounded_table *self, guint32 place, enum segment segment)
{
    struct entry *entry = entry_at(self, place);
    struct uses  *uses = &self->uses[segment];

    entry->segment = segment & 1;
    entry->newer = NONE;
    entry->older = uses->newest;
    *(uses->newest == NONE ? &uses->oldest : &entry_at(self, uses->newest)->newer) = place;
    uses->newest = place;
    uses->count++;
}

static void move_to_segment(struct bounded_table *self, guint32 place, enum segment segment)
{
    leave_segment(self, place);
    join_segment(self, place, segment);
}

static void use(struct bounded_table *self, guint32 place)
{
    const struct uses *kept = &self->uses[PROTECTED];

    if (kept->newest == place)
        return;
    move_to_segment(self, place, PROTECTED);
    if (kept->count > self->most_protected)
        move_to_segment(self, kept->oldest, PROBATION);
}

/* ---- buckets ---- */

static guint32 hash_of(const struct bounded_table *self, gconstpointer key)
{
    return seeded_hash(key, self->key_size) & HASH_MASK;
}

static guint32 *bucket_of(const struct bounded_table *self, guint32 hash)
{
    return &self->buckets[hash & self->bucket_mask];
}

/* The link to the entry of the key; one to NONE, if there is none. */
static guint32 *link_to(const struct bounded_table *self, gconstpointer key, guint32 hash)
{
    guint32 *link = bucket_of(self, hash);

    while (*link != NONE) {
        struct entry *entry = entry_at(self, *link);
        if (entry->hash == hash && memcmp(key_of(entry), key, self->key_size) == 0)
            break;
        link = &entry->next;
    }
    return link;
}

static guint32 *link_to_place(const struct bounded_table *self, guint32 place)
{
    guint32 *link = bucket_of(self, entry_at(self, place)->hash);

    while (*link != place)
        link = &entry_at(self, *link)->next;
    return link;
}

static void join_bucket(struct bounded_table *self, guint32 place)
{
    struct entry *entry = entry_at(self, place);
    guint32      *bucket = bucket_of(self, entry->hash);

    entry->next = *bucket;
    *bucket = place;
}

static void make_buckets(struct bounded_table *self)
{
    guint32 count = bucket_count(self->room);

    g_free(self->buckets);
    self->buckets = g_new(guint32, count);
    memset(self->buckets, 0xff, count * sizeof *self->buckets); /* NONE */
    self->bucket_mask = count - 1;
}

/* ---- memory ---- */

static void set_room(struct bounded_table *self, guint32 room)
{
    self->room = MIN(room, self->capacity);
    self->entries = g_realloc_n(self->entries, self->room, self->entry_size);
    make_buckets(self);
}

/* Only where all entries are in use. */
static void grow(struct bounded_table *self)
{
    set_room(self, 2 * self->room);
    for (guint32 place = 0; place < self->made; place++)
        join_bucket(self, place);
}

struct bounded_table *bounded_table_new(guint capacity, gsize key_size, gsize value_size)
{
    struct bounded_table *self = g_new0(struct bounded_table, 1);

    self->capacity = CLAMP(capacity, 1, BOUNDED_TABLE_MOST);
    self->most_protected = self->capacity * 3 / 4;
    self->key_size = key_size;
    self->value_size = value_size;
    self->value_offset = value_offset(key_size);
    self->entry_size = entry_size(key_size, value_size);
    self->free = NONE;
    for (guint i = 0; i < SEGMENTS; i++)
        self->uses[i] = (struct uses){ .newest = NONE, .oldest = NONE };
    set_room(self, ROOM_AT_FIRST);
    return self;
}

void bounded_table_free(struct bounded_table *self)
{
    g_free(self->entries);
    g_free(self->buckets);
    g_free(self);
}

/* ---- entries ---- */

static void remove_at(struct bounded_table *self, guint32 *link)
{
    guint32       place = *link;
    struct entry *entry = entry_at(self, place);

    *link = entry->next;
    leave_segment(self, place);
    entry->next = self->free;
    self->free = place;
}

/* Somebody is always on probation in a full table, as fewer than all are protected. */
static void evict(struct bounded_table *self)
{
    remove_at(self, link_to_place(self, self->uses[PROBATION].oldest));
}

static guint32 free_place(struct bounded_table *self)
{
    guint32 place;

    if (bounded_table_count(self) == self->capacity)
        evict(self);
    if (self->free != NONE) {
        place = self->free;
        self->free = entry_at(self, place)->next;
        return place;
    }
    if (self->made == self->room)
        grow(self);
    return self->made++;
}

static gpointer find(struct bounded_table *self, gconstpointer key, guint32 hash)
{
    guint32 place = *link_to(self, key, hash);

    if (place == NONE)
        return NULL;
    use(self, place);
    return value_at(self, place);
}

static gpointer add(struct bounded_table *self, gconstpointer key, guint32 hash)
{
    guint32       place = free_place(self);
    struct entry *entry = entry_at(self, place);

    entry->hash = hash & HASH_MASK;
    memcpy(key_of(entry), key, self->key_size);
    join_bucket(self, place);
    join_segment(self, place, PROBATION);
    return memset(value_at(self, place), 0, self->value_size);
}

gpointer bounded_table_find(struct bounded_table *self, gconstpointer key)
{
    return find(self, key, hash_of(self, key));
}

gpointer bounded_table_take(struct bounded_table *self, gconstpointer key)
{
    guint32  hash = hash_of(self, key);
    gpointer value = find(self, key, hash);

    return value ? value : add(self, key, hash);
}

void bounded_table_remove(struct bounded_table *self, gconstpointer key)
{
    guint32 *link = link_to(self, key, hash_of(self, key));

    if (*link != NONE)
        remove_at(self, link);
}

gsize bounded_table_value_size(const struct bounded_table *self)
{
    return self->value_size;
}

guint bounded_table_count(const struct bounded_table *self)
{
    return self->uses[PROBATION].count + self->uses[PROTECTED].count;
}

gsize bounded_table_bytes(const struct bounded_table *self)
{
    return memory(self->room, self->entry_size);
}

gsize bounded_table_most_bytes(guint capacity, gsize key_size, gsize value_size)
{
    return memory(capacity, entry_size(key_size, value_size));
}
