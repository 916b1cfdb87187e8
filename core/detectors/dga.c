/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * A host tries one domain after another that nobody has registered, as malware does that works out where to meet. */
#include <string.h>

#include "bounded_table.h"
#include "detector.h"
#include "distinct.h"
#include "dns_questions.h"
#include "domain.h"
#include "growth.h"
#include "seeded_hash.h"
#include "window.h"

enum { DOMAINS, SHARE, WINDOW };
enum { ASKERS = 1024, MAIL_SHARE = 10 /* % */ };
enum { A = 1, MX = 15, AAAA = 28, NXDOMAIN = 3 };

struct asker {
    struct window   window;
    struct distinct domains, unregistered;
    guint32         answers, for_mail; /* the second: of type MX */
    guint32         said;              /* of unregistered ones */
};

struct dga {
    const guint          *thresholds;
    struct bounded_table *askers; /* struct address → struct asker */
    struct domain_cache   domains;
};

/* Names that cannot be registered: single labels, reverse look-ups, and what networks use within (RFC 6761, RFC 6762 G,
 * RFC 7686, RFC 8375). */
static gboolean is_registrable(const char *name)
{
    static const char *const TOPS[] = { "arpa",     "local",   "localhost",   "test",   "invalid",   "example",
                                        "onion",    "alt",     "lan",         "home",   "corp",      "internal",
                                        "intranet", "private", "localdomain", "domain", "workgroup", "mail" };
    const char              *dot = strrchr(name, '.');

    for (guint i = 0; dot && i < G_N_ELEMENTS(TOPS); i++)
        if (strcmp(dot + 1, TOPS[i]) == 0)
            return FALSE;
    return dot != NULL;
}

/* Two labels have no suffix but the last one, or are one. */
static const char *domain_of(struct dga *self, const struct dns_name *name)
{
    return name->labels > 2 ? domain_cache_registrable(&self->domains, name->text) : name->text;
}

/* That a name below does not exist says nothing of the domain. */
static gboolean is_unregistered(const struct dns_message *message, const char *domain)
{
    return message->rcode == NXDOMAIN && domain == message->name.text && (message->type == A || message->type == AAAA);
}

static struct asker *asker_of(const struct dga *self, const struct sighting *sighting)
{
    return window_entry(self->askers, &sighting->packet->destination, sighting->time,
                        self->thresholds[WINDOW] * NS_PER_SECOND);
}

static void count(struct asker *asker, const struct dns_message *message, const char *domain)
{
    guint32 hash = stable_hash(domain, strlen(domain));

    asker->answers++;
    asker->for_mail += message->type == MX;
    distinct_add(&asker->domains, hash);
    if (is_unregistered(message, domain))
        distinct_add(&asker->unregistered, hash);
}

static guint share(guint part, guint whole)
{
    return (guint)((guint64)part * 100 / MAX(whole, 1));
}

/* Mail servers look up whoever claims to send. */
static gboolean is_too_many(const struct dga *self, const struct asker *asker)
{
    guint unregistered = distinct_count(&asker->unregistered);

    return unregistered >= self->thresholds[DOMAINS] &&
           share(unregistered, distinct_count(&asker->domains)) >= self->thresholds[SHARE] &&
           share(asker->for_mail, asker->answers) < MAIL_SHARE;
}

static void claim_domains(const struct dga *self, const struct asker *asker, const struct sighting *sighting,
                          const char *domain, struct findings *findings)
{
    const guint *thresholds = self->thresholds;
    guint        unregistered = distinct_count(&asker->unregistered);
    char         address[ADDRESS_TEXT_SIZE];
    struct claim claim = { .severity = SEVERITY_WARN,
                           .subject = &sighting->packet->destination,
                           .domain = domain,
                           .value = unregistered,
                           .threshold = thresholds[DOMAINS],
                           .window = thresholds[WINDOW] * NS_PER_SECOND };

    findings_claim(findings, &claim,
                   "%s asked for %u domains that do not exist (%u %% of its domains) in %.3g s and last for %.100s "
                   "(threshold %u and %u %% in %u s)",
                   address_format(claim.subject, address), unregistered,
                   share(unregistered, distinct_count(&asker->domains)), window_age(&asker->window, sighting->time), domain,
                   thresholds[DOMAINS], thresholds[SHARE], thresholds[WINDOW]);
}

static void see_dns(gpointer state, const struct sighting *sighting, struct findings *findings)
{
    struct dga               *self = state;
    const struct dns_message *message = sighting->dns;

    if (!message->is_response || !message->has_question || message->opcode != 0 ||
        (message->rcode != 0 && message->rcode != NXDOMAIN) || !is_registrable(message->name.text))
        return;

    const char   *domain = domain_of(self, &message->name);
    struct asker *asker = asker_of(self, sighting);
    guint         before = distinct_count(&asker->unregistered);

    count(asker, message, domain);
    if (distinct_count(&asker->unregistered) > before && is_too_many(self, asker) &&
        grew_tenfold(&asker->said, distinct_count(&asker->unregistered)))
        claim_domains(self, asker, sighting, domain, findings);
}

const struct detector detector_dga = {
    .name = "dga",
    .title = "Generated domains",
    .severity = SEVERITY_WARN,
    .group = GROUP_SECURITY,
    .rule = "One host was told that many domains do not exist, and they were a good part of all domains that it got answers "
            "for. Only look-ups of the registrable domain itself count, since nothing else tells that nobody has it.",
    .reference = "SLIPS; Antonakakis et al. 2012, \"From Throw-Away Traffic to Bots\"; RFC 8020",
    .misses = "Malware that tries few domains at a time or names below domains that exist, one behind a forwarder that "
              "answers many others, and one that also sends mail. Tools that check whether domains are free, and resolvers "
              "that block domains by saying that they do not exist, look the same.",
    .thresholds = { [DOMAINS] = { "domains", "Domains that do not exist", "domains", 10, 2, 1000000 },
                    [SHARE] = { "share", "Share of all domains", "%", 30, 1, 100 },
                    [WINDOW] = { "window", "Time in which they are asked for", "s", 300, 1, 86400 } },
    .state_bytes = sizeof(struct dga),
    .tables = { { offsetof(struct dga, askers), ASKERS, sizeof(struct address), sizeof(struct asker) } },
    .on = { [ON_DNS] = see_dns },
};
