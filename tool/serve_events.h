/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Server-sent events: each browser that watches gets the newest state, and that only once it has taken the one before. So
 * one that is slow, or has gone without a word, costs a state and no queue. */
#pragma once

#include "serve_view.h"

#include <libsoup/soup.h>

struct serve_events;

struct serve_events *serve_events_new(struct serve_view *); /* borrowed */
void                 serve_events_free(struct serve_events *);

/* Answers this request from now on; FALSE: there are too many already. */
gboolean serve_events_add(struct serve_events *, SoupServerMessage *);

/* Looks what is new, soon: not waiting for the next look. */
void serve_events_hurry(struct serve_events *);
