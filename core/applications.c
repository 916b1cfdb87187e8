/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "applications.h"

#include <string.h>

#include "seeded_hash.h"

struct category {
    char *name;
    enum traffic_class class;
};

struct application {
    char            *name;
    struct category *category;
    int class;           /* enum traffic_class, or -1: its category's */
    GArray        *over; /* application_id, or NULL */
    application_id successor;
};

struct applications {
    GPtrArray  *all;        /* struct application, by id */
    GHashTable *by_name;    /* folded name → id */
    GHashTable *categories; /* folded name → struct category */
};

static const char *const CLASS_NAMES[CLASS_COUNT] = {
    [CLASS_UNKNOWN] = "unknown",       [CLASS_REAL_TIME] = "real-time", [CLASS_INTERACTIVE] = "interactive",
    [CLASS_STREAMING] = "streaming",   [CLASS_BULK] = "bulk",           [CLASS_CONTROL] = "control",
    [CLASS_BACKGROUND] = "background",
};

const char *traffic_class_name(enum traffic_class class)
{
    return CLASS_NAMES[class];
}

gboolean traffic_class_parse(const char *name, enum traffic_class *class)
{
    for (guint i = 0; i < CLASS_COUNT; i++)
        if (g_ascii_strcasecmp(name, CLASS_NAMES[i]) == 0) {
            *class = (enum traffic_class)i;
            return TRUE;
        }
    return FALSE;
}

static struct category *category_intern(struct applications *self, const char *name)
{
    char            *folded = g_ascii_strdown(name, -1);
    struct category *category = g_hash_table_lookup(self->categories, folded);

    if (category) {
        g_free(folded);
        return category;
    }
    category = g_new0(struct category, 1);
    category->name = g_strdup(name);
    g_hash_table_insert(self->categories, folded, category);
    return category;
}

static void category_free(gpointer data)
{
    struct category *category = data;
    g_free(category->name);
    g_free(category);
}

static void application_free(gpointer data)
{
    struct application *application = data;
    g_free(application->name);
    if (application->over)
        g_array_unref(application->over);
    g_free(application);
}

struct applications *applications_new(void)
{
    struct applications *self = g_new0(struct applications, 1);

    self->all = g_ptr_array_new_with_free_func(application_free);
    self->by_name = g_hash_table_new_full(seeded_str_hash, g_str_equal, g_free, NULL);
    self->categories = g_hash_table_new_full(seeded_str_hash, g_str_equal, g_free, category_free);
    applications_intern(self, "Unknown");
    return self;
}

void applications_free(struct applications *self)
{
    g_ptr_array_unref(self->all);
    g_hash_table_unref(self->by_name);
    g_hash_table_unref(self->categories);
    g_free(self);
}

application_id applications_intern(struct applications *self, const char *name)
{
    char    *folded = g_ascii_strdown(name, -1);
    gpointer id = NULL;

    if (g_hash_table_lookup_extended(self->by_name, folded, NULL, &id) || self->all->len >= APPLICATIONS_MAX) {
        g_free(folded);
        return (application_id)GPOINTER_TO_UINT(id);
    }

    struct application *application = g_new0(struct application, 1);
    application->name = g_strdup(name);
    application->category = category_intern(self, "Other");
    application->class = -1;
    g_hash_table_insert(self->by_name, folded, GUINT_TO_POINTER(self->all->len));
    g_ptr_array_add(self->all, application);
    return (application_id)(self->all->len - 1);
}

static struct application *application_at(const struct applications *self, application_id id)
{
    return g_ptr_array_index(self->all, id);
}

const char *applications_name(const struct applications *self, application_id id)
{
    return application_at(self, id)->name;
}

const char *applications_category(const struct applications *self, application_id id)
{
    return application_at(self, id)->category->name;
}

enum traffic_class applications_class(const struct applications *self, application_id id)
{
    const struct application *application = application_at(self, id);
    return application->class >= 0 ? (enum traffic_class)application->class : application->category->class;
}

static gint compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *applications_categories(const struct applications *self)
{
    GPtrArray     *names = g_ptr_array_new();
    GHashTableIter iter;
    gpointer       category;

    g_hash_table_iter_init(&iter, self->categories);
    while (g_hash_table_iter_next(&iter, NULL, &category))
        g_ptr_array_add(names, ((struct category *)category)->name);
    g_ptr_array_sort(names, compare_names);
    return names;
}

void applications_set_category(struct applications *self, application_id id, const char *category)
{
    application_at(self, id)->category = category_intern(self, category);
}

void applications_set_class(struct applications *self, application_id id, enum traffic_class class)
{
    application_at(self, id)->class = (int)class;
}

void applications_set_category_class(struct applications *self, const char *category, enum traffic_class class)
{
    category_intern(self, category)->class = class;
}

gboolean applications_is_over(const struct applications *self, application_id upper, application_id lower)
{
    const GArray *over = application_at(self, upper)->over;

    for (guint i = 0; over && i < over->len; i++)
        if (g_array_index(over, application_id, i) == lower)
            return TRUE;
    return FALSE;
}

void applications_set_after(struct applications *self, application_id later, application_id first)
{
    application_at(self, first)->successor = later;
}

application_id applications_successor(const struct applications *self, application_id first)
{
    return application_at(self, first)->successor;
}

gboolean applications_set_over(struct applications *self, application_id upper, application_id lower)
{
    struct application *application = application_at(self, upper);

    if (applications_is_over(self, upper, lower))
        return TRUE;
    if (!application->over)
        application->over = g_array_new(FALSE, FALSE, sizeof(application_id));
    if (application->over->len == CARRIERS_MAX)
        return FALSE;
    g_array_append_val(application->over, lower);
    return TRUE;
}
