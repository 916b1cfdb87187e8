/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * The fields of core's tables as Wireshark knows them: registered once, with their places below the packet's line. */
#pragma once

#include <epan/packet.h>

#include "field.h"

enum branch {
    BRANCH_TOP,
    BRANCH_CLASSIFICATION,
    BRANCH_PACKET,
    BRANCH_FLOW,
    BRANCH_INITIATOR,
    BRANCH_RESPONDER,
    BRANCH_ANOMALIES,
    BRANCH_FINDING, /* below BRANCH_ANOMALIES, one for each */
    BRANCHES
};

struct shown_field {
    const struct field      *field;
    enum flow_scope          scope;
    enum branch              branch;
    int                      hf;
    const header_field_info *info;              /* as registered: tells who asks for it */
    gboolean                 is_printed;        /* on its own, by the host */
    gboolean                 is_said_elsewhere; /* in the details: there to be filtered and exported only */
};

void shown_fields_register(int proto_id);

/* Arrays of struct shown_field, that stay: what is told of each packet, and of each finding on it. */
const GArray *shown_fields_of_packets(void);
const GArray *shown_fields_of_findings(void);

/* The unit to show behind a value, plural: NULL where there is none, or where the title says it, as in "IP bytes". */
const char *shown_field_unit(const struct field *);
