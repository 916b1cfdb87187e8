/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * One host tries again and again to log in to another. */
#include "bounded_table.h"
#include "caller.h"
#include "detector.h"
#include "distinct.h"
#include "login_words.h"
#include "window.h"

enum { TRIES, WINDOW };
enum { CALLERS = 4096 };

struct guessing {
    struct window   window;
    guint           refused, accepted;
    struct distinct credentials; /* refused ones, where they can be read */
};

struct brute_force {
    const guint          *thresholds;
    struct bounded_table *callers; /* struct caller → struct guessing */
};

/* ---- who has tried how often ---- */

static struct guessing *guessing_of(struct brute_force *self, const struct sighting *sighting)
{
    struct caller key = caller_of(sighting->flow);

    return window_entry(self->callers, &key, sighting->time, self->thresholds[WINDOW] * NS_PER_SECOND);
}

static void claim_guessing(const struct brute_force *self, const struct sighting *sighting, const struct guessing *guessing,
                           struct findings *findings)
{
    struct endpoint initiator = flow_endpoint(sighting->flow, SCOPE_INITIATOR);
    struct endpoint responder = flow_endpoint(sighting->flow, SCOPE_RESPONDER);
    char            source[ADDRESS_TEXT_SIZE], destination[ADDRESS_TEXT_SIZE];
    struct claim    claim = { .severity = SEVERITY_WARN,
                              .subject = &initiator.address,
                              .object = &responder.address,
                              .kind = responder.port,
                              .value = guessing->refused,
                              .threshold = self->thresholds[TRIES],
                              .window = self->thresholds[WINDOW] * NS_PER_SECOND };

    findings_claim(findings, &claim, "%s failed to log in to %s on port %u of %s %u times in %.3g s (threshold %u in %u s)",
                   address_format(&initiator.address, source),
                   applications_name(sighting->applications, sighting_application(sighting)), responder.port,
                   address_format(&responder.address, destination), guessing->refused,
                   window_age(&guessing->window, sighting->time), self->thresholds[TRIES], self->thresholds[WINDOW]);
}

/* Where many people share an address, or a gateway logs in for them, some mistype, but most do not. */
static void add_refused(struct brute_force *self, const struct sighting *sighting, guint tries, struct findings *findings)
{
    struct guessing *guessing = guessing_of(self, sighting);
    guint32          credential = sighting->flow->login.credential;

    /* A program that was left behind with an old password repeats it for ever. */
    if (credential != 0) {
        guint before = distinct_count(&guessing->credentials);
        distinct_add(&guessing->credentials, credential);
        tries = distinct_count(&guessing->credentials) - before;
    }
    guessing->refused += tries;
    if (tries > 0 && guessing->refused >= self->thresholds[TRIES] && guessing->refused > guessing->accepted)
        claim_guessing(self, sighting, guessing, findings);
}

static void add_accepted(struct brute_force *self, const struct sighting *sighting)
{
    guessing_of(self, sighting)->accepted++;
    if (login_is_for_good(sighting->flow->login.protocol))
        sighting->flow->marks |= MARK_LOGGED_IN;
}

/* ---- logs-in that can be read ---- */

static void see_request(const struct packet *packet, struct flow_login *login)
{
    guint   protocol = login->protocol;
    guint32 credential;

    if (!login_is_try(&protocol, packet->payload, packet->payload_captured, &credential))
        return;
    login->protocol = protocol & LOGIN_PROTOCOLS_MAX;
    login->is_tried = TRUE;
    login->credential = credential;
}

static void see_answer(struct brute_force *self, const struct sighting *sighting, struct findings *findings)
{
    const struct packet *packet = sighting->packet;
    struct flow_login   *login = &sighting->flow->login;
    enum login_answer    answer;

    if (!login->is_tried && login_needs_try(login->protocol))
        return;
    answer = login_answer(login->protocol, packet->payload, packet->payload_captured);
    if (answer == LOGIN_NO_ANSWER)
        return;
    login->is_tried = FALSE;
    if (answer == LOGIN_REFUSED)
        add_refused(self, sighting, 1, findings);
    else
        add_accepted(self, sighting);
}

/* ---- those of SSH, by their size ---- */

enum {
    SSH_BEFORE_KEYS = 3, /* payloads of the server: banner, KEXINIT, the answer to the key exchange */
    SSH_SUCCESS = 16,    /* bytes by which "success" is shorter than "service accept", whatever the cipher */
    SSH_SHORT = 128,     /* bytes, the most of "accept" and of a failure with the longest list of methods */
    SSH_GUESSES = 3,     /* in a connection: more are the keys of an agent (ssh_config(5), NumberOfPasswordPrompts) */
    SSH_ASKED = 5,       /* payloads of a client that has tried: banner, two of the key exchange, service, name */
    SSH_SESSION = 6000   /* bytes of a server that has let somebody do something */
};

/* The first short answer accepts the service, and none is shorter but that of success (RFC 4252, 5.1; RFC 4253, 6, 10). */
static void see_ssh_answer(struct flow *flow, guint bytes)
{
    struct flow_login *login = &flow->login;

    if (flow->sides[flow_side_index(SCOPE_RESPONDER)].data_packets <= SSH_BEFORE_KEYS)
        return;
    if (bytes + SSH_SUCCESS == login->least_answer)
        flow->marks |= MARK_LOGGED_IN;
    if (login->least_answer == 0 || bytes < login->least_answer)
        login->least_answer = (guint16)MIN(bytes, G_MAXUINT16);
    if (bytes <= SSH_SHORT && login->short_answers < G_MAXUINT8)
        login->short_answers++;
}

/* "Accept" comes first, then the list of methods. */
static guint ssh_guesses(const struct flow *flow)
{
    enum { BEFORE_GUESSES = 2 };
    guint answers = flow->login.short_answers;

    if (answers < BEFORE_GUESSES || flow->sides[flow_side_index(SCOPE_INITIATOR)].data_packets < SSH_ASKED ||
        flow->sides[flow_side_index(SCOPE_RESPONDER)].payload.sum > SSH_SESSION)
        return 0;
    return CLAMP(answers - BEFORE_GUESSES, 1, SSH_GUESSES);
}

/* ---- those of RDP, by how soon it ends ---- */

/* Network level authentication (MS-RDPBCGR 5.4) comes before any picture: a negotiation, TLS with its certificates, two
 * rounds of NTLM. Whoever only asks whether the port is open does not come so far. */
static guint rdp_guesses(const struct flow *flow)
{
    enum { ASKED = 4, SESSION = 10000 };

    return flow->sides[flow_side_index(SCOPE_INITIATOR)].data_packets >= ASKED &&
           flow->sides[flow_side_index(SCOPE_RESPONDER)].payload.sum < SESSION;
}

/* ---- occasions ---- */

/* A name that is found later may be that of what carries it; that of a way to log in stays, and so does a form of HTTP. */
static void see_name(gpointer state, const struct sighting *sighting, struct findings *findings)
{
    struct flow_login *login = &sighting->flow->login;

    (void)state;
    (void)findings;
    if (!sighting->flow->tcp)
        return;

    guint protocol = login_protocol(applications_name(sighting->applications, sighting_application(sighting)));
    if (protocol > 0 && !(protocol == LOGIN_HTTP && login->protocol == LOGIN_FORM))
        login->protocol = protocol & LOGIN_PROTOCOLS_MAX;
}

static void see_payload(gpointer state, const struct sighting *sighting, struct findings *findings)
{
    struct flow *flow = sighting->flow;

    if (flow->login.protocol == 0 || (flow->marks & MARK_LOGGED_IN))
        return;
    if (sighting->sender == SCOPE_INITIATOR)
        see_request(sighting->packet, &flow->login);
    else if (flow->login.protocol == LOGIN_SSH)
        see_ssh_answer(flow, sighting->packet->payload_bytes);
    else
        see_answer(state, sighting, findings);
}

static guint guesses_of(const struct flow *flow)
{
    return flow->login.protocol == LOGIN_SSH ? ssh_guesses(flow) : flow->login.protocol == LOGIN_RDP ? rdp_guesses(flow) : 0;
}

static void see_close(gpointer state, const struct sighting *sighting, struct findings *findings)
{
    const struct flow *flow = sighting->flow;
    guint              guesses;

    if (!login_is_encrypted(flow->login.protocol) || !(flow->marks & MARK_CONNECTED))
        return;
    if (flow->marks & MARK_LOGGED_IN)
        add_accepted(state, sighting);
    else if ((guesses = guesses_of(flow)) > 0)
        add_refused(state, sighting, guesses, findings);
}

const struct detector detector_brute_force = {
    .name = "brute_force",
    .title = "Guessing of passwords",
    .severity = SEVERITY_WARN,
    .group = GROUP_SECURITY,
    .rule = "One host was refused a log-in many times on one port of another, and more often than not. FTP, SMTP, POP3, "
            "IMAP, HTTP (basic authentication, or a form that is not answered by another page; different passwords only), "
            "Telnet, SMB, VNC, MySQL and PostgreSQL say so in the clear. SSH and RDP connections count that end before "
            "anything was done in them: those of SSH with up to three tries each, if none of the server's answers is as "
            "short as that of success.",
    .reference = "Zeek detect-bruteforcing (FTP, SSH); Zeek's SSH analyzer; RFC 4252; MITRE ATT&CK T1110",
    .misses = "What is encrypted otherwise, and guesses that are spread over hosts or time. An RDP server that shows its "
              "log-in as a picture. A form that is answered by another page although the password was wrong. A script that "
              "repeats an old password, or the keys of an agent, too often is no attacker but looks like one.",
    .abuse_categories = { 18 },
    .thresholds = { [TRIES] = { "tries", "Refused tries", "tries", 20, 2, 65535 },
                    [WINDOW] = { "window", "Time in which they are", "s", 900, 1, 86400 } },
    .state_bytes = sizeof(struct brute_force),
    .tables = { { offsetof(struct brute_force, callers), CALLERS, sizeof(struct caller), sizeof(struct guessing) } },
    .on = { [ON_PAYLOAD] = see_payload, [ON_CONNECT] = see_name, [ON_NAMED] = see_name, [ON_CLOSE] = see_close },
};
