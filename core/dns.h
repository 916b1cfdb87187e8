/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Reads one DNS message (RFC 1035; EDNS: RFC 6891): the header, the first question and the OPT record.
 * The bytes are hostile: nothing is read past `captured`, and every walk is bounded. Owns and allocates nothing. */
#pragma once

#include <glib.h>

enum {
    DNS_NAME_MAX = 255,       /* bytes on the wire, with length bytes and the root (RFC 1035, 2.3.4) */
    DNS_NAME_TEXT_SIZE = 1024 /* 250 bytes in four labels, all of them escaped, are 1003 */
};

struct dns_name {
    guint16  length;        /* of the text */
    guint8   labels;        /* without the root: 0 to 127 */
    guint8   longest_label; /* bytes on the wire, 0 to 63 */
    gboolean has_odd_bytes; /* others than letters, digits, '-' and '_' */

    /* Lower case, dots between labels and none behind; "" for the root. Odd bytes are \DDD (RFC 4343, 2.1), so this is
     * printable ASCII, and a dot always parts labels. */
    char text[DNS_NAME_TEXT_SIZE];
};

struct dns_message {
    guint16         id;
    gboolean        is_response, is_truncated; /* QR, TC */
    guint8          opcode;
    guint16         rcode;                                        /* 12 bits, the upper 8 of them from the OPT record */
    guint16         questions, answers, authorities, additionals; /* as the header says; of UPDATE: RFC 2136, 2 */
    gboolean        has_question;    /* the first question was read whole; else its name is "" and the next three are 0 */
    guint16         type, class;     /* as sent: in mDNS the top bit of the class is none of it (RFC 6762, 5.4) */
    guint           wire_name_bytes; /* of the name on the wire, with length bytes and the root: 1 to DNS_NAME_MAX */
    gboolean        has_edns;        /* an OPT record stands among the additionals and the first 64 records */
    guint16         edns_size;       /* bytes of UDP payload that the sender takes; 0 without EDNS */
    struct dns_name name;
};

/* `bytes` are a UDP payload of which `captured` bytes are there and `wire` were sent; of a fragmented datagram `wire` is
 * the whole. FALSE where no DNS message is there: its opcode is assigned, its Z bit is zero, `wire` has room for as many
 * questions and records as it counts (64 KiB if it says that it is truncated), a query has any of these, and the first of
 * them is sound where all was captured. What is cut off or broken behind that is left out of what is told. */
gboolean dns_read(const guint8 *bytes, guint captured, guint wire, struct dns_message *message);

/* The same of a TCP segment that begins with a message and its two-byte length (RFC 7766, 8). FALSE also where the
 * message does not end within the segment. */
gboolean dns_read_segment(const guint8 *bytes, guint captured, guint wire, struct dns_message *message);
