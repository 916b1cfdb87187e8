/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "bounded_table.h"

static struct bounded_table *letters(guint capacity)
{
    return bounded_table_new(capacity, 1, sizeof(guint64));
}

/* Takes a letter each; small ones are found instead. */
static void take(struct bounded_table *table, const char *letters_in_order)
{
    for (const char *next = letters_in_order; *next; next++) {
        char key = g_ascii_toupper(*next);

        if (key != *next)
            bounded_table_find(table, &key);
        else
            *(guint64 *)bounded_table_take(table, &key) = (guint64)key;
    }
}

/* Asking for what is there would be a use, so it is asked only at the end. */
static void holds(struct bounded_table *table, const char *expected)
{
    g_assert_cmpuint(bounded_table_count(table), ==, strlen(expected));
    for (char key = 'A'; key <= 'Z'; key++) {
        const guint64 *value = bounded_table_find(table, &key);

        g_assert_cmpint(value != NULL, ==, strchr(expected, key) != NULL);
        g_assert_true(!value || *value == (guint64)key);
    }
    bounded_table_free(table);
}

static void leaves(guint capacity, const char *letters_in_order, const char *expected)
{
    struct bounded_table *table = letters(capacity);

    take(table, letters_in_order);
    holds(table, expected);
}

/* Newest first, protected | on probation; of four at most three are protected. */
static void evicts(void)
{
    leaves(4, "", "");
    leaves(4, "ABCD", "ABCD");
    leaves(4, "ABCDE", "BCDE");                /* | DCBA: A goes */
    leaves(4, "ABCDaE", "ACDE");               /* A | DCB: B goes */
    leaves(4, "ABCDAE", "ACDE");               /* taking what is there is a use, too */
    leaves(4, "ABCDxE", "BCDE");               /* asking in vain is none */
    leaves(4, "ABCDabcEFGHIJ", "ABCJ");        /* CBA | D: one after another passes D's place */
    leaves(4, "ABCDabcdE", "BCDE");            /* DCB | A: A fell back, and goes */
    leaves(4, "ABCDabcdaE", "ACDE");           /* ADC | B: used again, A is protected and B falls back */
    leaves(4, "ABCDabcbadE", "ABDE");          /* ABC | D, then DAB | C */
    leaves(4, "ABCDabEdF", "ABDF");            /* BA | DC, BA | ED, DBA | E */
    leaves(8, "ABCDEFGHabcdefgI", "ABCDEFGI"); /* GFEDCB | AH: A fell back after H came */
}

static void capacity_one(void)
{
    leaves(1, "A", "A");
    leaves(1, "AB", "B");
    leaves(1, "AaaaB", "B");
    leaves(1, "ABab", "B");
    leaves(2, "AaBCD", "AD"); /* one protected */
}

static void one_timers_do_not_evict(void)
{
    struct bounded_table *table = bounded_table_new(1000, sizeof(guint32), sizeof(guint32));

    for (guint32 i = 0; i < 1500; i++)
        *(guint32 *)bounded_table_take(table, &(guint32){ i % 750 }) = i % 750;
    for (guint32 i = 1000; i < 1000000; i++)
        bounded_table_take(table, &i);
    g_assert_cmpuint(bounded_table_count(table), ==, 1000);
    for (guint32 i = 0; i < 750; i++)
        g_assert_cmpuint(*(guint32 *)bounded_table_find(table, &i), ==, i);
    bounded_table_free(table);
}

static void removes(void)
{
    struct bounded_table *table = letters(4);

    take(table, "ABCDab");
    bounded_table_remove(table, "A"); /* protected */
    bounded_table_remove(table, "D"); /* on probation, the newest */
    bounded_table_remove(table, "D");
    bounded_table_remove(table, "Z");
    g_assert_cmpuint(bounded_table_count(table), ==, 2);
    g_assert_null(bounded_table_find(table, "A"));
    g_assert_cmpuint(*(guint64 *)bounded_table_take(table, "A"), ==, 0); /* nothing is left of what it was */
    *(guint64 *)bounded_table_take(table, "A") = 'A';
    take(table, "EFG"); /* AB | EC: C goes, then E */
    holds(table, "ABFG");
}

static void grows(void)
{
    enum { CAPACITY = 5000 };
    const gsize           most = bounded_table_most_bytes(CAPACITY, 7, 12);
    struct bounded_table *table = bounded_table_new(CAPACITY, 7, 12);

    g_assert_cmpuint(bounded_table_bytes(table), <, most / 50);
    for (guint32 i = 0; i < 2 * CAPACITY; i++) {
        guint8   key[7] = { 0 };
        guint32 *value, before = i < CAPACITY ? i / 2 : i;

        memcpy(key + 3, &i, sizeof i);
        value = bounded_table_take(table, key);
        g_assert_cmpuint(GPOINTER_TO_SIZE(value) % 8, ==, 0);
        g_assert_true(value[0] == 0 && value[1] == 0 && value[2] == 0);
        value[0] = value[1] = value[2] = i;
        memcpy(key + 3, &before, sizeof before);
        value = bounded_table_find(table, key);
        g_assert_true(value[0] == before && value[1] == before && value[2] == before);
        g_assert_cmpuint(bounded_table_bytes(table), <=, most);
    }
    g_assert_cmpuint(bounded_table_count(table), ==, CAPACITY);
    g_assert_cmpuint(bounded_table_bytes(table), ==, most);
    bounded_table_free(table);
}

/* ---- beside a model ---- */

enum { MODEL_MOST = 64 };

/* Oldest first in both. */
struct model {
    guint   capacity;
    GArray *once, *more; /* of struct pair */
};

struct pair {
    guint16 key;
    guint32 value;
};

static struct pair *pairs_find(GArray *pairs, guint16 key)
{
    for (guint i = 0; i < pairs->len; i++)
        if (g_array_index(pairs, struct pair, i).key == key)
            return &g_array_index(pairs, struct pair, i);
    return NULL;
}

static struct pair pairs_steal(GArray *pairs, guint place)
{
    struct pair pair = g_array_index(pairs, struct pair, place);

    g_array_remove_index(pairs, place);
    return pair;
}

static gboolean pairs_remove(GArray *pairs, guint16 key, struct pair *removed)
{
    struct pair *pair = pairs_find(pairs, key);

    if (pair)
        *removed = pairs_steal(pairs, (guint)(pair - (struct pair *)(gpointer)pairs->data));
    return pair != NULL;
}

static guint32 *model_find(struct model *model, guint16 key)
{
    struct pair pair;

    if (!pairs_remove(model->once, key, &pair) && !pairs_remove(model->more, key, &pair))
        return NULL;
    g_array_append_val(model->more, pair);
    if (model->more->len > model->capacity * 3 / 4) {
        pair = pairs_steal(model->more, 0);
        g_array_append_val(model->once, pair);
    }
    return &pairs_find(model->capacity > 1 ? model->more : model->once, key)->value;
}

static guint32 *model_take(struct model *model, guint16 key)
{
    guint32 *value = model_find(model, key);

    if (value)
        return value;
    if (model->once->len + model->more->len == model->capacity)
        g_array_remove_index(model->once, 0);
    g_array_append_val(model->once, ((struct pair){ key, 0 }));
    return &pairs_find(model->once, key)->value;
}

static void step(struct bounded_table *table, struct model *model, GRand *rand)
{
    guint16     key = (guint16)g_rand_int_range(rand, 0, 1 + g_rand_int_range(rand, 0, 2 * (gint)model->capacity));
    guint       what = (guint)g_rand_int_range(rand, 0, 8);
    guint32    *actual, *expected;
    struct pair removed;

    if (what == 0) {
        bounded_table_remove(table, &key);
        if (!pairs_remove(model->once, key, &removed))
            pairs_remove(model->more, key, &removed);
    } else {
        actual = what < 4 ? bounded_table_find(table, &key) : bounded_table_take(table, &key);
        expected = what < 4 ? model_find(model, key) : model_take(model, key);
        g_assert_cmpint(actual != NULL, ==, expected != NULL);
        if (actual) {
            g_assert_cmpuint(*actual, ==, *expected);
            *actual = *expected = g_rand_int(rand);
        }
    }
    g_assert_cmpuint(bounded_table_count(table), ==, model->once->len + model->more->len);
}

static void as_the_model(void)
{
    GRand *rand = g_rand_new_with_seed(1);

    for (guint capacity = 1; capacity <= MODEL_MOST; capacity++) {
        struct bounded_table *table = bounded_table_new(capacity, sizeof(guint16), sizeof(guint32));
        struct model          model = { .capacity = capacity };

        model.once = g_array_new(FALSE, FALSE, sizeof(struct pair));
        model.more = g_array_new(FALSE, FALSE, sizeof(struct pair));
        for (guint i = 0; i < 5000; i++)
            step(table, &model, rand);
        g_assert_cmpuint(bounded_table_bytes(table), <=,
                         bounded_table_most_bytes(capacity, sizeof(guint16), sizeof(guint32)));
        g_array_unref(model.once);
        g_array_unref(model.more);
        bounded_table_free(table);
    }
    g_rand_free(rand);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/bounded-table/evicts", evicts);
    g_test_add_func("/bounded-table/capacity-one", capacity_one);
    g_test_add_func("/bounded-table/one-timers-do-not-evict", one_timers_do_not_evict);
    g_test_add_func("/bounded-table/removes", removes);
    g_test_add_func("/bounded-table/grows", grows);
    g_test_add_func("/bounded-table/as-the-model", as_the_model);
    return g_test_run();
}
