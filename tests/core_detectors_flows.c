/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Detectors that look at flows over time: each at its line and just below it, and silent on what only looks alike. */
#include <string.h>

#include "analysis.h"
#include "networks.h"
#include "ports_reader.h"
#include "protocols.h"

static const gint64 SECOND = NS_PER_SECOND, START = 1000 * NS_PER_SECOND;

static const char PORTS[] = "category Web class=interactive\ncategory Mail class=bulk\ncategory IoT class=control\n"
                            "category Remote class=interactive\n"
                            "80/tcp HTTP category=Web\n21/tcp FTP category=Remote\n22/tcp SSH category=Remote\n"
                            "143/tcp IMAP category=Mail\n1883/tcp MQTT category=IoT\n3389/tcp RDP category=Remote\n";

/* One capture; the client 10.0.0.1 is in its user's networks, and talks to 203.0.113.9. */
struct lab {
    struct port_table       *ports;
    struct detection_options options;
    struct analysis         *analysis;
    struct packet            packet;
    struct packet_record     record;
    guint                    copies;          /* of each packet, by a mirror port */
    guint                    notes, warnings; /* of the detector that is asked for */
    char                    *detail;          /* of the last one */
};

static void begin(struct lab *lab, const char *only)
{
    struct flow_options flows = { .idle_timeout = 120 * SECOND, .max_flows = FLOWS_DEFAULT };

    *lab = (struct lab){ .ports = port_table_new() };
    ports_read(lab->ports, PORTS_BUILTIN, "test", PORTS, strlen(PORTS), NULL, NULL);
    lab->options.settings = detection_standard_settings();
    lab->options.networks = networks_parse("10.0.0.0/8", NULL);
    for (guint i = 0; i < detectors_count; i++)
        lab->options.settings[i].is_on = strcmp(detectors[i]->name, only) == 0;
    lab->analysis = analysis_new(&flows, lab->ports, NULL, NULL);
    analysis_look(lab->analysis, &lab->options);
    lab->packet = (struct packet){ .protocol = IP_TCP, .ip_version = 4, .has_ports = TRUE, .tcp.is_known = TRUE };
}

static void end(struct lab *lab)
{
    analysis_free(lab->analysis);
    port_table_unref(lab->ports);
    address_set_free((struct address_set *)lab->options.networks);
    g_free(lab->options.settings);
    g_free(lab->detail);
}

static void count(struct lab *lab)
{
    guint                 findings;
    const struct finding *finding = analysis_findings(lab->analysis, &lab->record, &findings);

    for (guint i = 0; i < findings; i++) {
        lab->notes += finding[i].severity == SEVERITY_NOTE;
        lab->warnings += finding[i].severity == SEVERITY_WARN;
        g_free(lab->detail);
        lab->detail = g_strdup(finding[i].detail);
    }
}

enum { CLIENT, SERVER };

/* Both sides' sequence numbers go on from packet to packet of the connection. */
struct talk {
    guint16 client_port, server_port;
    guint32 next[2];
};

static void put(struct lab *lab, struct talk *talk, guint sender, guint8 flags, gint64 time, const char *payload,
                guint bytes)
{
    static const guint8 ADDRESSES[2][4] = { { 10, 0, 0, 1 }, { 203, 0, 113, 9 } };
    struct packet      *packet = &lab->packet;

    packet->number++;
    packet->time = START + time;
    packet->source = address_ipv4(ADDRESSES[sender]);
    packet->destination = address_ipv4(ADDRESSES[!sender]);
    packet->source_port = sender == CLIENT ? talk->client_port : talk->server_port;
    packet->destination_port = sender == CLIENT ? talk->server_port : talk->client_port;
    packet->tcp.flags = flags;
    packet->tcp.window = 60000;
    packet->tcp.sequence = talk->next[sender];
    packet->tcp.acknowledgment = talk->next[!sender];
    packet->payload = (const guint8 *)payload;
    packet->payload_captured = payload ? (guint32)strlen(payload) : 0;
    packet->payload_bytes = bytes;
    packet->ip_bytes = 40 + bytes;
    talk->next[sender] += bytes + ((flags & (TCP_SYN | TCP_FIN)) != 0);
    for (guint i = 0; i <= lab->copies; i++) {
        analysis_add(lab->analysis, packet, &lab->record);
        analysis_examine(lab->analysis, packet, &lab->record);
        analysis_detect(lab->analysis, packet, &lab->record);
        count(lab);
    }
}

static void say(struct lab *lab, struct talk *talk, guint sender, gint64 time, const char *payload)
{
    put(lab, talk, sender, TCP_PSH | TCP_ACK, time, payload, (guint)strlen(payload));
}

static void say_bytes(struct lab *lab, struct talk *talk, guint sender, gint64 time, guint bytes)
{
    put(lab, talk, sender, TCP_PSH | TCP_ACK, time, NULL, bytes);
}

static struct talk connect_to(struct lab *lab, guint16 client_port, guint16 server_port, gint64 time)
{
    struct talk talk = { client_port, server_port, { 1000, 9000 } };

    put(lab, &talk, CLIENT, TCP_SYN, time, NULL, 0);
    put(lab, &talk, SERVER, TCP_SYN | TCP_ACK, time, NULL, 0);
    put(lab, &talk, CLIENT, TCP_ACK, time, NULL, 0);
    return talk;
}

static void finish(struct lab *lab, struct talk *talk, gint64 time)
{
    put(lab, talk, CLIENT, TCP_FIN | TCP_ACK, time, NULL, 0);
    put(lab, talk, SERVER, TCP_FIN | TCP_ACK, time, NULL, 0);
}

static void found(const struct lab *lab, guint notes, guint warnings)
{
    g_assert_cmpuint(lab->notes, ==, notes);
    g_assert_cmpuint(lab->warnings, ==, warnings);
}

/* ---- long_connection ---- */

/* A byte each so many seconds. */
static void hours_with(gint64 every, guint16 port, gint64 last, guint notes, guint warnings)
{
    struct lab l;

    begin(&l, "long_connection");
    struct talk talk = connect_to(&l, 40000, port, 0);
    for (gint64 s = every; s < last; s += every)
        say_bytes(&l, &talk, CLIENT, s * SECOND, 1);
    put(&l, &talk, SERVER, TCP_ACK, last * SECOND, NULL, 0);
    found(&l, notes, warnings);
    end(&l);
}

static void hours(guint16 port, gint64 last, guint notes, guint warnings)
{
    hours_with(100, port, last, notes, warnings);
}

/* The time-out of 120 s cuts it into pieces. */
static void pieces_are_one_connection(void)
{
    hours_with(300, 22, 3599, 0, 0);
    hours_with(300, 22, 3600, 1, 0);
    hours_with(1800, 22, 3600, 1, 0); /* two silences of half of it */
    hours_with(1801, 22, 3600, 0, 0); /* one is longer */
}

static void long_connections(void)
{
    hours(22, 3599, 0, 0);
    hours(22, 3600, 1, 0);
    hours(22, 14399, 1, 0);
    hours(22, 14400, 1, 1);
    hours(22, 28800, 1, 2);
    hours(22, 86400, 1, 3);  /* 4, 8, 12 h */
    hours(143, 14400, 2, 0); /* mail waits */
}

static void a_clock_that_jumps_makes_no_long_connection(void)
{
    struct lab l;

    begin(&l, "long_connection");
    struct talk talk = connect_to(&l, 40000, 22, 0);
    say_bytes(&l, &talk, CLIENT, SECOND, 1);
    for (gint64 s = 0; s < 10; s++)
        say_bytes(&l, &talk, CLIENT, (100000 + s) * SECOND, 1);
    found(&l, 0, 0);
    end(&l);
}

/* ---- exfiltration ---- */

/* The packets with which the client sends 60 kB of payload, 60,040 B of IP: 1666 make 100.02664 MB, 1665 99.9666 MB;
 * the handshake is another 80 B. `answer` bytes come back first. */
static void upload(guint packets, guint answers, guint notes)
{
    struct lab l;

    begin(&l, "exfiltration");
    struct talk talk = connect_to(&l, 40000, 80, 0);
    for (guint i = 0; i < answers; i++)
        say_bytes(&l, &talk, SERVER, SECOND, 59960); /* 60,000 B of IP */
    for (guint i = 0; i < packets; i++)
        say_bytes(&l, &talk, CLIENT, 2 * SECOND, 60000);
    found(&l, notes, 0);
    end(&l);
}

static void exfiltrations(void)
{
    upload(1665, 0, 0);
    upload(1666, 0, 1);
    upload(1666, 166, 1); /* 9.96 MB */
    upload(1666, 168, 0); /* 10.08 MB: more than a tenth */
    upload(16660, 0, 2);  /* and once more at tenfold */
}

/* ---- slow_dos ---- */

static const char HEAD[] = "GET / HTTP/1.1\r\nHost: h\r\n", LINE[] = "X-a: b\r\n";

enum { DRIPS, ANSWERED, ONE_REQUEST, TOO_YOUNG, MIRRORED };

/* So many connections, a line on each at 30 s and at 61 s. 28 of them: exactly counted. */
static void held(guint connections, guint how, guint warnings)
{
    struct lab  l;
    struct talk talks[32];

    begin(&l, "slow_dos");
    l.copies = how == MIRRORED;
    l.options.settings[detectors_find("slow_dos")].thresholds[0] = 28;
    for (guint i = 0; i < connections; i++) {
        talks[i] = connect_to(&l, (guint16)(40000 + i), 80, 0);
        say(&l, &talks[i], CLIENT, 0, HEAD);
        if (how == ANSWERED)
            say_bytes(&l, &talks[i], SERVER, SECOND, 300);
    }
    for (guint i = 0; i < connections && how != ONE_REQUEST; i++)
        say(&l, &talks[i], CLIENT, 30 * SECOND, LINE);
    for (guint i = 0; i < connections; i++)
        put(&l, &talks[i], CLIENT, TCP_ACK, (how == TOO_YOUNG ? 59 : 60) * SECOND, NULL, 0);
    found(&l, 0, warnings);
    end(&l);
}

static void slow_requests(void)
{
    held(28, DRIPS, 1);
    held(27, DRIPS, 0);
    held(28, TOO_YOUNG, 0);
    held(28, ANSWERED, 0);
    held(28, MIRRORED, 1);
    held(27, MIRRORED, 0);
    held(28, ONE_REQUEST, 0); /* a long poll */
}

/* ---- brute_force ---- */

static void ftp(guint refused, gint64 every, guint accepted, guint warnings)
{
    struct lab l;

    begin(&l, "brute_force");
    for (guint i = 0; i < refused + accepted; i++) {
        struct talk talk = connect_to(&l, (guint16)(40000 + i), 21, i * every);
        say(&l, &talk, SERVER, i * every, "220 FTP\r\n");
        say(&l, &talk, CLIENT, i * every, "USER anna\r\n");
        say(&l, &talk, SERVER, i * every, "331 password\r\n");
        say(&l, &talk, CLIENT, i * every, "PASS x\r\n");
        say(&l, &talk, SERVER, i * every, i < accepted ? "230 in\r\n" : "530 no\r\n");
        finish(&l, &talk, i * every);
    }
    found(&l, 0, warnings);
    end(&l);
}

static void ftp_guesses(void)
{
    ftp(20, SECOND, 0, 1);
    ftp(19, SECOND, 0, 0);
    ftp(20, 48 * SECOND, 0, 0); /* 19 in the first 900 s: from 0 s to 864 s; the last one is at 912 s */
    ftp(20, SECOND, 20, 0);     /* not more often than not */
    ftp(21, SECOND, 20, 1);
}

/* What a server says before it is logged in is no refusal of a log-in. */
static void nothing_was_tried(void)
{
    struct lab l;

    begin(&l, "brute_force");
    struct talk talk = connect_to(&l, 40000, 21, 0);
    say(&l, &talk, SERVER, 0, "220 FTP\r\n");
    for (guint i = 0; i < 40; i++) {
        say(&l, &talk, CLIENT, 0, "LIST\r\n");
        say(&l, &talk, SERVER, 0, "530 Please log in\r\n");
    }
    found(&l, 0, 0);
    end(&l);
}

/* Sizes as of chacha20-poly1305: "accept" and failures 44 B, success 28 B (RFC 4253, 6: 24 and 8 B, with the length and
 * the tag 20 B more). */
static void ssh(guint connections, guint failures, gboolean succeeds, guint warnings)
{
    static const guint CLIENT_SAYS[] = { 21, 1400, 48, 60, 84 }, SERVER_SAYS[] = { 32, 1080, 452 };
    struct lab         l;

    begin(&l, "brute_force");
    for (guint i = 0; i < connections; i++) {
        struct talk talk = connect_to(&l, (guint16)(40000 + i), 22, i * SECOND);
        for (guint n = 0; n < G_N_ELEMENTS(CLIENT_SAYS); n++)
            say_bytes(&l, &talk, CLIENT, i * SECOND, CLIENT_SAYS[n]);
        for (guint n = 0; n < G_N_ELEMENTS(SERVER_SAYS); n++)
            say_bytes(&l, &talk, SERVER, i * SECOND, SERVER_SAYS[n]);
        for (guint n = 0; n < 2 + failures; n++) /* "accept", the methods, failures */
            say_bytes(&l, &talk, SERVER, i * SECOND, 44);
        if (succeeds)
            say_bytes(&l, &talk, SERVER, i * SECOND, 28);
        finish(&l, &talk, i * SECOND);
    }
    found(&l, 0, warnings);
    end(&l);
}

static void ssh_guesses_by_size(void)
{
    ssh(20, 1, FALSE, 1);
    ssh(19, 1, FALSE, 0);
    ssh(7, 3, FALSE, 1); /* 21 tries */
    ssh(6, 6, FALSE, 0); /* of six keys three count: 18 */
    ssh(60, 1, TRUE, 0); /* whoever works by SSH */
}

static void a_look_at_the_banner_is_no_guess(void)
{
    struct lab l;

    begin(&l, "brute_force");
    for (guint i = 0; i < 60; i++) {
        struct talk talk = connect_to(&l, (guint16)(40000 + i), 22, i * SECOND);
        say(&l, &talk, SERVER, i * SECOND, "SSH-2.0-OpenSSH_9.2\r\n");
        say(&l, &talk, CLIENT, i * SECOND, "SSH-2.0-check_ssh\r\n");
        finish(&l, &talk, i * SECOND);
    }
    found(&l, 0, 0);
    end(&l);
}

/* Of each connection so many payloads of the client, and so many bytes of the server. */
static void rdp(guint connections, guint questions, guint answer, guint warnings)
{
    struct lab l;

    begin(&l, "brute_force");
    for (guint i = 0; i < connections; i++) {
        gint64      time = i * SECOND;
        struct talk talk = connect_to(&l, (guint16)(40000 + i), 3389, time);
        for (guint question = 0; question < questions; question++)
            say_bytes(&l, &talk, CLIENT, time, 100);
        say_bytes(&l, &talk, SERVER, time, answer);
        finish(&l, &talk, time);
    }
    found(&l, 0, warnings);
    end(&l);
}

static void rdp_guesses_by_their_end(void)
{
    rdp(20, 4, 9999, 1);
    rdp(19, 4, 9999, 0);  /* below the threshold of 20 */
    rdp(20, 3, 9999, 0);  /* only asks whether somebody is there */
    rdp(20, 4, 10000, 0); /* a picture has come */
}

static void http(gboolean same, guint warnings)
{
    struct lab l;

    begin(&l, "brute_force");
    struct talk talk = connect_to(&l, 40000, 80, 0);
    for (guint i = 0; i < 20; i++) {
        char *request = g_strdup_printf("GET / HTTP/1.1\r\nAuthorization: Basic %u\r\n\r\n", same ? 7 : i);
        say(&l, &talk, CLIENT, i * SECOND, request);
        say(&l, &talk, SERVER, i * SECOND, "HTTP/1.1 401 Unauthorized\r\n\r\n");
        g_free(request);
    }
    found(&l, 0, warnings);
    end(&l);
}

static void http_guesses(void)
{
    http(FALSE, 1);
    http(TRUE, 0); /* a program with an old password */
}

/* ---- beacon ---- */

/* Connections at `gap` ± `jitter` ms by turns, in which the server says 500 B, and `more` B for each one before. */
static void calls(guint16 port, guint connections, gint64 gap, gint64 jitter, guint more, guint notes, guint warnings)
{
    const gint64 ms = SECOND / 1000;
    struct lab   l;
    gint64       time = 0;

    begin(&l, "beacon");
    for (guint i = 0; i < connections; i++) {
        struct talk talk = connect_to(&l, (guint16)(40000 + i), port, time);
        say_bytes(&l, &talk, CLIENT, time, 18);
        say_bytes(&l, &talk, SERVER, time, 500 + i * more);
        finish(&l, &talk, time);
        time += (gap + (i % 2 ? jitter : -jitter)) * ms;
    }
    found(&l, notes, warnings);
    end(&l);
}

static void beacons(void)
{
    calls(80, 10, 10000, 0, 0, 0, 1);
    calls(80, 9, 10000, 0, 0, 0, 0);
    calls(80, 10, 10000, 2000, 0, 0, 1); /* the median of 5 gaps of 8 s and 4 of 12 s is 8 s, of their distances 0 */
    calls(80, 10, 10000, 0, 1000, 1, 0); /* never the same size */
    calls(80, 100, 1000, 0, 0, 0, 0);    /* too often */
    calls(80, 10, 6000, 0, 0, 0, 0);     /* for 54 s only */
    calls(80, 11, 6000, 0, 0, 0, 1);     /* 60 s */
    calls(143, 50, 10000, 0, 0, 0, 0);   /* mail is looked for by the clock */
    calls(1883, 50, 10000, 0, 0, 0, 0);  /* and so do things speak */
}

/* Gaps of 5, 10, 15 … s in turn: of 5, 10, 15, 20 s the median is 12.5 s and that of the distances 5 s, 40 %. */
static void an_irregular_caller_is_none(void)
{
    struct lab l;
    gint64     time = 0;

    begin(&l, "beacon");
    for (guint i = 0; i < 40; i++) {
        struct talk talk = connect_to(&l, (guint16)(40000 + i), 80, time);
        finish(&l, &talk, time);
        time += (5 + 5 * (i % 4)) * SECOND;
    }
    found(&l, 0, 0);
    end(&l);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/long_connection/line", long_connections);
    g_test_add_func("/long_connection/pieces", pieces_are_one_connection);
    g_test_add_func("/long_connection/clock", a_clock_that_jumps_makes_no_long_connection);
    g_test_add_func("/exfiltration/line", exfiltrations);
    g_test_add_func("/slow_dos/requests", slow_requests);
    g_test_add_func("/brute_force/ftp", ftp_guesses);
    g_test_add_func("/brute_force/nothing_tried", nothing_was_tried);
    g_test_add_func("/brute_force/ssh", ssh_guesses_by_size);
    g_test_add_func("/brute_force/banner", a_look_at_the_banner_is_no_guess);
    g_test_add_func("/brute_force/rdp", rdp_guesses_by_their_end);
    g_test_add_func("/brute_force/http", http_guesses);
    g_test_add_func("/beacon/line", beacons);
    g_test_add_func("/beacon/irregular", an_irregular_caller_is_none);
    return g_test_run();
}
