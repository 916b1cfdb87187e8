/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * What evidence said of (address, protocol, port) endpoints. Bounded: the endpoints that were not asked for the longest
 * make way, and a newer name replaces an older one. */
#pragma once

#include "port_table.h"

struct learned_endpoints;

struct learned_endpoints *learned_endpoints_new(void);
void                      learned_endpoints_free(struct learned_endpoints *);

void learned_endpoints_add(struct learned_endpoints *, guint8 ip_protocol, const struct endpoint *, application_id);

/* APPLICATION_UNKNOWN where nothing was learned. */
application_id learned_endpoints_find(struct learned_endpoints *, guint8 ip_protocol, const struct endpoint *);
