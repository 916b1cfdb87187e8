/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Packets, bytes and flows by label and service port: exact for the first PORT_TOTALS_MAX pairs of these; what comes later
 * is only summed up. Merges by adding. Memory: up to 40 MB, some kB as a rule. */
#pragma once

#include "address.h"

enum { PORT_TOTALS_MAX = 1 << 18 };

struct port_total {
    guint32        label;
    gint32         port; /* or PORT_UNKNOWN */
    guint64        packets, bytes, flows;
    struct address initiator, responder; /* of one flow of them, the least of all, whatever order they come in */
};

/* What both add up to; label and port stay. */
void port_total_add(struct port_total *, const struct port_total *);

struct port_totals;

struct port_totals *port_totals_new(void);
struct port_totals *port_totals_copy(const struct port_totals *);
void                port_totals_free(struct port_totals *);

void port_totals_add(struct port_totals *, const struct port_total *);
void port_totals_add_other(struct port_totals *, const struct port_total *);

const struct port_total *port_totals_other(const struct port_totals *); /* those beyond the limit: only counts */

typedef void (*port_totals_visitor)(const struct port_total *, gpointer data);
void port_totals_foreach(const struct port_totals *, port_totals_visitor, gpointer data);

/* The port by which a service is known: the responder's, unless that is one that systems give to initiators (32768 and up)
 * and the initiator's is not, as where an answer is the first that was seen of a flow. Either may be PORT_UNKNOWN. */
gint32 service_port(gint32 initiator, gint32 responder);
