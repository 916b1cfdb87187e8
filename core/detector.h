/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * What a detector is: a name, its rule in words, thresholds, and what it does on each occasion. Each is one file in
 * detectors/ that ends in its const descriptor; detectors.c lists them. */
#pragma once

#include <stddef.h>

#include "attempt.h"
#include "bounded_table.h"
#include "dns.h"
#include "findings.h"
#include "flow_table.h"

/* When a detector is asked. A packet may be several at once; they come in this order. */
enum occasion {
    ON_PACKET,   /* any */
    ON_FLOW,     /* the first of its flow */
    ON_PAYLOAD,  /* has a transport payload, captured or not */
    ON_TCP,      /* has a TCP header */
    ON_FRAGMENT, /* is one, of IPv4 or IPv6 */
    ON_ICMP,     /* ICMP or ICMPv6, type and code are known */
    ON_ARP,      /* EtherType 0x0806 */
    ON_DNS,      /* a whole DNS message: sighting.dns */
    ON_NAMED,    /* the flow's application has become known, or another one */
    ON_CONNECT,  /* the last of a TCP handshake */
    ON_CLOSE,    /* the RST, or the second FIN */
    ON_FAILURE,  /* an attempt has failed: sighting.attempt; on a later packet, perhaps of others, where it was no answer */
    ON_SUCCESS,  /* an attempt was answered */
    ON_SILENCE,  /* one was not that need not be: by UDP, ACK … (ATTEMPT_SILENT); else as ON_FAILURE */
    OCCASIONS
};

/* What is noted of a flow, each once. */
enum flow_mark {
    MARK_CONNECTED = 1 << 0, /* detection.c's */
    MARK_CLOSED = 1 << 1,
    MARK_AFTER_RESET = 1 << 2,  /* tcp_state.c's */
    MARK_FORGED_RESET = 1 << 3, /* tcp_injection.c's */
    MARK_HALF_OPEN = 1 << 4,    /* syn_flood.c's: a SYN that nothing has settled yet */
    MARK_UNASKED = 1 << 5,      /* reflection.c's: began with a service's answer */
    MARK_STRAY = 1 << 6,        /* reflection.c's: began with a SYN-ACK that nothing has proved or settled yet */
    MARK_LONE = 1 << 7,         /* backscatter.c's: began with a SYN-ACK or RST */
    MARK_LONE_PROVED = 1 << 8,  /* backscatter.c's: nobody had asked for it */
    MARK_ANSWERED = 1 << 9,     /* slow_dos.c's: the responder has sent a payload */
    MARK_DRIPS = 1 << 10,       /* slow_dos.c's: the initiator has sent more, late, before that */
    MARK_LOGGED_IN = 1 << 11,   /* brute_force.c's */
    MARK_LONG = 1 << 12,        /* long_connection.c's, and the three bits above */
    MARK_SENT_MUCH = 1 << 16,   /* exfiltration.c's, and the bit above */
};

struct detection_options;

/* One packet in its place. */
struct sighting {
    const struct packet            *packet;
    struct flow                    *flow;
    const struct packet_record     *record;
    enum flow_scope                 sender;
    gint64                          time; /* ns since 1970 UTC: the packet's */
    const struct applications      *applications;
    const struct detection_options *options;
    const struct dns_message       *dns;     /* ON_DNS only */
    const struct attempt           *attempt; /* ON_FAILURE, ON_SUCCESS, ON_SILENCE only */
};

/* The flow's, as far as it is known. */
application_id sighting_application(const struct sighting *);

enum finding_group { GROUP_SECURITY, GROUP_SEQUENCE, GROUP_PROTOCOL, GROUP_MALFORMED };

/* A number that users may change. */
struct threshold {
    const char *name;  /* lower case, for preferences: winnow.DETECTOR.NAME */
    const char *title; /* "Failed ports" */
    const char *unit;  /* "ports", "s", "%" … */
    guint       standard, least, most;
};

/* One that its state has. */
struct detector_table {
    gsize offset; /* of the pointer to it, struct bounded_table *, in the state */
    guint capacity;
    gsize key_bytes, value_bytes;
};

enum { THRESHOLDS_MAX = 6, YIELDS_MAX = 4, ABUSE_CATEGORIES_MAX = 3, TABLES_MAX = 2 };

/* The state is a struct that begins with `const guint *thresholds`, in the order of the descriptor's; or the thresholds
 * themselves, where a detector remembers nothing. */
typedef void (*detector_handler)(gpointer state, const struct sighting *, struct findings *);

struct detector {
    const char        *name;     /* "port_scan" */
    const char        *title;    /* "Port scan" */
    enum severity      severity; /* the least that it speaks with */
    enum severity      loudest;  /* the greatest, where that is another */
    enum finding_group group;
    const char        *rule;                  /* one or two sentences, without the numbers that are thresholds */
    const char        *reference;             /* whose rule or measurement it is */
    const char        *misses;                /* what it is known not to see, and what it takes for what it is not */
    const char        *yields_to[YIELDS_MAX]; /* silent where one of these has spoken of the same subject and object */
    guint8             abuse_categories[ABUSE_CATEGORIES_MAX]; /* of abuseipdb.com/categories; of none it is not reported */
    struct threshold   thresholds[THRESHOLDS_MAX];
    gsize              state_bytes; /* 0 where it remembers nothing; the state begins all zero, with its tables */
    struct detector_table tables[TABLES_MAX];
    void (*init)(gpointer state);  /* of what else it owns, or NULL */
    void (*clear)(gpointer state); /* of that, or NULL */
    gsize (*more_bytes)(void);     /* that this may come to, or NULL */
    detector_handler on[OCCASIONS];
};
