/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "serve_events.h"

#include <string.h>

enum {
    WATCHERS_MAX = 16,
    LOOK_MS = 500,
    REST = 4,           /* times as long as drawing took, the reader has for itself */
    ALIVE_US = 15000000 /* a word now and then: by it a browser that has gone is found out */
};

struct watcher {
    struct serve_events *events;
    SoupServerMessage   *message;
    guint64              version; /* that it has got */
    gboolean             is_busy; /* something has not been taken yet */
    gint64               told;    /* monotonic time */
};

struct serve_events {
    struct serve_view *view;
    GPtrArray         *watchers;
    guint              timer;
};

struct serve_events *serve_events_new(struct serve_view *view)
{
    struct serve_events *self = g_new0(struct serve_events, 1);

    self->view = view;
    self->watchers = g_ptr_array_new();
    return self;
}

static void send_text(struct watcher *watcher, char *text)
{
    SoupMessageBody *body = soup_server_message_get_response_body(watcher->message);

    watcher->is_busy = TRUE;
    watcher->told = g_get_monotonic_time();
    soup_message_body_append_take(body, (guchar *)text, strlen(text));
    soup_server_message_unpause(watcher->message);
}

static void send_news(struct watcher *watcher)
{
    struct serve_view *view = watcher->events->view;
    char              *changes;

    if (watcher->is_busy)
        return;
    if (watcher->version != serve_view_version(view)) {
        changes = serve_view_changes(view, watcher->version);
        watcher->version = serve_view_version(view);
        send_text(watcher, g_strdup_printf("data: %s\n\n", changes));
        g_free(changes);
    } else if (g_get_monotonic_time() - watcher->told > ALIVE_US) {
        send_text(watcher, g_strdup(":\n\n"));
    }
}

static gboolean look(gpointer data);

static void look_in(struct serve_events *self, guint milliseconds)
{
    if (self->timer)
        g_source_remove(self->timer);
    self->timer = g_timeout_add(milliseconds, look, self);
}

static gboolean look(gpointer data)
{
    struct serve_events *self = data;
    gint64               before = g_get_monotonic_time(), taken;

    self->timer = 0;
    serve_view_update(self->view);
    for (guint i = 0; i < self->watchers->len; i++)
        send_news(g_ptr_array_index(self->watchers, i));
    taken = g_get_monotonic_time() - before;
    if (self->watchers->len)
        look_in(self, MAX(LOOK_MS, (guint)(taken * REST / 1000)));
    return G_SOURCE_REMOVE;
}

void serve_events_hurry(struct serve_events *self)
{
    look_in(self, 0);
}

static void taken(SoupServerMessage *message, gpointer data)
{
    (void)message;
    ((struct watcher *)data)->is_busy = FALSE;
}

static void gone(SoupServerMessage *message, gpointer data)
{
    struct watcher *watcher = data;

    g_ptr_array_remove(watcher->events->watchers, watcher);
    g_signal_handlers_disconnect_by_data(message, watcher);
    g_object_unref(message);
    g_free(watcher);
}

gboolean serve_events_add(struct serve_events *self, SoupServerMessage *message)
{
    SoupMessageHeaders *headers = soup_server_message_get_response_headers(message);
    struct watcher     *watcher;

    if (self->watchers->len == WATCHERS_MAX)
        return FALSE;
    watcher = g_new0(struct watcher, 1);
    watcher->events = self;
    watcher->message = g_object_ref(message);
    g_ptr_array_add(self->watchers, watcher);
    g_signal_connect(message, "wrote-chunk", G_CALLBACK(taken), watcher);
    g_signal_connect(message, "finished", G_CALLBACK(gone), watcher);
    soup_message_headers_set_encoding(headers, SOUP_ENCODING_CHUNKED);
    soup_message_headers_set_content_type(headers, "text/event-stream", NULL);
    soup_message_body_set_accumulate(soup_server_message_get_response_body(message), FALSE);
    soup_server_message_set_status(message, SOUP_STATUS_OK, NULL);
    serve_events_hurry(self);
    return TRUE;
}

void serve_events_free(struct serve_events *self)
{
    if (self->timer)
        g_source_remove(self->timer);
    while (self->watchers->len) {
        struct watcher *watcher = g_ptr_array_index(self->watchers, 0);
        gone(watcher->message, watcher);
    }
    g_ptr_array_unref(self->watchers);
    g_free(self);
}
