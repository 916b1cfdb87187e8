/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "recent_packets.h"

enum { TEXT_SIZE = 64 }; /* an address, an application: what is longer is cut */

struct recent_packet {
    struct value values[PACKET_FACTS_PLAIN];
    char         texts[PACKET_FACTS_PLAIN][TEXT_SIZE]; /* what the values point to */
};

struct recent_packets {
    struct packet_facts  facts;
    guint64              added;
    struct table_column  columns[PACKET_FACTS_PLAIN];
    struct table         table;
    struct recent_packet packets[RECENT_PACKETS_MAX]; /* the next one at added % RECENT_PACKETS_MAX */
};

struct recent_packets *recent_packets_new(void)
{
    struct recent_packets *self = g_new0(struct recent_packets, 1);

    packet_facts_init(&self->facts);
    for (guint i = 0; i < PACKET_FACTS_PLAIN; i++)
        self->columns[i] = packet_fact_columns[packet_facts_plain[i]];
    self->table = (struct table){ "packets", "Newest packets", self->columns, PACKET_FACTS_PLAIN, .bar = -1 };
    return self;
}

void recent_packets_free(struct recent_packets *self)
{
    packet_facts_clear(&self->facts);
    g_free(self);
}

/* A character that is cut in two is left out. */
static const char *copy_text(char *to, const char *text)
{
    gsize length = g_strlcpy(to, text, TEXT_SIZE);

    if (length >= TEXT_SIZE) {
        const char *end;

        g_utf8_validate(to, -1, &end);
        to[end - to] = '\0';
    }
    return to;
}

void recent_packets_add(struct recent_packets *self, const struct export_decoder *decoder, const struct export_row *row,
                        const struct export_packet *packet)
{
    struct recent_packet *kept = &self->packets[self->added++ % RECENT_PACKETS_MAX];

    packet_facts_read(&self->facts, decoder, row, packet, FALSE);
    for (guint i = 0; i < PACKET_FACTS_PLAIN; i++) {
        kept->values[i] = self->facts.value[packet_facts_plain[i]];
        if (kept->values[i].known && self->columns[i].kind == VALUE_TEXT)
            kept->values[i].text = copy_text(kept->texts[i], kept->values[i].text);
    }
}

void recent_packets_write(const struct recent_packets *self, struct writer *writer)
{
    guint64 count = MIN(self->added, (guint64)RECENT_PACKETS_MAX);

    writer_begin_table(writer, &self->table);
    for (guint64 i = 1; i <= count; i++)
        writer_row(writer, self->packets[(self->added - i) % RECENT_PACKETS_MAX].values);
    writer_end_table(writer);
}
