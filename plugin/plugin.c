/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * The symbols that Wireshark looks up, and the order of one packet: translate, analyse, remember, draw. */
#include "ws_compat.h"

#include <epan/packet.h>
#include <epan/proto_data.h>

#include "capture_session.h"
#include "flow_tree.h"
#include "preferences.h"

WS_DLL_PUBLIC_DEF const gchar plugin_version[] = WINNOW_VERSION;
WS_DLL_PUBLIC_DEF const int   plugin_want_major = WIRESHARK_VERSION_MAJOR;
WS_DLL_PUBLIC_DEF const int   plugin_want_minor = WIRESHARK_VERSION_MINOR;

WS_DLL_PUBLIC void plugin_register(void);

static int proto_winnow;

/* State grows on a frame's first visit only; what the frame was told then is kept with it. */
static const struct packet_record *record_of(tvbuff_t *tvb, packet_info *pinfo)
{
    if (!PINFO_FD_VISITED(pinfo)) {
        struct packet_record *record = wmem_new(wmem_file_scope(), struct packet_record);
        *record = capture_session_add(tvb, pinfo);
        p_add_proto_data(wmem_file_scope(), pinfo, proto_winnow, 0, record);
        return record;
    }
    return p_get_proto_data(wmem_file_scope(), pinfo, proto_winnow, 0);
}

/* Returns 0, so that the layer is taken off again. */
static int dissect_winnow(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, void *data)
{
    const struct packet_record *record = record_of(tvb, pinfo);

    (void)data;
    if (tree && record) {
        struct field_view view = { record, capture_session_applications(), PINFO_FD_VISITED(pinfo) };
        flow_tree_draw(tree, tvb, &view, preferences_only_asked_fields());
    }
    return 0;
}

static void register_protocol(void)
{
    proto_winnow = proto_register_protocol("Winnow Traffic Classification", "Winnow", "winnow");
    flow_tree_register(proto_winnow);
    preferences_register(proto_winnow);
    capture_session_register();
}

static void register_handoff(void)
{
    register_postdissector(create_dissector_handle(dissect_winnow, proto_winnow));
}

void plugin_register(void)
{
    static const proto_plugin plugin = { register_protocol, register_handoff };
    proto_register_plugin(&plugin);
}
