/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ws_compat.h"

#include "capture_session.h"

#include <epan/addr_resolv.h>

#include "packet_from_epan.h"
#include "preferences.h"
#include "protocols.h"

static struct {
    struct analysis   *analysis;
    struct translator *translator;
} session;

static const char *lookup_service(guint8 ip_protocol, guint16 port, gpointer data)
{
    static const struct {
        guint8    ip_protocol;
        port_type type;
    } TYPES[] = { { IP_TCP, PT_TCP }, { IP_UDP, PT_UDP }, { IP_UDP_LITE, PT_UDP }, { IP_SCTP, PT_SCTP }, { IP_DCCP, PT_DCCP } };

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

    session.analysis = analysis_new(&options, ports, lookup_service, NULL);
    session.translator = translator_new(ports);
}

static void close_session(void)
{
    g_clear_pointer(&session.analysis, analysis_free);
    g_clear_pointer(&session.translator, translator_free);
}

void capture_session_register(void)
{
    register_init_routine(open_session);
    register_cleanup_routine(close_session);
}

struct packet_record capture_session_add(tvbuff_t *frame, packet_info *pinfo)
{
    struct packet packet = packet_from_epan(session.translator, frame, pinfo);

    return analysis_add(session.analysis, &packet);
}

const struct applications *capture_session_applications(void)
{
    return analysis_applications(session.analysis);
}
