/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Between whom a packet went, read from the plugin's columns or worked out from plain ones: tunnels by their innermost
 * headers, an ICMP error as ICMP and not as the packet that it quotes. The cells are views into the row. */
#pragma once

#include "columns.h"
#include "export_packet.h"
#include "export_reader.h"

struct column_map {
    int at[COLUMN_COUNT]; /* -1: the export has no such column */
};

struct column_map column_map_of(const struct export_header *);

static inline gboolean column_map_has(const struct column_map *map, enum column column)
{
    return map->at[column] >= 0;
}

/* Empty where there is no such column. */
static inline struct cell column_map_cell(const struct column_map *map, const struct export_row *row, enum column column)
{
    return map->at[column] >= 0 ? export_row_cell(row, (guint)map->at[column]) : (struct cell){ "", 0 };
}

struct packet_ends {
    struct cell source, destination;           /* addresses; empty where not told */
    gint32      source_port, destination_port; /* or PORT_UNKNOWN */
    int         ip_protocol;                   /* or -1 */
};

struct packet_ends packet_ends_of(const struct column_map *, const struct export_row *);
