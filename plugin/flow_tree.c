/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ws_compat.h"

#include "flow_tree.h"

#include <string.h>

#include "expert_items.h"
#include "host.h"
#include "shown_fields.h"

static const char *const BRANCH_TITLES[BRANCHES] = {
    [BRANCH_CLASSIFICATION] = "Classification", [BRANCH_PACKET] = "Packet",       [BRANCH_FLOW] = "Flow",
    [BRANCH_INITIATOR] = "Initiator",           [BRANCH_RESPONDER] = "Responder", [BRANCH_ANOMALIES] = "Anomalies",
};

static const char SELF[] = "winnow";

static int proto_winnow;
static int ett[BRANCHES];

void flow_tree_register(int proto_id)
{
    static int *ett_pointers[BRANCHES];

    proto_winnow = proto_id;
    shown_fields_register(proto_id);
    for (guint i = 0; i < BRANCHES; i++) {
        ett[i] = -1;
        ett_pointers[i] = &ett[i];
    }
    proto_register_subtree_array(ett_pointers, BRANCHES);
}

static proto_item *add_boolean(proto_tree *tree, int hf, tvbuff_t *tvb, const struct field_value *value)
{
    return proto_tree_add_boolean(tree, hf, tvb, 0, 0, (guint32)value->number);
}

static proto_item *add_uint(proto_tree *tree, int hf, tvbuff_t *tvb, const struct field_value *value)
{
    return proto_tree_add_uint(tree, hf, tvb, 0, 0, (guint32)value->number);
}

static proto_item *add_uint64(proto_tree *tree, int hf, tvbuff_t *tvb, const struct field_value *value)
{
    return proto_tree_add_uint64(tree, hf, tvb, 0, 0, value->number);
}

static proto_item *add_double(proto_tree *tree, int hf, tvbuff_t *tvb, const struct field_value *value)
{
    return proto_tree_add_double(tree, hf, tvb, 0, 0, value->real);
}

static proto_item *add_string(proto_tree *tree, int hf, tvbuff_t *tvb, const struct field_value *value)
{
    return proto_tree_add_string(tree, hf, tvb, 0, 0, value->text);
}

/* Of one below zero both parts are. */
static proto_item *add_duration(proto_tree *tree, int hf, tvbuff_t *tvb, const struct field_value *value)
{
    nstime_t time = { .secs = (time_t)(value->ns / NS_PER_SECOND), .nsecs = (int)(value->ns % NS_PER_SECOND) };

    return proto_tree_add_time(tree, hf, tvb, 0, 0, &time);
}

/* Before 1970, too, the nanoseconds come on top. */
static proto_item *add_time(proto_tree *tree, int hf, tvbuff_t *tvb, const struct field_value *value)
{
    gint64   rest = value->ns % NS_PER_SECOND, before = rest < 0;
    nstime_t time = { .secs = (time_t)(value->ns / NS_PER_SECOND - before), .nsecs = (int)(rest + before * NS_PER_SECOND) };

    return proto_tree_add_time(tree, hf, tvb, 0, 0, &time);
}

static proto_item *(*const ADD[FIELD_TYPES])(proto_tree *, int hf, tvbuff_t *, const struct field_value *) = {
    [FIELD_BOOLEAN] = add_boolean, [FIELD_UINT8] = add_uint,    [FIELD_UINT16] = add_uint,   [FIELD_UINT32] = add_uint,
    [FIELD_UINT64] = add_uint64,   [FIELD_DOUBLE] = add_double, [FIELD_STRING] = add_string, [FIELD_DURATION] = add_duration,
    [FIELD_TIME] = add_time,       [FIELD_FRAME] = add_uint,
};

/* Where a tree is visible, every field counts as referenced, though only some may be printed. */
static gboolean is_wanted(proto_tree *tree, const struct shown_field *one, gboolean only_asked)
{
    return one->is_printed || (only_asked ? one->info->ref_type == HF_REF_TYPE_DIRECT :
                                            PTREE_DATA(tree)->visible || one->info->ref_type != HF_REF_TYPE_NONE);
}

static proto_tree *branch(proto_tree *branches[BRANCHES], tvbuff_t *tvb, enum branch which)
{
    if (!branches[which]) {
        proto_item *item;
        branches[which] = proto_tree_add_subtree(branches[BRANCH_TOP], tvb, 0, 0, ett[which], &item, BRANCH_TITLES[which]);
        proto_item_set_generated(item);
    }
    return branches[which];
}

/* Seconds to the nanosecond, all else to three places; no zeros behind that say nothing, and no exponent. */
static void format_real(const struct field *field, double value, char text[G_ASCII_DTOSTR_BUF_SIZE])
{
    gboolean is_seconds = g_strcmp0(field->unit, "s") == 0;

    g_ascii_formatd(text, G_ASCII_DTOSTR_BUF_SIZE, is_seconds ? "%.9f" : "%.3f", CLAMP(value, -1e18, 1e18));

    gsize length = strlen(text);
    while (text[length - 1] == '0')
        length--;
    text[text[length - 1] == '.' ? length - 1 : length] = '\0';
}

static void fill_label(proto_item *item, const struct shown_field *one, const struct field_value *value,
                       char label[ITEM_LABEL_LENGTH])
{
    if (one->field->type == FIELD_DOUBLE) {
        const char *unit = shown_field_unit(one->field);
        char        text[G_ASCII_DTOSTR_BUF_SIZE];

        format_real(one->field, value->real, text);
        g_snprintf(label, ITEM_LABEL_LENGTH, "%s: %s%s%s", PITEM_FINFO(item)->hfinfo->name, text, unit ? " " : "",
                   !unit                  ? "" :
                   strcmp(unit, "s") == 0 ? "seconds" :
                                            unit);
    } else {
        ws_fill_label(PITEM_FINFO(item), label);
    }
}

/* Below "Initiator" it is "Packets: 7", not "Initiator packets: 7". */
static void set_label(proto_item *item, const struct shown_field *one, const struct field_value *value)
{
    char  label[ITEM_LABEL_LENGTH];
    char *rest = label;

    if (one->field->type != FIELD_DOUBLE && one->scope == SCOPE_BOTH)
        return;
    fill_label(item, one, value, label);
    if (one->scope != SCOPE_BOTH) {
        rest += strlen(flow_side_name(one->scope)) + 1;
        rest[0] = g_ascii_toupper(rest[0]);
    }
    proto_item_set_text(item, "%s", rest);
}

/* A "-" keeps the values of several findings in step, and is nothing to read. */
static gboolean is_worth_reading(const struct shown_field *one, const struct field_value *value)
{
    return !one->is_said_elsewhere && (one->field->type != FIELD_STRING || strcmp(value->text, "-") != 0);
}

static proto_item *draw_field(proto_tree *tree, tvbuff_t *frame, const struct shown_field *one,
                              const struct field_value *value)
{
    proto_item *item = ADD[one->field->type](tree, one->hf, frame, value);

    proto_item_set_generated(item);
    if (!is_worth_reading(one, value))
        proto_item_set_hidden(item);
    else if (PTREE_DATA(tree)->visible)
        set_label(item, one, value);
    return item;
}

/* "HTTPS (Web, interactive) by port 443; flow 12, packet 3 of 240" */
static void append_sentence(proto_item *item, const struct field_view *view)
{
    const struct flow *flow = view->flow;
    struct verdict     verdict = classifier_verdict(view->applications, &flow->naming);
    enum traffic_class class = applications_class(view->applications, verdict.application);
    static const struct {
        const char *reason;
        gboolean    names_port;
    } REASONS[METHOD_COUNT] = {
        [METHOD_NONE] = { "by nothing known", FALSE },
        [METHOD_FIXED_ENDPOINT] = { "by fixed endpoint, port", TRUE },
        [METHOD_USER_PORT] = { "by your port", TRUE },
        [METHOD_PORT] = { "by port", TRUE },
        [METHOD_REGISTRY] = { "by registered port", TRUE },
        [METHOD_PROTOCOL] = { "by protocol number", FALSE },
        [METHOD_DISSECTED] = { "by dissection", FALSE },
        [METHOD_SIGNATURE] = { "by signature", FALSE },
        [METHOD_LEARNED] = { "learned from earlier flows to port", TRUE },
    };

    proto_item_append_text(item, ": %s (%s, %s) %s", applications_name(view->applications, verdict.application),
                           applications_category(view->applications, verdict.application), traffic_class_name(class),
                           REASONS[verdict.method].reason);
    if (REASONS[verdict.method].names_port)
        proto_item_append_text(item, " %u", flow->naming.service.port);
    proto_item_append_text(item, "; flow %u, packet %u of %" G_GUINT64_FORMAT "%s", flow->id, view->record->index,
                           flow_packets(flow), view->is_complete ? "" : " so far");
}

/* "; port_scan (warn), tcp_flags (warn)" */
static void append_findings(proto_item *item, const struct finding *findings, guint count)
{
    for (guint i = 0; i < count; i++)
        proto_item_append_text(item, "%s%s (%s)", i ? ", " : "; ", findings[i].detector->name,
                               severity_name((enum severity)findings[i].severity));
}

static gboolean any_is_wanted(proto_tree *tree, const GArray *fields)
{
    for (guint i = 0; i < fields->len; i++)
        if (is_wanted(tree, &g_array_index(fields, struct shown_field, i), TRUE))
            return TRUE;
    return FALSE;
}

gboolean flow_tree_is_drawn(proto_tree *tree)
{
    return proto_field_is_referenced(tree, proto_winnow);
}

gboolean flow_tree_asks_findings(proto_tree *tree)
{
    return flow_tree_is_drawn(tree) &&
           (host_prints_trees() || host_prints_field(SELF) || any_is_wanted(tree, shown_fields_of_findings()));
}

gboolean flow_tree_is_asked(proto_tree *tree)
{
    return flow_tree_asks_findings(tree) || (flow_tree_is_drawn(tree) && any_is_wanted(tree, shown_fields_of_packets()));
}

struct drawing {
    tvbuff_t          *frame;
    proto_tree        *tree;
    proto_tree        *branches[BRANCHES];
    struct field_view *view;
    gboolean           only_asked;
};

static gboolean read_wanted(struct drawing *drawing, const struct shown_field *one, struct field_value *value)
{
    return is_wanted(drawing->tree, one, drawing->only_asked) && field_read(one->field, one->scope, drawing->view, value);
}

static void draw_packet(struct drawing *drawing)
{
    const GArray *fields = shown_fields_of_packets();

    for (guint i = 0; i < fields->len; i++) {
        const struct shown_field *one = &g_array_index(fields, struct shown_field, i);
        struct field_value        value;
        if (read_wanted(drawing, one, &value))
            draw_field(branch(drawing->branches, drawing->frame, one->branch), drawing->frame, one, &value);
    }
}

/* The first of its fields, its name as a rule, has the others and the expert item below it. */
static void draw_finding(struct drawing *drawing, packet_info *pinfo, proto_item *top, const struct finding *finding)
{
    const GArray *fields = shown_fields_of_findings();
    proto_tree   *below = NULL;
    proto_item   *first = NULL;

    drawing->view->finding = finding;
    for (guint i = 0; i < fields->len; i++) {
        const struct shown_field *one = &g_array_index(fields, struct shown_field, i);
        struct field_value        value;
        if (!read_wanted(drawing, one, &value))
            continue;
        proto_item *item = draw_field(below ? below : branch(drawing->branches, drawing->frame, BRANCH_ANOMALIES),
                                      drawing->frame, one, &value);
        if (!first) {
            first = item;
            below = proto_item_add_subtree(item, ett[BRANCH_FINDING]);
            expert_items_add(pinfo, first, finding);
        }
    }
    if (!first)
        expert_items_add(pinfo, top, finding);
}

void flow_tree_draw(proto_tree *tree, tvbuff_t *frame, packet_info *pinfo, struct field_view *view,
                    const struct finding *findings, guint count, gboolean only_asked)
{
    struct drawing drawing = { frame, tree, { NULL }, view, only_asked || !host_prints_trees() };

    proto_item *top = proto_tree_add_protocol_format(tree, proto_winnow, frame, 0, 0, "Winnow");
    proto_item_set_generated(top);
    if (!drawing.only_asked || host_prints_field(SELF)) {
        append_sentence(top, view);
        append_findings(top, findings, count);
    }
    drawing.branches[BRANCH_TOP] = proto_item_add_subtree(top, ett[BRANCH_TOP]);
    draw_packet(&drawing);
    for (guint i = 0; i < count; i++)
        draw_finding(&drawing, pinfo, top, &findings[i]);
}
