/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "field.h"
#include "ports_reader.h"
#include "protocols.h"

static const gint64 SECOND = G_GINT64_CONSTANT(1000000000);

enum { A = 1, B = 2 }; /* the hosts 192.0.2.1 and 192.0.2.2 */

struct lab {
    struct port_table   *ports;
    struct analysis     *analysis;
    struct packet        packet; /* the next one; what a test does not set stays as it was */
    struct packet_record record; /* of the last one */
};

static struct lab lab(const char *ports)
{
    struct flow_options options = { .idle_timeout = 120 * SECOND, .max_flows = FLOWS_DEFAULT, .keep_ended = TRUE };
    struct lab          lab = { .ports = port_table_new() };

    ports_read(lab.ports, PORTS_BUILTIN, "test", ports, strlen(ports), NULL, NULL);
    lab.analysis = analysis_new(&options, lab.ports, NULL, NULL);
    lab.packet = (struct packet){ .protocol = IP_TCP, .ip_version = 4, .has_ports = TRUE, .tcp.is_known = TRUE };
    return lab;
}

static void clear(struct lab *lab)
{
    analysis_free(lab->analysis);
    port_table_unref(lab->ports);
}

static struct address host(int number)
{
    guint8 bytes[4] = { 192, 0, 2, (guint8)number };
    return address_ipv4(bytes);
}

static const struct flow *send_from(struct lab *lab, int from, guint16 from_port, int to, guint16 to_port, guint8 flags)
{
    lab->packet.number++;
    lab->packet.source = host(from);
    lab->packet.source_port = from_port;
    lab->packet.destination = host(to);
    lab->packet.destination_port = to_port;
    lab->packet.tcp.flags = flags;
    analysis_add(lab->analysis, &lab->packet, &lab->record);
    analysis_examine(lab->analysis, &lab->packet, &lab->record);
    return lab->record.flow;
}

static const struct flow *ask(struct lab *lab, guint8 flags)
{
    return send_from(lab, A, 50000, B, 80, flags);
}

static const struct flow *answer(struct lab *lab, guint8 flags)
{
    return send_from(lab, B, 80, A, 50000, flags);
}

static void find(const char *dissector, struct lab *lab)
{
    struct evidence evidence = { 0 };
    application_id  application = APPLICATION_UNKNOWN;

    g_assert_true(port_table_dissector(lab->ports, dissector, &application));
    evidence_add_layer(&evidence, port_table_applications(lab->ports), application);
    analysis_add_evidence(lab->analysis, lab->record.flow, &evidence);
}

static void named(const struct lab *lab, const struct flow *flow, const char *name, enum naming_method method)
{
    struct verdict verdict = classifier_verdict(port_table_applications(lab->ports), &flow->naming);

    g_assert_cmpstr(applications_name(port_table_applications(lab->ports), verdict.application), ==, name);
    g_assert_cmpstr(naming_method_name(verdict.method), ==, naming_method_name(method));
}

/* ---- directions and pieces ---- */

static void direction(void)
{
    struct lab l = lab("");

    g_assert_cmpint(ask(&l, TCP_SYN)->direction_method, ==, DIRECTION_SYN);
    g_assert_cmpint(l.record.sender, ==, SCOPE_INITIATOR);
    g_assert_cmpint(answer(&l, TCP_SYN | TCP_ACK)->id, ==, 0);
    g_assert_cmpint(l.record.sender, ==, SCOPE_RESPONDER);

    const struct flow *second = send_from(&l, B, 443, A, 50001, TCP_SYN | TCP_ACK);
    g_assert_cmpint(second->direction_method, ==, DIRECTION_SYN_ACK);
    g_assert_cmpint(flow_endpoint(second, SCOPE_RESPONDER).port, ==, 443);
    g_assert_cmpint(l.record.sender, ==, SCOPE_RESPONDER);

    const struct flow *third = send_from(&l, B, 443, A, 50002, TCP_ACK);
    g_assert_cmpint(third->direction_method, ==, DIRECTION_FIRST_PACKET);
    g_assert_cmpint(flow_endpoint(third, SCOPE_INITIATOR).port, ==, 443);
    g_assert_cmpint(third->id, ==, 2);
    clear(&l);
}

static void tail_after_the_end_stays(void)
{
    struct lab l = lab("");

    ask(&l, TCP_SYN);
    answer(&l, TCP_RST | TCP_ACK);
    g_assert_cmpint(answer(&l, TCP_ACK)->id, ==, 0);
    g_assert_cmpint(ask(&l, TCP_FIN | TCP_ACK)->id, ==, 0);
    g_assert_cmpuint(l.record.index, ==, 4);
    clear(&l);
}

static void a_new_syn_after_the_end(void)
{
    struct lab l = lab("");

    l.packet.tcp.sequence = 100;
    ask(&l, TCP_SYN);
    g_assert_cmpint(ask(&l, TCP_SYN)->id, ==, 0);
    ask(&l, TCP_FIN | TCP_ACK);
    g_assert_cmpint(answer(&l, TCP_FIN | TCP_ACK)->id, ==, 0);
    g_assert_cmpint(ask(&l, TCP_SYN)->id, ==, 1);
    g_assert_null(l.record.flow->past);

    l.packet.tcp.sequence = 101;
    g_assert_cmpint(ask(&l, TCP_SYN)->id, ==, 2);
    clear(&l);
}

/* One FIN does not end a flow: the other side may still speak. */
static void half_closed(void)
{
    struct lab l = lab("");

    ask(&l, TCP_SYN);
    ask(&l, TCP_FIN | TCP_ACK);
    g_assert_cmpint(ask(&l, TCP_SYN)->id, ==, 0);
    clear(&l);
}

/* 120 s after the last packet the flow goes on, a nanosecond later it is cut; the piece keeps the direction. */
static void idle_timeout(void)
{
    struct lab l = lab("");

    answer(&l, TCP_SYN | TCP_ACK);
    l.packet.time = 60 * SECOND;
    ask(&l, TCP_ACK);
    l.packet.time = 180 * SECOND;
    g_assert_cmpint(ask(&l, TCP_ACK)->id, ==, 0);
    l.packet.time = 300 * SECOND + 1;
    g_assert_cmpint(answer(&l, TCP_ACK)->id, ==, 1);
    g_assert_cmpuint(l.record.flow->past->parent, ==, 0);
    g_assert_cmpint(flow_endpoint(l.record.flow, SCOPE_RESPONDER).port, ==, 80);
    g_assert_cmpint(l.record.sender, ==, SCOPE_RESPONDER);
    g_assert_cmpuint(l.record.index, ==, 1);
    clear(&l);
}

static void clock_backwards(void)
{
    struct lab l = lab("");

    l.packet.time = 10 * SECOND;
    ask(&l, TCP_ACK);
    l.packet.time = 7 * SECOND;
    answer(&l, TCP_ACK);
    g_assert_cmpint(l.record.iat, ==, -3 * SECOND);
    g_assert_cmpint(l.record.age, ==, 0);
    l.packet.time = 9 * SECOND;
    ask(&l, TCP_ACK);
    g_assert_cmpint(l.record.iat, ==, 2 * SECOND);
    g_assert_cmpint(l.record.age, ==, 2 * SECOND);
    g_assert_cmpint(flow_latest(l.record.flow) - flow_earliest(l.record.flow), ==, 3 * SECOND);
    clear(&l);
}

/* A flow with a packet a second before is not idle, though another one's packet claims to be of a hundred years later. */
static void packet_from_the_future(void)
{
    struct lab l = lab("");

    l.packet.time = 10 * SECOND;
    ask(&l, TCP_ACK);
    l.packet.time = G_GINT64_CONSTANT(3155760000) * SECOND;
    send_from(&l, A, 50001, B, 80, TCP_ACK);
    l.packet.time = 11 * SECOND;
    g_assert_cmpint(flow_latest(answer(&l, TCP_ACK)), >=, analysis_idle_before(l.analysis));
    l.packet.time = 132 * SECOND;
    send_from(&l, A, 50002, B, 80, TCP_ACK);
    g_assert_cmpint(12 * SECOND, ==, analysis_idle_before(l.analysis));
    clear(&l);
}

static void other_protocols_and_vlans(void)
{
    struct lab l = lab("");

    g_assert_cmpint(ask(&l, TCP_ACK)->id, ==, 0);
    l.packet.vlan = 5;
    g_assert_cmpint(ask(&l, TCP_ACK)->id, ==, 0);
    l.packet.protocol = IP_UDP;
    g_assert_cmpint(ask(&l, 0)->id, ==, 1);
    l.packet.protocol = IP_ICMP;
    l.packet.has_ports = FALSE;
    l.packet.icmp_id = 1;
    g_assert_cmpint(ask(&l, 0)->id, ==, 2);
    g_assert_cmpint(answer(&l, 0)->id, ==, 2);
    l.packet.icmp_id = 2;
    g_assert_cmpint(ask(&l, 0)->id, ==, 3);
    g_assert_cmpint(flow_endpoint(l.record.flow, SCOPE_INITIATOR).port, ==, 0);
    l.packet.protocol = PROTOCOL_ETHERTYPE | 0x0806;
    l.packet.protocol_name = "ARP";
    g_assert_cmpstr(ask(&l, 0)->protocol_name, ==, "ARP");
    g_assert_cmpint(l.record.flow->id, ==, 4);
    clear(&l);
}

static void fragments(void)
{
    struct lab l = lab("");

    l.packet.protocol = IP_UDP;
    l.packet.is_fragment = TRUE;
    l.packet.fragment_id = 77;
    const struct flow *flow = ask(&l, 0);

    l.packet.has_ports = FALSE;
    l.packet.fragment_offset = 1480;
    g_assert_true(ask(&l, 0) == flow);
    l.packet.fragment_id = 78; /* its first fragment was not seen */
    g_assert_true(ask(&l, 0) != flow);
    l.packet.fragment_id = 77;
    g_assert_true(answer(&l, 0) != flow); /* the other way round it is another datagram */
    l.packet.time = 61 * SECOND;
    g_assert_true(ask(&l, 0) != flow);
    clear(&l);
}

/* ---- counts ---- */

static guint64 value_of(const struct lab *lab, const char *name)
{
    struct field_view view;

    field_view_init(&view, lab->analysis, lab->record.flow, &lab->record, TRUE);
    for (guint t = 0; t < field_tables_count; t++)
        for (guint i = 0; i < field_tables[t]->count; i++)
            for (int scope = 0; scope < FLOW_SCOPES; scope++) {
                const struct field *field = &field_tables[t]->fields[i];
                char               *full = field_full_name(field, (enum flow_scope)scope);
                gboolean            found = (field->scopes & 1U << scope) && strcmp(full, name) == 0;
                struct field_value  value = { 0 };
                g_free(full);
                if (found)
                    return !field_read(field, (enum flow_scope)scope, &view, &value) ? G_MAXUINT64 :
                           field->type == FIELD_DURATION                             ? (guint64)value.ns :
                                                                                       value.number;
            }
    g_error("no field %s", name);
}

/* Initiator: 60 + 100 bytes of frame at 1 s and 4 s; responder: 1,000 at 2 s. */
static void counts(void)
{
    static const struct {
        const char *name;
        guint64     value;
    } EXPECTED[] = {
        { "winnow.flow.packets", 3 },
        { "winnow.flow.initiator.packets", 2 },
        { "winnow.flow.responder.packets", 1 },
        { "winnow.flow.frame_bytes", 1160 },
        { "winnow.flow.initiator.frame_bytes", 160 },
        { "winnow.flow.responder.frame_bytes", 1000 },
        { "winnow.flow.ip_bytes", 1112 },
        { "winnow.flow.initiator.ip_bytes", 126 },
        { "winnow.flow.responder.payload_bytes", 946 },
        { "winnow.flow.payload_bytes", 992 },
        { "winnow.flow.data_packets", 2 },
        { "winnow.flow.initiator.data_packets", 1 },
        { "winnow.flow.duration", 3000000000 },
        { "winnow.flow.initiator.duration", 3000000000 },
        { "winnow.flow.responder.duration", 0 },
        { "winnow.flow.first_frame", 1 },
        { "winnow.flow.last_frame", 3 },
        { "winnow.flow.parent", G_MAXUINT64 },
        { "winnow.packet.index", 3 },
        { "winnow.packet.iat", 2000000000 },
        { "winnow.packet.flow_age", 3000000000 },
        { "winnow.packet.payload_bytes", 46 },
        { "winnow.packet.is_last", 1 },
        { "winnow.packet.source_port", 50000 },
        { "winnow.flow.responder.port", 80 },
    };
    struct lab l = lab("");

    l.packet.time = 1 * SECOND, l.packet.frame_bytes = 60, l.packet.ip_bytes = 40;
    ask(&l, TCP_SYN);
    l.packet.time = 2 * SECOND, l.packet.frame_bytes = 1000, l.packet.ip_bytes = 986, l.packet.payload_bytes = 946;
    answer(&l, TCP_ACK);
    l.packet.time = 4 * SECOND, l.packet.frame_bytes = 100, l.packet.ip_bytes = 86, l.packet.payload_bytes = 46;
    ask(&l, TCP_ACK);
    for (guint i = 0; i < G_N_ELEMENTS(EXPECTED); i++) {
        g_test_message("%s", EXPECTED[i].name);
        g_assert_cmpuint(value_of(&l, EXPECTED[i].name), ==, EXPECTED[i].value);
    }
    clear(&l);
}

static void nothing_of_one_side(void)
{
    struct lab l = lab("");

    ask(&l, TCP_SYN);
    g_assert_cmpuint(value_of(&l, "winnow.flow.responder.packets"), ==, 0);
    g_assert_cmpuint(value_of(&l, "winnow.flow.responder.duration"), ==, G_MAXUINT64);
    g_assert_cmpuint(value_of(&l, "winnow.packet.iat"), ==, G_MAXUINT64);
    clear(&l);
}

/* ---- names ---- */

#define TLS_PORTS                                                                                                           \
    "80/tcp HTTP\n443/tcp HTTPS over=TLS\n465/tcp SMTPS over=TLS after=SMTP\ndissector tls TLS\n"                           \
    "dissector http HTTP\ndissector smtp SMTP\ndissector websocket WebSocket\napplication WebSocket over=HTTP\n"

static void evidence_and_port(void)
{
    struct lab l = lab(TLS_PORTS);

    named(&l, ask(&l, TCP_SYN), "HTTP", METHOD_PORT);
    find("tls", &l);
    named(&l, l.record.flow, "TLS", METHOD_DISSECTED);

    send_from(&l, A, 50000, B, 443, TCP_SYN);
    find("tls", &l);
    named(&l, l.record.flow, "HTTPS", METHOD_PORT);
    find("http", &l); /* CONNECT, or a mistake: what was found first stays */
    named(&l, l.record.flow, "HTTPS", METHOD_PORT);
    clear(&l);
}

static void evidence_grows(void)
{
    struct lab l = lab(TLS_PORTS);

    send_from(&l, A, 50000, B, 9000, TCP_SYN);
    named(&l, l.record.flow, "Unknown", METHOD_NONE);
    find("http", &l);
    named(&l, l.record.flow, "HTTP", METHOD_DISSECTED);
    find("tls", &l);
    named(&l, l.record.flow, "HTTP", METHOD_DISSECTED);
    find("websocket", &l);
    named(&l, l.record.flow, "WebSocket", METHOD_DISSECTED);

    send_from(&l, A, 50000, B, 9001, TCP_SYN);
    find("smtp", &l);
    find("tls", &l);
    named(&l, l.record.flow, "SMTPS", METHOD_DISSECTED);
    clear(&l);
}

static void learned(void)
{
    struct lab l = lab(TLS_PORTS);

    send_from(&l, A, 50000, B, 9000, TCP_SYN);
    find("http", &l);
    named(&l, send_from(&l, A, 50001, B, 9000, TCP_SYN), "HTTP", METHOD_LEARNED);
    named(&l, send_from(&l, 3, 50001, B, 9000, TCP_SYN), "HTTP", METHOD_LEARNED);
    find("tls", &l);
    named(&l, l.record.flow, "TLS", METHOD_DISSECTED);
    clear(&l);
}

static void signature(void)
{
    static const guint8 BANNER[] = "SSH-2.0-x\r\n";
    struct lab          l = lab("80/tcp HTTP\ndissector http HTTP\n22/tcp SSH\ndissector dns DNS\ndissector tls TLS\n"
                                         "application Tunnel after=SSH over=TLS\n");

    l.packet.payload = BANNER;
    l.packet.payload_captured = l.packet.payload_bytes = sizeof BANNER - 1;
    named(&l, ask(&l, TCP_ACK), "SSH", METHOD_SIGNATURE);
    find("dns", &l); /* a guess, against a proof */
    named(&l, l.record.flow, "SSH", METHOD_SIGNATURE);

    named(&l, send_from(&l, A, 50000, B, 22, TCP_ACK), "SSH", METHOD_SIGNATURE);
    find("dns", &l);
    named(&l, l.record.flow, "SSH", METHOD_SIGNATURE);
    find("tls", &l); /* DNS came first */
    named(&l, l.record.flow, "SSH", METHOD_SIGNATURE);

    send_from(&l, A, 50005, B, 80, TCP_SYN);
    find("http", &l); /* called in by the port, it counts for no more than that */
    named(&l, l.record.flow, "SSH", METHOD_SIGNATURE);

    send_from(&l, A, 50001, B, 22, TCP_ACK);
    l.record.flow->naming.dissected = l.record.flow->naming.signature;
    find("tls", &l); /* and a flow that has moved on is not held back */
    named(&l, l.record.flow, "Tunnel", METHOD_DISSECTED);
    clear(&l);
}

/* Many endpoints: what was learned first and not used again is forgotten, the rest stays. */
static void forgets(void)
{
    struct lab l = lab("dissector http HTTP\n");

    send_from(&l, A, 50000, B, 9000, TCP_SYN);
    find("http", &l);
    for (guint i = 0; i < 140000; i++) {
        l.packet.tcp.sequence = i + 1;
        send_from(&l, A, 1, (int)(3 + i / 65536), (guint16)i, TCP_SYN);
        find("http", &l);
    }
    named(&l, send_from(&l, A, 50001, 3 + 139999 / 65536, (guint16)139999, TCP_SYN), "HTTP", METHOD_LEARNED);
    named(&l, send_from(&l, A, 50001, B, 9000, TCP_SYN), "Unknown", METHOD_NONE);
    clear(&l);
}

static void field_names_differ(void)
{
    GHashTable *names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint t = 0; t < field_tables_count; t++)
        for (guint i = 0; i < field_tables[t]->count; i++)
            for (int scope = 0; scope < FLOW_SCOPES; scope++)
                if (field_tables[t]->fields[i].scopes & 1U << scope)
                    g_assert_true(
                        g_hash_table_add(names, field_full_name(&field_tables[t]->fields[i], (enum flow_scope)scope)));
    g_assert_true(g_hash_table_contains(names, "winnow.app"));
    g_assert_true(g_hash_table_contains(names, "winnow.flow.initiator.address"));
    g_assert_false(g_hash_table_contains(names, "winnow.flow.address"));
    g_hash_table_unref(names);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/flows/direction", direction);
    g_test_add_func("/flows/tail-after-the-end-stays", tail_after_the_end_stays);
    g_test_add_func("/flows/a-new-syn-after-the-end", a_new_syn_after_the_end);
    g_test_add_func("/flows/half-closed", half_closed);
    g_test_add_func("/flows/idle-timeout", idle_timeout);
    g_test_add_func("/flows/clock-backwards", clock_backwards);
    g_test_add_func("/flows/packet-from-the-future", packet_from_the_future);
    g_test_add_func("/flows/other-protocols-and-vlans", other_protocols_and_vlans);
    g_test_add_func("/flows/fragments", fragments);
    g_test_add_func("/flows/counts", counts);
    g_test_add_func("/flows/nothing-of-one-side", nothing_of_one_side);
    g_test_add_func("/flows/evidence-and-port", evidence_and_port);
    g_test_add_func("/flows/evidence-grows", evidence_grows);
    g_test_add_func("/flows/learned", learned);
    g_test_add_func("/flows/signature", signature);
    g_test_add_func("/flows/forgets", forgets);
    g_test_add_func("/flows/field-names-differ", field_names_differ);
    return g_test_run();
}
