/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Names as no host has them: very long, of very long labels, or with bytes that host names do not have. */
#include "detector.h"
#include "dns_questions.h"
#include "domain.h"

enum { LABEL, NAME, WINDOW };

struct oddity {
    const char *words, *unit;
    guint       value, threshold;
    guint32     kind;
};

/* Length bytes stand where the text has dots, and one before it; the root is one more. */
static guint name_bytes(const struct dns_message *message)
{
    return MAX(message->wire_name_bytes, 2) - 2;
}

/* Zones of less than 256 addresses have a slash in their names (RFC 2317). */
static gboolean has_odd_bytes(const struct dns_name *name)
{
    return name->has_odd_bytes && !domain_is_under(name->text, "arpa");
}

static void claim_oddity(const struct oddity *oddity, const struct sighting *sighting, gint64 window,
                         struct findings *findings)
{
    const char  *name = sighting->dns->name.text;
    struct pair  pair = dns_pair(sighting->packet, sighting->dns);
    char         asker[ADDRESS_TEXT_SIZE];
    struct claim claim = { .severity = SEVERITY_NOTE,
                           .subject = &pair.source,
                           .kind = oddity->kind,
                           .domain = name,
                           .value = oddity->value,
                           .threshold = oddity->threshold,
                           .window = window };

    findings_claim(findings, &claim, "%s asked for a name %s %u %s (threshold %u): %.250s",
                   address_format(&pair.source, asker), oddity->words, oddity->value, oddity->unit, oddity->threshold, name);
}

static void see_dns(gpointer state, const struct sighting *sighting, struct findings *findings)
{
    const guint              *thresholds = state;
    const struct dns_message *message = sighting->dns;
    const struct oddity       oddities[] = {
              { "whose longest label has", "B", message->name.longest_label, thresholds[LABEL], 1 },
              { "of", "B", name_bytes(message), thresholds[NAME], 2 },
              { "with", "or more bytes that host names do not have", has_odd_bytes(&message->name) ? 1 : 0, 1, 3 },
    };

    for (guint i = 0; i < G_N_ELEMENTS(oddities); i++)
        if (oddities[i].value >= oddities[i].threshold && message->opcode == 0)
            claim_oddity(&oddities[i], sighting, thresholds[WINDOW] * NS_PER_SECOND, findings);
}

const struct detector detector_dns_name = {
    .name = "dns_name",
    .title = "Odd DNS name",
    .severity = SEVERITY_NOTE,
    .group = GROUP_PROTOCOL,
    .rule = "A name that is asked for is very long, has a very long label, or has bytes other than letters, digits, '-' and "
            "'_'.",
    .reference = "RFC 1123, 2.1; RFC 8552; nDPI risk 23",
    .misses =
        "Data in names of ordinary length. Names of DNS-SD services and of Active Directory may have spaces and letters "
        "of other alphabets, and antivirus looks up hashes in long labels.",
    .thresholds = { [LABEL] = { "label", "Longest label", "B", 48, 1, 64 },
                    [NAME] = { "name", "Length of the name", "B", 180, 1, 254 },
                    [WINDOW] = { "window", "Silence between two findings of one host", "s", 300, 1, 86400 } },
    .on = { [ON_DNS] = see_dns },
};
