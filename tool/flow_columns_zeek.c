/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * The columns of Zeek's conn.log. What differs from the original stands in winnow(1). */
#include "flow_columns.h"

#include "cell_parse.h"
#include "export_reader.h"
#include "protocols.h"

enum { MICROSECOND = 1000, CELL_PROTOCOL = 1, CELL_INITIATOR = 2, CELL_RESPONDER = 3 };

static gboolean read_uid(struct measure_view *view, GString *out)
{
    guint64 id;

    if (!measure_view_number(view, 0, &id))
        return FALSE;
    g_string_append_printf(out, "C%" G_GUINT64_FORMAT "f%" G_GUINT64_FORMAT, view->capture, id);
    return TRUE;
}

/* Zeek's six decimals; more where there is more. */
static gboolean read_interval(struct measure_view *view, GString *out)
{
    gint64 nanoseconds;

    if (!measure_read(&measure_seconds, view, out))
        return FALSE;
    if (out->len && measure_view_time(view, 0, &nanoseconds) && nanoseconds % MICROSECOND == 0)
        g_string_truncate(out, out->len - 3);
    return TRUE;
}

/* ICMP's types and codes stand where ports do. */
static gboolean read_originator_port(struct measure_view *view, GString *out)
{
    enum { PORT, TYPE };

    return measure_append_whole(out, view, measure_view_has(view, PORT) ? PORT : TYPE);
}

/* Of ICMP messages that come in pairs, what answers this one, or -1. */
static int icmp_counterpart(int protocol, guint64 type)
{
    static const struct {
        int     protocol;
        guint64 type, counterpart;
    } PAIRS[] = {
        { IP_ICMP, 8, 0 },       { IP_ICMP, 0, 8 },       { IP_ICMP, 13, 14 },     { IP_ICMP, 14, 13 },
        { IP_ICMP, 15, 16 },     { IP_ICMP, 16, 15 },     { IP_ICMP, 17, 18 },     { IP_ICMP, 18, 17 },
        { IP_ICMP, 10, 9 },      { IP_ICMP, 9, 10 },      { IP_ICMPV6, 128, 129 }, { IP_ICMPV6, 129, 128 },
        { IP_ICMPV6, 130, 131 }, { IP_ICMPV6, 131, 130 }, { IP_ICMPV6, 133, 134 }, { IP_ICMPV6, 134, 133 },
        { IP_ICMPV6, 135, 136 }, { IP_ICMPV6, 136, 135 }, { IP_ICMPV6, 139, 140 }, { IP_ICMPV6, 140, 139 },
        { IP_ICMPV6, 144, 145 }, { IP_ICMPV6, 145, 144 },
    };

    for (guint i = 0; i < G_N_ELEMENTS(PAIRS); i++)
        if (PAIRS[i].protocol == protocol && PAIRS[i].type == type)
            return (int)PAIRS[i].counterpart;
    return -1;
}

static gboolean read_responder_port(struct measure_view *view, GString *out)
{
    enum { PORT, TYPE, CODE, PROTOCOL };
    guint64 type = 0;
    int     counterpart;

    if (measure_view_has(view, PORT) || !measure_view_has(view, TYPE))
        return measure_append_whole(out, view, PORT);
    if (!measure_view_number(view, TYPE, &type))
        return FALSE;
    counterpart = icmp_counterpart(measure_protocol_number(view->cells[PROTOCOL]), type);
    if (counterpart < 0)
        return measure_append_whole(out, view, CODE);
    measure_append_number(out, (guint64)counterpart);
    return TRUE;
}

static gboolean read_transport(struct measure_view *view, GString *out)
{
    int protocol = measure_protocol_number(view->cells[0]);

    if (protocol == IP_TCP || protocol == IP_UDP)
        g_string_append(out, protocol == IP_TCP ? "tcp" : "udp");
    else if (protocol == IP_ICMP || protocol == IP_ICMPV6)
        g_string_append(out, "icmp");
    else if (measure_view_has(view, 0))
        g_string_append(out, "unknown_transport");
    return TRUE;
}

/* By evidence only, as Zeek has it. */
static gboolean read_service(struct measure_view *view, GString *out)
{
    static const struct {
        const char *ours, *theirs;
    } NAMES[] = { { "TLS", "ssl" }, { "DTLS", "ssl" }, { "Kerberos", "krb" }, { "VNC", "rfb" }, { "SMB2", "smb" } };
    struct cell cell = view->cells[measure_view_has(view, 0) ? 0 : 1];
    gsize       start = out->len;

    for (guint i = 0; i < G_N_ELEMENTS(NAMES); i++)
        if (cell_equals(cell, NAMES[i].ours)) {
            g_string_append(out, NAMES[i].theirs);
            return TRUE;
        }
    export_cell_value(view->header, cell, out);
    for (char *c = out->str + start; *c; c++)
        *c = g_ascii_tolower(*c);
    return TRUE;
}

/* Whether that many packets of each side are more than none. */
static gboolean have_sent(struct measure_view *view, gboolean *initiator, gboolean *responder)
{
    guint64 sent[2] = { 0, 0 };

    for (guint i = 0; i < 2; i++)
        if (measure_view_has(view, CELL_INITIATOR + i) && !measure_view_number(view, CELL_INITIATOR + i, &sent[i]))
            return FALSE;
    *initiator = sent[0] > 0;
    *responder = sent[1] > 0;
    return TRUE;
}

static gboolean is_told_of_both(const struct measure_view *view)
{
    return measure_view_has(view, CELL_INITIATOR) && measure_view_has(view, CELL_RESPONDER);
}

static gboolean read_state(struct measure_view *view, GString *out)
{
    int      protocol = measure_protocol_number(view->cells[CELL_PROTOCOL]);
    gboolean initiator, responder;

    if (measure_view_has(view, 0) || protocol == IP_TCP)
        return measure_read(&measure_text, view, out);
    if (protocol != IP_UDP) {
        g_string_append(out, protocol >= 0 ? "OTH" : "");
        return TRUE;
    }
    if (!have_sent(view, &initiator, &responder))
        return FALSE;
    if (is_told_of_both(view))
        g_string_append(out, initiator ? (responder ? "SF" : "S0") : responder ? "SHR" : "OTH");
    return TRUE;
}

static gboolean read_history(struct measure_view *view, GString *out)
{
    gboolean initiator, responder;

    if (measure_view_has(view, 0) || measure_protocol_number(view->cells[CELL_PROTOCOL]) != IP_UDP)
        return measure_read(&measure_text, view, out);
    if (!have_sent(view, &initiator, &responder))
        return FALSE;
    g_string_append(out, initiator ? "D" : "");
    g_string_append(out, responder ? "d" : "");
    return TRUE;
}

static const struct measure uid = { .kind = VALUE_TEXT, .read = read_uid };
static const struct measure interval = { .kind = VALUE_DECIMAL, .read = read_interval };
static const struct measure originator_port = { .kind = VALUE_DECIMAL, .read = read_originator_port, .always = TRUE };
static const struct measure responder_port = { .kind = VALUE_DECIMAL, .read = read_responder_port, .always = TRUE };
static const struct measure transport = { .kind = VALUE_TEXT, .read = read_transport };
static const struct measure service = { .kind = VALUE_TEXT, .read = read_service, .always = TRUE };
static const struct measure state = { .kind = VALUE_TEXT, .read = read_state, .always = TRUE };
static const struct measure history = { .kind = VALUE_TEXT, .read = read_history, .always = TRUE };

static const struct flow_column COLUMNS[] = {
    { "ts", &interval, { "flow.start" }, "time", 0 },
    { "uid", &uid, { "flow.id" }, "string", 0 },
    { "id.orig_h", &measure_ip_address, { "flow.initiator.address" }, "addr", 0 },
    { "id.orig_p", &originator_port, { "flow.initiator.port", "flow.icmp_type" }, "port", 0 },
    { "id.resp_h", &measure_ip_address, { "flow.responder.address" }, "addr", 0 },
    { "id.resp_p",
      &responder_port,
      { "flow.responder.port", "flow.icmp_type", "flow.icmp_code", "flow.protocol" },
      "port",
      0 },
    { "proto", &transport, { "flow.protocol" }, "enum", 0 },
    { "service", &service, { "app.dissected", "app.signature" }, "string", 0 },
    { "duration", &interval, { "flow.duration" }, "interval", 0 },
    { "orig_bytes", &measure_whole, { "flow.initiator.payload_bytes" }, "count", 0 },
    { "resp_bytes", &measure_whole, { "flow.responder.payload_bytes" }, "count", 0 },
    { "conn_state",
      &state,
      { "flow.state", "flow.protocol", "flow.initiator.packets", "flow.responder.packets" },
      "string",
      0 },
    { "local_orig", NULL, { NULL }, "bool", 0 },
    { "local_resp", NULL, { NULL }, "bool", 0 },
    { "missed_bytes", NULL, { NULL }, "count", 0 },
    { "history",
      &history,
      { "flow.history", "flow.protocol", "flow.initiator.data_packets", "flow.responder.data_packets" },
      "string",
      0 },
    { "orig_pkts", &measure_whole, { "flow.initiator.packets" }, "count", 0 },
    { "orig_ip_bytes", &measure_whole, { "flow.initiator.ip_bytes" }, "count", 0 },
    { "resp_pkts", &measure_whole, { "flow.responder.packets" }, "count", 0 },
    { "resp_ip_bytes", &measure_whole, { "flow.responder.ip_bytes" }, "count", 0 },
    { "tunnel_parents", NULL, { NULL }, "set[string]", 0 },
};

const struct flow_columns flow_columns_zeek = { "zeek", COLUMNS, G_N_ELEMENTS(COLUMNS) };
