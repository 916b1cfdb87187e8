/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "reading.h"

#include "interrupts.h"
#include "progress.h"
#include "safe_text.h"

#include <unistd.h>

enum {
    LOOK_MS = 250,           /* how often an interruption is looked for */
    CHILD_AFTER_US = 400000, /* an interrupted child that the terminal did not tell is told */
    GIVE_UP_US = 3000000     /* what an interrupted source still writes is waited for that long */
};

struct run {
    const struct reading *reading;
    struct port_naming   *naming;
    struct progress      *progress;

    struct input *input; /* the one that is open, or NULL */
    guint64       packet_bytes;
    gint64        interrupted_at; /* 0: not */
    gboolean      enough;         /* the command wants no more */
    guint         read;           /* inputs that could be */
    gboolean      damaged, cut_short;
};

static int stop_in_time(struct run *self)
{
    gint64 now = g_get_monotonic_time();

    if (!self->interrupted_at)
        self->interrupted_at = now;
    if (self->input && self->input->size) {
        self->cut_short = TRUE;
        return BYTE_SOURCE_STOP;
    }
    if (interrupts_seen() > 1 || now - self->interrupted_at > GIVE_UP_US)
        return BYTE_SOURCE_STOP;
    if (self->input && self->input->tshark && now - self->interrupted_at > CHILD_AFTER_US)
        tshark_interrupt(self->input->tshark);
    return LOOK_MS;
}

static void show_progress(struct run *self)
{
    const struct input *input = self->input;

    if (!input || !input->size)
        return;
    progress_show(self->progress, input->name, input->tshark ? self->packet_bytes : byte_source_position(input->source),
                  input->size);
}

static int pulse(gpointer data)
{
    struct run *self = data;
    int         wait = LOOK_MS;

    if (interrupts_seen())
        return stop_in_time(self);
    show_progress(self);
    if (self->reading->callbacks->idle)
        wait = self->reading->callbacks->idle(self->reading->data);
    return MIN(wait, LOOK_MS);
}

/* tshark -M begins anew, and so do the files of one `cat`. */
static gboolean is_next_capture(guint64 number, guint64 last, const struct export_row *row)
{
    return row->after_header || (number && number <= last);
}

/* How many there were. */
static guint64 read_packets(struct run *self, struct export_reader *reader, struct export_decoder *decoder)
{
    const struct reader_callbacks *callbacks = self->reading->callbacks;
    struct export_row              row;
    struct export_packet           packet;
    guint64                        last = 0, packets = 0;

    while (!self->enough && export_reader_next(reader, &row)) {
        if (!export_decoder_read(decoder, &row, &packet))
            continue;
        if (G_UNLIKELY(is_next_capture(packet.number, last, &row)))
            callbacks->end(self->reading->data, 0);
        last = packet.number;
        packets++;
        self->packet_bytes += packet.frame_bytes;
        self->enough = !callbacks->packet(self->reading->data, decoder, &row, &packet);
    }
    return packets;
}

static gboolean is_known(const struct export_header *header)
{
    for (guint i = 0; i < COLUMN_COUNT; i++)
        if (export_header_find(header, column_name(i)) >= 0)
            return TRUE;
    return FALSE;
}

static void read_export(struct run *self, struct damage *damage)
{
    struct export_reader       *reader = export_reader_new(self->input->source, damage);
    GError                     *error = NULL;
    const struct export_header *header = export_reader_open(reader, self->input->header, &error);
    struct export_decoder       decoder;
    guint64                     packets = 0;

    if (header && !is_known(header)) {
        damage_broken(damage,
                      "expected a column that winnow knows, such as frame.len, found none (winnow fields lists them)");
    } else if (header) {
        self->read++;
        export_decoder_init(&decoder, header, self->reading->labels, self->naming, damage);
        self->reading->callbacks->begin(self->reading->data, &decoder, self->input);
        packets = read_packets(self, reader, &decoder);
        self->reading->callbacks->end(self->reading->data, damage->rows);
    } else if (!interrupts_seen() && !damage->broken) {
        g_printerr("winnow: %s:1: %s\n", damage->file, error->message);
        damage->broken = TRUE;
    }
    progress_hide(self->progress);
    if (!damage_finish(damage, packets))
        self->damaged = TRUE;
    g_clear_error(&error);
    export_reader_free(reader);
}

static void close_input(struct run *self)
{
    struct input *input = g_steal_pointer(&self->input);
    char         *name = g_strdup(input->name);
    GError       *error = NULL;

    if (input->tshark && (self->enough || interrupts_seen()))
        tshark_interrupt(input->tshark);
    if (!input_close(input, &error)) {
        g_printerr("winnow: %s: %s\n", name, error->message);
        self->damaged = TRUE;
    }
    g_clear_error(&error);
    g_free(name);
}

static void read_input(struct run *self, const char *argument)
{
    struct input_request request = { self->reading->tshark, self->reading->sets, pulse, self };
    GError              *error = NULL;
    struct damage        damage;

    self->packet_bytes = 0;
    self->input = input_open(argument, &request, &error);
    if (!self->input) {
        char *name = safe_text_of(argument ? argument : request.tshark.interface);

        g_printerr("winnow: %s: %s\n", name, error->message);
        g_free(name);
        g_error_free(error);
        self->damaged = TRUE;
        return;
    }
    damage_init(&damage, self->input->name);
    read_export(self, &damage);
    damage_clear(&damage);
    close_input(self);
}

enum reading_result reading_run(const struct reading *reading, char **arguments)
{
    struct run run = { .reading = reading, .naming = port_naming_new(), .progress = progress_new() };

    interrupts_watch();
    if (reading->tshark.interface)
        read_input(&run, NULL);
    else if (!arguments || !*arguments)
        read_input(&run, "-");
    for (char **argument = arguments; argument && *argument && !run.enough && !interrupts_seen(); argument++)
        read_input(&run, *argument);
    progress_free(run.progress);
    port_naming_free(run.naming);
    if (run.cut_short)
        g_printerr("winnow: interrupted: only a part has been read\n");
    run.damaged |= run.cut_short;
    return !run.read ? READING_NOTHING : run.damaged ? READING_DAMAGED : READING_SOUND;
}
