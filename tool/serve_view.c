/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "serve_view.h"

#include "rate.h"
#include "serve_messages.h"
#include "serve_sections.h"

#include <json-glib/json-glib.h>

struct section {
    GString *html;
    guint64  version; /* in which it changed */
};

struct serve_view {
    struct serve_capture *capture;
    struct section       *sections;
    guint64               version;
    struct serve_status   status;
    char                 *told; /* the status as JSON, for whether it has changed */
    struct rate           rate;
};

static const char *const STATES[] = {
    [SERVE_IDLE] = "idle",   [SERVE_RUNNING] = "running", [SERVE_STOPPING] = "stopping", [SERVE_STOPPED] = "stopped",
    [SERVE_ENDED] = "ended", [SERVE_FULL] = "full",       [SERVE_FAILED] = "failed",
};

struct serve_view *serve_view_new(struct serve_capture *capture)
{
    struct serve_view *self = g_new0(struct serve_view, 1);

    self->capture = capture;
    self->sections = g_new0(struct section, serve_sections_count);
    for (guint i = 0; i < serve_sections_count; i++)
        self->sections[i].html = g_string_new(NULL);
    return self;
}

void serve_view_free(struct serve_view *self)
{
    for (guint i = 0; i < serve_sections_count; i++)
        g_string_free(self->sections[i].html, TRUE);
    g_free(self->sections);
    g_free(self->told);
    g_free(self);
}

/* Nothing once it is over. */
static void add_rates(const struct serve_view *self, JsonBuilder *builder)
{
    gboolean runs = self->status.state == SERVE_RUNNING;

    json_builder_set_member_name(builder, "packets_per_second");
    json_builder_add_double_value(builder, runs ? rate_packets(&self->rate) : 0);
    json_builder_set_member_name(builder, "bytes_per_second");
    json_builder_add_double_value(builder, runs ? rate_bytes(&self->rate) : 0);
}

static void add_number(JsonBuilder *builder, const char *name, gint64 number)
{
    json_builder_set_member_name(builder, name);
    json_builder_add_int_value(builder, number);
}

static void add_text(JsonBuilder *builder, const char *name, const char *text)
{
    json_builder_set_member_name(builder, name);
    json_builder_add_string_value(builder, text);
}

static void add_messages(JsonBuilder *builder)
{
    char **messages = serve_messages();

    json_builder_set_member_name(builder, "messages");
    json_builder_begin_array(builder);
    for (char **message = messages; *message; message++)
        json_builder_add_string_value(builder, *message);
    json_builder_end_array(builder);
    g_strfreev(messages);
}

static void add_status(const struct serve_view *self, JsonBuilder *builder)
{
    const struct serve_status *status = &self->status;

    json_builder_begin_object(builder);
    add_text(builder, "state", STATES[status->state]);
    add_text(builder, "source", status->source);
    json_builder_set_member_name(builder, "is_live");
    json_builder_add_boolean_value(builder, status->is_live);
    add_number(builder, "since_ms", status->since / 1000);
    add_number(builder, "duration_ms", status->duration / 1000);
    add_number(builder, "packets", (gint64)status->packets);
    add_number(builder, "bytes", (gint64)status->bytes);
    add_number(builder, "file_bytes", (gint64)status->kept_bytes);
    add_number(builder, "limit_bytes", (gint64)status->limit_bytes);
    add_rates(self, builder);
    add_messages(builder);
    json_builder_end_object(builder);
}

static char *finish(JsonBuilder *builder)
{
    JsonNode *root = json_builder_get_root(builder);
    char     *text = json_to_string(root, FALSE);

    json_node_unref(root);
    g_object_unref(builder);
    return text;
}

static gboolean update_status(struct serve_view *self)
{
    JsonBuilder *builder = json_builder_new();
    char        *told;
    gboolean     is_new;

    rate_add(&self->rate, (struct rate_look){ self->status.duration, self->status.packets, self->status.bytes });
    add_status(self, builder);
    told = finish(builder);
    is_new = g_strcmp0(told, self->told) != 0;
    g_free(self->told);
    self->told = told;
    return is_new;
}

/* Drawn while the reader waits; what looks the same as before is not sent again. */
static void update_sections(struct serve_view *self)
{
    struct serve_gathered gathered = serve_capture_hold(self->capture);
    GString              *html = g_string_new(NULL);

    for (guint i = 0; i < serve_sections_count; i++) {
        g_string_truncate(html, 0);
        serve_sections[i].write(&gathered, html);
        if (g_string_equal(html, self->sections[i].html))
            continue;
        g_string_truncate(self->sections[i].html, 0);
        g_string_append_len(self->sections[i].html, html->str, (gssize)html->len);
        self->sections[i].version = self->version;
    }
    serve_capture_release(self->capture);
    g_string_free(html, TRUE);
}

gboolean serve_view_update(struct serve_view *self)
{
    struct serve_status before = self->status;
    gboolean            is_other;

    self->status = serve_capture_status(self->capture);
    is_other =
        before.packets != self->status.packets || before.since != self->status.since || before.state != self->status.state;
    if (!update_status(self) && !is_other)
        return FALSE;
    self->version++;
    if (is_other || self->version == 1)
        update_sections(self);
    return TRUE;
}

guint64 serve_view_version(const struct serve_view *self)
{
    return self->version;
}

char *serve_view_changes(const struct serve_view *self, guint64 since)
{
    JsonBuilder *builder = json_builder_new();

    json_builder_begin_object(builder);
    json_builder_set_member_name(builder, "status");
    add_status(self, builder);
    json_builder_set_member_name(builder, "sections");
    json_builder_begin_object(builder);
    for (guint i = 0; i < serve_sections_count; i++)
        if (self->sections[i].version > since)
            add_text(builder, serve_sections[i].name, self->sections[i].html->str);
    json_builder_end_object(builder);
    json_builder_end_object(builder);
    return finish(builder);
}
