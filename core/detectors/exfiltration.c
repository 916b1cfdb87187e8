/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Much goes out of one's own networks, and little comes back. */
#include "detector.h"
#include "outward.h"

enum { MEGABYTES, RATIO };
enum { TIMES = 2, GROWTH = 10 };

static const guint  BYTES_IN_MEGABYTE = 1000000;
static const gint64 ONCE_IN = 86400 * NS_PER_SECOND;

static void claim_bytes(const guint *thresholds, const struct sighting *sighting, guint time, guint64 out, guint64 in,
                        struct findings *findings)
{
    struct endpoint initiator = flow_endpoint(sighting->flow, SCOPE_INITIATOR);
    struct endpoint responder = flow_endpoint(sighting->flow, SCOPE_RESPONDER);
    double          megabytes = (double)out / BYTES_IN_MEGABYTE;
    char            source[ADDRESS_TEXT_SIZE], destination[ADDRESS_TEXT_SIZE];
    struct claim    claim = { .severity = SEVERITY_NOTE,
                              .subject = &initiator.address,
                              .object = &responder.address,
                              .kind = (guint32)responder.port << 1 | time,
                              .value = megabytes,
                              .threshold = thresholds[MEGABYTES],
                              .window = ONCE_IN };

    if (!goes_outward(sighting->options, &initiator.address, &responder.address))
        return;
    findings_claim(findings, &claim,
                   "%s sent %.4g MB to port %u of %s and got %.4g MB back (threshold %u MB and %u times what comes back)",
                   address_format(&initiator.address, source), megabytes, responder.port,
                   address_format(&responder.address, destination), (double)in / BYTES_IN_MEGABYTE, thresholds[MEGABYTES],
                   thresholds[RATIO]);
}

/* The first time beyond the line, and the first one beyond ten times that. */
static void see_payload(gpointer state, const struct sighting *sighting, struct findings *findings)
{
    const guint *thresholds = state;
    struct flow *flow = sighting->flow;
    guint64      out = flow_ip_bytes(flow, SCOPE_INITIATOR), least = (guint64)thresholds[MEGABYTES] * BYTES_IN_MEGABYTE;
    guint        time = 0;

    if (out < least || sighting->sender != SCOPE_INITIATOR)
        return;
    if (out >= GROWTH * least)
        time = TIMES - 1;

    guint64 in = flow_ip_bytes(flow, SCOPE_RESPONDER);
    if ((flow->marks & (guint32)MARK_SENT_MUCH << time) || out / thresholds[RATIO] < in)
        return;
    flow->marks |= (guint32)MARK_SENT_MUCH << time;
    claim_bytes(thresholds, sighting, time, out, in, findings);
}

const struct detector detector_exfiltration = {
    .name = "exfiltration",
    .title = "Much sent out",
    .severity = SEVERITY_NOTE,
    .group = GROUP_SECURITY,
    .rule = "A host in your networks has sent much in one flow that it began with a global address, and many times what "
            "came back. Bytes are those of IP.",
    .reference = "RITA; MITRE ATT&CK T1041, T1048, T1567",
    .misses = "What is spread over many flows, or fetched from outside. Backups and uploads that are wanted look the same.",
    .thresholds = { [MEGABYTES] = { "sent", "Sent by the initiator", "MB", 100, 1, 1000000 },
                    [RATIO] = { "ratio", "Sent for each byte that comes back", "B", 10, 1, 1000 } },
    .on = { [ON_PAYLOAD] = see_payload },
};
