/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ws_compat.h"

#include "flow_tree.h"

#include <epan/unit_strings.h>
#include <string.h>

#include "expert_items.h"
#include "host.h"

/* Where a field stands below the packet's line. */
enum branch { BRANCH_TOP, BRANCH_PACKET, BRANCH_FLOW, BRANCH_INITIATOR, BRANCH_RESPONDER, BRANCH_ANOMALIES, BRANCHES };

struct shown_field {
    const struct field *field;
    enum flow_scope     scope;
    enum branch         branch;
    int                 hf;
    gboolean            is_printed; /* on its own, by the host */
};

static const char *const BRANCH_TITLES[BRANCHES] = {
    [BRANCH_PACKET] = "Packet",
    [BRANCH_FLOW] = "Flow",
    [BRANCH_INITIATOR] = "Initiator",
    [BRANCH_RESPONDER] = "Responder",
    [BRANCH_ANOMALIES] = "Anomalies",
};

static const char SELF[] = "winnow";

static int     proto_winnow;
static int     ett[BRANCHES];
static GArray *shown, *shown_of_findings; /* struct shown_field */

/* ---- registration ---- */

static enum branch branch_of(const struct field_table *table, enum flow_scope scope)
{
    static const enum branch BY_SCOPE[FLOW_SCOPES] = {
        [SCOPE_BOTH] = BRANCH_FLOW, [SCOPE_INITIATOR] = BRANCH_INITIATOR, [SCOPE_RESPONDER] = BRANCH_RESPONDER
    };

    return table == &application_fields ? BRANCH_TOP :
           table == &packet_fields      ? BRANCH_PACKET :
           table == &anomaly_fields     ? BRANCH_ANOMALIES :
                                          BY_SCOPE[scope];
}

static void list_table(const struct field_table *table)
{
    GArray *columns = g_array_new(FALSE, FALSE, sizeof(struct field_column));

    field_columns_add(columns, table);
    for (guint i = 0; i < columns->len; i++) {
        const struct field_column *column = &g_array_index(columns, struct field_column, i);
        struct shown_field one = { column->field, column->scope, branch_of(table, column->scope), -1, FALSE };
        g_array_append_val(table == &anomaly_fields ? shown_of_findings : shown, one);
    }
    g_array_unref(columns);
}

static const struct {
    enum ftenum type;
    int         display;
} FIELD_FORMS[FIELD_TYPES] = {
    [FIELD_BOOLEAN] = { FT_BOOLEAN, BASE_NONE },
    [FIELD_UINT8] = { FT_UINT8, BASE_DEC },
    [FIELD_UINT16] = { FT_UINT16, BASE_DEC },
    [FIELD_UINT32] = { FT_UINT32, BASE_DEC },
    [FIELD_UINT64] = { FT_UINT64, BASE_DEC },
    [FIELD_DOUBLE] = { FT_DOUBLE, BASE_NONE },
    [FIELD_STRING] = { FT_STRING, BASE_NONE },
    [FIELD_DURATION] = { FT_RELATIVE_TIME, BASE_NONE },
    [FIELD_TIME] = { FT_ABSOLUTE_TIME, ABSOLUTE_TIME_UTC },
    [FIELD_FRAME] = { FT_FRAMENUM, BASE_NONE },
};

/* "bytes" → " byte", " bytes" */
static const unit_name_string *unit_of(const struct field *field)
{
    unit_name_string *unit = g_new(unit_name_string, 1);

    unit->singular = g_strdup_printf(" %.*s", (int)strlen(field->unit) - 1, field->unit);
    unit->plural = g_strconcat(" ", field->unit, NULL);
    return unit;
}

/* What is registered must live as long as Wireshark. */
static header_field_info describe(const struct shown_field *one)
{
    const struct field *field = one->field;
    gboolean            has_unit = field->unit && field->type != FIELD_DOUBLE;
    header_field_info   info = {
        .name = field_full_title(field, one->scope),
        .abbrev = field_full_name(field, one->scope),
        .type = FIELD_FORMS[field->type].type,
        .display = FIELD_FORMS[field->type].display | (has_unit ? BASE_UNIT_STRING : 0),
        .strings = has_unit ? unit_of(field) : NULL,
        .blurb = field->definition,
    };

    return info;
}

static void register_all(int proto_id, GArray *fields)
{
    hf_register_info *registered = g_new0(hf_register_info, fields->len);

    for (guint i = 0; i < fields->len; i++) {
        struct shown_field *one = &g_array_index(fields, struct shown_field, i);
        registered[i].p_id = &one->hf;
        registered[i].hfinfo = describe(one);
        one->is_printed = host_prints_field(registered[i].hfinfo.abbrev);
        HFILL_INIT(registered[i]);
    }
    proto_register_field_array(proto_id, registered, (int)fields->len);
}

void flow_tree_register(int proto_id)
{
    static int *ett_pointers[BRANCHES];

    proto_winnow = proto_id;
    shown = g_array_new(FALSE, FALSE, sizeof(struct shown_field));
    shown_of_findings = g_array_new(FALSE, FALSE, sizeof(struct shown_field));
    for (guint i = 0; i < field_tables_count; i++)
        list_table(field_tables[i]);

    register_all(proto_id, shown);
    register_all(proto_id, shown_of_findings);

    for (guint i = 0; i < BRANCHES; i++) {
        ett[i] = -1;
        ett_pointers[i] = &ett[i];
    }
    proto_register_subtree_array(ett_pointers, BRANCHES);
}

/* ---- drawing ---- */

static nstime_t nstime_of(gint64 ns)
{
    nstime_t time = { .secs = (time_t)(ns / NS_PER_SECOND), .nsecs = (int)(ns % NS_PER_SECOND) };

    return time;
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

static proto_item *add_time(proto_tree *tree, int hf, tvbuff_t *tvb, const struct field_value *value)
{
    nstime_t time = nstime_of(value->ns);

    return proto_tree_add_time(tree, hf, tvb, 0, 0, &time);
}

static proto_item *(*const ADD[FIELD_TYPES])(proto_tree *, int hf, tvbuff_t *, const struct field_value *) = {
    [FIELD_BOOLEAN] = add_boolean, [FIELD_UINT8] = add_uint,     [FIELD_UINT16] = add_uint,
    [FIELD_UINT32] = add_uint,     [FIELD_UINT64] = add_uint64,  [FIELD_DOUBLE] = add_double,
    [FIELD_STRING] = add_string,
    [FIELD_DURATION] = add_time,   [FIELD_TIME] = add_time,      [FIELD_FRAME] = add_uint,
};

/* Where a tree is visible, every field counts as referenced, though only some may be printed. */
static gboolean is_wanted(proto_tree *tree, const struct shown_field *one, gboolean only_asked)
{
    return one->is_printed || (only_asked ? proto_registrar_get_nth((guint)one->hf)->ref_type == HF_REF_TYPE_DIRECT :
                                            proto_field_is_referenced(tree, one->hf));
}

static proto_tree *branch(proto_tree *branches[BRANCHES], tvbuff_t *tvb, enum branch which)
{
    if (!branches[which]) {
        proto_item *item;
        branches[which] =
            proto_tree_add_subtree(branches[BRANCH_TOP], tvb, 0, 0, ett[which], &item, BRANCH_TITLES[which]);
        proto_item_set_generated(item);
    }
    return branches[which];
}

/* Wireshark leaves out the unit of real numbers. */
static proto_item *draw_field(proto_tree *tree, tvbuff_t *frame, const struct shown_field *one, const struct field_value *value)
{
    const struct field *field = one->field;
    proto_item         *item = ADD[field->type](tree, one->hf, frame, value);

    proto_item_set_generated(item);
    if (field->type == FIELD_DOUBLE && field->unit && PTREE_DATA(tree)->visible)
        proto_item_append_text(item, " %s", field->unit);
    return item;
}

/* "HTTPS (Web, interactive) by port 443; flow 12, packet 3 of 240" */
static void append_sentence(proto_item *item, const struct field_view *view)
{
    const struct flow  *flow = view->flow;
    struct verdict      verdict = classifier_verdict(view->applications, &flow->naming);
    enum traffic_class  class = applications_class(view->applications, verdict.application);
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

gboolean flow_tree_asks_findings(proto_tree *tree)
{
    return proto_field_is_referenced(tree, proto_winnow) &&
           (host_prints_trees() || host_prints_field(SELF) || any_is_wanted(tree, shown_of_findings));
}

gboolean flow_tree_is_asked(proto_tree *tree)
{
    return flow_tree_asks_findings(tree) ||
           (proto_field_is_referenced(tree, proto_winnow) && any_is_wanted(tree, shown));
}

struct drawing {
    tvbuff_t          *frame;
    proto_tree        *tree;
    proto_tree        *branches[BRANCHES];
    struct field_view *view;
    gboolean           only_asked;
};

/* Returns the first of them that was drawn, or NULL. */
static proto_item *draw_all(struct drawing *drawing, const GArray *fields)
{
    proto_item *first = NULL;

    for (guint i = 0; i < fields->len; i++) {
        const struct shown_field *one = &g_array_index(fields, struct shown_field, i);
        struct field_value        value;
        if (!is_wanted(drawing->tree, one, drawing->only_asked) ||
            !field_read(one->field, one->scope, drawing->view, &value))
            continue;
        proto_item *item =
            draw_field(branch(drawing->branches, drawing->frame, one->branch), drawing->frame, one, &value);
        first = first ? first : item;
    }
    return first;
}

static void draw_findings(struct drawing *drawing, packet_info *pinfo, proto_item *top, const struct finding *findings,
                          guint count)
{
    for (guint i = 0; i < count; i++) {
        drawing->view->finding = &findings[i];
        proto_item *name = draw_all(drawing, shown_of_findings);
        expert_items_add(pinfo, name ? name : top, &findings[i]);
    }
}

void flow_tree_draw(proto_tree *tree, tvbuff_t *frame, packet_info *pinfo, struct field_view *view,
                    const struct finding *findings, guint count, gboolean only_asked)
{
    struct drawing drawing = { frame, tree, { NULL }, view, only_asked || !host_prints_trees() };

    if (count == 0 && !proto_field_is_referenced(tree, proto_winnow))
        return;

    proto_item *top = proto_tree_add_protocol_format(tree, proto_winnow, frame, 0, 0, "Winnow");
    proto_item_set_generated(top);
    if (!drawing.only_asked || host_prints_field(SELF)) {
        append_sentence(top, view);
        append_findings(top, findings, count);
    }
    drawing.branches[BRANCH_TOP] = proto_item_add_subtree(top, ett[BRANCH_TOP]);
    draw_all(&drawing, shown);
    draw_findings(&drawing, pinfo, top, findings, count);
}
