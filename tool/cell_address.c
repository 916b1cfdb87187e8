/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cell_parse.h"

#include "safe_text.h"

#include <string.h>

enum { IPV4_MAX = 15 };

static inline gboolean parse_ipv4(struct cell cell, guint8 bytes[4])
{
    guint part = 0, value = 0, count = 0;

    if (cell.length > IPV4_MAX)
        return FALSE;
    for (guint i = 0; i < cell.length; i++) {
        guint digit = (guint)(guint8)cell.text[i] - '0';

        if (digit <= 9) {
            value = value * 10 + digit;
            if (++count > 3 || value > 255)
                return FALSE;
        } else if (cell.text[i] == '.' && count && part < 3) {
            bytes[part++] = (guint8)value;
            value = count = 0;
        } else {
            return FALSE;
        }
    }
    bytes[part] = (guint8)value;
    return part == 3 && count;
}

static gboolean parse_mac(struct cell cell, guint8 bytes[6])
{
    if (cell.length != 17)
        return FALSE;
    for (guint i = 0; i < 6; i++) {
        int high = g_ascii_xdigit_value(cell.text[3 * i]), low = g_ascii_xdigit_value(cell.text[3 * i + 1]);

        if (high < 0 || low < 0 || (i < 5 && cell.text[3 * i + 2] != ':'))
            return FALSE;
        bytes[i] = (guint8)(high << 4 | low);
    }
    return TRUE;
}

/* Safe, so that it reads the same again where a partial summary told it. */
static struct address other_text(struct cell cell)
{
    char text[ADDRESS_BYTES + 1];

    text[safe_text_copy(text, ADDRESS_BYTES, cell.text, cell.length)] = '\0';
    return address_text(text);
}

static void parse_other(struct cell cell, struct address *address)
{
    char text[ADDRESS_TEXT_SIZE];

    if (cell.length < sizeof text) {
        memcpy(text, cell.text, cell.length);
        text[cell.length] = '\0';
        if (address_parse(text, address))
            return;
    }
    *address = other_text(cell);
}

gboolean cell_address(struct cell cell, struct address *address)
{
    guint8 bytes[6];

    if (!cell.length)
        return FALSE;
    if (G_LIKELY(parse_ipv4(cell, bytes))) {
        *address = (struct address){ .kind = ADDRESS_IPV4 };
        memcpy(address->bytes, bytes, 4);
    } else if (parse_mac(cell, bytes)) {
        *address = address_mac(bytes);
    } else {
        parse_other(cell, address);
    }
    return TRUE;
}
