/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * Addresses in JSON: in members of objects, whatever these stand in, and in the array of a MISP warning list. They are
 * picked up while the text is parsed, so that each has its line, and those before an error count. */
#include "json_depth.h"
#include "list_reader.h"

#include <json-glib/json-glib.h>
#include <string.h>

enum { DOCUMENT_MAX = 32 << 20 /* bytes */ };

/* Of an array whose name is not known yet: an object tells of a member when it is complete. */
struct element {
    const JsonArray *array;
    char            *text;
    guint            line;
};

struct json_list {
    struct list_reader *reader;
    struct text_source *source;
    JsonParser         *parser;
    guint               lines_before;
    GArray             *elements;
    gboolean            has_list, has_name; /* of a warning list */
    gboolean            is_broken;
    gboolean            has_entry, is_metadata;
};

static void clear_element(gpointer data)
{
    struct element *element = data;

    g_free(element->text);
}

static guint line_of(const struct json_list *self)
{
    return self->lines_before + json_parser_get_current_line(self->parser);
}

static const char *string_of(JsonNode *node)
{
    gboolean is_string = JSON_NODE_HOLDS_VALUE(node) && json_node_get_value_type(node) == G_TYPE_STRING;

    return is_string ? json_node_get_string(node) : NULL;
}

static void add(struct json_list *self, guint line, const char *text)
{
    self->has_entry = TRUE;
    list_reader_entry(self->reader, line, text, strlen(text));
}

/* Those from `first` on. */
static void add_elements(struct json_list *self, guint first)
{
    for (guint i = first; i < self->elements->len; i++) {
        const struct element *element = &g_array_index(self->elements, struct element, i);
        add(self, element->line, element->text);
    }
}

static void end_array(struct json_list *self, const JsonArray *array, gboolean is_list)
{
    guint first = self->elements->len;

    while (first > 0 && g_array_index(self->elements, struct element, first - 1).array == array)
        first--;
    if (is_list)
        add_elements(self, first);
    g_array_set_size(self->elements, first);
}

/* ---- what the parser tells ---- */

static void on_element(JsonParser *parser, JsonArray *array, gint i, gpointer data)
{
    struct json_list *self = data;
    const char       *text = string_of(json_array_get_element(array, (guint)i));
    struct element    element = { array, g_strdup(text), line_of(self) };

    (void)parser;
    if (text)
        g_array_append_val(self->elements, element);
}

static gboolean names_an_address(const char *name)
{
    static const char *const NAMES[] = { "cidr", "ip", "ipAddress", "ip_address", "dst_ip", "address", "network" };

    for (guint i = 0; i < G_N_ELEMENTS(NAMES); i++)
        if (strcmp(name, NAMES[i]) == 0)
            return TRUE;
    return FALSE;
}

static void on_member(JsonParser *parser, JsonObject *object, const char *name, gpointer data)
{
    struct json_list *self = data;
    JsonNode         *node = json_object_get_member(object, name);
    const char       *text = string_of(node);

    (void)parser;
    if (JSON_NODE_HOLDS_ARRAY(node)) {
        gboolean is_list = strcmp(name, "list") == 0;
        end_array(self, json_node_get_array(node), is_list);
        self->has_list |= is_list;
    } else if (text && names_an_address(name)) {
        add(self, line_of(self), text);
    } else if (text) {
        self->has_name |= strcmp(name, "name") == 0;
        self->is_metadata |= strcmp(name, "type") == 0 && strcmp(text, "metadata") == 0;
    }
}

static void complain(const struct json_list *self, guint line, const char *reason)
{
    if (self->reader->complain)
        self->reader->complain(self->reader->file, line, reason, self->reader->complain_data);
}

/* While the line is still known. Of a file that breaks off, the caller hears. */
static void on_error(JsonParser *parser, const GError *error, gpointer data)
{
    struct json_list *self = data;
    char             *reason = g_strdup_printf("expected JSON (%s)", error->message);

    (void)parser;
    self->is_broken = TRUE;
    if (!text_source_error(self->source))
        complain(self, line_of(self), reason);
    g_free(reason);
}

/* ---- text ---- */

static void parse(struct json_list *self, const char *text, gsize length)
{
    if (!g_utf8_validate(text, (gssize)length, NULL)) {
        complain(self, self->lines_before + 1, "expected UTF-8 text");
    } else if (json_depth(text, length, JSON_LEVELS_MAX) == JSON_UNFIT) {
        complain(self, self->lines_before + 1,
                 "expected JSON of at most 32 levels and 256 members an object, without comments");
    } else if (!json_parser_load_from_data(self->parser, text, (gssize)length, NULL)) {
        return; /* on_error() said so */
    } else if (!self->has_entry && !self->is_metadata && !self->has_list && self->elements->len == 0) {
        list_reader_complain(self->reader, self->lines_before + 1, "an object with a “cidr” or an “ip”", text, length);
    }
}

static void read_document(struct json_list *self)
{
    gsize length;
    char *text = text_source_rest(self->source, DOCUMENT_MAX, &length);

    if (!text) {
        complain(self, 0, "expected a JSON document of at most 32 MiB");
        return;
    }
    parse(self, text, length);
    if (*g_strchug(text) == '[')
        add_elements(self, 0);
    g_free(text);
}

static void read_lines(struct json_list *self)
{
    struct text_line line;

    while (text_source_next(self->source, &line)) {
        self->lines_before = line.number - 1;
        self->has_entry = self->is_metadata = FALSE;
        if (!line.is_whole)
            complain(self, line.number, "expected a line of at most 64 KiB");
        else if (*g_strchug(line.text))
            parse(self, line.text, strlen(line.text));
        g_array_set_size(self->elements, 0);
    }
}

/* The first line that is not empty is a whole object, and there are others. */
static gboolean has_objects_in_lines(struct text_source *source)
{
    gsize       length;
    const char *text = text_source_peek(source, &length), *end = text + length;

    while (text < end && g_ascii_isspace(*text))
        text++;
    const char *newline = memchr(text, '\n', (gsize)(end - text));
    return *text == '{' && newline && json_depth(text, (gsize)(newline - text), JSON_LEVELS_MAX) == JSON_CLOSED;
}

void list_reader_json(struct list_reader *reader, struct text_source *source)
{
    struct json_list self = { .reader = reader, .source = source, .parser = json_parser_new() };

    self.elements = g_array_new(FALSE, FALSE, sizeof(struct element));
    g_array_set_clear_func(self.elements, clear_element);
    g_signal_connect(self.parser, "array-element", G_CALLBACK(on_element), &self);
    g_signal_connect(self.parser, "object-member", G_CALLBACK(on_member), &self);
    g_signal_connect(self.parser, "error", G_CALLBACK(on_error), &self);
    (has_objects_in_lines(source) ? read_lines : read_document)(&self);
    /* Of one that breaks off before its name, good addresses had better not be called bad ones. */
    reader->allows |= self.has_list && (self.has_name || self.is_broken);
    g_array_unref(self.elements);
    g_object_unref(self.parser);
}
