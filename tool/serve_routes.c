/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "serve_routes.h"

#include "page_frame.h"
#include "serve_saving.h"

#include <string.h>

enum { BODY_MAX = 4096 };

/* What may stand in the page and where it may lead: only what comes from here. */
#define POLICY                                                                                                              \
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "                   \
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

static const struct {
    const char *name, *value;
} HEADERS[] = {
    { "Content-Security-Policy", POLICY },
    { "X-Content-Type-Options", "nosniff" },
    { "Referrer-Policy", "no-referrer" },
    { "Cache-Control", "no-store" },
    { "Cross-Origin-Opener-Policy", "same-origin" },
    { "Cross-Origin-Resource-Policy", "same-origin" },
    { "Permissions-Policy", "camera=(), microphone=(), geolocation=()" },
};

extern const char  serve_html_text[], serve_css_text[], serve_js_text[];
extern const gsize serve_html_length, serve_css_length, serve_js_length;

/* The rest of the path, behind the token. */
typedef void (*answer)(struct serve *, SoupServerMessage *, const char *rest);

static void say(SoupServerMessage *message, guint status, const char *sentence)
{
    soup_server_message_set_status(message, status, NULL);
    soup_server_message_set_response(message, "text/plain; charset=utf-8", SOUP_MEMORY_COPY, sentence, strlen(sentence));
}

/* Takes the text. */
static void answer_text(SoupServerMessage *message, const char *type, char *text)
{
    soup_server_message_set_status(message, SOUP_STATUS_OK, NULL);
    soup_server_message_set_response(message, type, SOUP_MEMORY_TAKE, text, strlen(text));
}

static char *html(void)
{
    return g_strndup(serve_html_text, serve_html_length);
}

static char *style(void)
{
    char *page = page_style(), *both = g_strdup_printf("%s%.*s", page, (int)serve_css_length, serve_css_text);

    g_free(page);
    return both;
}

static char *script(void)
{
    char *page = page_script(), *both = g_strdup_printf("%s%.*s", page, (int)serve_js_length, serve_js_text);

    g_free(page);
    return both;
}

static void answer_page(struct serve *self, SoupServerMessage *message, const char *rest)
{
    (void)self;
    (void)rest;
    answer_text(message, "text/html; charset=utf-8", html());
}

static void answer_style(struct serve *self, SoupServerMessage *message, const char *rest)
{
    (void)self;
    (void)rest;
    answer_text(message, "text/css; charset=utf-8", style());
}

static void answer_script(struct serve *self, SoupServerMessage *message, const char *rest)
{
    (void)self;
    (void)rest;
    answer_text(message, "text/javascript; charset=utf-8", script());
}

static void answer_events(struct serve *self, SoupServerMessage *message, const char *rest)
{
    (void)rest;
    if (!serve_events_add(self->events, message))
        say(message, SOUP_STATUS_SERVICE_UNAVAILABLE, "Too many pages watch already.");
}

static void sources_told(const char *json, gpointer data)
{
    SoupServerMessage *message = data;

    soup_server_message_set_status(message, SOUP_STATUS_OK, NULL);
    soup_server_message_set_response(message, "application/json", SOUP_MEMORY_COPY, json, strlen(json));
    soup_server_message_unpause(message);
    g_object_unref(message);
}

static void answer_sources(struct serve *self, SoupServerMessage *message, const char *rest)
{
    (void)rest;
    soup_server_message_pause(message);
    serve_sources_list(self->sources, sources_told, g_object_ref(message));
}

static GHashTable *form_of(SoupServerMessage *message)
{
    GBytes     *body = soup_message_body_flatten(soup_server_message_get_request_body(message));
    char       *text = g_strndup(g_bytes_get_data(body, NULL), g_bytes_get_size(body));
    GHashTable *form = soup_form_decode(text);

    g_free(text);
    g_bytes_unref(body);
    return form;
}

/* What the form names: NULL if there is none such. */
static const char *source_of(const struct serve *self, GHashTable *form, gboolean *is_live)
{
    const char *interface = g_hash_table_lookup(form, "interface"), *file = g_hash_table_lookup(form, "file");

    *is_live = interface != NULL;
    return interface ? serve_sources_interface(self->sources, interface) :
           file      ? serve_sources_file(self->sources, file) :
                       NULL;
}

static void answer_start(struct serve *self, SoupServerMessage *message, const char *rest)
{
    GHashTable *form = form_of(message);
    gboolean    is_live;
    const char *source = source_of(self, form, &is_live);
    GError     *error = NULL;

    (void)rest;
    if (!source) {
        say(message, SOUP_STATUS_BAD_REQUEST, "There is no such interface or file.");
    } else if (serve_capture_start(self->capture, source, is_live, &error)) {
        soup_server_message_set_status(message, SOUP_STATUS_NO_CONTENT, NULL);
        serve_events_hurry(self->events);
    } else {
        say(message, SOUP_STATUS_CONFLICT, error->message);
        g_error_free(error);
    }
    g_hash_table_unref(form);
}

static void answer_stop(struct serve *self, SoupServerMessage *message, const char *rest)
{
    (void)rest;
    serve_capture_stop(self->capture);
    soup_server_message_set_status(message, SOUP_STATUS_NO_CONTENT, NULL);
    serve_events_hurry(self->events);
}

static void answer_save(struct serve *self, SoupServerMessage *message, const char *rest)
{
    const char *refusal = serve_saving_answer(self->capture, message, strchr(rest, '/') + 1);

    if (refusal)
        say(message, SOUP_STATUS_NOT_FOUND, refusal);
}

/* To add a route: its function, its row. A path that ends in a slash stands for all below. */
static const struct route {
    const char *method, *path;
    answer      answer;
} ROUTES[] = {
    { "GET", "", answer_page },         { "GET", "serve.css", answer_style }, { "GET", "serve.js", answer_script },
    { "GET", "events", answer_events }, { "GET", "sources", answer_sources }, { "GET", "save/", answer_save },
    { "POST", "start", answer_start },  { "POST", "stop", answer_stop },
};

static gboolean leads(const struct route *route, const char *rest)
{
    return g_str_has_suffix(route->path, "/") ? g_str_has_prefix(rest, route->path) : g_str_equal(rest, route->path);
}

static const struct route *route_of(const char *rest)
{
    for (guint i = 0; i < G_N_ELEMENTS(ROUTES); i++)
        if (leads(&ROUTES[i], rest))
            return &ROUTES[i];
    return NULL;
}

static const char *header_of(SoupServerMessage *message, const char *name)
{
    return soup_message_headers_get_one(soup_server_message_get_request_headers(message), name);
}

static gboolean is_too_long(SoupServerMessage *message)
{
    SoupMessageHeaders *headers = soup_server_message_get_request_headers(message);

    return soup_message_headers_get_encoding(headers) == SOUP_ENCODING_CHUNKED ||
           soup_message_headers_get_content_length(headers) > BODY_MAX;
}

/* The browser that winnow opened comes by the ticket, and goes on by the token. */
static gboolean let_in(struct serve *self, SoupServerMessage *message, const char *path)
{
    char *inside;

    if (!serve_guard_take_ticket(&self->guard, path))
        return FALSE;
    inside = g_strdup_printf("/%s/", self->guard.token);
    soup_server_message_set_redirect(message, SOUP_STATUS_SEE_OTHER, inside);
    g_free(inside);
    return TRUE;
}

/* Answers what may not pass: FALSE if it may. */
static gboolean stopped_at_door(struct serve *self, SoupServerMessage *message, const char *path)
{
    const char         *method = soup_server_message_get_method(message), *refusal;
    const char         *rest = serve_guard_inside(&self->guard, path);
    struct serve_claims claims = { header_of(message, "Host"), header_of(message, "Origin"),
                                   header_of(message, "Sec-Fetch-Site"), !g_str_equal(method, "GET") };

    refusal = serve_guard_refusal(&self->guard, &claims);
    if (refusal)
        say(message, SOUP_STATUS_FORBIDDEN, refusal);
    else if (!rest && !let_in(self, message, path))
        say(message, SOUP_STATUS_FORBIDDEN, "This takes the whole address that winnow serve printed, with its token.");
    else if (rest && !route_of(rest))
        say(message, SOUP_STATUS_NOT_FOUND, "There is nothing here.");
    else if (rest && !g_str_equal(method, route_of(rest)->method))
        say(message, SOUP_STATUS_METHOD_NOT_ALLOWED, "Not this way.");
    else if (is_too_long(message))
        say(message, SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE, "Too much.");
    else
        return !rest;
    return TRUE;
}

/* Before the body is read: what is refused is not kept in memory. */
static void at_door(SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
    SoupMessageHeaders *headers = soup_server_message_get_response_headers(message);

    (void)server;
    (void)query;
    for (guint i = 0; i < G_N_ELEMENTS(HEADERS); i++)
        soup_message_headers_replace(headers, HEADERS[i].name, HEADERS[i].value);
    if (stopped_at_door(data, message, path))
        soup_message_body_set_accumulate(soup_server_message_get_request_body(message), FALSE);
}

static void inside(SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
    struct serve *self = data;
    const char   *rest = serve_guard_inside(&self->guard, path);

    (void)server;
    (void)query;
    route_of(rest)->answer(self, message, rest);
}

void serve_routes_add(SoupServer *server, struct serve *self)
{
    soup_server_add_early_handler(server, NULL, at_door, self, NULL);
    soup_server_add_handler(server, NULL, inside, self, NULL);
}
