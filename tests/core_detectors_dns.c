/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "analysis.h"
#include "dns.h"
#include "ports_reader.h"
#include "protocols.h"

enum { CLIENT = 1, OTHER_CLIENT, SERVER, OTHER_SERVER }; /* the hosts 192.0.2.1 … */
enum { A = 1, SOA = 6, NULL_DATA = 10, MX = 15, TXT = 16, KEY = 25 };
enum { FIRST, SECOND, THIRD }; /* thresholds in the order of the descriptor's */
enum { QUERY = 0x0100, ANSWER = 0x8180, NXDOMAIN = 0x8183 };

static const double HOUR = 3600;

struct lab {
    struct port_table       *ports;
    struct detection_options options;
    guint                   *thresholds; /* of the detector that is on */
    struct analysis         *analysis;
    double                   time;     /* s, of the next packet */
    guint16                  id, port; /* of the next message */
    gboolean                 is_fragment;
    char                     detail[400]; /* of the last finding */
};

static void start(struct lab *lab)
{
    struct flow_options options = { .idle_timeout = 120 * NS_PER_SECOND, .max_flows = FLOWS_DEFAULT };

    lab->analysis = analysis_new(&options, lab->ports, NULL, NULL);
    analysis_look(lab->analysis, &lab->options);
}

/* Only this detector is on; thresholds can be set before the first packet. */
static struct lab lab(const char *detector)
{
    struct lab lab = { .ports = port_table_new(), .id = 1, .port = 40000 };
    int        place = detectors_find(detector);

    ports_read(lab.ports, PORTS_BUILTIN, "test", "53 DNS\n", strlen("53 DNS\n"), NULL, NULL);
    lab.options.settings = detection_standard_settings();
    for (guint i = 0; i < detectors_count; i++)
        lab.options.settings[i].is_on = (int)i == place;
    lab.thresholds = lab.options.settings[place].thresholds;
    return lab;
}

static void clear(struct lab *lab)
{
    analysis_free(lab->analysis);
    port_table_unref(lab->ports);
    g_free(lab->options.settings);
}

static struct address host(int number)
{
    guint8 bytes[4] = { 192, 0, 2, (guint8)number };
    return address_ipv4(bytes);
}

/* ---- messages ---- */

struct message {
    guint8 bytes[2048];
    guint  length;
};

static void add16(struct message *message, guint value)
{
    message->bytes[message->length++] = (guint8)(value >> 8);
    message->bytes[message->length++] = (guint8)value;
}

static void add_name(struct message *message, const char *name)
{
    char **labels = g_strsplit(name, ".", -1);

    for (char **label = labels; *label && **label; label++) {
        guint length = (guint)strlen(*label);
        message->bytes[message->length++] = (guint8)length;
        memcpy(message->bytes + message->length, *label, length);
        message->length += length;
    }
    message->bytes[message->length++] = 0;
    g_strfreev(labels);
}

/* One question of class IN, and an OPT record where a size is offered. */
static struct message message_of(guint id, guint flags, const char *name, guint type, guint offer)
{
    struct message message = { .length = 0 };
    const guint    header[] = { id, flags, 1, 0, 0, offer > 0 };

    for (guint i = 0; i < G_N_ELEMENTS(header); i++)
        add16(&message, header[i]);
    add_name(&message, name);
    add16(&message, type);
    add16(&message, 1);
    if (offer > 0) {
        const guint opt[] = { 41, offer, 0, 0, 0 };
        message.bytes[message.length++] = 0;
        for (guint i = 0; i < G_N_ELEMENTS(opt); i++)
            add16(&message, opt[i]);
    }
    return message;
}

/* Returns how many findings there are on the packet. */
static guint send_message(struct lab *lab, int from, int to, gboolean is_answer, const struct message *message)
{
    struct packet packet = {
        .time = (gint64)(lab->time * 1e9),
        .source = host(from),
        .destination = host(to),
        .protocol = IP_UDP,
        .ip_version = 4,
        .has_ports = TRUE,
        .source_port = is_answer ? 53 : lab->port,
        .destination_port = is_answer ? lab->port : 53,
        .payload = message->bytes,
        .payload_bytes = message->length,
        .payload_captured = message->length,
        .is_fragment = lab->is_fragment,
        .more_fragments = lab->is_fragment,
    };
    struct packet_record  record;
    const struct finding *findings;
    guint                 count;

    if (!lab->analysis)
        start(lab);
    analysis_add(lab->analysis, &packet, &record);
    analysis_detect(lab->analysis, &packet, &record);
    findings = analysis_findings(lab->analysis, &record, &count);
    if (count > 0)
        g_strlcpy(lab->detail, findings[count - 1].detail, sizeof lab->detail);
    return count;
}

/* The client asks the server, each time with another id. */
static guint ask(struct lab *lab, const char *name, guint type)
{
    struct message message = message_of(++lab->id, QUERY, name, type, 0);
    return send_message(lab, CLIENT, SERVER, FALSE, &message);
}

/* The server answers the last question. */
static guint answer(struct lab *lab, guint flags, const char *name, guint type)
{
    struct message message = message_of(lab->id, flags, name, type, 0);
    return send_message(lab, SERVER, CLIENT, TRUE, &message);
}

typedef guint (*act)(struct lab *, guint number);

/* Returns the number, from 1, of the one on which the first finding was made; 0: none. */
static guint first_found(struct lab *lab, guint times, act act)
{
    for (guint i = 1; i <= times; i++)
        if (act(lab, i) > 0)
            return i;
    return 0;
}

/* ---- dns_tunnel: 20 names and 300 B, so that names are counted exactly ---- */

static struct lab tunnel_lab(void)
{
    struct lab l = lab("dns_tunnel");

    l.thresholds[FIRST] = 20;
    l.thresholds[SECOND] = 300;
    return l;
}

/* 15 bytes, and what follows them. */
static guint ask_under(struct lab *lab, guint number, const char *domain, guint type)
{
    char *name = g_strdup_printf("data-of-us-%04u.%s", number, domain);
    guint found = ask(lab, name, type);

    g_free(name);
    return found;
}

static guint ask_text(struct lab *lab, guint number)
{
    return ask_under(lab, number, "example.com", TXT);
}

static void tunnel_by_names(void)
{
    struct lab l = tunnel_lab();

    g_assert_cmpuint(first_found(&l, 40, ask_text), ==, 20);
    g_assert_cmpstr(l.detail, ==,
                    "192.0.2.1 asked 192.0.2.3 for 20 names under example.com with 300 B of data in 0 s "
                    "(threshold 20 names and 300 B in 3600 s)");
    clear(&l);
}

static void tunnel_by_bytes(void)
{
    struct lab l = tunnel_lab();

    l.thresholds[SECOND] = 301;
    g_assert_cmpuint(first_found(&l, 40, ask_text), ==, 21);
    clear(&l);
}

static void tunnel_is_said_once(void)
{
    struct lab l = tunnel_lab();

    g_assert_cmpuint(first_found(&l, 40, ask_text), ==, 20);
    for (guint i = 21; i < 100; i++)
        g_assert_cmpuint(ask_text(&l, i), ==, 0);
    clear(&l);
}

static void tunnel_window(void)
{
    struct lab l = tunnel_lab();

    g_assert_cmpuint(first_found(&l, 19, ask_text), ==, 0);
    l.time = HOUR + 1;
    g_assert_cmpuint(first_found(&l, 40, ask_text), ==, 20);
    clear(&l);
}

static guint ask_twice(struct lab *lab, guint number)
{
    return ask_text(lab, number) + ask_text(lab, number);
}

/* As ask_text(), and the same packet is captured once more. */
static guint ask_mirrored(struct lab *lab, guint number)
{
    guint found = ask_text(lab, number);

    lab->id--;
    return found + ask_text(lab, number);
}

static void tunnel_names_are_new(void)
{
    struct lab l = tunnel_lab();

    g_assert_cmpuint(first_found(&l, 200, ask_twice), ==, 0);
    clear(&l);

    l = tunnel_lab();
    g_assert_cmpuint(first_found(&l, 40, ask_mirrored), ==, 20);
    clear(&l);
}

/* Of a name in a look-up of an address 24 bytes do not count: of these 15 + 1 + 23 do as many as in ask_text(). */
static guint ask_address(struct lab *lab, guint number)
{
    return ask_under(lab, number, "twenty-four-of-the-host.example.com", A);
}

/* 15 + 1 + 8 bytes before the domain: none counts. */
static guint ask_short_address(struct lab *lab, guint number)
{
    return ask_under(lab, number, "eightone.example.com", A);
}

static void tunnel_by_addresses(void)
{
    struct lab l = tunnel_lab();

    g_assert_cmpuint(first_found(&l, 25, ask_address), ==, 20);
    clear(&l);

    l = tunnel_lab();
    g_assert_cmpuint(first_found(&l, 400, ask_short_address), ==, 0);
    clear(&l);
}

static guint ask_innocent(struct lab *lab, guint number)
{
    static const char *const NAMES[] = { "host-%u.0-127.2.0.192.in-addr.arpa",
                                         "%u.2.0.192.bl.example.com",
                                         "_x%u._tcp.dc.example.com",
                                         "hash-of-a-file-%u.sophosxl.net",
                                         "s%u._domainkey.example.com",
                                         "%u.com",
                                         "x%u" };
    guint                    found = 0;

    for (guint i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        char **halves = g_strsplit(NAMES[i], "%u", 2);
        char  *name = g_strdup_printf("%s%u%s", halves[0], number, halves[1]);
        found += ask(lab, name, TXT);
        g_free(name);
        g_strfreev(halves);
    }
    return found;
}

static void tunnel_or_look_ups(void)
{
    struct lab l = tunnel_lab();

    g_assert_cmpuint(first_found(&l, 200, ask_innocent), ==, 0);
    clear(&l);
}

/* Each half of the names under another domain. */
static guint ask_of_two(struct lab *lab, guint number)
{
    return ask_under(lab, number, number % 2 ? "example.com" : "example.net", TXT);
}

static void tunnel_domains_apart(void)
{
    struct lab l = tunnel_lab();

    g_assert_cmpuint(first_found(&l, 100, ask_of_two), ==, 39);
    g_assert_cmpuint(ask_of_two(&l, 40), ==, 1);
    clear(&l);
}

static guint ask_key(struct lab *lab, guint number)
{
    char *name = g_strdup_printf("%u.example.com", number);
    guint found = ask(lab, name, KEY);

    g_free(name);
    return found;
}

static guint ask_null_again(struct lab *lab, guint number)
{
    (void)number;
    return ask(lab, "x.example.com", NULL_DATA);
}

static void tunnel_by_type(void)
{
    struct lab l = lab("dns_tunnel");
    guint      found = 0;

    g_assert_cmpuint(first_found(&l, 40, ask_key), ==, 10);
    g_assert_cmpstr(l.detail, ==,
                    "192.0.2.1 asked 192.0.2.3 10 questions of type 25 under example.com in 0 s "
                    "(threshold 10 in 3600 s)");
    for (guint i = 11; i <= 100; i++)
        found += ask_key(&l, i);
    g_assert_cmpuint(found, ==, 1); /* tenfold */
    clear(&l);

    l = lab("dns_tunnel");
    g_assert_cmpuint(first_found(&l, 40, ask_null_again), ==, 0);
    clear(&l);
}

static guint only_answer(struct lab *lab, guint number)
{
    char *name = g_strdup_printf("data-of-us-%04u.example.com", number);

    lab->id++;
    guint found = answer(lab, ANSWER, name, TXT);
    g_free(name);
    return found;
}

static void tunnel_by_answers(void)
{
    struct lab l = tunnel_lab();

    g_assert_cmpuint(first_found(&l, 40, only_answer), ==, 20);
    clear(&l);
}

/* 15 bytes and more of them, and the answer that there is no such name. */
static guint ask_in_vain(struct lab *lab, guint number, const char *domain)
{
    char *name = g_strdup_printf("data-of-us-%04u.%s", number, domain);
    guint found = ask(lab, name, TXT) + answer(lab, NXDOMAIN, name, TXT);

    g_free(name);
    return found;
}

static guint ask_blocklist(struct lab *lab, guint number)
{
    return ask_in_vain(lab, number, "with-thirty-two-bytes-more-in-it.example.com"); /* 15 + 1 + 32: none counts */
}

/* 15 + 1 + 47 bytes: 15 of them count. */
static guint ask_long_in_vain(struct lab *lab, guint number)
{
    return ask_in_vain(lab, number, "with-forty-seven-bytes-more-before-its-end-come.example.com");
}

static void tunnel_or_blocklist(void)
{
    struct lab l = tunnel_lab();

    g_assert_cmpuint(first_found(&l, 200, ask_blocklist), ==, 0);
    clear(&l);

    l = tunnel_lab();
    g_assert_cmpuint(first_found(&l, 40, ask_long_in_vain), ==, 20);
    clear(&l);
}

/* 15 + 1 + 53 + 1 + 53 bytes, 75 beyond the 48: of such names a fifth of 20 will do. */
static guint ask_great(struct lab *lab, guint number)
{
    char *label = g_strnfill(53, 'x');
    char *after = g_strconcat(label, ".", label, ".example.com", NULL);
    guint found = ask_under(lab, number, after, A);

    g_free(after);
    g_free(label);
    return found;
}

static void tunnel_by_great_names(void)
{
    struct lab l = tunnel_lab();

    g_assert_cmpuint(first_found(&l, 40, ask_great), ==, 4);
    clear(&l);

    l = tunnel_lab();
    l.thresholds[SECOND] = 301;
    g_assert_cmpuint(first_found(&l, 40, ask_great), ==, 5);
    clear(&l);
}

/* ---- dns_name ---- */

/* `bytes` letters in labels of up to `label`, with dots between them. */
static guint ask_long(struct lab *lab, guint bytes, guint label)
{
    char name[256];

    for (guint i = 0; i < bytes; i++)
        name[i] = i % (label + 1) == label ? '.' : 'x';
    name[bytes] = '\0';
    return ask(lab, name, A);
}

static void name_is_long(void)
{
    struct lab l = lab("dns_name");

    g_assert_cmpuint(ask_long(&l, 47, 63), ==, 0);
    g_assert_cmpuint(ask_long(&l, 48, 63), ==, 1);
    g_assert_cmpuint(ask_long(&l, 49, 63), ==, 0); /* said */
    g_assert_cmpuint(ask_long(&l, 179, 40), ==, 0);
    g_assert_cmpuint(ask_long(&l, 180, 40), ==, 1);
    l.time = 301;
    g_assert_cmpuint(ask_long(&l, 48, 63), ==, 1);
    clear(&l);
}

static void name_has_odd_bytes(void)
{
    struct lab l = lab("dns_name");

    g_assert_cmpuint(ask(&l, "_x-1.example.com", A), ==, 0);
    g_assert_cmpuint(ask(&l, "0/25.2.0.192.in-addr.arpa", A), ==, 0);
    g_assert_cmpuint(ask(&l, "", SOA), ==, 0);
    g_assert_cmpuint(ask(&l, "a b.example.com", A), ==, 1);
    g_assert_cmpuint(answer(&l, ANSWER, "a b.example.com", A), ==, 0); /* said */
    clear(&l);
}

/* ---- dga ---- */

static guint answered(struct lab *lab, guint flags, const char *format, guint number, guint type)
{
    char **halves = g_strsplit(format, "%u", 2);
    char  *name = g_strdup_printf("%s%u%s", halves[0], number, halves[1]);
    guint  found = answer(lab, flags, name, type);

    g_free(name);
    g_strfreev(halves);
    return found;
}

static guint no_such_domain(struct lab *lab, guint number)
{
    return answered(lab, NXDOMAIN, "kq%uv.com", number, A);
}

static void begin_dga(struct lab *l, guint domains_that_exist)
{
    *l = lab("dga");

    l->thresholds[FIRST] = 8; /* with 19 others, 27: few enough to be counted exactly */
    for (guint i = 0; i < domains_that_exist; i++)
        g_assert_cmpuint(answered(l, ANSWER, "www.exists%u.com", i, A), ==, 0);
}

static void dga_by_number(void)
{
    struct lab l;

    begin_dga(&l, 0);
    g_assert_cmpuint(first_found(&l, 7, no_such_domain), ==, 0);
    g_assert_cmpuint(first_found(&l, 7, no_such_domain), ==, 0); /* the same ones */
    g_assert_cmpuint(no_such_domain(&l, 8), ==, 1);
    g_assert_cmpuint(no_such_domain(&l, 9), ==, 0); /* said */
    g_assert_cmpstr(l.detail, ==,
                    "192.0.2.1 asked for 8 domains that do not exist (100 % of its domains) in 0 s and "
                    "last for kq8v.com (threshold 8 and 30 % in 300 s)");
    clear(&l);
}

static void dga_by_share(void)
{
    struct lab l;

    begin_dga(&l, 18); /* 8 of 26: 30.8 % */
    g_assert_cmpuint(first_found(&l, 8, no_such_domain), ==, 8);
    clear(&l);

    begin_dga(&l, 19); /* 8 of 27: 29.6 % */
    g_assert_cmpuint(first_found(&l, 8, no_such_domain), ==, 0);
    clear(&l);
}

static void dga_window(void)
{
    struct lab l;

    begin_dga(&l, 0);
    g_assert_cmpuint(first_found(&l, 7, no_such_domain), ==, 0);
    l.time = 301;
    g_assert_cmpuint(no_such_domain(&l, 8), ==, 0);
    clear(&l);
}

static void dga_innocents(void)
{
    struct lab l;

    begin_dga(&l, 0);
    for (guint i = 0; i < 20; i++) {
        g_assert_cmpuint(answered(&l, NXDOMAIN, "qwerty%u", i, A), ==, 0);
        g_assert_cmpuint(answered(&l, NXDOMAIN, "qwerty%u.example.com", i, A), ==, 0);
        g_assert_cmpuint(answered(&l, NXDOMAIN, "qwerty%u.local", i, A), ==, 0);
        g_assert_cmpuint(answered(&l, NXDOMAIN, "mail.sender%u.com", i, A), ==, 0);
        g_assert_cmpuint(answered(&l, NXDOMAIN, "%u.2.0.192.in-addr.arpa", i, A), ==, 0);
    }
    clear(&l);
}

static guint no_such_sender(struct lab *lab, guint number)
{
    return answered(lab, NXDOMAIN, "spam%u.com", number, MX) + answered(lab, NXDOMAIN, "spam%u.com", number, A);
}

static void dga_or_mail_server(void)
{
    struct lab l;

    begin_dga(&l, 0);
    g_assert_cmpuint(first_found(&l, 20, no_such_sender), ==, 0);
    clear(&l);
}

/* ---- dns_size ---- */

static guint offer(struct lab *lab, guint bytes)
{
    struct message message = message_of(++lab->id, QUERY, "example.com", A, bytes);
    return send_message(lab, CLIENT, SERVER, FALSE, &message);
}

static guint answer_of(struct lab *lab, guint bytes)
{
    struct message message = message_of(lab->id, ANSWER, "example.com", A, 0);

    message.length = bytes; /* zeros follow */
    return send_message(lab, SERVER, CLIENT, TRUE, &message);
}

static void size_without_offer(void)
{
    struct lab l = lab("dns_size");

    g_assert_cmpuint(answer_of(&l, 513), ==, 0); /* to nothing that was seen */
    offer(&l, 0);
    g_assert_cmpuint(answer_of(&l, 512), ==, 0);
    g_assert_cmpuint(answer_of(&l, 513), ==, 1);
    g_assert_cmpuint(answer_of(&l, 514), ==, 0); /* said */
    g_assert_cmpstr(l.detail, ==, "192.0.2.1 was answered by 192.0.2.3 with 513 B in one datagram (threshold 512 B)");
    clear(&l);
}

static void size_with_offer(void)
{
    struct lab l = lab("dns_size");

    offer(&l, 1232);
    g_assert_cmpuint(answer_of(&l, 1232), ==, 0);
    offer(&l, 100); /* as 512: RFC 6891, 6.2.3 */
    g_assert_cmpuint(answer_of(&l, 512), ==, 0);
    offer(&l, 1232);
    g_assert_cmpuint(answer_of(&l, 1233), ==, 1);
    clear(&l);
}

static void size_in_fragments(void)
{
    struct lab l = lab("dns_size");

    offer(&l, 4096);
    l.is_fragment = TRUE;
    g_assert_cmpuint(answer_of(&l, 1472), ==, 1);
    g_assert_cmpuint(answer_of(&l, 1472), ==, 0); /* said */
    clear(&l);
}

/* ---- dns_unasked ---- */

static guint unasked_from(struct lab *lab, int server)
{
    struct message message = message_of(++lab->id, ANSWER, "example.com", A, 0);
    return send_message(lab, server, CLIENT, TRUE, &message);
}

static guint unasked(struct lab *lab, guint number)
{
    (void)number;
    return unasked_from(lab, SERVER);
}

static void unasked_answers(void)
{
    struct lab l = lab("dns_unasked");

    g_assert_cmpuint(first_found(&l, 10, unasked), ==, 0); /* the client's questions are perhaps not captured */
    ask(&l, "example.com", A);
    g_assert_cmpuint(answer(&l, ANSWER, "example.com", A), ==, 0);
    g_assert_cmpuint(unasked_from(&l, OTHER_SERVER), ==, 0);
    g_assert_cmpuint(first_found(&l, 10, unasked), ==, 3);
    g_assert_cmpstr(l.detail, ==,
                    "192.0.2.3 sent 3 answers to 192.0.2.1 that it had not asked for in 0 s "
                    "(threshold 3 in 60 s)");
    clear(&l);
}

static void unasked_window(void)
{
    struct lab l = lab("dns_unasked");

    ask(&l, "example.com", A);
    g_assert_cmpuint(first_found(&l, 2, unasked), ==, 0);
    l.time = 61;
    g_assert_cmpuint(first_found(&l, 2, unasked), ==, 0);
    g_assert_cmpuint(unasked(&l, 3), ==, 1);
    clear(&l);

    l = lab("dns_unasked");
    ask(&l, "example.com", A);
    l.time = 301; /* perhaps they go another way by now */
    g_assert_cmpuint(first_found(&l, 10, unasked), ==, 0);
    clear(&l);
}

static guint answer_again(struct lab *lab, guint number)
{
    (void)number;
    return answer(lab, ANSWER, "example.com", A);
}

static void unasked_is_what_comes_late(void)
{
    struct lab l = lab("dns_unasked");

    ask(&l, "example.com", A);
    l.time = 30;
    g_assert_cmpuint(first_found(&l, 10, answer_again), ==, 0);
    l.time = 30.5;
    g_assert_cmpuint(first_found(&l, 10, answer_again), ==, 3);
    clear(&l);
}

/* More questions than are remembered, in a second: what is not found may be forgotten. */
static void unasked_or_forgotten(void)
{
    struct lab l = lab("dns_unasked");

    for (guint i = 0; i < 1024; i++)
        ask(&l, "example.com", A);
    g_assert_cmpuint(first_found(&l, 10, unasked), ==, 0);
    l.time = 6;
    g_assert_cmpuint(first_found(&l, 10, unasked), ==, 3);
    clear(&l);
}

static void unasked_second_answer(void)
{
    struct lab l = lab("dns_unasked");

    ask(&l, "example.net", A);
    l.id--;
    ask(&l, "example.net", A); /* again, under the same id: two answers may differ */
    answer(&l, ANSWER, "example.net", A);
    g_assert_cmpuint(answer(&l, NXDOMAIN, "example.net", A), ==, 0);

    ask(&l, "example.com", A);
    answer(&l, ANSWER, "example.com", A);
    g_assert_cmpuint(answer(&l, ANSWER, "example.com", A), ==, 0); /* the same */
    g_assert_cmpuint(answer(&l, NXDOMAIN, "example.com", A), ==, 1);
    g_assert_cmpstr(l.detail, ==,
                    "192.0.2.3 gave 192.0.2.1 two different answers to one question for example.com "
                    "(threshold 2)");
    clear(&l);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/dns-tunnel/by-names", tunnel_by_names);
    g_test_add_func("/dns-tunnel/by-bytes", tunnel_by_bytes);
    g_test_add_func("/dns-tunnel/is-said-once", tunnel_is_said_once);
    g_test_add_func("/dns-tunnel/window", tunnel_window);
    g_test_add_func("/dns-tunnel/names-are-new", tunnel_names_are_new);
    g_test_add_func("/dns-tunnel/by-addresses", tunnel_by_addresses);
    g_test_add_func("/dns-tunnel/or-look-ups", tunnel_or_look_ups);
    g_test_add_func("/dns-tunnel/domains-apart", tunnel_domains_apart);
    g_test_add_func("/dns-tunnel/by-type", tunnel_by_type);
    g_test_add_func("/dns-tunnel/by-answers", tunnel_by_answers);
    g_test_add_func("/dns-tunnel/or-blocklist", tunnel_or_blocklist);
    g_test_add_func("/dns-tunnel/by-great-names", tunnel_by_great_names);
    g_test_add_func("/dns-name/is-long", name_is_long);
    g_test_add_func("/dns-name/has-odd-bytes", name_has_odd_bytes);
    g_test_add_func("/dga/by-number", dga_by_number);
    g_test_add_func("/dga/by-share", dga_by_share);
    g_test_add_func("/dga/window", dga_window);
    g_test_add_func("/dga/innocents", dga_innocents);
    g_test_add_func("/dga/or-mail-server", dga_or_mail_server);
    g_test_add_func("/dns-size/without-offer", size_without_offer);
    g_test_add_func("/dns-size/with-offer", size_with_offer);
    g_test_add_func("/dns-size/in-fragments", size_in_fragments);
    g_test_add_func("/dns-unasked/answers", unasked_answers);
    g_test_add_func("/dns-unasked/window", unasked_window);
    g_test_add_func("/dns-unasked/is-what-comes-late", unasked_is_what_comes_late);
    g_test_add_func("/dns-unasked/or-forgotten", unasked_or_forgotten);
    g_test_add_func("/dns-unasked/second-answer", unasked_second_answer);
    return g_test_run();
}
