/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "packet_facts.h"
#include "packet_reading.h"
#include "result.h"

struct packets {
    struct labels      *labels;
    struct result       result;
    struct packet_facts facts;
    struct table        table;
    struct table_column columns[FACTS];
    guint               shown[FACTS]; /* the fact of each column */
    guint64             first, written;
};

static void choose_columns(struct packets *self, gboolean headers)
{
    guint count = headers ? FACTS : PACKET_FACTS_PLAIN;

    for (guint i = 0; i < count; i++) {
        self->shown[i] = headers ? i : packet_facts_plain[i];
        self->columns[i] = packet_fact_columns[self->shown[i]];
    }
    self->table = (struct table){ "packets", "Packets", self->columns, count, .bar = -1, .streams = TRUE };
}

static gboolean write_packet(gpointer data, const struct export_decoder *decoder, const struct export_row *row,
                             const struct export_packet *packet)
{
    struct packets *self = data;
    struct value    values[FACTS];

    packet_facts_read(&self->facts, decoder, row, packet, self->table.count == FACTS);
    for (guint i = 0; i < self->table.count; i++)
        values[i] = self->facts.value[self->shown[i]];
    writer_row(self->result.writer, values);
    if (!result_take(&self->result))
        return FALSE;
    return ++self->written != self->first;
}

static void begin(gpointer data, const struct export_decoder *decoder, const struct input *input)
{
    struct packets *self = data;

    if (!self->result.writer->table)
        writer_begin_table(self->result.writer, &self->table);
    if (!decoder->naming && !column_map_has(&decoder->map, COLUMN_APP))
        g_printerr("winnow: %s: no column winnow.app, and no ports: no applications\n", input->name);
}

static void end(gpointer data, guint64 damaged)
{
    (void)data;
    (void)damaged;
}

static int idle(gpointer data)
{
    result_flush(&((struct packets *)data)->result);
    return BYTE_SOURCE_FOREVER;
}

static int write_packets(struct packets *self, const struct packet_options *options, gboolean headers)
{
    static const struct packet_callbacks CALLBACKS = { .begin = begin, .packet = write_packet, .end = end, .idle = idle };
    struct packet_reading                reading = { .tshark = packet_options_tshark(options),
                                                     .sets = headers ? FIELDS_HEADERS : FIELDS_CORE,
                                                     .labels = self->labels,
                                                     .callbacks = &CALLBACKS,
                                                     .data = self };
    int                                  status = result_open(&self->result, options->output, options->format, TRUE);

    if (status != EXIT_SOUND)
        return status;
    return result_close(&self->result, packet_reading_run(&reading, options->inputs));
}

static int run(const struct command *command, int argc, char **argv)
{
    gboolean           headers = FALSE;
    gint64             first = 0;
    const GOptionEntry entries[] = {
        { "headers", 0, 0, G_OPTION_ARG_NONE, &headers, "MAC addresses, IP version, protocol, checksums, TCP flags … too",
          NULL },
        { "first", 0, 0, G_OPTION_ARG_INT64, &first, "Only the first N packets", "N" },
        G_OPTION_ENTRY_NULL,
    };
    struct packet_options options;
    int                   status = packet_options_parse(&options, command, entries,
                                                        "An export for --headers: tshark … $(winnow fields headers)", argc, argv);

    if (status == EXIT_SOUND && first < 0)
        status = usage_error(command, "--first can't be negative");
    if (status == EXIT_SOUND) {
        struct packets packets = { .labels = labels_new(), .first = (guint64)first };

        packet_facts_init(&packets.facts);
        choose_columns(&packets, headers);
        status = write_packets(&packets, &options, headers);
        packet_facts_clear(&packets.facts);
        labels_free(packets.labels);
    }
    packet_options_clear(&options);
    return status;
}

const struct command command_packets = {
    .name = "packets",
    .arguments = "[INPUT…]",
    .summary = "the packet table: number, time, source, destination, ports, length, application",
    .run = run,
    .filters = TRUE,
};
