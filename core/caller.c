/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "caller.h"

struct caller caller_of(const struct flow *flow)
{
    struct endpoint initiator = flow_endpoint(flow, SCOPE_INITIATOR), responder = flow_endpoint(flow, SCOPE_RESPONDER);

    return (struct caller){ { initiator.address, responder.address },
                            { (guint8)(responder.port >> 8), (guint8)responder.port },
                            (guint8)flow->key.protocol };
}
