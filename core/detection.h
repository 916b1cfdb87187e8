/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Runs the detectors over one capture: finds out what each packet is an occasion for, and asks those that want it.
 *
 * The way of a packet: detection_add() makes a sighting of it (detector.h) for each detector in the list (detectors.h) that
 * has a handler for the occasion; that one claims what it saw (findings.h); what is news becomes a finding (finding.h). */
#pragma once

#include "blocklists.h"
#include "detectors.h"
#include "exceptions.h"
#include "networks.h"

struct detector_setting {
    gboolean is_on;
    guint    thresholds[THRESHOLDS_MAX]; /* within the bounds that the descriptor gives */
};

/* What they are run with; it lives longer than what was made with it. */
struct detection_options {
    struct detector_setting  *settings; /* detectors_count of them */
    enum severity             least_severity;
    const struct address_set *networks;   /* the user's own; never NULL */
    const struct blocklists  *blocklists; /* or NULL */
    const struct exceptions  *exceptions; /* or NULL */
};

/* The settings as they stand in the descriptors, all on; the caller frees them. */
struct detector_setting *detection_standard_settings(void);

/* That detectors, and what they share, may come to, however many hosts there are. */
gsize detection_most_bytes(void);

struct detection;

/* Where findings are kept, they stay until the end, else until the next packet. */
struct detection *detection_new(const struct detection_options *, struct applications *, gboolean keep);
void              detection_free(struct detection *);

/* A packet that has been analysed otherwise; record->findings is written. */
void detection_add(struct detection *, const struct packet *, struct packet_record *);

/* What was found on that packet; good until the next one. */
const struct finding *detection_findings(const struct detection *, const struct packet_record *, guint *count);
