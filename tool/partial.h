/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Partial summaries: a report in JSON has, beside its tables, the members "winnow", which says what it was made of, and
 * "counts", with everything that is needed to go on counting. docs/report.schema.json describes them. They come in an order
 * that depends on nothing but what was counted, so that two reports of the same are the same text. */
#pragma once

#include "report.h"

/* Of the two members. What has changed in a way that an older winnow can't read has another number. */
enum { PARTIAL_SCHEMA = 1 };

/* What stands under "winnow" and "counts"; the caller's. */
char *partial_header(const struct report *);
char *partial_counts(const struct report *);

/* Fills an empty report; FALSE, and *error says what is wrong with the text, with the report in no state to be used. */
gboolean partial_read(struct report *, const char *text, gsize length, GError **error);

/* What makes a row of each of the lists of "counts" (partial_row.h). */
#define PARTIAL_TOTALS "nnnnntt"         /* captures packets bytes flows damaged_rows first last */
#define PARTIAL_LABEL "sssssnnn"         /* application category class method protocol packets bytes flows */
#define PARTIAL_PORT "npnnnaa"           /* label port packets bytes flows initiator responder */
#define PARTIAL_OTHER_PORTS "nnn"        /* packets bytes flows */
#define PARTIAL_FLOW "napapnnnntt"       /* label, initiator port, responder port, counts there and back, first last */
#define PARTIAL_LENGTH "nn"              /* length packets */
#define PARTIAL_LONG "nnnn"              /* packets bytes shortest longest */
#define PARTIAL_TALKER "annnn"           /* address, packets bytes sent, packets bytes received */
#define PARTIAL_OTHER_TALKERS "nnnn"     /* likewise */
#define PARTIAL_CONVERSATION "nnnnnn"    /* talker talker, packets bytes from the first, from the second */
#define PARTIAL_OTHER_CONVERSATIONS "nn" /* packets bytes */
#define PARTIAL_WIDTH "n"                /* of the bins, ns */
#define PARTIAL_BIN "tnncc"              /* start packets bytes, packets by class, bytes by class */
#define PARTIAL_ANOMALY "ssfssbstns"     /* name severity score subject object unspoofed detail time packet input */
#define PARTIAL_OTHER_ANOMALIES "n"      /* how many were left out */
