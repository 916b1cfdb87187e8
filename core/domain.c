/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "domain.h"

#include <libpsl.h>
#include <string.h>

#include "seeded_hash.h"

/* libpsl looks up a name, then without its first label, and so on: the cost is the square of the labels. */
enum { LABELS_MAX = 8 };

static gpointer load(gpointer unused)
{
    (void)unused;
    return psl_latest(NULL);
}

static const psl_ctx_t *list(void)
{
    static GOnce once = G_ONCE_INIT;

    return g_once(&once, load, NULL);
}

static const char *last_labels(const char *name, gsize length)
{
    guint labels = 1;

    for (const char *c = name + length; c > name; c--)
        if (c[-1] == '.' && labels++ == LABELS_MAX)
            return c;
    return name;
}

static const char *registrable(const char *name, const char *tail)
{
    const char *answer = psl_registrable_domain(list(), tail);

    return answer ? answer : name;
}

const char *domain_registrable(const char *name)
{
    return registrable(name, last_labels(name, strlen(name)));
}

const char *domain_cache_registrable(struct domain_cache *self, const char *name)
{
    gsize                     length = strlen(name);
    struct domain_cache_slot *slot = &self->slots[seeded_hash(name, length) % DOMAIN_CACHE_SLOTS];

    if (length > DOMAIN_CACHE_TEXT)
        return domain_registrable(name);
    if (slot->length != length || memcmp(slot->name, name, length) != 0) {
        slot->length = (guint8)length;
        slot->registrable = (guint8)strlen(domain_registrable(name));
        memcpy(slot->name, name, length);
    }
    return name + length - slot->registrable;
}

gboolean domain_is_under(const char *name, const char *domain)
{
    gsize length = strlen(name), end = strlen(domain);

    if (end == 0)
        return TRUE;
    if (length > 0 && name[length - 1] == '.')
        length--;
    return length >= end && g_ascii_strncasecmp(name + length - end, domain, end) == 0 &&
           (length == end || name[length - end - 1] == '.');
}
