/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Who calls which service of whom, as a key: without padding. */
#pragma once

#include "flow.h"
#include "pair.h"

struct caller {
    struct pair pair;    /* initiator, responder */
    guint8      port[2]; /* of the responder */
    guint8      protocol;
};

struct caller caller_of(const struct flow *);
