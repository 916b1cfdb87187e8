/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Names a flow's application: by port first, then corrected by what dissectors find in it, and by what they found in
 * earlier flows to the same endpoint. Evidence goes before learned names, these before ports and protocol numbers. Of two
 * pieces of evidence the one that has grown out of the other counts, else the payload's shape before the dissector. */
#pragma once

#include "flow.h"

/* Takes in the layers of one packet from the transport upwards: the first one that says anything names the application,
 * and gives way only to one that is declared to be carried by it (`over=` in ports.txt). */
void evidence_add_layer(struct evidence *, const struct applications *, application_id);

struct classifier;

/* Keeps a reference to the table. `registry` may be NULL. */
struct classifier *classifier_new(struct port_table *, service_registry registry, gpointer registry_data);
void               classifier_free(struct classifier *);

/* Names a flow that has just begun. */
void classifier_begin(struct classifier *, struct flow *);

/* Takes in the shape of the packet's payload. */
void classifier_examine(struct classifier *, struct flow *, const struct packet *, enum flow_scope sender);

/* Takes in what dissectors found in one of the flow's packets. */
void classifier_add(struct classifier *, struct flow *, const struct evidence *);

struct verdict {
    application_id     application;
    enum naming_method method;
};

struct verdict classifier_verdict(const struct applications *, const struct flow_naming *);
