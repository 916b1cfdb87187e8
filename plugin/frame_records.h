/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * What each frame of a capture file was told on its first visit, found again by the frame's place in that file: frame
 * numbers will not do, since a frame that a read filter rejects shares its number with the next one. 48 bytes a frame,
 * more in the rare files that do not hold their frames one after the other. */
#pragma once

#include "flow_table.h"

struct frame_records;

struct frame_records *frame_records_new(void);
void                  frame_records_free(struct frame_records *);

/* Room for the record of the frame at that offset. */
struct packet_record *frame_records_add(struct frame_records *, gint64 file_offset);

/* NULL where no frame was added at that offset. */
const struct packet_record *frame_records_find(const struct frame_records *, gint64 file_offset);
