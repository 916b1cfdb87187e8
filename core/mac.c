/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mac.h"

#include <string.h>

enum { MAC_BYTES = 6, VENDOR_BYTES = 3, PORTS_APART = 3 };

static const struct {
    guint8 length;
    guint8 bytes[5];
} VIRTUAL[] = {
    { 4, { 0x00, 0x00, 0x5e, 0x00 } },       /* VRRP, CARP */
    { 5, { 0x00, 0x00, 0x0c, 0x07, 0xac } }, /* HSRP */
    { 4, { 0x00, 0x00, 0x0c, 0x9f } },       /* HSRP 2; the next nibble is f */
    { 5, { 0x00, 0x05, 0x73, 0xa0, 0x00 } }, /* HSRP for IPv6 */
    { 4, { 0x00, 0x07, 0xb4, 0x00 } },       /* GLBP */
    { 2, { 0x02, 0xbf } },                   /* NLB, unicast */
    { 2, { 0x03, 0xbf } },                   /* NLB, multicast */
};

gboolean mac_equal(const guint8 a[6], const guint8 b[6])
{
    return memcmp(a, b, MAC_BYTES) == 0;
}

gboolean mac_is_group(const guint8 mac[6])
{
    return mac[0] & 1;
}

gboolean mac_is_virtual(const guint8 mac[6])
{
    for (guint i = 0; i < G_N_ELEMENTS(VIRTUAL); i++)
        if (memcmp(mac, VIRTUAL[i].bytes, VIRTUAL[i].length) == 0)
            return TRUE;
    return FALSE;
}

static int number_of(const guint8 mac[6])
{
    return mac[3] << 16 | mac[4] << 8 | mac[5];
}

gboolean mac_is_neighbour(const guint8 a[6], const guint8 b[6])
{
    return memcmp(a, b, VENDOR_BYTES) == 0 && ABS(number_of(a) - number_of(b)) <= PORTS_APART;
}
