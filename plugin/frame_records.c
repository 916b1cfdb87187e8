/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "frame_records.h"

enum { BLOCK_SIZE = 1024 };

struct entry {
    gint64               file_offset;
    struct packet_record record;
};

G_STATIC_ASSERT(sizeof(struct entry) <= 48);

struct frame_records {
    GPtrArray    *blocks; /* struct entry[BLOCK_SIZE], in rising order of offsets */
    struct entry *last;   /* block */
    guint         used;   /* entries of the last block */
};

struct frame_records *frame_records_new(void)
{
    struct frame_records *self = g_new0(struct frame_records, 1);

    self->blocks = g_ptr_array_new_with_free_func(g_free);
    self->used = BLOCK_SIZE;
    return self;
}

void frame_records_free(struct frame_records *self)
{
    g_ptr_array_unref(self->blocks);
    g_free(self);
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
    return &entry->record;
}

static guint count(const struct frame_records *self)
{
    return self->blocks->len ? (self->blocks->len - 1) * BLOCK_SIZE + self->used : 0;
}

static const struct entry *entry_at(const struct frame_records *self, guint i)
{
    const struct entry *block = g_ptr_array_index(self->blocks, i / BLOCK_SIZE);
    return &block[i % BLOCK_SIZE];
}

const struct packet_record *frame_records_find(const struct frame_records *self, gint64 file_offset)
{
    guint low = 0, high = count(self);

    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (entry_at(self, middle)->file_offset < file_offset)
            low = middle + 1;
        else
            high = middle;
    }

    const struct entry *found = low < count(self) ? entry_at(self, low) : NULL;
    return found && found->file_offset == file_offset ? &found->record : NULL;
}
