/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ws_compat.h"

#include "expert_items.h"

#include <epan/column-info.h>
#include <epan/expert.h>
#include <epan/tap.h>

#include "detectors.h"

/* By detector and severity: an item has the severity that it was registered with. Those of one detector share a name. */
static expert_field (*items)[SEVERITIES];

static const int GROUPS[] = {
    [GROUP_SECURITY] = PI_SECURITY,
    [GROUP_SEQUENCE] = PI_SEQUENCE,
    [GROUP_PROTOCOL] = PI_PROTOCOL,
    [GROUP_MALFORMED] = PI_MALFORMED,
};
static const int LEVELS[SEVERITIES] = {
    [SEVERITY_NOTE] = PI_NOTE,
    [SEVERITY_WARN] = PI_WARN,
    [SEVERITY_ERROR] = PI_ERROR,
};

static ei_register_info describe(guint index, enum severity severity)
{
    const struct detector *detector = detectors[index];
    const char            *name = g_strconcat("winnow.anomaly.", detector->name, NULL);
    ei_register_info       info = { &items[index][severity],
                                    { name, GROUPS[detector->group], LEVELS[severity], detector->title, EXPFILL } };

    items[index][severity] = (expert_field)EI_INIT;
    return info;
}

/* What is registered must live as long as Wireshark. */
void expert_items_register(int proto_id)
{
    ei_register_info *registered = g_new(ei_register_info, detectors_count * SEVERITIES);
    int               count = 0;

    items = g_malloc(sizeof *items * detectors_count);
    for (guint i = 0; i < detectors_count; i++)
        for (enum severity severity = detectors[i]->severity; severity <= detector_loudest(detectors[i]); severity++)
            registered[count++] = describe(i, severity);
    expert_register_field_array(expert_register_protocol(proto_id), registered, count);
}

void expert_items_add(packet_info *pinfo, proto_item *item, const struct finding *finding)
{
    int         index = detectors_find(finding->detector->name);
    const char *theirs = pinfo->current_proto;

    pinfo->current_proto = "Winnow"; /* whose item it is said to be */
    expert_add_info_format(pinfo, item, &items[index][finding->severity], "%s: %s", finding->detector->title,
                           finding->detail);
    pinfo->current_proto = theirs;
}

static gboolean has_column(const packet_info *pinfo)
{
    return pinfo->cinfo && pinfo->cinfo->col_first && pinfo->cinfo->col_first[COL_EXPERT] >= 0;
}

gboolean expert_items_are_asked(const packet_info *pinfo, proto_tree *tree)
{
    if (have_tap_listener(find_tap_id("expert")) || has_column(pinfo))
        return TRUE;
    if (!tree)
        return FALSE;
    if (proto_field_is_referenced(tree, proto_expert))
        return TRUE;
    for (guint i = 0; i < detectors_count; i++)
        for (enum severity severity = detectors[i]->severity; severity <= detector_loudest(detectors[i]); severity++)
            if (proto_registrar_get_nth((guint)items[i][severity].hf)->ref_type == HF_REF_TYPE_DIRECT)
                return TRUE;
    return FALSE;
}
