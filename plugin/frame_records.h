/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * What each frame of a capture file was told on its first visit, found again by the frame's number: its place in the file is
 * another one as soon as that is saved in another format. A frame that a read filter rejects shares its number with the
 * next one; of those, the last one told is the one that is there. 40 bytes a frame. */
#pragma once

#include "flow_table.h"

struct frame_records;

struct frame_records *frame_records_new(void);
void                  frame_records_free(struct frame_records *);

/* Room for the record of the frame of that number. */
struct packet_record *frame_records_add(struct frame_records *, guint32 number);

/* NULL where no frame of that number was added. */
const struct packet_record *frame_records_find(const struct frame_records *, guint32 number);
