/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "frame_records.h"

enum { BLOCK_SIZE = 1024 };

struct entry {
    gint64               file_offset;
    struct packet_record record;
};

G_STATIC_ASSERT(sizeof(struct entry) <= 48);

struct frame_records {
    GPtrArray    *blocks; /* struct entry[BLOCK_SIZE] */
    struct entry *last;   /* block */
    guint         used;   /* entries of the last block */
    gint64        highest; /* offset */
    GHashTable   *by_offset; /* of all entries, where offsets do not rise; else NULL */
};

struct frame_records *frame_records_new(void)
{
    struct frame_records *self = g_new0(struct frame_records, 1);

    self->blocks = g_ptr_array_new_with_free_func(g_free);
    self->used = BLOCK_SIZE;
    self->highest = G_MININT64;
    return self;
}

void frame_records_free(struct frame_records *self)
{
    if (self->by_offset)
        g_hash_table_unref(self->by_offset);
    g_ptr_array_unref(self->blocks);
    g_free(self);
}

static guint count(const struct frame_records *self)
{
    return self->blocks->len ? (self->blocks->len - 1) * BLOCK_SIZE + self->used : 0;
}

static struct entry *entry_at(const struct frame_records *self, guint i)
{
    struct entry *block = g_ptr_array_index(self->blocks, i / BLOCK_SIZE);
    return &block[i % BLOCK_SIZE];
}

/* Network Monitor's files, for one, have a table of frames that may stand in any order. */
static void give_up_order(struct frame_records *self)
{
    self->by_offset = g_hash_table_new(g_int64_hash, g_int64_equal);
    for (guint i = 0; i + 1 < count(self); i++) {
        struct entry *entry = entry_at(self, i);
        g_hash_table_insert(self->by_offset, &entry->file_offset, entry);
    }
}

struct packet_record *frame_records_add(struct frame_records *self, gint64 file_offset)
{
    if (self->used == BLOCK_SIZE) {
        self->last = g_new(struct entry, BLOCK_SIZE);
        self->used = 0;
        g_ptr_array_add(self->blocks, self->last);
    }

    struct entry *entry = &self->last[self->used++];
    entry->file_offset = file_offset;
    if (file_offset <= self->highest && !self->by_offset)
        give_up_order(self);
    if (self->by_offset)
        g_hash_table_insert(self->by_offset, &entry->file_offset, entry);
    self->highest = MAX(self->highest, file_offset);
    return &entry->record;
}

static const struct entry *find_in_order(const struct frame_records *self, gint64 file_offset)
{
    guint low = 0, high = count(self);

    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (entry_at(self, middle)->file_offset < file_offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count(self) && entry_at(self, low)->file_offset == file_offset ? entry_at(self, low) : NULL;
}

const struct packet_record *frame_records_find(const struct frame_records *self, gint64 file_offset)
{
    const struct entry *found = self->by_offset ? g_hash_table_lookup(self->by_offset, &file_offset) :
                                                  find_in_order(self, file_offset);

    return found ? &found->record : NULL;
}
