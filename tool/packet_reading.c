/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "packet_reading.h"

#include "flow_columns.h"
#include "flow_decoder.h"

struct packet_run {
    const struct packet_reading *reading;
    struct port_naming          *naming;
    struct export_decoder        decoder;
    struct flow_decoder          flows;
    guint64                      last; /* number of the packet before, or 0 */
};

static gboolean is_known(const struct export_header *header)
{
    for (guint i = 0; i < COLUMN_COUNT; i++)
        if (export_header_find(header, column_name(i)) >= 0)
            return TRUE;
    return FALSE;
}

/* NULL: nothing. */
static const char *what_is_wrong(const struct export_header *header)
{
    if (!is_known(header))
        return "expected a column that winnow knows, such as frame.len, found none (winnow fields lists them)";
    if (flow_header_is_table(header))
        return "expected a row for each packet, found a table of flows (winnow flows reads it)";
    return NULL;
}

static void lock(const struct packet_run *self)
{
    if (self->reading->lock)
        g_mutex_lock(self->reading->lock);
}

static void unlock(const struct packet_run *self)
{
    if (self->reading->lock)
        g_mutex_unlock(self->reading->lock);
}

static gboolean begin(gpointer data, struct open_export *export)
{
    struct packet_run *self = data;
    const char        *wrong = export->input->is_statistic ? NULL : what_is_wrong(export->header);

    if (export->input->is_statistic) {
        flow_decoder_init(&self->flows, export->header, self->reading->labels, export->damage);
        self->reading->callbacks->begin(self->reading->data, NULL, export->input);
        return TRUE;
    }
    if (wrong) {
        damage_broken(export->damage, wrong);
        return FALSE;
    }
    export_decoder_init(&self->decoder, export->header, self->reading->labels, self->naming, export->damage);
    self->last = 0;
    lock(self);
    self->reading->callbacks->begin(self->reading->data, &self->decoder, export->input);
    unlock(self);
    return TRUE;
}

static gboolean flow_row(struct packet_run *self, struct open_export *export, const struct export_row *row)
{
    struct flow_total flow;

    if (!flow_decoder_read(&self->flows, row, &flow))
        return TRUE;
    export->rows++;
    self->reading->callbacks->flow(self->reading->data, &flow);
    return TRUE;
}

static gboolean read_row(struct packet_run *self, struct open_export *export, const struct export_row *row)
{
    const struct packet_callbacks *callbacks = self->reading->callbacks;
    struct export_packet           packet;

    if (G_UNLIKELY(export->input->is_statistic))
        return flow_row(self, export, row);
    if (!export_decoder_read(&self->decoder, row, &packet))
        return TRUE;
    if (G_UNLIKELY(reading_is_next_capture(packet.number, self->last, row)))
        callbacks->end(self->reading->data, 0);
    self->last = packet.number;
    export->rows++;
    export->packet_bytes += packet.frame_bytes;
    return callbacks->packet(self->reading->data, &self->decoder, row, &packet);
}

static gboolean row(gpointer data, struct open_export *export, const struct export_row *row)
{
    gboolean wanted;

    lock(data);
    wanted = read_row(data, export, row);
    unlock(data);
    return wanted;
}

static void end(gpointer data, struct open_export *export)
{
    struct packet_run *self = data;

    lock(self);
    self->reading->callbacks->end(self->reading->data, export->damage->rows);
    if (self->reading->callbacks->end_input)
        self->reading->callbacks->end_input(self->reading->data, export);
    unlock(self);
}

static int idle(gpointer data)
{
    const struct packet_reading *reading = ((struct packet_run *)data)->reading;
    int                          wait = BYTE_SOURCE_FOREVER;

    lock(data);
    if (reading->callbacks->idle)
        wait = reading->callbacks->idle(reading->data);
    unlock(data);
    return wait;
}

static void broken(gpointer data, const char *name, gboolean has_begun, const char *reason)
{
    const struct packet_reading *reading = ((struct packet_run *)data)->reading;

    lock(data);
    if (reading->callbacks->broken)
        reading->callbacks->broken(reading->data, name, has_begun, reason);
    unlock(data);
}

enum reading_result packet_reading_run(const struct packet_reading *packet_reading, char **arguments)
{
    static const struct row_callbacks CALLBACKS = { begin, row, end, idle, broken };
    struct packet_run                *run = g_new0(struct packet_run, 1);
    struct reading      reading = { packet_reading->tshark, packet_reading->sets, &CALLBACKS, run, packet_reading->hashed };
    enum reading_result result;

    run->reading = packet_reading;
    run->naming = port_naming_new();
    result = reading_run(&reading, arguments);
    port_naming_free(run->naming);
    g_free(run);
    return result;
}
