/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Who misbehaved, as the bulk report that AbuseIPDB takes (www.abuseipdb.com/bulk-report): a row for each source that
 * cannot have been spoofed, is global and not allowed, by a detector that has a category there, in the last 60 days
 * (www.abuseipdb.com/reporting-policy); the loudest first, as many as one file may have. */
#pragma once

#include "anomalies.h"
#include "blocklists.h"
#include "writer.h"

enum { ABUSE_DAYS = 60 };

struct abuse_rules {
    gint64                    now;     /* ns since 1970 UTC */
    const struct address_set *own;     /* the reporter's networks */
    const struct blocklists  *allowed; /* or NULL */
};

/* Writes its table to a writer that has begun. What is left out is said on standard error, by reason. */
void abuse_report_write(const struct anomalies *, const struct abuse_rules *, struct writer *);
