/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "dns.h"

enum {
    HEADER = 12,
    QUESTION_MIN = 5, /* root, type, class */
    RECORD_MIN = 11,  /* root, type, class, time to live, length */
    RECORD_FIXED = 10,
    LABELS_MAX = 127, /* in 255 bytes */
    MESSAGE_MAX = 65535,
    WALK_MAX = 64,        /* questions and records, until the OPT … */
    WALK_LABELS_MAX = 512 /* … and labels in their names; most are pointers */
};

static guint get16(const guint8 *b)
{
    return (guint)b[0] << 8 | b[1];
}

/* `at` is where to read next; 0 once that is unknown. */
struct reader {
    const guint8 *bytes;
    guint         captured;
    guint         at;
    guint         labels; /* that may still be skipped */
};

static gboolean has(const struct reader *reader, guint bytes)
{
    return reader->at && reader->captured - reader->at >= bytes;
}

/* `at` never stands past the end. */
static void skip(struct reader *reader, guint bytes)
{
    reader->at = has(reader, bytes) ? reader->at + bytes : 0;
}

/* ---- header ---- */

/* A query asks for something; others may be a bare header, as some answers and nmap's probe of STATUS are. What a
 * truncated message counts may have been cut away. */
static gboolean is_possible(const struct dns_message *message, guint flags, guint wire)
{
    enum { OPCODES = 1 << 0 | 1 << 1 | 1 << 2 | 1 << 4 | 1 << 5 | 1 << 6 /* IANA */, Z = 0x0040 };
    guint records = (guint)message->answers + message->authorities + message->additionals;
    guint room = (message->is_truncated ? MESSAGE_MAX : wire) - HEADER;

    if (!(OPCODES >> message->opcode & 1) || (flags & Z))
        return FALSE;
    if (message->opcode == 0 && !message->is_response && message->questions + records == 0)
        return FALSE;
    return message->questions * (guint)QUESTION_MIN + records * RECORD_MIN <= room;
}

static gboolean read_header(const guint8 *b, guint wire, struct dns_message *message)
{
    guint flags = get16(b + 2);

    message->id = (guint16)get16(b);
    message->is_response = (flags & 0x8000) != 0;
    message->is_truncated = (flags & 0x0200) != 0;
    message->opcode = flags >> 11 & 0xf;
    message->rcode = flags & 0xf;
    message->questions = (guint16)get16(b + 4);
    message->answers = (guint16)get16(b + 6);
    message->authorities = (guint16)get16(b + 8);
    message->additionals = (guint16)get16(b + 10);
    return is_possible(message, flags, wire);
}

/* ---- the first question ---- */

static char *write_odd(char *end, guint8 byte)
{
    *end++ = '\\';
    *end++ = (char)('0' + byte / 100);
    *end++ = (char)('0' + byte / 10 % 10);
    *end++ = (char)('0' + byte % 10);
    return end;
}

static char *write_label(char *end, const guint8 *label, guint length, gboolean *has_odd_bytes)
{
    for (guint i = 0; i < length; i++) {
        guint8 c = label[i];
        if (g_ascii_isalnum(c) || c == '-') {
            *end++ = (char)(c | 0x20); /* lower case; digits and '-' have that bit */
        } else if (c == '_') {
            *end++ = '_';
        } else {
            end = write_odd(end, c);
            *has_odd_bytes = TRUE;
        }
    }
    return end;
}

static void clear_name(struct dns_name *name)
{
    name->length = 0;
    name->labels = name->longest_label = 0;
    name->has_odd_bytes = FALSE;
    name->text[0] = '\0';
}

/* The length of the label at `at`, 0 for the root; -1 where none was captured or fits the name. Nothing but the header
 * stands before the first question, so a compression pointer (lengths over 63) has nowhere to point. */
static gint label_length(const struct reader *reader, guint at, guint start)
{
    guint length = at < reader->captured ? reader->bytes[at] : 0x100;

    if (length > 63 || at - start + length + 1 > DNS_NAME_MAX || reader->captured - at <= length)
        return -1;
    return (gint)length;
}

/* Returns the name's bytes on the wire, 0 where it is not whole. */
static guint read_name(const struct reader *reader, struct dns_name *name)
{
    guint at = reader->at;
    gint  length;
    char *end = name->text;

    while ((length = label_length(reader, at, reader->at)) > 0) {
        if (end > name->text)
            *end++ = '.';
        end = write_label(end, reader->bytes + at + 1, (guint)length, &name->has_odd_bytes);
        name->longest_label = (guint8)MAX(name->longest_label, length);
        name->labels++;
        at += (guint)length + 1;
    }
    *end = '\0';
    name->length = (guint16)(end - name->text);
    return length < 0 ? 0 : at + 1 - reader->at;
}

static void read_question(struct reader *reader, struct dns_message *message)
{
    guint bytes = read_name(reader, &message->name);

    skip(reader, bytes);
    if (bytes == 0 || !has(reader, 4)) {
        clear_name(&message->name);
        reader->at = 0;
        return;
    }
    message->has_question = TRUE;
    message->wire_name_bytes = bytes;
    message->type = (guint16)get16(reader->bytes + reader->at);
    message->class = (guint16)get16(reader->bytes + reader->at + 2);
    skip(reader, 4);
}

/* ---- EDNS ---- */

/* Up to the root or a pointer, which ends a name wherever it points. */
static void skip_name(struct reader *reader)
{
    for (guint i = 0; i <= LABELS_MAX && reader->labels > 0 && has(reader, 1); i++, reader->labels--) {
        guint length = reader->bytes[reader->at];
        if (length >= 0xc0) {
            skip(reader, 2);
            return;
        }
        skip(reader, length <= 63 ? length + 1 : G_MAXUINT);
        if (length == 0)
            return;
    }
    reader->at = 0;
}

static void skip_question(struct reader *reader)
{
    skip_name(reader);
    skip(reader, 4);
}

static void skip_record(struct reader *reader)
{
    skip_name(reader);
    if (has(reader, RECORD_FIXED))
        skip(reader, RECORD_FIXED + get16(reader->bytes + reader->at + 8));
    else
        reader->at = 0;
}

/* RFC 6891, 6.1: the root, type 41, the size in place of the class, rcode's upper bits first in the time to live. */
static gboolean read_opt(const struct reader *reader, struct dns_message *message)
{
    enum { OPT = 41 };
    const guint8 *b = reader->bytes + reader->at;

    if (!has(reader, RECORD_MIN) || b[0] != 0 || get16(b + 1) != OPT)
        return FALSE;
    message->has_edns = TRUE;
    message->edns_size = (guint16)get16(b + 3);
    message->rcode = (guint16)(message->rcode | b[5] << 4);
    return TRUE;
}

static void find_opt(struct reader *reader, struct dns_message *message)
{
    guint walk = WALK_MAX, records = (guint)message->answers + message->authorities;

    for (guint i = 1; i < message->questions && walk > 0 && reader->at; i++, walk--)
        skip_question(reader);
    for (guint i = 0; i < records && walk > 0 && reader->at; i++, walk--)
        skip_record(reader);
    for (guint i = 0; i < message->additionals && walk > 0 && reader->at; i++, walk--) {
        if (read_opt(reader, message))
            return;
        skip_record(reader);
    }
}

/* ---- a message ---- */

/* Whether the first thing that the header counts is there. */
static gboolean has_first(struct reader reader, const struct dns_message *message)
{
    if (message->questions > 0)
        return message->has_question;
    if (message->answers > 0 || message->authorities > 0 || message->additionals > 0)
        skip_record(&reader);
    return reader.at != 0;
}

/* Not all at once: the name's buffer would cost more than reading it. */
static void clear(struct dns_message *message)
{
    message->has_question = message->has_edns = FALSE;
    message->type = message->class = message->edns_size = 0;
    message->wire_name_bytes = 0;
    clear_name(&message->name);
}

gboolean dns_read(const guint8 *bytes, guint captured, guint wire, struct dns_message *message)
{
    struct reader reader = { bytes, MIN(captured, wire), HEADER, WALK_LABELS_MAX };

    if (reader.captured < HEADER || !read_header(bytes, wire, message))
        return FALSE;
    clear(message);
    if (message->questions > 0)
        read_question(&reader, message);
    if (captured >= wire && !has_first(reader, message))
        return FALSE;
    if (message->additionals > 0)
        find_opt(&reader, message);
    return TRUE;
}

gboolean dns_read_segment(const guint8 *bytes, guint captured, guint wire, struct dns_message *message)
{
    enum { LENGTH = 2 };
    guint message_bytes = captured >= LENGTH ? get16(bytes) : 0;

    if (captured < LENGTH || wire < message_bytes + LENGTH)
        return FALSE;
    return dns_read(bytes + LENGTH, captured - LENGTH, message_bytes, message);
}
