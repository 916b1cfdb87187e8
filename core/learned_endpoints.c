/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "learned_endpoints.h"

#include <string.h>

/* Two generations: a full young one becomes the old one, whose endpoints stay only if they are asked for again. */
enum { GENERATION_SIZE = 32768 };

struct key {
    struct address address;
    guint8         ip_protocol;
    guint16        port;
};

struct learned_endpoints {
    GHashTable *young, *old; /* struct key → application_id */
};

static guint key_hash(gconstpointer data)
{
    const struct key *key = data;

    return address_hash(&key->address) ^ key->port * 2654435761U ^ key->ip_protocol;
}

static gboolean key_equal(gconstpointer a, gconstpointer b)
{
    return memcmp(a, b, sizeof(struct key)) == 0;
}

static GHashTable *generation_new(void)
{
    return g_hash_table_new_full(key_hash, key_equal, g_free, NULL);
}

struct learned_endpoints *learned_endpoints_new(void)
{
    struct learned_endpoints *self = g_new0(struct learned_endpoints, 1);

    self->young = generation_new();
    self->old = generation_new();
    return self;
}

void learned_endpoints_free(struct learned_endpoints *self)
{
    g_hash_table_unref(self->young);
    g_hash_table_unref(self->old);
    g_free(self);
}

static struct key key_of(guint8 ip_protocol, const struct endpoint *endpoint)
{
    struct key key;

    memset(&key, 0, sizeof key); /* padding takes part in the comparison */
    key.address = endpoint->address;
    key.ip_protocol = ip_protocol;
    key.port = endpoint->port;
    return key;
}

static void insert(struct learned_endpoints *self, const struct key *key, application_id application)
{
    if (g_hash_table_size(self->young) >= GENERATION_SIZE) {
        g_hash_table_unref(self->old);
        self->old = self->young;
        self->young = generation_new();
    }
    g_hash_table_replace(self->young, g_memdup2(key, sizeof *key), GUINT_TO_POINTER(application));
}

void learned_endpoints_add(struct learned_endpoints *self, guint8 ip_protocol, const struct endpoint *endpoint,
                           application_id application)
{
    struct key key = key_of(ip_protocol, endpoint);

    insert(self, &key, application);
}

application_id learned_endpoints_find(struct learned_endpoints *self, guint8 ip_protocol, const struct endpoint *endpoint)
{
    struct key key = key_of(ip_protocol, endpoint);
    gpointer   id = g_hash_table_lookup(self->young, &key);

    if (!id && (id = g_hash_table_lookup(self->old, &key)))
        insert(self, &key, (application_id)GPOINTER_TO_UINT(id));
    return (application_id)GPOINTER_TO_UINT(id);
}
