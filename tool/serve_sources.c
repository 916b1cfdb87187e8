/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "serve_sources.h"

#include "safe_text.h"

#include <json-glib/json-glib.h>
#include <string.h>

struct interface {
    char *name, *description; /* "" if it has none */
};

struct serve_sources {
    const struct tshark_request *request;
    char                       **files;
    GPtrArray                   *interfaces; /* of struct interface */
};

static void interface_free(gpointer data)
{
    struct interface *self = data;

    g_free(self->name);
    g_free(self->description);
    g_free(self);
}

struct serve_sources *serve_sources_new(const struct tshark_request *request, char **files)
{
    struct serve_sources *self = g_new0(struct serve_sources, 1);

    self->request = request;
    self->files = files;
    self->interfaces = g_ptr_array_new_with_free_func(interface_free);
    return self;
}

void serve_sources_free(struct serve_sources *self)
{
    g_ptr_array_unref(self->interfaces);
    g_free(self);
}

/* "3. lo (Loopback)"; NULL if it isn't so. */
static struct interface *parse_interface(const char *line)
{
    const char       *name = strstr(line, ". "), *description, *inside;
    struct interface *interface;

    if (!name || !g_ascii_isdigit(*line))
        return NULL;
    name += strlen(". ");
    description = strstr(name, " (");
    inside = description ? description + strlen(" (") : "";
    interface = g_new0(struct interface, 1);
    interface->name = description ? g_strndup(name, (gsize)(description - name)) : g_strdup(name);
    interface->description = g_strndup(inside, *inside ? strlen(inside) - 1 : 0);
    return interface;
}

static void parse_interfaces(struct serve_sources *self, const char *text)
{
    char **lines = g_strsplit(text, "\n", -1);

    g_ptr_array_set_size(self->interfaces, 0);
    for (char **line = lines; *line; line++) {
        struct interface *interface = parse_interface(*line);

        if (interface)
            g_ptr_array_add(self->interfaces, interface);
    }
    g_strfreev(lines);
}

static void add_text(JsonBuilder *builder, const char *name, const char *text)
{
    json_builder_set_member_name(builder, name);
    json_builder_add_string_value(builder, text);
}

static void add_interfaces(const struct serve_sources *self, JsonBuilder *builder)
{
    json_builder_set_member_name(builder, "interfaces");
    json_builder_begin_array(builder);
    for (guint i = 0; i < self->interfaces->len; i++) {
        const struct interface *interface = g_ptr_array_index(self->interfaces, i);

        json_builder_begin_object(builder);
        add_text(builder, "name", interface->name);
        add_text(builder, "description", interface->description);
        json_builder_end_object(builder);
    }
    json_builder_end_array(builder);
}

static void add_files(const struct serve_sources *self, JsonBuilder *builder)
{
    json_builder_set_member_name(builder, "files");
    json_builder_begin_array(builder);
    for (char **file = self->files; *file; file++) {
        char *name = safe_text_of(*file);

        json_builder_add_string_value(builder, name);
        g_free(name);
    }
    json_builder_end_array(builder);
}

static char *tell(const struct serve_sources *self, const char *problem)
{
    JsonBuilder *builder = json_builder_new();
    JsonNode    *root;
    char        *json;

    json_builder_begin_object(builder);
    add_files(self, builder);
    add_interfaces(self, builder);
    add_text(builder, "problem", self->interfaces->len ? NULL : problem);
    json_builder_end_object(builder);
    root = json_builder_get_root(builder);
    json = json_to_string(root, FALSE);
    json_node_unref(root);
    g_object_unref(builder);
    return json;
}

struct question {
    struct serve_sources *sources;
    serve_sources_told    told;
    gpointer              data;
};

static void answer(struct question *question, const char *problem)
{
    char *json = tell(question->sources, problem);

    question->told(json, question->data);
    g_free(json);
    g_free(question);
}

static void listed(GObject *process, GAsyncResult *result, gpointer data)
{
    struct question *question = data;
    char            *names = NULL, *said = NULL, *problem;

    g_subprocess_communicate_utf8_finish(G_SUBPROCESS(process), result, &names, &said, NULL);
    parse_interfaces(question->sources, names ? names : "");
    problem = safe_text_of(said ? g_strstrip(said) : "");
    answer(question, *problem ? problem : "tshark lists no interfaces.");
    g_free(problem);
    g_free(names);
    g_free(said);
    g_object_unref(process);
}

void serve_sources_list(struct serve_sources *self, serve_sources_told told, gpointer data)
{
    struct question *question = g_new(struct question, 1);
    GError          *error = NULL;
    GSubprocess     *process = tshark_list_interfaces(self->request, &error);

    *question = (struct question){ self, told, data };
    if (process) {
        g_subprocess_communicate_utf8_async(process, NULL, NULL, listed, question);
        return;
    }
    g_ptr_array_set_size(self->interfaces, 0);
    answer(question, error->message);
    g_error_free(error);
}

const char *serve_sources_interface(const struct serve_sources *self, const char *name)
{
    for (guint i = 0; i < self->interfaces->len; i++) {
        const struct interface *interface = g_ptr_array_index(self->interfaces, i);

        if (g_str_equal(interface->name, name))
            return interface->name;
    }
    return NULL;
}

const char *serve_sources_file(const struct serve_sources *self, const char *number)
{
    guint64 index;

    if (!g_ascii_string_to_unsigned(number, 10, 0, G_MAXUINT, &index, NULL) || index >= g_strv_length(self->files))
        return NULL;
    return self->files[index];
}
