/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tcp_history.h"

#include "tcp_sequence.h"
#include "tcp_state.h"

/* Bits of struct tcp_side's letters_noted. */
enum {
    NOTED_SYN = 0x01,
    NOTED_FIN = 0x02,
    NOTED_RST = 0x04,
    NOTED_DATA = 0x08,
    NOTED_ACK = 0x10,
    NOTED_FIN_RST = 0x20,
    NOTED_MIXED = 0x40
};

static void append(struct tcp_flow *flow, char letter)
{
    if (flow->history_length < TCP_HISTORY_MAX)
        flow->history[flow->history_length++] = letter;
}

static void note(struct tcp_flow *flow, guint sender, char letter)
{
    append(flow, sender == TCP_INITIATOR ? letter : g_ascii_tolower(letter));
}

static gboolean note_once(struct tcp_flow *flow, guint sender, guint kind, char letter)
{
    struct tcp_side *side = &flow->sides[sender];
    gboolean         is_first = !(side->letters_noted & kind);

    if (is_first) {
        side->letters_noted = (guint8)(side->letters_noted | kind);
        note(flow, sender, letter);
    }
    return is_first;
}

static void note_numbered(struct tcp_flow *flow, guint sender, guint kind, char letter, guint32 number, guint32 *last)
{
    if (!note_once(flow, sender, kind, letter) && number != *last)
        note(flow, sender, letter);
    *last = number;
}

static gboolean is_power_of_ten(guint32 number)
{
    guint64 power = 1;

    while (power < number)
        power *= 10;
    return power == number;
}

static void note_scaled(struct tcp_flow *flow, guint sender, char letter, guint32 *count)
{
    if (is_power_of_ten(++*count))
        note(flow, sender, letter);
}

static void note_syn(struct tcp_flow *flow, const struct packet *packet, guint sender)
{
    gboolean is_first = !flow->sides[TCP_INITIATOR].is_seen && !flow->sides[TCP_RESPONDER].is_seen;
    gboolean is_answer = (packet->tcp.flags & TCP_ACK) != 0;

    if (is_first && is_answer && sender == TCP_RESPONDER)
        append(flow, '^');
    note_numbered(flow, sender, NOTED_SYN, is_answer ? 'H' : 'S', packet->tcp.sequence, &flow->sides[sender].last_syn);
}

static void note_flags(struct tcp_flow *flow, const struct packet *packet, guint sender)
{
    struct tcp_side *side = &flow->sides[sender];
    guint            flags = packet->tcp.flags;

    switch (flags & (TCP_SYN | TCP_FIN | TCP_RST)) {
    case 0:
        if (packet->payload_bytes)
            note_once(flow, sender, NOTED_DATA, 'D');
        else if (flags & TCP_ACK)
            note_once(flow, sender, NOTED_ACK, 'A');
        break;
    case TCP_SYN: note_syn(flow, packet, sender); break;
    case TCP_FIN: note_numbered(flow, sender, NOTED_FIN, 'F', tcp_sequence_end(packet), &side->last_fin); break;
    case TCP_RST: note_numbered(flow, sender, NOTED_RST, 'R', packet->tcp.sequence, &side->last_rst); break;
    case TCP_FIN | TCP_RST:
    case TCP_FIN | TCP_RST | TCP_SYN: note_once(flow, sender, NOTED_FIN_RST, 'I'); break;
    default: note_once(flow, sender, NOTED_MIXED, 'Q');
    }
}

gboolean tcp_history_has(const struct tcp_side *side, const struct packet *packet)
{
    return packet->tcp.window > 0 && (side->letters_noted & (packet->payload_bytes ? NOTED_DATA : NOTED_ACK));
}

void tcp_history_add(struct tcp_flow *flow, const struct packet *packet, guint sender, gboolean repeats_payload)
{
    struct tcp_side *side = &flow->sides[sender];

    note_flags(flow, packet, sender);
    if (packet->tcp.window == 0 && !(packet->tcp.flags & TCP_RST) && side->state != TCP_RESET &&
        flow->sides[!sender].state != TCP_CLOSED)
        note_scaled(flow, sender, 'W', &side->zero_windows);
    if (repeats_payload && side->state != TCP_RESET)
        note_scaled(flow, sender, 'T', &side->repeated_payloads);
}

void tcp_history_add_gaps(struct tcp_flow *flow, guint sender, guint gaps)
{
    while (gaps-- > 0)
        note_scaled(flow, sender, 'G', &flow->sides[sender].gaps);
}

const char *tcp_flow_history(const struct tcp_flow *self)
{
    return self->history;
}
