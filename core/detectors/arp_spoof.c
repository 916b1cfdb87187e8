/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * One machine speaks by ARP in the name of another one, which is still there. */
#include <string.h>

#include "arp.h"
#include "big_endian.h"
#include "bounded_table.h"
#include "detector.h"
#include "mac.h"

enum { SILENCE, CONTESTS };
enum { NAMES = 4096, QUESTIONS = 1024, HEARD = 256, WHISPERS = 8 };
enum sort { MOVED, CONTESTED, UNASKED, DIVERTED };

static const gint64 TRAILING = NS_PER_SECOND;      /* ns in which a former holder's last packets still come */
static const gint64 ANSWERING = 5 * NS_PER_SECOND; /* ns in which a question is answered */

struct name {
    guint8  ipv4[4];
    guint16 vlan;
};

/* Somebody who speaks in the name of an address. */
struct holder {
    guint8   mac[6];
    gboolean is_known, has_claimed; /* has_claimed: by ARP, which nobody does with a forged source alone */
    gint64   first, last;           /* ns since 1970 UTC */
};

/* Who has an address, and who lost it. */
struct holding {
    struct holder holder, former;
    gint64        since; /* ns since 1970 UTC: of the holder's last claim after a change or a contest */
    guint         contests;
    guint8        accused[6]; /* of whom an error was said since; who defends himself is not */
};

struct question {
    struct name asker, target;
};

/* ns since 1970 UTC. */
struct asked {
    gint64   time, answered;
    gboolean is_answered;
};

/* Of an answer to nobody's question, that may be to draw packets to the one who gave it. */
struct whisper {
    guint8         mac[6];
    struct address name, to; /* `to` believes that `name` has that MAC address */
    gint64         time;     /* ns since 1970 UTC */
};

/* So that a sender's packets need not all be looked up. */
struct heard {
    guint8  mac[6];
    guint8  ipv4[4];
    guint16 vlan;
    gint64  time;
};

struct arp_spoof {
    const guint          *thresholds;
    struct bounded_table *holdings;  /* struct name → struct holding */
    struct bounded_table *questions; /* struct question → struct asked */
    struct heard          heard[HEARD];
    struct whisper        whispers[WHISPERS];
    guint                 whispers_made;
    gint64                whispered; /* ns since 1970 UTC, the last of them */
};

static struct name name_of(const struct address *address, guint16 vlan)
{
    struct name name = { .vlan = vlan };

    memcpy(name.ipv4, address->bytes, sizeof name.ipv4);
    return name;
}

/* Clocks are set back, too. */
static gboolean is_within(gint64 then, gint64 now, gint64 length)
{
    return ABS(now - then) <= length;
}

static gint64 silence(const struct arp_spoof *self)
{
    return self->thresholds[SILENCE] * NS_PER_SECOND;
}

/* ---- who sends packets of an address ---- */

static void hold(struct holder *holder, const guint8 mac[6], gint64 now)
{
    *holder = (struct holder){ .is_known = TRUE, .first = now, .last = now };
    memcpy(holder->mac, mac, sizeof holder->mac);
}

static gboolean is_holder(const struct holder *holder, const guint8 mac[6])
{
    return holder->is_known && mac_equal(holder->mac, mac);
}

/* Packets alone make a holder only where nobody was one for long. */
static void add_packet(struct arp_spoof *self, struct holding *holding, const guint8 mac[6], gint64 now)
{
    if (is_holder(&holding->holder, mac))
        holding->holder.last = now;
    else if (is_holder(&holding->former, mac))
        holding->former.last = now;
    else if (!holding->holder.is_known || !is_within(holding->holder.last, now, silence(self)))
        hold(&holding->holder, mac, now);
}

/* Its sender's own, as it has passed no router, which would have sent it on with its own MAC address. Nor is it out of a
 * tunnel, where the frame is longer than the packet and a link header. */
static gboolean is_own(const struct packet *packet)
{
    enum { LINK_MOST = 30, PADDED = 64 };

    return packet_is_unrouted(packet) &&
           (packet->frame_bytes <= packet->ip_bytes + LINK_MOST || packet->frame_bytes <= PADDED);
}

/* Once in a while of each sender is enough. */
static gboolean was_heard(struct arp_spoof *self, const struct packet *packet)
{
    const guint8 *ip = packet->source.bytes, *mac = packet->link_source;
    struct heard *heard = &self->heard[(ip[3] ^ ip[2] * 37U ^ mac[5] * 101U ^ mac[4]) % HEARD];

    if (memcmp(heard->ipv4, ip, sizeof heard->ipv4) == 0 && mac_equal(heard->mac, mac) && heard->vlan == packet->vlan &&
        is_within(heard->time, packet->time, TRAILING / 2))
        return TRUE;
    memcpy(heard->ipv4, ip, sizeof heard->ipv4);
    memcpy(heard->mac, mac, sizeof heard->mac);
    heard->vlan = packet->vlan;
    heard->time = packet->time;
    return FALSE;
}

static void add_own_packet(struct arp_spoof *self, const struct packet *packet)
{
    struct name name = name_of(&packet->source, packet->vlan);

    if (!was_heard(self, packet) && is_own(packet) && be32(name.ipv4) != 0)
        add_packet(self, bounded_table_take(self->holdings, &name), packet->link_source, packet->time);
}

/* ---- packets that come another way since somebody said so ---- */

static const struct whisper *whisper_of(const struct arp_spoof *self, const guint8 mac[6], gint64 now)
{
    for (guint i = 0; i < MIN(self->whispers_made, WHISPERS); i++)
        if (mac_equal(self->whispers[i].mac, mac) && is_within(self->whispers[i].time, now, silence(self)))
            return &self->whispers[i];
    return NULL;
}

static void claim_diversion(const struct arp_spoof *self, const struct sighting *sighting, const struct whisper *whisper,
                            struct findings *findings)
{
    const struct packet *packet = sighting->packet;
    struct address       subject = address_mac(whisper->mac);
    char                 mac[ADDRESS_TEXT_SIZE], to[ADDRESS_TEXT_SIZE], name[ADDRESS_TEXT_SIZE];
    char                 source[ADDRESS_TEXT_SIZE];
    struct claim         claim = { .severity = SEVERITY_ERROR,
                                   .subject = &subject,
                                   .object = &whisper->name,
                                   .kind = DIVERTED,
                                   .value = 1,
                                   .threshold = 1,
                                   .window = silence(self) };

    findings_claim(findings, &claim,
                   "%s told %s unasked that it is %s and %.3g s later sends a flow's packets of %s that "
                   "came from another MAC address before (within %u s)",
                   address_format(&subject, mac), address_format(&whisper->to, to), address_format(&whisper->name, name),
                   (double)ABS(packet->time - whisper->time) / 1e9, address_format(&packet->source, source),
                   self->thresholds[SILENCE]);
}

static guint16 carrier_of(const guint8 mac[6])
{
    return (guint16)((be16(mac) * 31U + be16(mac + 2)) * 31U + be16(mac + 4)) | 1;
}

/* Where both sides of a router are captured, packets come by turns from two: that is no new way. */
static gboolean takes_new_way(struct flow *flow, enum flow_scope sender, guint16 carrier)
{
    guint16 *last = &flow->carriers[flow_side_index(sender)].last, *before = &flow->carriers[flow_side_index(sender)].before;
    gboolean is_new = *last != 0 && carrier != *last && carrier != *before;

    if (carrier != *last) {
        *before = *last;
        *last = carrier;
    }
    return is_new;
}

static void see_packet(gpointer state, const struct sighting *sighting, struct findings *findings)
{
    struct arp_spoof     *self = state;
    const struct packet  *packet = sighting->packet;
    const struct whisper *whisper;

    if (packet->ip_version != 4 || !packet->link_source)
        return;

    if (takes_new_way(sighting->flow, sighting->sender, carrier_of(packet->link_source)) && self->whispers_made > 0 &&
        (whisper = whisper_of(self, packet->link_source, packet->time)) != NULL &&
        flow_since(sighting->flow) <= whisper->time)
        claim_diversion(self, sighting, whisper, findings);
    if (packet->ttl >= 64)
        add_own_packet(self, packet);
}

/* ---- who claims an address ---- */

static void add_question(struct arp_spoof *self, const struct arp *arp, guint16 vlan, gint64 now)
{
    struct question question = { name_of(&arp->sender, vlan), name_of(&arp->target, vlan) };

    *(struct asked *)bounded_table_take(self->questions, &question) = (struct asked){ .time = now };
}

/* Whoever answers much later than another one has not waited for the question. */
static gboolean was_asked(struct arp_spoof *self, const struct arp *arp, guint16 vlan, gint64 now)
{
    struct question question = { name_of(&arp->target, vlan), name_of(&arp->sender, vlan) };
    struct asked   *asked = bounded_table_find(self->questions, &question);

    if (!asked || !is_within(asked->time, now, ANSWERING))
        return FALSE;
    if (asked->is_answered && !is_within(asked->answered, now, TRAILING))
        return FALSE;
    if (!asked->is_answered)
        *asked = (struct asked){ asked->time, now, TRUE };
    return TRUE;
}

/* To one machine, which has not asked. */
static gboolean is_unasked(struct arp_spoof *self, const struct packet *packet, const struct arp *arp)
{
    return arp->operation == ARP_REPLY && !arp_is_announcement(arp) && !mac_is_group(packet->destination.bytes) &&
           be32(arp->target.bytes) != 0 && !was_asked(self, arp, packet->vlan, packet->time);
}

static void add_whisper(struct arp_spoof *self, const struct arp *arp, gint64 now)
{
    struct whisper *whisper = &self->whispers[self->whispers_made++ % WHISPERS];

    memcpy(whisper->mac, arp->sender_mac, sizeof whisper->mac);
    whisper->name = arp->sender;
    whisper->to = arp->target;
    whisper->time = now;
}

static const char *const WORDS[] = {
    [MOVED] = "took over", [CONTESTED] = "goes on claiming", [UNASKED] = "says unasked that it is"
};

static void claim_name(const struct arp_spoof *self, const struct sighting *sighting, const struct arp *arp,
                       const struct holder *other, enum sort sort, guint contests, struct findings *findings)
{
    struct address subject = address_mac(arp->sender_mac), held_by = address_mac(other->mac);
    char           mac[ADDRESS_TEXT_SIZE], name[ADDRESS_TEXT_SIZE], before[ADDRESS_TEXT_SIZE];
    struct claim   claim = { .severity = sort == MOVED ? SEVERITY_NOTE : SEVERITY_ERROR,
                             .subject = &subject,
                             .object = &arp->sender,
                             .kind = sort,
                             .value = MAX(contests, 1),
                             .threshold = sort == CONTESTED ? self->thresholds[CONTESTS] : 1,
                             .window = silence(self) };

    findings_claim(findings, &claim, "%s %s %s; %s was heard with it %.3g s before (within %u s; %u contests; threshold %u)",
                   address_format(&subject, mac), WORDS[sort], address_format(&arp->sender, name),
                   address_format(&held_by, before), (double)ABS(sighting->time - other->last) / 1e9,
                   self->thresholds[SILENCE], contests, self->thresholds[CONTESTS]);
}

/* Whether that one is another machine, which was there just now. */
static gboolean is_rival(const struct arp_spoof *self, const struct holder *other, const guint8 mac[6], gint64 now)
{
    return other->is_known && !mac_equal(other->mac, mac) && is_within(other->last, now, silence(self)) &&
           !mac_is_virtual(mac) && !mac_is_virtual(other->mac) && !mac_is_neighbour(mac, other->mac);
}

static void change_hands(struct holding *holding, const guint8 mac[6], gint64 now)
{
    struct holder before = holding->holder;

    if (is_holder(&holding->former, mac))
        holding->holder = holding->former;
    else
        hold(&holding->holder, mac, now);
    holding->former = before;
    holding->since = now;
}

/* Whoever had the address is heard again after it was lost, by ARP or, before its next claim by ARP, by packets. */
static gboolean is_contest(const struct holding *holding, gboolean changes, gboolean returns)
{
    return changes ? returns : holding->former.last - holding->since > TRAILING;
}

static void accuse(const struct arp_spoof *self, const struct sighting *sighting, const struct arp *arp,
                   const struct holder *other, enum sort sort, struct holding *holding, struct findings *findings)
{
    if (mac_equal(holding->accused, other->mac))
        return;
    memcpy(holding->accused, arp->sender_mac, sizeof holding->accused);
    claim_name(self, sighting, arp, other, sort, holding->contests, findings);
}

static void see_claim(struct arp_spoof *self, const struct sighting *sighting, const struct arp *arp, gboolean unasked,
                      struct holding *holding, struct findings *findings)
{
    const guint8 *mac = arp->sender_mac;
    gint64        now = sighting->time;
    gboolean      changes = !is_holder(&holding->holder, mac), returns = is_holder(&holding->former, mac);
    struct holder other = changes ? holding->holder : holding->former;
    gboolean      rival = is_rival(self, &other, mac, now), contests = rival && is_contest(holding, changes, returns);

    holding->contests = rival ? holding->contests + (contests ? 1 : 0) : 0;
    if (!rival)
        memset(holding->accused, 0, sizeof holding->accused);
    if (contests)
        holding->since = now;
    if (changes)
        change_hands(holding, mac, now);
    holding->holder.last = now;
    holding->holder.has_claimed = TRUE;

    if (rival && unasked && (changes || contests))
        accuse(self, sighting, arp, &other, UNASKED, holding, findings);
    else if (contests && other.has_claimed && holding->contests >= self->thresholds[CONTESTS])
        accuse(self, sighting, arp, &other, CONTESTED, holding, findings);
    else if (rival && changes && !returns && other.has_claimed)
        claim_name(self, sighting, arp, &other, MOVED, holding->contests, findings);
}

static void see_arp(gpointer state, const struct sighting *sighting, struct findings *findings)
{
    struct arp_spoof    *self = state;
    const struct packet *packet = sighting->packet;
    struct arp           arp;

    if (!arp_read(packet->network, packet->network_captured, &arp) || arp_is_probe(&arp) || mac_is_group(arp.sender_mac))
        return;

    gboolean        unasked = is_unasked(self, packet, &arp);
    struct name     name = name_of(&arp.sender, packet->vlan);
    struct holding *holding = bounded_table_take(self->holdings, &name);
    see_claim(self, sighting, &arp, unasked, holding, findings);
    if (unasked && is_within(holding->holder.first, packet->time, silence(self)))
        add_whisper(self, &arp, packet->time);
    if (arp.operation == ARP_REQUEST)
        add_question(self, &arp, packet->vlan, packet->time);
}

const struct detector detector_arp_spoof = {
    .name = "arp_spoof",
    .title = "ARP spoofing",
    .severity = SEVERITY_NOTE,
    .loudest = SEVERITY_ERROR,
    .group = GROUP_SECURITY,
    .rule =
        "An address is claimed by ARP for another MAC address than was heard with it just now. It is an error where the "
        "claim is an answer that nobody asked for, where both go on in turn, or where packets of a flow that was there "
        "before come from another MAC address since it told so unasked; else it is a note. Addresses that move by design (VRRP, CARP, "
        "HSRP, GLBP, NLB) and ports of one machine, numbered at most 3 apart, are left out.",
    .reference = "RFC 826; RFC 5227; arpwatch's flip flop; Snort's arpspoof; arpspoof and ettercap, as seen on the wire",
    .misses = "Whoever takes a virtual MAC address or one next to the victim's, claims an address whose holder is silent, "
              "or poisons one side where the capture shows the other. Two machines with one address by mistake look the "
              "same; so does a machine that answers for one address with cards that are not numbered in turn, and proxy ARP "
              "where both its sides are captured without VLAN tags.",
    .thresholds = { [SILENCE] = { "window", "Time since the former holder was heard", "s", 60, 1, 3600 },
                    [CONTESTS] = { "contests", "Claims in turn with the former holder", "claims", 2, 1, 1000 } },
    .state_bytes = sizeof(struct arp_spoof),
    .tables = { { offsetof(struct arp_spoof, holdings), NAMES, sizeof(struct name), sizeof(struct holding) },
                { offsetof(struct arp_spoof, questions), QUESTIONS, sizeof(struct question), sizeof(struct asked) } },
    .on = { [ON_PACKET] = see_packet, [ON_ARP] = see_arp },
};
