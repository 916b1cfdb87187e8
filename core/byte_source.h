/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Bytes from a file, a pipe or memory, unpacked on the way if they are compressed. A source owns its descriptor. */
#pragma once

#include <gio/gio.h>

struct byte_source;

/* Called before every read, and again and again while there is nothing to read: answers for how many milliseconds it
 * need not be called (BYTE_SOURCE_FOREVER: as long as it takes), or BYTE_SOURCE_STOP to end the input here. */
typedef int (*byte_source_pulse)(gpointer data);

enum { BYTE_SOURCE_FOREVER = -1, BYTE_SOURCE_STOP = -2 };

struct byte_source *byte_source_new_fd(int fd);
/* Hands out at most `at_once` bytes a read; the memory stays the caller's and must outlive the source. */
struct byte_source *byte_source_new_memory(const void *bytes, gsize length, gsize at_once);
void                byte_source_free(struct byte_source *);

void byte_source_set_pulse(struct byte_source *, byte_source_pulse, gpointer data);

/* At least one byte; 0 at the end, -1 with *error set. */
gssize byte_source_read(struct byte_source *, void *buffer, gsize size, GError **error);

/* The next bytes as they are stored, at least `wanted` unless the input ends before: *bytes is valid until the next read. */
gsize byte_source_peek(struct byte_source *, gsize wanted, const guint8 **bytes, GError **error);

/* From here on everything goes through this converter, which the source then owns. */
void byte_source_unpack(struct byte_source *, GConverter *);

/* From here on whatever is read is added to this checksum, too, which is borrowed; NULL: to none. */
void byte_source_set_checksum(struct byte_source *, GChecksum *);

/* How far the stored bytes have been read, and how many there are: 0 where nobody knows. */
guint64 byte_source_position(const struct byte_source *);
guint64 byte_source_size(const struct byte_source *);

int byte_source_fd(const struct byte_source *); /* -1 if it is memory */
