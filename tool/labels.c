/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "labels.h"

#include "hash_mix.h"
#include "safe_text.h"

#include <string.h>

enum { SLOTS_FIRST = 256, PART_MAX = 255 };

struct label {
    char *key; /* the parts, safe text, each with its NUL */
    guint key_length;
    guint part[LABEL_PARTS]; /* where they begin */

    enum traffic_class class;
};

struct labels {
    GArray  *all;   /* struct label */
    guint32 *slots; /* hash → number + 1 */
    guint32  mask;
    guint64  seed;
};

struct labels *labels_new(void)
{
    struct labels *self = g_new0(struct labels, 1);

    self->all = g_array_new(FALSE, FALSE, sizeof(struct label));
    self->slots = g_new0(guint32, SLOTS_FIRST);
    self->mask = SLOTS_FIRST - 1;
    self->seed = hash_seed();
    return self;
}

static const struct label *label_at(const struct labels *self, guint32 label)
{
    return &g_array_index(self->all, struct label, label);
}

void labels_free(struct labels *self)
{
    if (!self)
        return;
    for (guint i = 0; i < self->all->len; i++)
        g_free(label_at(self, i)->key);
    g_array_unref(self->all);
    g_free(self->slots);
    g_free(self);
}

static guint64 hash_bytes(const char *bytes, gsize length, guint64 seed)
{
    guint64 hash = seed ^ length, word = 0;

    for (; length >= 8; bytes += 8, length -= 8) {
        memcpy(&word, bytes, 8);
        hash = hash_mix(word, hash, seed);
    }
    word = 0;
    memcpy(&word, bytes, length);
    return hash_mix(word, hash, seed);
}

static guint32 *find_slot(const struct labels *self, const char *key, guint length)
{
    guint64 at = hash_bytes(key, length, self->seed);

    for (;; at++) {
        guint32            *slot = &self->slots[at & self->mask];
        const struct label *label = *slot ? label_at(self, *slot - 1) : NULL;

        if (!label || (label->key_length == length && memcmp(label->key, key, length) == 0))
            return slot;
    }
}

static void grow(struct labels *self)
{
    self->mask = self->mask * 2 + 1;
    g_free(self->slots);
    self->slots = g_new0(guint32, (gsize)self->mask + 1);
    for (guint i = 0; i < self->all->len; i++)
        *find_slot(self, label_at(self, i)->key, label_at(self, i)->key_length) = i + 1;
}

static guint32 add(struct labels *self, guint32 *slot, const char *key, guint length, const guint part[LABEL_PARTS])
{
    struct label label = { .key = g_memdup2(key, length), .key_length = length };

    memcpy(label.part, part, sizeof label.part);
    if (!traffic_class_parse(key + part[LABEL_CLASS], &label.class))
        label.class = CLASS_UNKNOWN;
    g_array_append_val(self->all, label);
    *slot = self->all->len;
    if (self->all->len * 2 > self->mask)
        grow(self);
    return self->all->len - 1;
}

static guint32 add_other(struct labels *self)
{
    static const char  OTHER[] = "(other)\0(other)\0(other)\0(other)\0(other)";
    static const guint PART[LABEL_PARTS] = { 0, 8, 16, 24, 32 };

    if (self->all->len == LABELS_MAX - 1)
        add(self, find_slot(self, OTHER, sizeof OTHER), OTHER, sizeof OTHER, PART);
    return LABELS_MAX - 1;
}

guint32 labels_intern(struct labels *self, const struct cell parts[LABEL_PARTS])
{
    char     key[LABEL_PARTS * (PART_MAX + 1)];
    guint    part[LABEL_PARTS], length = 0;
    guint32 *slot;

    for (guint i = 0; i < LABEL_PARTS; i++) {
        part[i] = length;
        length += (guint)safe_text_copy(key + length, PART_MAX, parts[i].text, parts[i].length);
        key[length++] = '\0';
    }
    slot = find_slot(self, key, length);
    if (*slot)
        return *slot - 1;
    return self->all->len < LABELS_MAX - 1 ? add(self, slot, key, length, part) : add_other(self);
}

guint32 labels_adopt(struct labels *self, const struct labels *other, guint32 label)
{
    struct cell parts[LABEL_PARTS];

    for (guint i = 0; i < LABEL_PARTS; i++) {
        const char *part = labels_part(other, label, (enum label_part)i);
        parts[i] = (struct cell){ part, (guint)strlen(part) };
    }
    return labels_intern(self, parts);
}

guint labels_count(const struct labels *self)
{
    return self->all->len;
}

const char *labels_part(const struct labels *self, guint32 label, enum label_part part)
{
    return label_at(self, label)->key + label_at(self, label)->part[part];
}

gboolean labels_has_name(const struct labels *self, guint32 label)
{
    const char *application = labels_part(self, label, LABEL_APPLICATION);

    return *application && g_ascii_strcasecmp(application, "unknown") != 0;
}

int labels_compare(const struct labels *self, guint32 a, guint32 b)
{
    const struct label *one = label_at(self, a), *other = label_at(self, b);
    int                 order = memcmp(one->key, other->key, MIN(one->key_length, other->key_length));

    return order ? order : (one->key_length > other->key_length) - (one->key_length < other->key_length);
}

enum traffic_class labels_class(const struct labels *self, guint32 label)
{
    return label_at(self, label)->class;
}
