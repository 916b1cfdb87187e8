/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Which packets of a flow a quantity is about. */
#pragma once

#include <glib.h>

enum flow_scope { SCOPE_BOTH, SCOPE_INITIATOR, SCOPE_RESPONDER, FLOW_SCOPES };

enum { FLOW_SIDES = 2 };

/* "initiator", "responder" */
static inline const char *flow_side_name(enum flow_scope side)
{
    return side == SCOPE_RESPONDER ? "responder" : "initiator";
}

/* Where the initiator's or the responder's part stands in an array of FLOW_SIDES. */
static inline guint flow_side_index(enum flow_scope side)
{
    return side == SCOPE_RESPONDER;
}
