/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "address_cache.h"

#include "cell_parse.h"

#include <string.h>

enum { WORD = 8, INDEX_SHIFT = 64 - 9 };

G_STATIC_ASSERT(1 << (64 - INDEX_SHIFT) == ADDRESS_CACHE_SIZE);

static guint64 load(const char *text)
{
    guint64 word;

    memcpy(&word, text, WORD);
    return word;
}

static gboolean is_same(const struct cached_address *entry, struct cell cell)
{
    if (entry->length != cell.length || load(entry->text) != load(cell.text) ||
        load(entry->text + cell.length - WORD) != load(cell.text + cell.length - WORD))
        return FALSE;
    return cell.length <= 2 * WORD || memcmp(entry->text, cell.text, cell.length) == 0;
}

gboolean address_cache_read(struct address_cache *self, struct cell cell, struct address *address)
{
    struct cached_address *entry;
    guint64                head, tail;

    if (cell.length < WORD || cell.length > ADDRESS_CACHE_TEXT)
        return cell_address(cell, address);
    head = load(cell.text);
    tail = load(cell.text + cell.length - WORD);
    entry = &self->entries[(head ^ (tail << 29 | tail >> 35)) * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15) >> INDEX_SHIFT];
    if (G_UNLIKELY(!is_same(entry, cell))) {
        entry->length = (guint8)cell.length;
        memcpy(entry->text, cell.text, cell.length);
        cell_address(cell, &entry->address);
    }
    *address = entry->address;
    return TRUE;
}
