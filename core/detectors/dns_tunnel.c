/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Somebody sends data in the names that he asks for: many names of one domain, each but once, and much in them. */
#include <string.h>

#include "bounded_table.h"
#include "detector.h"
#include "distinct.h"
#include "dns_questions.h"
#include "domain.h"
#include "growth.h"
#include "seeded_hash.h"
#include "window.h"

enum { NAMES, BYTES, NEW_SHARE, ODD_QUESTIONS, WINDOW };
enum {
    TALKS = 2048,
    RECENT = 4,            /* messages among which a mirrored one is known again */
    HOST_NAME_BYTES = 24,  /* within the domain; those of caches and clouds come to about as much */
    GREAT_NAMES = 5,       /* a fifth as many of them will do */
    GREAT_NAME_BYTES = 48, /* not even whole names before a search domain or a blocklist's zone come to more */
};

enum { NXDOMAIN = 3 };
enum reason { MANY, ODD, REASONS };

/* Who asks about which domain; without padding. */
struct talk_key {
    struct address asker;
    guint8         domain[4]; /* its hash */
};

/* Questions, or the answers to them: perhaps only one of the two was captured. */
struct told {
    guint64 bytes;    /* of data in names before the domain … */
    guint64 of_great; /* … and of that what is beyond GREAT_NAME_BYTES */
    guint32 messages;
    guint32 recent[RECENT];
};

struct talk {
    struct window   window;
    struct distinct names;
    struct told     told[2];       /* by is_response */
    guint32         denied;        /* answers that there is no such name */
    guint32         odd, last_odd; /* questions of odd types; the last one's name */
    guint32         said[REASONS]; /* of odd, of names */
};

struct dns_tunnel {
    const guint          *thresholds;
    struct bounded_table *talks; /* struct talk_key → struct talk */
    struct domain_cache   domains;
};

/* ---- types ---- */

/* Types whose answers have room for data; of other look-ups only long names are counted. */
static gboolean carries_data(guint16 type)
{
    enum { CNAME = 5, NULL_DATA = 10, MX = 15, TXT = 16, KEY = 25, SRV = 33, PRIVATE = 0xff00 };

    return type == CNAME || type == NULL_DATA || type == MX || type == TXT || type == KEY || type == SRV || type >= PRIVATE;
}

/* Types that nobody else asks for: NULL and KEY have no use any more (RFC 3755, 3), and of the private ones WINS and WINS-R
 * are Microsoft's, the last one BIND's. */
static gboolean is_odd(guint16 type)
{
    enum { NULL_DATA = 10, KEY = 25, PRIVATE = 0xff00, WINS = 0xff01, WINS_R = 0xff02, SIGNING = 0xfffe };

    return type == NULL_DATA || type == KEY || (type >= PRIVATE && type < SIGNING && type != WINS && type != WINS_R);
}

/* ---- innocent names ---- */

/* Labels of such a form that the name begins with. */
static guint count_labels(const char *name, guint most_bytes, gboolean (*has_form)(gchar))
{
    guint count = 0, bytes = 0;

    for (const char *c = name; *c; c++)
        if (*c != '.') {
            if (++bytes > most_bytes || !has_form(*c))
                break;
        } else {
            count++;
            bytes = 0;
        }
    return count;
}

static gboolean is_digit(gchar c)
{
    return g_ascii_isdigit(c);
}

static gboolean is_hex(gchar c)
{
    return g_ascii_isxdigit(c);
}

/* An address in reverse before a zone, as blocklists are asked (RFC 5782, 2). */
static gboolean is_reversed_address(const char *name)
{
    return count_labels(name, 3, is_digit) == 4 || count_labels(name, 1, is_hex) == 32;
}

/* Names that stand for services, keys and policies (RFC 8552). */
static gboolean is_of_service(const char *name)
{
    static const char *const LABELS[] = { "_tcp.", "_udp.", "_msdcs.", "_domainkey.", "_spf.", "_dmarc." };
    const char              *first = strchr(name, '_');

    for (guint i = 0; first && i < G_N_ELEMENTS(LABELS); i++)
        if (strstr(first, LABELS[i]))
            return TRUE;
    return FALSE;
}

static gboolean is_innocent(const char *name)
{
    return domain_is_under(name, "arpa") || is_reversed_address(name) || is_of_service(name);
}

/* Who has hashes, keys and measurements looked up by their own names, each once: antivirus, mail filters, advertisements
 * ("DNS Noise", Chen et al. 2014; SANS ISC diary 24844). */
static gboolean is_look_up_service(const char *domain)
{
    static const char *const SERVICES[] = {
        "sophosxl.net", "mcafee.com", "e5.sk",      "cymru.com",     "spamhaus.org", "spamhaus.net",          "surbl.org",
        "uribl.com",    "msbl.org",   "rspamd.com", "amazonses.com", "gstatic.com",  "googlesyndication.com",
    };

    for (guint i = 0; i < G_N_ELEMENTS(SERVICES); i++)
        if (strcmp(domain, SERVICES[i]) == 0)
            return TRUE;
    return FALSE;
}

/* ---- counting ---- */

static gboolean was_seen(struct told *told, guint32 message)
{
    for (guint i = 0; i < RECENT; i++)
        if (told->recent[i] == message)
            return TRUE;
    told->recent[told->messages % RECENT] = message;
    return FALSE;
}

static guint beyond(guint bytes, guint limit)
{
    return bytes > limit ? bytes - limit : 0;
}

static void count(struct talk *talk, const struct dns_message *message, guint before_domain)
{
    guint32      name = stable_hash(message->name.text, message->name.length);
    struct told *told = &talk->told[message->is_response];

    if (was_seen(told, name ^ (guint32)message->id << 16 ^ message->type))
        return;
    told->messages++;
    told->bytes += beyond(before_domain, carries_data(message->type) ? 0 : HOST_NAME_BYTES);
    told->of_great += beyond(before_domain, GREAT_NAME_BYTES);
    talk->denied += message->is_response && message->rcode == NXDOMAIN;
    distinct_add(&talk->names, name);
    if (is_odd(message->type) && !message->is_response && name != talk->last_odd) {
        talk->last_odd = name;
        talk->odd++;
    }
}

static struct talk *talk_of(struct dns_tunnel *self, const struct address *asker, guint32 domain, gint64 now)
{
    struct talk_key key = { .asker = *asker };

    memcpy(key.domain, &domain, sizeof domain);
    return window_entry(self->talks, &key, now, self->thresholds[WINDOW] * NS_PER_SECOND);
}

/* ---- judging ---- */

static const struct told *more_told(const struct talk *talk)
{
    return &talk->told[talk->told[TRUE].messages > talk->told[FALSE].messages];
}

/* Most names do not exist, as with blocklists, names to which a search domain was added, and guesses. */
static gboolean is_denied(const struct talk *talk)
{
    return talk->denied > talk->told[TRUE].messages / 2;
}

/* Of names that were asked for again the bytes count once. */
static double new_bytes(const struct talk *talk, guint64 bytes)
{
    return (double)bytes * MIN(1.0, (double)distinct_count(&talk->names) / more_told(talk)->messages);
}

static double data_bytes(const struct talk *talk)
{
    return new_bytes(talk, is_denied(talk) ? more_told(talk)->of_great : more_told(talk)->bytes);
}

/* As much as takes many names will do in fewer that are longer than any host's. */
static guint names_needed(const struct dns_tunnel *self, const struct talk *talk)
{
    gboolean are_great = new_bytes(talk, more_told(talk)->of_great) >= self->thresholds[BYTES];

    return are_great ? MAX(2, self->thresholds[NAMES] / GREAT_NAMES) : self->thresholds[NAMES];
}

static gboolean has_many_names(const struct dns_tunnel *self, const struct talk *talk)
{
    guint names = distinct_count(&talk->names);

    return names >= names_needed(self, talk) && data_bytes(talk) >= self->thresholds[BYTES] &&
           (guint64)names * 100 >= (guint64)more_told(talk)->messages * self->thresholds[NEW_SHARE];
}

/* Who said it, to whom, about what. */
struct judged {
    const struct talk *talk;
    struct pair        pair;
    const char        *domain;
    guint32            kind; /* the domain's hash */
};

static struct claim claim_of(const struct dns_tunnel *self, const struct judged *judged, guint value, guint threshold)
{
    return (struct claim){ .severity = SEVERITY_WARN,
                           .subject = &judged->pair.source,
                           .object = &judged->pair.destination,
                           .kind = judged->kind,
                           .domain = judged->domain,
                           .value = value,
                           .threshold = threshold,
                           .window = self->thresholds[WINDOW] * NS_PER_SECOND };
}

static void claim_names(const struct dns_tunnel *self, const struct judged *judged, gint64 now, struct findings *findings)
{
    const guint *thresholds = self->thresholds;
    guint        names = distinct_count(&judged->talk->names);
    guint        needed = names_needed(self, judged->talk);
    struct claim claim = claim_of(self, judged, names, needed);
    char         asker[ADDRESS_TEXT_SIZE], server[ADDRESS_TEXT_SIZE];

    findings_claim(
        findings, &claim,
        "%s asked %s for %u names under %.100s with %.0f B of data in %.3g s (threshold %u names and %u B in %u s)",
        address_format(claim.subject, asker), address_format(claim.object, server), names, judged->domain,
        data_bytes(judged->talk), window_age(&judged->talk->window, now), needed, thresholds[BYTES], thresholds[WINDOW]);
}

static void claim_odd(const struct dns_tunnel *self, const struct judged *judged, guint16 type, gint64 now,
                      struct findings *findings)
{
    const guint *thresholds = self->thresholds;
    struct claim claim = claim_of(self, judged, judged->talk->odd, thresholds[ODD_QUESTIONS]);
    char         asker[ADDRESS_TEXT_SIZE], server[ADDRESS_TEXT_SIZE];

    findings_claim(findings, &claim, "%s asked %s %u questions of type %u under %.100s in %.3g s (threshold %u in %u s)",
                   address_format(claim.subject, asker), address_format(claim.object, server), judged->talk->odd, type,
                   judged->domain, window_age(&judged->talk->window, now), thresholds[ODD_QUESTIONS], thresholds[WINDOW]);
}

static void see_dns(gpointer state, const struct sighting *sighting, struct findings *findings)
{
    struct dns_tunnel        *self = state;
    const struct dns_message *message = sighting->dns;
    const char               *name = message->name.text;
    const char               *domain = name;

    if (message->name.labels > 2 && message->opcode == 0 && !is_innocent(name))
        domain = domain_cache_registrable(&self->domains, name);
    if (domain == name) /* nothing before it */
        return;

    struct judged judged = { .pair = dns_pair(sighting->packet, message),
                             .domain = domain,
                             .kind = stable_hash(domain, strlen(domain)) };
    struct talk  *talk = talk_of(self, &judged.pair.source, judged.kind, sighting->time);

    count(talk, message, (guint)(domain - name) - 1);
    judged.talk = talk;
    if (talk->odd >= self->thresholds[ODD_QUESTIONS] && grew_tenfold(&talk->said[ODD], talk->odd))
        claim_odd(self, &judged, message->type, sighting->time, findings);
    if (has_many_names(self, talk) && !is_look_up_service(domain) &&
        grew_tenfold(&talk->said[MANY], distinct_count(&talk->names)))
        claim_names(self, &judged, sighting->time, findings);
}

const struct detector detector_dns_tunnel = {
    .name = "dns_tunnel",
    .title = "DNS tunnel",
    .severity = SEVERITY_WARN,
    .group = GROUP_SECURITY,
    .rule =
        "One host asked for many names under one registrable domain, hardly any of them twice and with much text before "
        "the domain, or asked questions of types that only tunnels use: NULL, KEY and private ones. Of look-ups of "
        "addresses only what is longer than the names of hosts and caches counts, and where most of the names do not "
        "exist, only what is longer than those of blocklists and of search domains. If there is enough of that, a fifth as "
        "many names will do.",
    .reference = "RITA; NEMEA dnstunnel; anomalous-dns for Zeek; Ozery et al. 2023, \"Information-Based Heavy Hitters\"; "
                 "iodine, dns2tcp and dnscat2",
    .misses = "Tunnels that are slower, that keep to short names in look-ups of addresses, or that look like blocklist "
              "look-ups of addresses, service records or names of a known look-up service. Antivirus and mail filters that "
              "look up hashes and are not known by name are taken for tunnels, and so is a forwarder with many of them "
              "behind it.",
    .thresholds = { [NAMES] = { "names", "Names under one domain", "names", 100, 2, 1000000 },
                    [BYTES] = { "bytes", "Text in them, before the domain", "B", 1500, 1, 1000000000 },
                    [NEW_SHARE] = { "new_share", "Names among the questions", "%", 67, 1, 100 },
                    [ODD_QUESTIONS] = { "odd_questions", "Questions of types NULL, KEY and private", "questions", 10, 1,
                                        1000000 },
                    [WINDOW] = { "window", "Time in which they are asked", "s", 3600, 1, 86400 } },
    .state_bytes = sizeof(struct dns_tunnel),
    .tables = { { offsetof(struct dns_tunnel, talks), TALKS, sizeof(struct talk_key), sizeof(struct talk) } },
    .on = { [ON_DNS] = see_dns },
};
