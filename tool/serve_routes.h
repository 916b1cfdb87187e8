/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * What `winnow serve` answers to whom: the guard first, then THE table of routes. */
#pragma once

#include "serve_capture.h"
#include "serve_events.h"
#include "serve_guard.h"
#include "serve_sources.h"

/* All of it borrowed; must outlive the server. */
struct serve {
    struct serve_guard    guard;
    struct serve_capture *capture;
    struct serve_events  *events;
    struct serve_sources *sources;
};

void serve_routes_add(SoupServer *, struct serve *);
