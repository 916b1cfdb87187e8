/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * One host tries many ports of another. */
#include "bounded_table.h"
#include "detector.h"
#include "distinct.h"
#include "pair.h"
#include "seeded_hash.h"
#include "window.h"

enum { PORTS, WINDOW };
enum { PAIRS = 16384 };

struct probing {
    struct window   window;
    struct distinct ports;
};

struct port_scan {
    const guint          *thresholds;
    struct bounded_table *pairs; /* struct pair → struct probing */
};

static gpointer port_scan_new(const guint *thresholds)
{
    struct port_scan *self = g_new(struct port_scan, 1);

    self->thresholds = thresholds;
    self->pairs = bounded_table_new(PAIRS, sizeof(struct pair), sizeof(struct probing));
    return self;
}

static void port_scan_free(gpointer state)
{
    struct port_scan *self = state;

    bounded_table_free(self->pairs);
    g_free(self);
}

static gsize port_scan_most_bytes(const guint *thresholds)
{
    (void)thresholds;
    return bounded_table_most_bytes(PAIRS, sizeof(struct pair), sizeof(struct probing));
}

static void claim_scan(const struct port_scan *self, const struct sighting *sighting, const struct probing *probing,
                       struct findings *findings)
{
    const struct attempt *attempt = sighting->attempt;
    guint                 ports = distinct_count(&probing->ports);
    char                  source[ADDRESS_TEXT_SIZE], destination[ADDRESS_TEXT_SIZE];
    struct claim          claim = {
        SEVERITY_WARN, &attempt->source, &attempt->destination, 0, NULL, ports, self->thresholds[PORTS],
        self->thresholds[WINDOW] * NS_PER_SECOND
    };

    findings_claim(findings, &claim, "%s failed on %u ports of %s in %.3g s by %s (threshold %u in %u s)",
                   address_format(&attempt->source, source), ports, address_format(&attempt->destination, destination),
                   window_age(&probing->window, sighting->time), attempt_kind_name(attempt->kind),
                   self->thresholds[PORTS], self->thresholds[WINDOW]);
}

static void see_failure(gpointer state, const struct sighting *sighting, struct findings *findings)
{
    struct port_scan     *self = state;
    const struct attempt *attempt = sighting->attempt;
    struct pair           key = { attempt->source, attempt->destination };
    struct probing       *probing = bounded_table_take(self->pairs, &key);

    if (window_turn(&probing->window, attempt->time, self->thresholds[WINDOW] * NS_PER_SECOND))
        probing->ports = (struct distinct){ 0 };
    distinct_add(&probing->ports, stable_hash(&attempt->destination_port, sizeof attempt->destination_port));
    if (distinct_count(&probing->ports) >= self->thresholds[PORTS])
        claim_scan(self, sighting, probing, findings);
}

const struct detector detector_port_scan = {
    .name = "port_scan",
    .title = "Port scan",
    .severity = SEVERITY_WARN,
    .group = GROUP_SECURITY,
    .rule = "One host failed on many ports of another: refused, unreachable, or for 5 s unanswered.",
    .reference = "Zeek scan.zeek; NEMEA vportscan; Jung et al. 2004",
    .misses = "Scans slower than the window allows, and those of open ports only. A service that died takes its clients "
              "for scanners only if they try as many ports.",
    .abuse_categories = { 14 },
    .thresholds = { [PORTS] = { "ports", "Failed ports", "ports", 15, 2, 65535 },
                    [WINDOW] = { "window", "Time in which they fail", "s", 300, 1, 86400 } },
    .new = port_scan_new,
    .free = port_scan_free,
    .most_bytes = port_scan_most_bytes,
    .on = { [ON_FAILURE] = see_failure },
};
