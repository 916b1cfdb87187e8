/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Anomalies from exports that tests write down, and what a table of them looks like. */
#pragma once

#include <string.h>

#include "anomalies.h"
#include "export_decoder.h"
#include "labels.h"
#include "writer.h"

/* Adds those of an export, header and all. */
static inline void add_export(struct anomalies *anomalies, const char *text)
{
    struct byte_source         *source = byte_source_new_memory(text, strlen(text), 1000);
    struct labels              *labels = labels_new();
    struct export_decoder       decoder;
    struct damage               damage;
    struct export_reader       *reader;
    const struct export_header *header;
    struct export_row           row;
    struct export_packet        packet;

    damage_init(&damage, "test");
    damage.silent = TRUE;
    reader = export_reader_new(source, &damage);
    header = export_reader_open(reader, NULL, NULL);
    g_assert_nonnull(header);
    export_decoder_init(&decoder, header, labels, NULL, &damage);
    while (export_reader_next(reader, &row))
        if (export_decoder_read(&decoder, &row, &packet))
            anomalies_add(anomalies, &decoder.map, &row, &packet);
    g_assert_cmpuint(damage.rows, ==, 0);
    export_reader_free(reader);
    byte_source_free(source);
    labels_free(labels);
    damage_clear(&damage);
}
