/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Everything that is known of one capture. The one way in for a host: packets in the order of the capture. */
#pragma once

#include "classifier.h"
#include "detection.h"
#include "flow_table.h"

struct analysis;

/* Keeps a reference to the table. `registry` may be NULL. */
struct analysis *analysis_new(const struct flow_options *, struct port_table *, service_registry registry,
                              gpointer registry_data);
void             analysis_free(struct analysis *);

/* From now on analysis_detect() looks for what is out of the ordinary: to be called once at most, before the first packet.
 * The options are borrowed. */
void analysis_look(struct analysis *, const struct detection_options *);

/* *record tells what was known of the packet when it came. */
void analysis_add(struct analysis *, const struct packet *, struct packet_record *record);

/* Needed for a flow's first packet, and for later ones wherever dissectors found something new. */
void analysis_add_evidence(struct analysis *, struct flow *, const struct evidence *);

/* Lets the payload speak, after the dissectors: it is looked at only where these have not settled the matter. */
void analysis_examine(struct analysis *, const struct packet *, const struct packet_record *);

/* Looks for what is out of the ordinary, when all else is known of the packet. */
void analysis_detect(struct analysis *, const struct packet *, struct packet_record *);

/* What was found on that packet; good until the next one, or, where flows are kept, as long as they are. */
const struct finding *analysis_findings(const struct analysis *, const struct packet_record *, guint *count);

const struct applications *analysis_applications(const struct analysis *);

/* As in flow_table.h. */
void   analysis_watch_flows(struct analysis *, flow_visitor, gpointer data);
void   analysis_visit_flows(const struct analysis *, flow_visitor, gpointer data);
gint64 analysis_idle_before(const struct analysis *);
