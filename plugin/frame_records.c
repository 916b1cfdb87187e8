/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "frame_records.h"

enum { BLOCK_SIZE = 1024 };

G_STATIC_ASSERT(sizeof(struct packet_record) <= 40);

struct frame_records {
    GPtrArray *blocks; /* struct packet_record[BLOCK_SIZE], NULL where no frame of a block was added; all 0 what was not */
};

struct frame_records *frame_records_new(void)
{
    struct frame_records *self = g_new0(struct frame_records, 1);

    self->blocks = g_ptr_array_new_with_free_func(g_free);
    return self;
}

void frame_records_free(struct frame_records *self)
{
    g_ptr_array_unref(self->blocks);
    g_free(self);
}

struct packet_record *frame_records_add(struct frame_records *self, guint32 number)
{
    guint block = number / BLOCK_SIZE;

    if (block >= self->blocks->len)
        g_ptr_array_set_size(self->blocks, (gint)block + 1);
    if (!g_ptr_array_index(self->blocks, block))
        g_ptr_array_index(self->blocks, block) = g_new0(struct packet_record, BLOCK_SIZE);

    struct packet_record *records = g_ptr_array_index(self->blocks, block);
    return &records[number % BLOCK_SIZE];
}

const struct packet_record *frame_records_find(const struct frame_records *self, guint32 number)
{
    guint                       block = number / BLOCK_SIZE;
    const struct packet_record *records = block < self->blocks->len ? g_ptr_array_index(self->blocks, block) : NULL;

    return records && records[number % BLOCK_SIZE].flow ? &records[number % BLOCK_SIZE] : NULL;
}
