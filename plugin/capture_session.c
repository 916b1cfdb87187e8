/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ws_compat.h"

#include "capture_session.h"

#include <epan/addr_resolv.h>

#include "detector_preferences.h"
#include "expert_items.h"
#include "flow_tree.h"
#include "frame_records.h"
#include "host.h"
#include "packet_from_epan.h"
#include "packet_tap.h"
#include "preferences.h"
#include "protocols.h"
#include "statistics.h"

static struct {
    struct analysis      *analysis;
    struct translator    *translator;
    struct frame_records *records; /* NULL where no frame is looked at again */
    struct packet_record  last;    /* where there are no records */
    flow_visitor          gone;
    guint32               number;
    enum { UNDECIDED, WATCHED, UNWATCHED } watched;
    gboolean findings_are_watched; /* once it is decided */
} session;

static const char *lookup_service(guint8 ip_protocol, guint16 port, gpointer data)
{
    static const struct {
        guint8    ip_protocol;
        port_type type;
    } TYPES[] = {
        { IP_TCP, PT_TCP }, { IP_UDP, PT_UDP }, { IP_UDP_LITE, PT_UDP }, { IP_SCTP, PT_SCTP }, { IP_DCCP, PT_DCCP }
    };

    (void)data;
    for (guint i = 0; i < G_N_ELEMENTS(TYPES); i++)
        if (TYPES[i].ip_protocol == ip_protocol)
            return try_serv_name_lookup(TYPES[i].type, port);
    return NULL;
}

static void open_session(void)
{
    struct flow_options options = preferences_flow_options();
    struct port_table  *ports = preferences_port_table();

    session.number++;
    session.watched = UNDECIDED;
    options.keep_ended = host_looks_again();
    session.analysis = analysis_new(&options, ports, lookup_service, NULL);
    session.translator = translator_new(ports, preferences_tunnels_outermost());
    session.records = host_looks_again() ? frame_records_new() : NULL;
    analysis_watch_flows(session.analysis, session.gone, NULL);
}

static void close_session(void)
{
    if (session.analysis && statistics_are_open())
        analysis_visit_flows(session.analysis, session.gone, NULL);
    g_clear_pointer(&session.analysis, analysis_free);
    g_clear_pointer(&session.translator, translator_free);
    g_clear_pointer(&session.records, frame_records_free);
}

void capture_session_register(flow_visitor gone)
{
    session.gone = gone;
    register_init_routine(open_session);
    register_cleanup_routine(close_session);
}

gboolean capture_session_is_open(void)
{
    return session.analysis != NULL;
}

static void add_evidence(const packet_info *pinfo, struct flow *flow, gboolean is_new)
{
    guint32 mark = translator_evidence_mark(session.translator, pinfo);

    if (!is_new && (mark == 0 || mark == flow->evidence_mark))
        return;
    flow->evidence_mark = mark;

    struct evidence evidence = translator_evidence(session.translator, pinfo);
    analysis_add_evidence(session.analysis, flow, &evidence);
}

static const struct packet_record *first_visit(tvbuff_t *frame, packet_info *pinfo)
{
    struct packet_record *record = session.records ? frame_records_add(session.records, pinfo->num) : &session.last;
    struct packet         packet;

    packet_from_epan(session.translator, frame, pinfo, &packet);
    analysis_add(session.analysis, &packet, record);
    add_evidence(pinfo, record->flow, record->index == 1);
    analysis_examine(session.analysis, &packet, record);
    if (session.findings_are_watched)
        analysis_detect(session.analysis, &packet, record);
    return record;
}

const struct packet_record *capture_session_find(const packet_info *pinfo)
{
    return session.records ? frame_records_find(session.records, pinfo->num) : NULL;
}

/* In one pass tshark builds a tree for all frames or for none, and primes it with the same fields. */
gboolean capture_session_is_watched(const packet_info *pinfo, proto_tree *tree)
{
    if (session.watched == UNDECIDED) {
        session.findings_are_watched = host_looks_again() || packet_tap_asks_findings() ||
                                       (tree && flow_tree_asks_findings(tree)) || expert_items_are_asked(pinfo, tree);
        session.watched = session.findings_are_watched || packet_tap_is_open() || statistics_are_open() ||
                                  (tree && flow_tree_is_asked(tree)) ?
                              WATCHED :
                              UNWATCHED;
        if (session.findings_are_watched)
            analysis_look(session.analysis, detector_preferences_options()); /* only now: lists may be long */
    }
    return session.watched == WATCHED;
}

const struct packet_record *capture_session_record(tvbuff_t *frame, packet_info *pinfo)
{
    return PINFO_FD_VISITED(pinfo) ? capture_session_find(pinfo) : first_visit(frame, pinfo);
}

const struct finding *capture_session_findings(const struct packet_record *record, guint *count)
{
    return analysis_findings(session.analysis, record, count);
}

const struct applications *capture_session_applications(void)
{
    return analysis_applications(session.analysis);
}

void capture_session_view(const struct flow *flow, const struct packet_record *record, gboolean is_complete,
                          struct field_view *view)
{
    field_view_init(view, session.analysis, flow, record, is_complete);
}

void capture_session_visit_flows(flow_visitor visitor, gpointer data)
{
    if (session.analysis)
        analysis_visit_flows(session.analysis, visitor, data);
}

guint32 capture_session_number(void)
{
    return session.number;
}
