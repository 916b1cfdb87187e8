/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "reading.h"

#include "interrupts.h"
#include "progress.h"

#include <unistd.h>

enum {
    LOOK_MS = 250,           /* how often an interruption is looked for */
    CHILD_AFTER_US = 400000, /* an interrupted child that the terminal did not tell is told */
    GIVE_UP_US = 3000000     /* what an interrupted source still writes is waited for that long */
};

struct run {
    const struct reading *reading;
    struct progress      *progress;

    struct input *input; /* the one that is being opened or read, or NULL */
    guint64       packet_bytes;
    gint64        interrupted_at; /* 0: not */
    gboolean      enough;         /* the command wants no more */
    guint         read;           /* inputs that could be */
    gboolean      damaged, cut_short;

    gboolean has_begun; /* this input */
    char    *broken;    /* why it could not be read to its end, or NULL */
};

static const char INTERRUPTED[] = "interrupted: only a part has been read";

/* The first reason is the one that others come from. */
static void note_broken(struct run *self, const char *reason)
{
    if (!self->broken)
        self->broken = g_strdup(reason);
    self->damaged = TRUE;
}

static void tell_broken(struct run *self, const char *name)
{
    if (self->broken && self->reading->callbacks->broken)
        self->reading->callbacks->broken(self->reading->data, name, self->has_begun, self->broken);
    g_clear_pointer(&self->broken, g_free);
}

static int stop_in_time(struct run *self)
{
    gint64         now = g_get_monotonic_time();
    struct tshark *tshark = self->input ? self->input->tshark : NULL;
    gboolean       patient = tshark && self->reading->tshark.statistic; /* all of it comes at the end */

    if (!self->interrupted_at)
        self->interrupted_at = now;
    if (self->input && self->input->size) {
        self->cut_short = TRUE;
        if (tshark)
            tshark_interrupt(tshark);
        return BYTE_SOURCE_STOP;
    }
    if (interrupts_seen() > 1 || (!patient && now - self->interrupted_at > GIVE_UP_US))
        return BYTE_SOURCE_STOP;
    if (tshark && now - self->interrupted_at > CHILD_AFTER_US)
        tshark_interrupt(tshark);
    return LOOK_MS;
}

static void show_progress(struct run *self)
{
    const struct input *input = self->input;

    if (!input || !input->source || !input->size || (input->tshark && !self->packet_bytes))
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

gboolean reading_is_next_capture(guint64 number, guint64 last, const struct export_row *row)
{
    return row->after_header || (number && number <= last);
}

static void read_rows(struct run *self, struct export_reader *reader, struct open_export *export)
{
    const struct row_callbacks *callbacks = self->reading->callbacks;
    struct export_row           row;

    if (!callbacks->begin(self->reading->data, export))
        return;
    self->read++;
    self->has_begun = TRUE;
    while (!self->enough && export_reader_next(reader, &row)) {
        self->enough = !callbacks->row(self->reading->data, export, &row);
        self->packet_bytes = export->packet_bytes;
    }
    callbacks->end(self->reading->data, export);
}

static void read_export(struct run *self, struct damage *damage)
{
    struct export_reader *reader = export_reader_new(self->input->source, damage);
    GError               *error = NULL;
    struct open_export export = { .input = self->input, .damage = damage };

    export.header = export_reader_open(reader, self->input->header, &error);
    if (export.header) {
        read_rows(self, reader, &export);
    } else if (!interrupts_seen() && !damage->broken) {
        g_printerr("winnow: %s:1: %s\n", damage->file, error->message);
        damage->broken = g_strdup(error->message);
    }
    progress_hide(self->progress);
    if (!damage_finish(damage, export.rows))
        self->damaged = TRUE;
    if (damage->broken)
        note_broken(self, damage->broken);
    else if (self->cut_short)
        note_broken(self, INTERRUPTED);
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
        note_broken(self, error->message);
    }
    tell_broken(self, name);
    g_clear_error(&error);
    g_free(name);
}

static void read_input(struct run *self, const char *argument)
{
    struct input_request request = { self->reading->tshark, self->reading->sets, pulse, self, self->reading->hashed };
    GError              *error = NULL;
    struct damage        damage;

    self->packet_bytes = 0;
    self->has_begun = FALSE;
    self->input = input_new(argument, &request);
    if (!input_open(self->input, argument, &request, &error)) {
        g_printerr("winnow: %s: %s\n", self->input->name, error->message);
        note_broken(self, error->message);
        tell_broken(self, self->input->name);
        g_error_free(error);
        input_close(g_steal_pointer(&self->input), NULL);
        return;
    }
    damage_init(&damage, self->input->name);
    read_export(self, &damage);
    damage_clear(&damage);
    close_input(self);
}

/* Inputs that an interruption left no time for. */
static void leave_out(struct run *self, char **arguments)
{
    self->has_begun = FALSE;
    for (; *arguments; arguments++) {
        char *name = input_name(*arguments);

        note_broken(self, INTERRUPTED);
        tell_broken(self, name);
        g_free(name);
    }
}

enum reading_result reading_run(const struct reading *reading, char **arguments)
{
    struct run run = { .reading = reading, .progress = progress_new() };
    char     **argument = arguments;

    interrupts_watch();
    if (reading->tshark.interface)
        read_input(&run, NULL);
    else if (!arguments || !*arguments)
        read_input(&run, "-");
    for (; argument && *argument && !run.enough && !interrupts_seen(); argument++)
        read_input(&run, *argument);
    if (argument && run.cut_short)
        leave_out(&run, argument);
    progress_free(run.progress);
    if (run.cut_short)
        g_printerr("winnow: %s\n", INTERRUPTED);
    run.damaged |= run.cut_short;
    return !run.read ? READING_NOTHING : run.damaged ? READING_DAMAGED : READING_SOUND;
}
