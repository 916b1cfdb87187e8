/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Registers the fields of core's tables and draws them under a frame. */
#pragma once

#include <epan/packet.h>

#include "field.h"

void flow_tree_register(int proto_id);

/* Whether a tree has room for it; there is room for what was found anyway. */
gboolean flow_tree_is_drawn(proto_tree *);

/* Whether any of it would be drawn; and whether anything of what was found would be. */
gboolean flow_tree_is_asked(proto_tree *);
gboolean flow_tree_asks_findings(proto_tree *);

/* With only_asked, no field but those that a filter, a column or a colour rule names; with an expert item for each of the
 * findings. */
void flow_tree_draw(proto_tree *, tvbuff_t *frame, packet_info *, struct field_view *, const struct finding *,
                    guint findings, gboolean only_asked);
