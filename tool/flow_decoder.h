/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Rows of the table of flows that tshark's -z winnow,flows prints → flows. Borrows everything that it is made with. */
#pragma once

#include "damage.h"
#include "export_reader.h"
#include "flow_totals.h"
#include "labels.h"

enum { FLOW_DECODER_COLUMNS = LABEL_PARTS + 10 };

struct flow_decoder {
    int            at[FLOW_DECODER_COLUMNS]; /* columns of the header */
    struct labels *labels;
    struct damage *damage;
};

/* The header must be that of such a table: flow_header_is_table(). */
void flow_decoder_init(struct flow_decoder *, const struct export_header *, struct labels *, struct damage *);

/* FALSE, and said to the damage, if a value is not what it must be. */
gboolean flow_decoder_read(struct flow_decoder *, const struct export_row *, struct flow_total *);
