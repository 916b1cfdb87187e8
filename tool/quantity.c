/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "quantity.h"

#include <string.h>

const struct quantity_kind quantity_kinds[QUANTITIES] = {
    [QUANTITY_PACKETS] = { "packets", "Packets", VALUE_COUNT, 0 },
    [QUANTITY_BYTES] = { "bytes", "Bytes", VALUE_BYTES, KNOWN_BYTES },
    [QUANTITY_FLOWS] = { "flows", "Flows", VALUE_COUNT, KNOWN_FLOWS },
};

gboolean quantity_parse(const char *name, enum quantity *quantity)
{
    for (guint i = 0; i < QUANTITIES; i++)
        if (g_str_equal(name, quantity_kinds[i].name)) {
            *quantity = (enum quantity)i;
            return TRUE;
        }
    return FALSE;
}

gboolean quantity_is_known(enum quantity quantity, const struct report *report)
{
    return (report->known & quantity_kinds[quantity].needs) == quantity_kinds[quantity].needs;
}

guint64 quantity_of(enum quantity quantity, const struct label_total *total)
{
    const guint64 amounts[QUANTITIES] = { total->packets, total->bytes, total->flows };

    return amounts[quantity];
}

guint64 quantity_total(enum quantity quantity, const struct summary_totals *totals)
{
    const guint64 amounts[QUANTITIES] = { totals->packets, totals->bytes, totals->flows };

    return amounts[quantity];
}

void quantity_append(GString *out, enum quantity quantity, guint64 amount, gboolean named)
{
    const struct quantity_kind *kind = &quantity_kinds[quantity];
    struct value                value = value_number(amount);
    gsize                       length = strlen(kind->name) - (amount == 1);

    value_append_readable(out, kind->kind, &value);
    if (named && kind->kind == VALUE_COUNT)
        g_string_append_printf(out, " %.*s", (int)length, kind->name);
}
