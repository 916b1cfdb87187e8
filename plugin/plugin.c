/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * The symbols that Wireshark looks up, and the order of one packet: translate, analyse, remember, draw. */
#include "ws_compat.h"

#include <epan/packet.h>

#include "capture_session.h"
#include "conversations.h"
#include "expert_items.h"
#include "flow_tree.h"
#include "flows_window.h"
#include "host.h"
#include "packet_tap.h"
#include "preferences.h"
#include "stat_trees.h"
#include "statistics.h"
#include "tools_menu.h"

WS_DLL_PUBLIC_DEF const gchar plugin_version[] = WINNOW_VERSION;
WS_DLL_PUBLIC_DEF const int   plugin_want_major = WIRESHARK_VERSION_MAJOR;
WS_DLL_PUBLIC_DEF const int   plugin_want_minor = WIRESHARK_VERSION_MINOR;

WS_DLL_PUBLIC void plugin_register(void);

static protocol_t *protocol;

static void show(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, const struct packet_record *record)
{
    guint                 count;
    const struct finding *findings = capture_session_findings(record, &count);
    struct field_view     view;

    if (!tree) {
        for (guint i = 0; i < count; i++)
            expert_items_add(pinfo, NULL, &findings[i]);
    } else if (count > 0 || flow_tree_is_drawn(tree)) {
        capture_session_view(record->flow, record, PINFO_FD_VISITED(pinfo), &view);
        flow_tree_draw(tree, tvb, pinfo, &view, findings, count, preferences_only_asked_fields());
    }
    packet_tap_tell(pinfo, record, findings, count);
}

static int dissect_winnow(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, void *data)
{
    (void)data;
    if (!proto_is_protocol_enabled(protocol) || !capture_session_is_watched(pinfo, tree))
        return 0;

    const struct packet_record *record = capture_session_record(tvb, pinfo);
    if (record)
        show(tvb, pinfo, tree, record);
    return 0;
}

/* Where frames are looked at again, one may wait long for a capture; elsewhere it comes at once, and tells as well. */
static void apply_preferences(void)
{
    preferences_check();
    if (host_looks_again() && !capture_session_is_open())
        preferences_read_files();
}

static void register_protocol(void)
{
    int proto_winnow = proto_register_protocol("Winnow Traffic Classification", "Winnow", "winnow");
    flow_tree_register(proto_winnow);
    expert_items_register(proto_winnow);
    preferences_register(proto_winnow, apply_preferences);
    capture_session_register(statistics_flow_gone);
    packet_tap_register();
    statistics_register();
    stat_trees_register();
    flows_window_register();
    conversations_register(proto_winnow);
    tools_menu_register();
    protocol = find_protocol_by_id(proto_winnow);
}

static void register_handoff(void)
{
    enum { NO_PROTOCOL = -1 }; /* of its own, it would cost every frame another layer */

    register_postdissector(create_dissector_handle(dissect_winnow, NO_PROTOCOL));
}

void plugin_register(void)
{
    static const proto_plugin plugin = { register_protocol, register_handoff };
    proto_register_plugin(&plugin);
}
