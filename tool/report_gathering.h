/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * A report that grows packet by packet. */
#pragma once

#include "input.h"
#include "export_decoder.h"
#include "report.h"

enum { REPORT_BATCH = 64 };

struct report_gathering {
    struct report        report;              /* up to date after a flush only */
    struct export_packet batch[REPORT_BATCH]; /* not in the summary yet */
    guint                batched;
    gboolean             wants_anomalies;
};

/* Only what the tables need that were chosen before; all of it, if none were. */
void report_gathering_init(struct report_gathering *);
void report_gathering_clear(struct report_gathering *);

/* The next input has these columns: says which tables can't be had from it. */
void report_gathering_begin(struct report_gathering *, const struct export_decoder *, const struct input *);
void report_gathering_add(struct report_gathering *, const struct export_decoder *, const struct export_row *,
                          const struct export_packet *);
/* The packets of one capture have ended. What else becomes known of its input goes to the last of report.inputs. */
void report_gathering_end(struct report_gathering *, guint64 damaged);
void report_gathering_flush(struct report_gathering *);
/* An input could not be read, or, where it has begun, not to its end. */
void report_gathering_broken(struct report_gathering *, const char *name, gboolean has_begun, const char *reason);
