/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "flow_decoder.h"

#include "cell_parse.h"

/* The parts of the label, and then these. */
enum {
    FROM = LABEL_PARTS,
    TO,
    FROM_PORT,
    TO_PORT,
    PACKETS_UP,
    PACKETS_DOWN,
    BYTES_UP,
    BYTES_DOWN,
    START,
    DURATION,
    COLUMNS
};

G_STATIC_ASSERT((int)COLUMNS == (int)FLOW_DECODER_COLUMNS);

static const char *const NAMES[COLUMNS] = {
    [LABEL_APPLICATION] = "winnow.app",
    [LABEL_CATEGORY] = "winnow.category",
    [LABEL_CLASS] = "winnow.class",
    [LABEL_METHOD] = "winnow.app.method",
    [LABEL_PROTOCOL] = "winnow.flow.protocol",
    [FROM] = "winnow.flow.initiator.address",
    [TO] = "winnow.flow.responder.address",
    [FROM_PORT] = "winnow.flow.initiator.port",
    [TO_PORT] = "winnow.flow.responder.port",
    [PACKETS_UP] = "winnow.flow.initiator.packets",
    [PACKETS_DOWN] = "winnow.flow.responder.packets",
    [BYTES_UP] = "winnow.flow.initiator.frame_bytes",
    [BYTES_DOWN] = "winnow.flow.responder.frame_bytes",
    [START] = "winnow.flow.start",
    [DURATION] = "winnow.flow.duration",
};

void flow_decoder_init(struct flow_decoder *self, const struct export_header *header, struct labels *labels,
                       struct damage *damage)
{
    *self = (struct flow_decoder){ .labels = labels, .damage = damage };
    for (guint i = 0; i < COLUMNS; i++)
        self->at[i] = export_header_find(header, NAMES[i]);
}

static struct cell cell_at(const struct flow_decoder *self, const struct export_row *row, guint column)
{
    return self->at[column] >= 0 ? export_row_cell(row, (guint)self->at[column]) : (struct cell){ "", 0 };
}

static gboolean read_count(struct flow_decoder *self, const struct export_row *row, guint column, guint64 *count)
{
    struct cell cell = cell_at(self, row, column);

    if (cell_number(cell, count))
        return TRUE;
    damage_value(self->damage, row->line, NAMES[column], cell, "a whole number");
    return FALSE;
}

static gint32 read_port(struct flow_decoder *self, const struct export_row *row, guint column)
{
    guint64 port;

    return cell_number(cell_at(self, row, column), &port) && port <= G_MAXUINT16 ? (gint32)port : PORT_UNKNOWN;
}

/* Both or neither. */
static void read_times(struct flow_decoder *self, const struct export_row *row, struct flow_total *flow)
{
    gint64 start = TIME_UNKNOWN, duration = TIME_UNKNOWN;

    cell_time(cell_at(self, row, START), &start);
    cell_time(cell_at(self, row, DURATION), &duration);
    flow->first = flow->last = TIME_UNKNOWN;
    if (start != TIME_UNKNOWN && duration >= 0 && start <= G_MAXINT64 - duration) {
        flow->first = start;
        flow->last = start + duration;
    }
}

gboolean flow_decoder_read(struct flow_decoder *self, const struct export_row *row, struct flow_total *flow)
{
    struct cell parts[LABEL_PARTS];

    *flow = (struct flow_total){ .ports = { read_port(self, row, FROM_PORT), read_port(self, row, TO_PORT) } };
    if (!read_count(self, row, PACKETS_UP, &flow->packets[INITIATOR]) ||
        !read_count(self, row, PACKETS_DOWN, &flow->packets[RESPONDER]) ||
        !read_count(self, row, BYTES_UP, &flow->bytes[INITIATOR]) ||
        !read_count(self, row, BYTES_DOWN, &flow->bytes[RESPONDER]))
        return FALSE;
    read_times(self, row, flow);
    cell_address(cell_at(self, row, FROM), &flow->ends[INITIATOR]);
    cell_address(cell_at(self, row, TO), &flow->ends[RESPONDER]);
    for (guint i = 0; i < LABEL_PARTS; i++)
        parts[i] = cell_at(self, row, i);
    flow->label = labels_intern(self->labels, parts);
    return TRUE;
}
