/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report.h"

enum {
    CAPTURES,
    PACKETS,
    BYTES,
    FLOWS,
    ADDRESSES,
    CONVERSATIONS,
    FIRST,
    LAST,
    DURATION,
    PACKET_RATE,
    BYTE_RATE,
    PACKET_SIZE,
    DAMAGED,
    INCOMPLETE,
    COLUMNS
};

static const struct table_column TOTALS[COLUMNS] = {
    [CAPTURES] = { "captures", "Captures", VALUE_COUNT, 0 },
    [PACKETS] = { "packets", "Packets", VALUE_COUNT, 0 },
    [BYTES] = { "bytes", "Bytes", VALUE_BYTES, 0 },
    [FLOWS] = { "flows", "Flows", VALUE_COUNT, 0 },
    [ADDRESSES] = { "addresses", "Addresses", VALUE_COUNT, 0 },
    [CONVERSATIONS] = { "conversations", "Conversations", VALUE_COUNT, 0 },
    [FIRST] = { "first_time", "First packet (UTC)", VALUE_TIME, 0 },
    [LAST] = { "last_time", "Last packet (UTC)", VALUE_TIME, 0 },
    [DURATION] = { "duration_s", "Duration", VALUE_DURATION, 0 },
    [PACKET_RATE] = { "packet_rate_per_s", "Packets a second", VALUE_REAL, 0 },
    [BYTE_RATE] = { "byte_rate_bytes_per_s", "Bytes a second", VALUE_BYTE_RATE, 0 },
    [PACKET_SIZE] = { "packet_size_mean_bytes", "Mean packet size", VALUE_REAL, 0 },
    [DAMAGED] = { "damaged_rows", "Damaged rows", VALUE_COUNT, 0 },
    [INCOMPLETE] = { "incomplete", "Incomplete", VALUE_TEXT, 0 },
};

enum { INCOMPLETE_SHOWN = 3 };

static guint append_broken(GString *text, struct report_inputs *inputs, guint before)
{
    for (guint i = 0; i < report_inputs_count(inputs); i++) {
        const struct report_input *input = report_inputs_at(inputs, i);

        if (input->broken && before++ < INCOMPLETE_SHOWN)
            g_string_append_printf(text, "%s%s: %s", text->len ? "; " : "", input->name, input->broken);
    }
    return before;
}

/* The first inputs that were not read, or not to their ends, and why: what the terminal said of it is not passed on. */
static char *incomplete(const struct report *self)
{
    GString *text = g_string_new(NULL);
    guint    broken = append_broken(text, self->unread, append_broken(text, self->inputs, 0));

    if (broken > INCOMPLETE_SHOWN)
        g_string_append_printf(text, "; and %u more", broken - INCOMPLETE_SHOWN);
    return g_string_free(text, FALSE);
}

static void write_totals(const struct report *self, const struct report_table *table, struct writer *writer)
{
    struct summary_totals totals = summary_totals(self->summary);
    gboolean              timed = totals.first != TIME_UNKNOWN, sized = (self->known & KNOWN_BYTES) != 0;
    gint64                duration = timed ? time_between(totals.first, totals.last) : 0;
    double                seconds = (double)duration / 1e9, packets = (double)totals.packets, bytes = (double)totals.bytes;
    guint                 addresses = talkers_count(summary_talkers(self->summary)) - 1;
    guint                 conversations = conversations_count(summary_conversations(self->summary));
    gboolean              addressed = (self->known & KNOWN_ADDRESSES) != 0;
    char                 *missing = incomplete(self);

    struct value values[COLUMNS] = {
        [CAPTURES] = value_if(totals.captures > 1 || !writer->format->for_eyes, value_number(totals.captures)),
        [PACKETS] = value_number(totals.packets),
        [BYTES] = value_if(sized, value_number(totals.bytes)),
        [FLOWS] = value_if(self->known & KNOWN_FLOWS, value_number(totals.flows)),
        [ADDRESSES] = value_if(addressed, value_number(addresses)),
        [CONVERSATIONS] = value_if(addressed, value_number(conversations)),
        [FIRST] = value_if(timed, value_ns(totals.first)),
        [LAST] = value_if(timed, value_ns(totals.last)),
        [DURATION] = value_if(timed, value_ns(duration)),
        [PACKET_RATE] = value_if(duration > 0, value_real(packets / seconds)),
        [BYTE_RATE] = value_if(duration > 0 && sized, value_real(bytes / seconds)),
        [PACKET_SIZE] = value_if(totals.packets && sized, value_real(bytes / packets)),
        [DAMAGED] = value_if(totals.damaged_rows || !writer->format->for_eyes, value_number(totals.damaged_rows)),
        [INCOMPLETE] = value_text(missing),
    };

    writer_begin_table(writer, &table->table);
    writer_row(writer, values);
    writer_end_table(writer);
    g_free(missing);
}

const struct report_table report_totals = {
    .table = { "totals", "Totals", TOTALS, COLUMNS, .bar = -1, .single = TRUE },
    .counts = SUMMARY_FLOWS | SUMMARY_ENDS,
    .write = write_totals,
};
