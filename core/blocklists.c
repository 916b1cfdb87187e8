/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "blocklists.h"

#include "file_stamp.h"
#include "list_reader.h"
#include "networks.h"

struct blocklists {
    struct address_set *blocked, *allowed;
    struct address_set *exempt;     /* from `blocked` */
    struct address_set *on_purpose; /* single addresses of `exempt` that are listed all the same */
    GPtrArray          *names;      /* of files, by the number of their list */
};

/* ---- which files ---- */

static gint compare_names(gconstpointer a, gconstpointer b)
{
    return g_strcmp0(*(const char *const *)a, *(const char *const *)b);
}

static void add_folder(GPtrArray *files, const char *folder)
{
    GDir       *dir = g_dir_open(folder, 0, NULL);
    GPtrArray  *found = g_ptr_array_new();
    const char *name;

    while (dir && (name = g_dir_read_name(dir))) {
        char *file = g_build_filename(folder, name, NULL);
        if (*name != '.' && g_file_test(file, G_FILE_TEST_IS_REGULAR))
            g_ptr_array_add(found, file);
        else
            g_free(file);
    }
    g_ptr_array_sort(found, compare_names);
    g_ptr_array_extend_and_steal(files, found);
    if (dir)
        g_dir_close(dir);
    else
        g_ptr_array_add(files, g_strdup(folder)); /* reading will say why */
}

static GPtrArray *files_of(const char *paths)
{
    GPtrArray *files = g_ptr_array_new_with_free_func(g_free);
    char     **parts = g_strsplit(paths ? paths : "", ";", -1);

    for (char **part = parts; *part; part++) {
        g_strstrip(*part);
        if (g_file_test(*part, G_FILE_TEST_IS_DIR))
            add_folder(files, *part);
        else if (**part)
            g_ptr_array_add(files, g_strdup(*part));
    }
    g_strfreev(parts);
    return files;
}

char *blocklists_stamp(const char *paths)
{
    GString   *stamp = g_string_new("lists");
    GPtrArray *files = files_of(paths);

    for (guint i = 0; i < files->len; i++)
        file_stamp_append(stamp, g_ptr_array_index(files, i));
    g_ptr_array_unref(files);
    return g_string_free(stamp, FALSE);
}

/* ---- reading ---- */

static void add_range(const struct address_range *range, guint line, gpointer data)
{
    struct blocklists *self = data;
    gboolean           on_purpose = address_range_is_single(range) && address_set_find(self->exempt, &range->first, NULL);

    address_set_add(on_purpose ? self->on_purpose : self->blocked, &range->first, &range->last, self->names->len - 1, line);
}

static void read_file(struct blocklists *self, const char *file, text_complaint complain, gpointer data)
{
    char              *name = g_path_get_basename(file);
    guint32            list = self->names->len;
    struct list_reader reader = { file, complain, data, add_range, self, g_str_has_prefix(name, "allow") };

    g_ptr_array_add(self->names, name);
    list_reader_read(&reader);
    if (reader.allows) { /* which its last line may say */
        address_set_move(self->blocked, self->allowed, list);
        address_set_move(self->on_purpose, self->allowed, list);
    }
}

struct blocklists *blocklists_read(const char *paths, text_complaint complain, gpointer data)
{
    struct blocklists *self = g_new0(struct blocklists, 1);
    GPtrArray         *files = files_of(paths);

    self->blocked = address_set_new();
    self->allowed = address_set_new();
    self->on_purpose = address_set_new();
    self->exempt = networks_exempt();
    self->names = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < files->len; i++)
        read_file(self, g_ptr_array_index(files, i), complain, data);
    address_set_seal(self->blocked);
    address_set_seal(self->allowed);
    address_set_seal(self->on_purpose);
    g_ptr_array_unref(files);
    return self;
}

void blocklists_free(struct blocklists *self)
{
    if (!self)
        return;
    address_set_free(self->blocked);
    address_set_free(self->allowed);
    address_set_free(self->on_purpose);
    address_set_free(self->exempt);
    g_ptr_array_unref(self->names);
    g_free(self);
}

/* ---- look-up: nearly all addresses are in no list ---- */

static gboolean is_blocked(const struct blocklists *self, const struct address *address, struct address_entry *entry)
{
    if (address_set_find(self->blocked, address, entry) && !address_set_find(self->exempt, address, NULL))
        return TRUE;
    return address_set_find(self->on_purpose, address, entry);
}

gboolean blocklists_find(const struct blocklists *self, const struct address *address, struct blocklist_hit *hit)
{
    struct address_entry entry;

    if (!is_blocked(self, address, &entry) || blocklists_allow(self, address))
        return FALSE;
    *hit = (struct blocklist_hit){ g_ptr_array_index(self->names, entry.list), entry.line };
    return TRUE;
}

gboolean blocklists_allow(const struct blocklists *self, const struct address *address)
{
    return address_set_find(self->allowed, address, NULL);
}

guint blocklists_entries(const struct blocklists *self)
{
    return address_set_count(self->blocked) + address_set_count(self->allowed) + address_set_count(self->on_purpose);
}

gsize blocklists_bytes(const struct blocklists *self)
{
    return address_set_bytes(self->blocked) + address_set_bytes(self->allowed) + address_set_bytes(self->on_purpose) +
           address_set_bytes(self->exempt);
}
