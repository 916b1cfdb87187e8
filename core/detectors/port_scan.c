/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * One host tries many ports of another. */
#include "bounded_table.h"
#include "detector.h"
#include "distinct.h"
#include "growth.h"
#include "pair.h"
#include "seeded_hash.h"
#include "window.h"

enum { PORTS, WINDOW };
enum { PAIRS = 4096, REFUSED = 5 /* ports, from which on silent ones count as well */ };

struct probing {
    struct window   window;
    guint32         said;  /* of ports */
    guint32         kinds; /* a bit for each enum attempt_kind */
    struct distinct ports;
};

struct port_scan {
    const guint          *thresholds;
    struct bounded_table *pairs; /* struct pair → struct probing */
};

static gint64 window_length(const struct port_scan *self)
{
    return self->thresholds[WINDOW] * NS_PER_SECOND;
}

/* "SYN and UDP" */
static const char *kinds_format(guint32 kinds, GString *text)
{
    for (guint i = 0; i < ATTEMPT_KINDS; i++)
        if (kinds >> i & 1)
            g_string_append_printf(text, "%s%s", text->len > 0 ? " and " : "", attempt_kind_name((enum attempt_kind)i));
    return text->str;
}

static void claim_scan(const struct port_scan *self, const struct sighting *sighting, const struct probing *probing,
                       struct findings *findings)
{
    const struct attempt *attempt = sighting->attempt;
    guint                 ports = distinct_count(&probing->ports);
    char                  source[ADDRESS_TEXT_SIZE], destination[ADDRESS_TEXT_SIZE];
    GString              *kinds = g_string_new(NULL);
    struct claim          claim = { .severity = SEVERITY_WARN,
                                    .subject = &attempt->source,
                                    .object = &attempt->destination,
                                    .value = ports,
                                    .threshold = self->thresholds[PORTS],
                                    .window = window_length(self) };

    findings_claim(findings, &claim, "%s failed on %u ports of %s in %.3g s by %s (threshold %u in %u s)",
                   address_format(&attempt->source, source), ports, address_format(&attempt->destination, destination),
                   window_age(&probing->window, sighting->time), kinds_format(probing->kinds, kinds),
                   self->thresholds[PORTS], self->thresholds[WINDOW]);
    g_string_free(kinds, TRUE);
}

static void add_port(const struct port_scan *self, const struct sighting *sighting, struct probing *probing,
                     struct findings *findings)
{
    const struct attempt *attempt = sighting->attempt;

    probing->kinds |= 1U << attempt->kind;
    distinct_add(&probing->ports, stable_hash(&attempt->destination_port, sizeof attempt->destination_port));
    if (grew_by(&probing->said, distinct_count(&probing->ports), self->thresholds[PORTS]))
        claim_scan(self, sighting, probing, findings);
}

static void see_failure(gpointer state, const struct sighting *sighting, struct findings *findings)
{
    struct port_scan     *self = state;
    const struct attempt *attempt = sighting->attempt;
    struct pair           key = { attempt->source, attempt->destination };

    if (attempt->kind != ATTEMPT_ECHO)
        add_port(self, sighting, window_entry(self->pairs, &key, attempt->time, window_length(self)), findings);
}

/* Hosts refuse but a few datagrams a second (RFC 1812, 4.3.2.8): once they did, silence is as good. */
static void see_silence(gpointer state, const struct sighting *sighting, struct findings *findings)
{
    struct port_scan     *self = state;
    const struct attempt *attempt = sighting->attempt;
    struct pair           key = { attempt->source, attempt->destination };
    struct probing       *probing = bounded_table_find(self->pairs, &key);

    if (probing && distinct_count(&probing->ports) >= REFUSED && (probing->kinds >> attempt->kind & 1) &&
        ABS(attempt->time - probing->window.start) <= window_length(self))
        add_port(self, sighting, probing, findings);
}

const struct detector detector_port_scan = {
    .name = "port_scan",
    .title = "Port scan",
    .severity = SEVERITY_WARN,
    .group = GROUP_SECURITY,
    .rule =
        "One host failed on many ports of another within the window: by RST, by an ICMP error that quotes the probe, or, for "
        "SYN, NULL, FIN, XMAS and SCTP probes, by no answer for 5 s. ACK, FIN+ACK and UDP probes count unanswered only "
        "where some ports of the same host were refused before.",
    .reference = "Zeek scan.zeek; NEMEA vportscan; Jung et al. 2004; nmap's scan types.",
    .misses = "Scans with more time between two failed ports than the window over the threshold, those that share the ports "
              "among many sources, those of open ports only, UDP scans that nobody refuses, UDP to the ports of traceroute "
              "(33434 to 34198), and ACK or UDP probes that look like answers: from a lower port (UDP: one below 1024) to "
              "one of 1024 or above. Of more than 1024 open attempts of one host, or to one, only a part is followed. A "
              "client of a passive FTP server whose data ports are filtered looks the same.",
    .abuse_categories = { 14 },
    .thresholds = { [PORTS] = { "ports", "Failed ports", "ports", 15, 2, 65535 },
                    [WINDOW] = { "window", "Time in which they fail", "s", 300, 1, 86400 } },
    .state_bytes = sizeof(struct port_scan),
    .tables = { { offsetof(struct port_scan, pairs), PAIRS, sizeof(struct pair), sizeof(struct probing) } },
    .on = { [ON_FAILURE] = see_failure, [ON_SILENCE] = see_silence },
};
