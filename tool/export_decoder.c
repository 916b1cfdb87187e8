/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "export_decoder.h"

#include "cell_parse.h"
#include "hash_mix.h"

#include <string.h>

static const enum column LABEL_COLUMNS[LABEL_PARTS] = {
    [LABEL_APPLICATION] = COLUMN_APP, [LABEL_CATEGORY] = COLUMN_CATEGORY, [LABEL_CLASS] = COLUMN_CLASS,
    [LABEL_METHOD] = COLUMN_METHOD,   [LABEL_PROTOCOL] = COLUMN_PROTOCOL,
};

enum { LABEL_FIRST = COLUMN_PROTOCOL, LABEL_LAST = COLUMN_METHOD };

G_STATIC_ASSERT(LABEL_LAST - LABEL_FIRST + 1 == LABEL_PARTS);

static gboolean are_adjacent(const struct column_map *map)
{
    for (int i = 1; i < LABEL_PARTS; i++)
        if (map->at[LABEL_FIRST + i] != map->at[LABEL_FIRST] + i)
            return FALSE;
    return map->at[LABEL_FIRST] >= 0;
}

void export_decoder_init(struct export_decoder *self, const struct export_header *header, struct labels *labels,
                         struct port_naming *naming, struct damage *damage)
{
    gboolean by_port;

    *self = (struct export_decoder){ .map = column_map_of(header), .labels = labels, .damage = damage, .header = header };
    by_port = !column_map_has(&self->map, COLUMN_APP) && port_naming_is_possible(&self->map);
    self->naming = by_port ? naming : NULL;
    self->labels_adjacent = are_adjacent(&self->map);
}

static gboolean read_number(struct export_decoder *self, const struct export_row *row, enum column column, guint64 *number)
{
    struct cell cell;

    if (!column_map_has(&self->map, column))
        return TRUE;
    cell = column_map_cell(&self->map, row, column);
    if (G_LIKELY(cell_number(cell, number)))
        return TRUE;
    damage_value(self->damage, row->line, column_name(column), cell, "a whole number");
    return FALSE;
}

/* A frame without a time stamp has an empty one. */
static gboolean read_time(struct export_decoder *self, const struct export_row *row, gint64 *time)
{
    struct cell cell = column_map_cell(&self->map, row, COLUMN_TIME);

    if (cell.length == 0 || G_LIKELY(cell_time(cell, time)))
        return TRUE;
    damage_value(self->damage, row->line, column_name(COLUMN_TIME), cell, "seconds since 1970");
    return FALSE;
}

static gboolean read_flow(struct export_decoder *self, const struct export_row *row, gint64 *flow)
{
    struct cell cell = column_map_cell(&self->map, row, COLUMN_FLOW_ID);
    guint64     number;

    if (cell.length == 0)
        return TRUE;
    if (!cell_number(cell, &number) || number > G_MAXUINT32) {
        damage_value(self->damage, row->line, column_name(COLUMN_FLOW_ID), cell, "a flow's number");
        return FALSE;
    }
    *flow = (gint64)number;
    return TRUE;
}

/* The parts as the export has them, escapes and all. */
static guint32 label_told(const struct export_decoder *self, const struct export_row *row)
{
    struct cell parts[LABEL_PARTS];

    for (guint i = 0; i < LABEL_PARTS; i++)
        parts[i] = column_map_cell(&self->map, row, LABEL_COLUMNS[i]);
    return labels_intern(self->labels, parts);
}

static struct cell label_span(const struct export_decoder *self, const struct export_row *row)
{
    struct cell first = export_row_cell(row, (guint)self->map.at[LABEL_FIRST]);
    struct cell last = export_row_cell(row, (guint)self->map.at[LABEL_LAST]);

    return (struct cell){ first.text, (guint)(last.text + last.length - first.text) };
}

/* Almost every row says what many said before it. */
static guint32 label_cached(struct export_decoder *self, const struct export_row *row)
{
    struct cell          span = label_span(self, row);
    guint64              head, tail;
    struct cached_label *cached;

    if (span.length < sizeof head || span.length > LABEL_CACHE_TEXT)
        return label_told(self, row);
    memcpy(&head, span.text, sizeof head);
    memcpy(&tail, span.text + span.length - sizeof tail, sizeof tail);
    cached = &self->cache[hash_mix(head, tail, span.length) % LABEL_CACHE];
    if (cached->length != span.length || memcmp(cached->text, span.text, span.length) != 0) {
        cached->label = label_told(self, row);
        cached->length = (guint16)span.length;
        memcpy(cached->text, span.text, span.length);
    }
    return cached->label;
}

static guint32 read_label(struct export_decoder *self, const struct export_row *row)
{
    struct cell parts[LABEL_PARTS];

    if (G_LIKELY(self->labels_adjacent))
        return label_cached(self, row);
    if (!self->naming)
        return label_told(self, row);
    port_naming_label(self->naming, &self->map, row, parts);
    return labels_intern(self->labels, parts);
}

static gint32 read_port(const struct export_decoder *self, const struct export_row *row, enum column column)
{
    guint64 port;

    return cell_number(column_map_cell(&self->map, row, column), &port) && port <= G_MAXUINT16 ? (gint32)port : PORT_UNKNOWN;
}

static guint8 read_sender(const struct export_decoder *self, const struct export_row *row)
{
    struct cell cell = column_map_cell(&self->map, row, COLUMN_SENDER);

    return !cell.length ? SENDER_UNKNOWN : *cell.text == 'r' ? SENDER_RESPONDER : SENDER_INITIATOR;
}

static void read_ends(struct export_decoder *self, const struct export_row *row, struct export_packet *packet)
{
    if (G_LIKELY(column_map_has(&self->map, COLUMN_SOURCE))) {
        address_cache_read(&self->addresses, column_map_cell(&self->map, row, COLUMN_SOURCE), &packet->source);
        address_cache_read(&self->addresses, column_map_cell(&self->map, row, COLUMN_DESTINATION), &packet->destination);
        packet->source_port = read_port(self, row, COLUMN_SOURCE_PORT);
        packet->destination_port = read_port(self, row, COLUMN_DESTINATION_PORT);
    } else {
        struct packet_ends ends = packet_ends_of(&self->map, row);

        address_cache_read(&self->addresses, ends.source, &packet->source);
        address_cache_read(&self->addresses, ends.destination, &packet->destination);
        packet->source_port = ends.source_port;
        packet->destination_port = ends.destination_port;
    }
}

gboolean export_decoder_read(struct export_decoder *self, const struct export_row *row, struct export_packet *packet)
{
    *packet = (struct export_packet){ .time = TIME_UNKNOWN, .flow = FLOW_UNKNOWN };
    if (!read_number(self, row, COLUMN_FRAME_NUMBER, &packet->number) ||
        !read_number(self, row, COLUMN_FRAME_BYTES, &packet->frame_bytes) || !read_time(self, row, &packet->time) ||
        !read_flow(self, row, &packet->flow))
        return FALSE;
    read_ends(self, row, packet);
    packet->sender = read_sender(self, row);
    packet->label = read_label(self, row);
    return TRUE;
}
