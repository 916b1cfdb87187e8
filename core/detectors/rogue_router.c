/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * An IPv6 router comes up beside one that is known, or is said to be gone by somebody else. */
#include <string.h>

#include "big_endian.h"
#include "detector.h"
#include "mac.h"
#include "protocols.h"
#include "window.h"

enum { ADVERTS, WITHDRAWALS, WINDOW };
enum { ROUTERS = 64, PREFIXES = 4, APART = 5 /* newcomers that are told one by one */ };
enum sort { NEWCOMER, NEWCOMERS, OTHER_MAC, GONE_BY_OTHER, GONE_AGAIN };

/* A router advertisement (RFC 4861, 4.2). */
struct advert {
    guint16 lifetime;   /* s; 0: no router for what goes elsewhere, or no longer */
    gint8   preference; /* 1 high, 0, -1 low; RFC 4191 */
    guint8  prefixes;
    guint64 prefix[PREFIXES]; /* the first 64 bits */
};

struct router {
    struct address address;
    guint16        vlan;
    guint8         mac[6];      /* zero where the link has none */
    struct advert  advert;      /* the last with a lifetime */
    gint64         last, until; /* ns since 1970 UTC: heard; a router for hosts until then */
    guint          adverts;     /* a second apart or more; 0: the place is free */
    struct window  window;
    guint          withdrawals; /* in the window */
};

struct rogue_router {
    const guint  *thresholds;
    struct router routers[ROUTERS];
    struct window window;
    guint         newcomers; /* in the window */
};

/* ---- advertisements ---- */

static void add_prefix(struct advert *advert, const guint8 *option)
{
    if (advert->prefixes < PREFIXES)
        advert->prefix[advert->prefixes++] = (guint64)be32(option + 16) << 32 | be32(option + 20);
}

/* A prefix of link-local addresses or of all is none. */
static gboolean tells_prefix(const guint8 *option)
{
    return option[2] > 0 && option[2] <= 128 && (be16(option + 16) & 0xffc0) != 0xfe80;
}

static void read_options(const guint8 *b, guint captured, struct advert *advert)
{
    enum { PREFIX_INFORMATION = 3, PREFIX_SIZE = 32 };

    while (captured >= 8 && b[1] > 0 && b[1] * 8U <= captured) {
        guint size = b[1] * 8U;
        if (b[0] == PREFIX_INFORMATION && size == PREFIX_SIZE && tells_prefix(b))
            add_prefix(advert, b);
        b += size;
        captured -= size;
    }
}

/* What hosts take for one (6.1.2). The payload begins in the middle of it: flags and lifetime stand right before. */
static gboolean read_advert(const struct packet *packet, struct advert *advert)
{
    enum { ROUTER_ADVERTISEMENT = 134, TIMERS = 8 };
    static const gint8 PREFERENCES[] = { 0, 1, 0, -1 };
    const guint8      *b = packet->payload;

    if (packet->protocol != IP_ICMPV6 || packet->icmp_type != ROUTER_ADVERTISEMENT || packet->icmp_code != 0 ||
        packet->ttl != 255 || packet->is_fragment || packet->payload_captured < TIMERS ||
        (be16(packet->source.bytes) & 0xffc0) != 0xfe80)
        return FALSE;
    *advert = (struct advert){ .lifetime = be16(b - 2), .preference = PREFERENCES[b[-3] >> 3 & 3] };
    read_options(b + TIMERS, packet->payload_captured - TIMERS, advert);
    return TRUE;
}

/* ---- routers ---- */

static gboolean is_alive(const struct router *router, gint64 now)
{
    return router->adverts > 0 && now <= router->until && router->last <= now + NS_PER_SECOND;
}

static struct router *find_router(struct rogue_router *self, const struct packet *packet)
{
    for (guint i = 0; i < ROUTERS; i++)
        if (self->routers[i].adverts > 0 && self->routers[i].vlan == packet->vlan &&
            address_equal(&self->routers[i].address, &packet->source))
            return &self->routers[i];
    return NULL;
}

/* In place of the one that was heard least, so that a flood of routers pushes out itself. */
static struct router *new_router(struct rogue_router *self, const struct packet *packet)
{
    struct router *router = &self->routers[0];

    for (guint i = 1; i < ROUTERS; i++) {
        const struct router *other = &self->routers[i];
        if (other->adverts < router->adverts || (other->adverts == router->adverts && other->last < router->last))
            router = &self->routers[i];
    }
    *router = (struct router){ .address = packet->source, .vlan = packet->vlan, .last = packet->time, .adverts = 1 };
    return router;
}

static void hear_router(struct router *router, const struct packet *packet, const struct advert *advert)
{
    if (ABS(packet->time - router->last) >= NS_PER_SECOND)
        router->adverts++;
    router->advert = *advert;
    router->last = packet->time;
    router->until = packet->time + advert->lifetime * NS_PER_SECOND;
    if (packet->link_source)
        memcpy(router->mac, packet->link_source, sizeof router->mac);
}

/* ---- what is wrong ---- */

/* About the router, or about the machine that speaks in its name. */
static void claim(const struct rogue_router *self, const struct packet *packet, enum sort sort, enum severity severity,
                  guint value, guint threshold, const char *words, struct findings *findings)
{
    gboolean       is_by_other = sort == OTHER_MAC || sort == GONE_BY_OTHER;
    struct address by = packet->link_source ? address_mac(packet->link_source) : address_text("");
    char           router[ADDRESS_TEXT_SIZE], mac[ADDRESS_TEXT_SIZE];
    struct claim   what = { .severity = severity,
                            .subject = &packet->source,
                            .kind = (guint32)sort << 16 | packet->vlan,
                            .value = value,
                            .threshold = threshold,
                            .window = self->thresholds[WINDOW] * NS_PER_SECOND };

    if (sort == NEWCOMERS)
        what.subject = &packet->destination;
    if (is_by_other) {
        what.subject = &by;
        what.object = &packet->source;
    }
    findings_claim(findings, &what, "router %s (%s) %s: %u (threshold %u in %u s)", address_format(&packet->source, router),
                   address_format(&by, mac), words, value, threshold, self->thresholds[WINDOW]);
}

static gboolean shares_prefix(const struct advert *a, const struct advert *b)
{
    for (guint i = 0; i < a->prefixes; i++)
        for (guint j = 0; j < b->prefixes; j++)
            if (a->prefix[i] == b->prefix[j])
                return TRUE;
    return FALSE;
}

enum newcomer { NO_NEWCOMER, SAME_PREFIXES, OTHER_PREFIXES, OTHER_AND_PREFERRED };

/* Two routers of one network tell of the same prefixes; who tells only of others belongs to another one. Until a router is
 * known, a new one may just not have been heard before, unless it also wants to be preferred: that is no oversight. */
static enum newcomer newcomer_of(const struct rogue_router *self, const struct packet *packet, const struct advert *advert)
{
    gboolean shares = advert->prefixes == 0, outranks = advert->preference > 0, is_any = FALSE, is_known = FALSE;

    for (guint i = 0; i < ROUTERS; i++) {
        const struct router *router = &self->routers[i];
        if (router->vlan != packet->vlan || !is_alive(router, packet->time))
            continue;
        is_any = TRUE;
        is_known = is_known || router->adverts >= self->thresholds[ADVERTS];
        shares = shares || shares_prefix(advert, &router->advert);
        outranks = outranks && router->advert.preference < advert->preference;
    }
    if (is_any && !shares && outranks)
        return OTHER_AND_PREFERRED;
    return !is_known ? NO_NEWCOMER : shares ? SAME_PREFIXES : OTHER_PREFIXES;
}

static void see_newcomer(struct rogue_router *self, const struct packet *packet, const struct advert *advert,
                         struct findings *findings)
{
    static const struct {
        enum severity severity;
        const char   *words;
    } SAYINGS[] = {
        [SAME_PREFIXES] = { SEVERITY_NOTE, "is new beside one that is known" },
        [OTHER_PREFIXES] = { SEVERITY_WARN, "is new and tells of other prefixes than the known one" },
        [OTHER_AND_PREFERRED] = { SEVERITY_ERROR, "is new and tells of other prefixes and wants to be preferred" },
    };
    enum newcomer newcomer = newcomer_of(self, packet, advert);

    if (newcomer == NO_NEWCOMER)
        return;
    if (window_turn(&self->window, packet->time, self->thresholds[WINDOW] * NS_PER_SECOND))
        self->newcomers = 0;
    if (++self->newcomers <= APART)
        claim(self, packet, NEWCOMER, SAYINGS[newcomer].severity, 1, 1, SAYINGS[newcomer].words, findings);
    else
        claim(self, packet, NEWCOMERS, SEVERITY_ERROR, self->newcomers, APART, "is one of many new ones", findings);
}

static void see_withdrawal(struct rogue_router *self, const struct packet *packet, struct router *router,
                           struct findings *findings)
{
    if (!is_alive(router, packet->time)) /* said before: routers repeat it */
        return;
    router->until = packet->time - 1;
    if (window_turn(&router->window, packet->time, self->thresholds[WINDOW] * NS_PER_SECOND))
        router->withdrawals = 0;
    if (++router->withdrawals >= self->thresholds[WITHDRAWALS])
        claim(self, packet, GONE_AGAIN, SEVERITY_ERROR, router->withdrawals, self->thresholds[WITHDRAWALS],
              "says again that it is gone and comes back", findings);
}

/* A router's address moves to another machine where the first one said that it is gone, or was not heard for long. */
static gboolean is_other(const struct router *router, const struct packet *packet)
{
    return packet->link_source && is_alive(router, packet->time) && !mac_equal(router->mac, packet->link_source) &&
           !mac_is_virtual(router->mac) && !mac_is_virtual(packet->link_source) &&
           !mac_is_neighbour(router->mac, packet->link_source);
}

static void see_known(struct rogue_router *self, const struct packet *packet, struct router *router,
                      const struct advert *advert, struct findings *findings)
{
    gboolean other = is_other(router, packet);

    if (other && advert->lifetime == 0)
        claim(self, packet, GONE_BY_OTHER, SEVERITY_ERROR, 1, 1, "is said to be gone by another MAC address than its own",
              findings);
    else if (advert->lifetime == 0)
        see_withdrawal(self, packet, router, findings);
    else if (other)
        claim(self, packet, OTHER_MAC, SEVERITY_WARN, 1, 1, "has another MAC address than just now", findings);
    if (advert->lifetime > 0)
        hear_router(router, packet, advert);
}

static void see_icmp(gpointer state, const struct sighting *sighting, struct findings *findings)
{
    struct rogue_router *self = state;
    const struct packet *packet = sighting->packet;
    struct advert        advert;

    if (!read_advert(packet, &advert))
        return;

    struct router *router = find_router(self, packet);
    if (router) {
        see_known(self, packet, router, &advert, findings);
    } else if (advert.lifetime > 0) {
        see_newcomer(self, packet, &advert, findings);
        hear_router(new_router(self, packet), packet, &advert);
    }
}

const struct detector detector_rogue_router = {
    .name = "rogue_router",
    .title = "Rogue IPv6 router",
    .severity = SEVERITY_NOTE,
    .loudest = SEVERITY_ERROR,
    .group = GROUP_SECURITY,
    .rule = "Beside a router that is known a new one advertises itself: a note where it tells of the same prefixes, a "
            "warning where it tells of others. It is an error where one that tells of others wants to be preferred, "
            "and where a router is said to be gone by another MAC address than its own, or again and again.",
    .reference = "RFC 4861; RFC 4191; RFC 6104; fake_router6 and kill_router6 of THC-IPv6",
    .misses = "A rogue that was there before the known router had advertised itself often enough, one that advertises no "
              "lifetime, and one that takes the router's MAC address. A second way out of a network with prefixes of its "
              "own looks like a rogue when it comes up, and most rogues are mistakes: a phone or computer that shares its "
              "connection.",
    .thresholds = { [ADVERTS] = { "adverts", "Advertisements that make a router known", "advertisements", 3, 1, 1000 },
                    [WITHDRAWALS] = { "withdrawals", "Times that a router is gone and back", "times", 3, 1, 1000 },
                    [WINDOW] = { "window", "Time in which it is gone and back", "s", 600, 1, 86400 } },
    .state_bytes = sizeof(struct rogue_router),
    .on = { [ON_ICMP] = see_icmp },
};
