/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * An expert item for each detector: winnow.anomaly.NAME as a filter, and a line in Expert Information. */
#pragma once

#include <epan/packet.h>

#include "finding.h"

void expert_items_register(int proto_id);

/* Below the item, or, where that is NULL, for those only who count. */
void expert_items_add(packet_info *, proto_item *, const struct finding *);

/* Whether anybody will see them; `tree` may be NULL. */
gboolean expert_items_are_asked(const packet_info *, proto_tree *tree);
