/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Sequences of packets: what the plugin does with them on the first visit, and what must hold whatever they are. */
#pragma once

#include "analysis.h"
#include "fuzz.h"

struct packets;

/* Takes its options from the input: time-outs, how many flows there may be, whether they are kept, thresholds. */
struct packets *packets_new(struct fuzz_input *);

/* `dissector` is the filter name of what dissectors found in it, or NULL. The number is not needed. */
void packets_add(struct packets *, struct packet *, const char *dissector);

/* Checks that each packet is in one flow and each field can be read, and frees it all. */
void packets_finish(struct packets *);
