/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Rows of one export → packets. Borrows everything that it is made with. */
#pragma once

#include "address_cache.h"
#include "packet_ends.h"
#include "port_naming.h"

enum { LABEL_CACHE = 256, LABEL_CACHE_TEXT = 60 };

/* The cells of a label as they stand in the row, side by side, and what they came to. */
struct cached_label {
    guint32 label;
    guint16 length; /* 0: free */
    char    text[LABEL_CACHE_TEXT];
};

struct export_decoder {
    struct column_map           map;
    struct labels              *labels;
    struct port_naming         *naming; /* NULL if the plugin's names are there, or none can be had */
    struct damage              *damage;
    const struct export_header *header;
    gboolean                    labels_adjacent; /* the columns of a label follow each other, as they do in the core */
    struct cached_label         cache[LABEL_CACHE];
    struct address_cache        addresses;
};

void export_decoder_init(struct export_decoder *, const struct export_header *, struct labels *, struct port_naming *,
                         struct damage *);

/* FALSE, and said to the damage, if a value is not what it must be. */
gboolean export_decoder_read(struct export_decoder *, const struct export_row *, struct export_packet *);
