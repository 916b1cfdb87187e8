/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Who talked how much, and with whom. */
#include "report.h"

enum { ADDRESS, TALKER_PACKETS, TALKER_BYTES, PACKETS_SENT, BYTES_SENT, PACKETS_RECEIVED, BYTES_RECEIVED, TALKER_COLUMNS };

static const struct table_column TALKERS[TALKER_COLUMNS] = {
    [ADDRESS] = { "address", "Address", VALUE_TEXT, 0 },
    [TALKER_PACKETS] = { "packets", "Packets", VALUE_COUNT, 0 },
    [TALKER_BYTES] = { "bytes", "Bytes", VALUE_BYTES, 0 },
    [PACKETS_SENT] = { "packets_sent", "sent", VALUE_COUNT, 0 },
    [BYTES_SENT] = { "bytes_sent", "sent", VALUE_BYTES, 0 },
    [PACKETS_RECEIVED] = { "packets_received", "received", VALUE_COUNT, 0 },
    [BYTES_RECEIVED] = { "bytes_received", "received", VALUE_BYTES, 0 },
};

enum { LOW, HIGH, PACKETS, BYTES, PACKETS_UP, BYTES_UP, PACKETS_DOWN, BYTES_DOWN, CONVERSATION_COLUMNS };

static const struct table_column CONVERSATIONS[CONVERSATION_COLUMNS] = {
    [LOW] = { "address", "Address", VALUE_TEXT, 0 },
    [HIGH] = { "peer", "Peer", VALUE_TEXT, 0 },
    [PACKETS] = { "packets", "Packets", VALUE_COUNT, 0 },
    [BYTES] = { "bytes", "Bytes", VALUE_BYTES, 0 },
    [PACKETS_UP] = { "packets_sent", "to peer", VALUE_COUNT, 0 },
    [BYTES_UP] = { "bytes_sent", "to peer", VALUE_BYTES, 0 },
    [PACKETS_DOWN] = { "packets_received", "from peer", VALUE_COUNT, 0 },
    [BYTES_DOWN] = { "bytes_received", "from peer", VALUE_BYTES, 0 },
};

/* What both tables are sorted and shown by: two directions of packets and bytes, between addresses. */
struct exchange {
    const struct address *address, *peer;
    guint64               packets_sent, bytes_sent, packets_received, bytes_received;
};

static gint compare_exchanges(gconstpointer a, gconstpointer b)
{
    const struct exchange *one = a, *other = b;
    guint64 packets[] = { one->packets_sent + one->packets_received, other->packets_sent + other->packets_received };
    guint64 bytes[] = { one->bytes_sent + one->bytes_received, other->bytes_sent + other->bytes_received };
    int     order;

    if (packets[0] != packets[1])
        return packets[0] > packets[1] ? -1 : 1;
    if (bytes[0] != bytes[1])
        return bytes[0] > bytes[1] ? -1 : 1;
    order = address_compare(one->address, other->address);
    return order ? order : address_compare(one->peer, other->peer);
}

static GArray *exchanges_new(guint size)
{
    return g_array_sized_new(FALSE, FALSE, sizeof(struct exchange), size);
}

static guint shown(const struct report *self, const GArray *exchanges)
{
    return self->top_talkers && self->top_talkers < exchanges->len ? (guint)self->top_talkers : exchanges->len;
}

static void remark_left_out(const struct report *self, const GArray *exchanges, struct writer *writer)
{
    if (shown(self, exchanges) < exchanges->len)
        writer_remark(writer, "and %u more", exchanges->len - shown(self, exchanges));
}

static void write_talker(const struct report *self, const struct exchange *exchange, const char *name, struct writer *writer)
{
    gboolean sized = (self->known & KNOWN_BYTES) != 0;

    struct value values[TALKER_COLUMNS] = {
        [ADDRESS] = value_text(name),
        [TALKER_PACKETS] = value_number(exchange->packets_sent + exchange->packets_received),
        [TALKER_BYTES] = value_if(sized, value_number(exchange->bytes_sent + exchange->bytes_received)),
        [PACKETS_SENT] = value_number(exchange->packets_sent),
        [BYTES_SENT] = value_if(sized, value_number(exchange->bytes_sent)),
        [PACKETS_RECEIVED] = value_number(exchange->packets_received),
        [BYTES_RECEIVED] = value_if(sized, value_number(exchange->bytes_received)),
    };
    writer_row(writer, values);
}

static struct exchange exchange_of_talker(const struct talker *talker)
{
    return (struct exchange){ &talker->address,   &talker->address,         talker->packets_sent,
                              talker->bytes_sent, talker->packets_received, talker->bytes_received };
}

static void write_talkers(const struct report *self, const struct report_table *table, struct writer *writer)
{
    const struct talkers *talkers = summary_talkers(self->summary);
    GArray               *exchanges = exchanges_new(talkers_count(talkers));
    struct exchange       other = exchange_of_talker(talkers_at(talkers, TALKER_OTHER));
    char                  text[ADDRESS_TEXT_SIZE];

    for (guint32 i = TALKER_OTHER + 1; i < talkers_count(talkers); i++) {
        struct exchange exchange = exchange_of_talker(talkers_at(talkers, i));
        g_array_append_val(exchanges, exchange);
    }
    g_array_sort(exchanges, compare_exchanges);
    writer_begin_table(writer, &table->table);
    for (guint i = 0; i < shown(self, exchanges); i++) {
        const struct exchange *exchange = &g_array_index(exchanges, struct exchange, i);
        write_talker(self, exchange, address_format(exchange->address, text), writer);
    }
    remark_left_out(self, exchanges, writer);
    if (other.packets_sent + other.packets_received) {
        write_talker(self, &other, "(other)", writer);
        writer_remark(writer, "Exact for the first %d addresses; what came later is (other).", TALKERS_MAX - 1);
    }
    writer_end_table(writer);
    g_array_unref(exchanges);
}

struct collection {
    const struct talkers *talkers;
    GArray               *exchanges;
};

static void collect(const struct conversation *conversation, gpointer data)
{
    struct collection    *collection = data;
    const struct address *low = &talkers_at(collection->talkers, conversation->low)->address;
    const struct address *high = &talkers_at(collection->talkers, conversation->high)->address;
    gboolean              turned = address_compare(low, high) > 0;

    struct exchange exchange = {
        turned ? high : low,
        turned ? low : high,
        conversation->packets[turned],
        conversation->bytes[turned],
        conversation->packets[!turned],
        conversation->bytes[!turned],
    };
    g_array_append_val(collection->exchanges, exchange);
}

static void write_conversation(const struct report *self, const struct exchange *exchange, struct writer *writer)
{
    char     address[ADDRESS_TEXT_SIZE], peer[ADDRESS_TEXT_SIZE];
    gboolean sized = (self->known & KNOWN_BYTES) != 0;

    struct value values[CONVERSATION_COLUMNS] = {
        [LOW] = value_text(address_format(exchange->address, address)),
        [HIGH] = value_text(address_format(exchange->peer, peer)),
        [PACKETS] = value_number(exchange->packets_sent + exchange->packets_received),
        [BYTES] = value_if(sized, value_number(exchange->bytes_sent + exchange->bytes_received)),
        [PACKETS_UP] = value_number(exchange->packets_sent),
        [BYTES_UP] = value_if(sized, value_number(exchange->bytes_sent)),
        [PACKETS_DOWN] = value_number(exchange->packets_received),
        [BYTES_DOWN] = value_if(sized, value_number(exchange->bytes_received)),
    };
    writer_row(writer, values);
}

static void write_other_conversations(const struct report *self, struct writer *writer)
{
    const struct conversations *conversations = summary_conversations(self->summary);
    guint64                     packets = conversations_other_packets(conversations);

    struct value values[CONVERSATION_COLUMNS] = {
        [LOW] = value_text("(other)"),
        [HIGH] = value_text("(other)"),
        [PACKETS] = value_number(packets),
        [BYTES] = value_if(self->known & KNOWN_BYTES, value_number(conversations_other_bytes(conversations))),
    };
    if (!packets)
        return;
    writer_row(writer, values);
    writer_remark(writer, "Exact for the first %d pairs; what came later is (other).", CONVERSATIONS_MAX);
}

static void write_conversations(const struct report *self, const struct report_table *table, struct writer *writer)
{
    const struct conversations *conversations = summary_conversations(self->summary);
    struct collection collection = { summary_talkers(self->summary), exchanges_new(conversations_count(conversations)) };

    conversations_foreach(conversations, collect, &collection);
    g_array_sort(collection.exchanges, compare_exchanges);
    writer_begin_table(writer, &table->table);
    for (guint i = 0; i < shown(self, collection.exchanges); i++)
        write_conversation(self, &g_array_index(collection.exchanges, struct exchange, i), writer);
    remark_left_out(self, collection.exchanges, writer);
    write_other_conversations(self, writer);
    writer_end_table(writer);
    g_array_unref(collection.exchanges);
}

const struct report_table report_talkers = {
    .table = { "talkers", "Top talkers", TALKERS, TALKER_COLUMNS, .bar = TALKER_PACKETS },
    .needs = KNOWN_ADDRESSES,
    .counts = SUMMARY_ENDS,
    .write = write_talkers,
};

const struct report_table report_conversations = {
    .table = { "conversations", "Conversations", CONVERSATIONS, CONVERSATION_COLUMNS, .bar = PACKETS },
    .needs = KNOWN_ADDRESSES,
    .counts = SUMMARY_ENDS,
    .write = write_conversations,
};
