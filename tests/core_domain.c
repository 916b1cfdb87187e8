/* SPDX-License-Identifier: GPL-2.0-or-later
 *
 * What is expected follows from rules of the list that have stood there for years, by the algorithm of publicsuffix.org. */
#include <string.h>

#include "domain.h"

static struct domain_cache cache;

static void is_registrable(const char *name, const char *expected)
{
    const char *answer = domain_registrable(name);

    g_assert_cmpstr(answer, ==, expected);
    g_assert_true(answer == name + strlen(name) - strlen(expected)); /* into the name */
    g_assert_true(domain_cache_registrable(&cache, name) == answer); /* new to the cache, perhaps */
    g_assert_true(domain_cache_registrable(&cache, name) == answer);
}

static void by_the_list(void)
{
    is_registrable("example.com", "example.com"); /* com */
    is_registrable("www.example.com", "example.com");
    is_registrable("a.b.c.example.com", "example.com");
    is_registrable("www.example.co.uk", "example.co.uk");              /* co.uk */
    is_registrable("a.b.c.kawasaki.jp", "b.c.kawasaki.jp");            /* *.kawasaki.jp */
    is_registrable("www.city.kawasaki.jp", "city.kawasaki.jp");        /* !city.kawasaki.jp */
    is_registrable("www.user.github.io", "user.github.io");            /* a private one: github.io */
    is_registrable("a.b.xn--55qx5d.cn", "b.xn--55qx5d.cn");            /* 公司.cn */
    is_registrable("host.department.internal", "department.internal"); /* *, where no rule is */
}

static void themselves(void)
{
    is_registrable("com", "com");
    is_registrable("co.uk", "co.uk");
    is_registrable("c.kawasaki.jp", "c.kawasaki.jp");
    is_registrable("printer", "printer");
    is_registrable("", "");
}

/* *.compute.amazonaws.com.cn has the most labels, and a seventh before the registrable domain changes nothing. */
static void long_rules(void)
{
    is_registrable("a.b.compute.amazonaws.com.cn", "a.b.compute.amazonaws.com.cn");
    is_registrable("x.a.b.compute.amazonaws.com.cn", "a.b.compute.amazonaws.com.cn");
    is_registrable("z.y.x.w.v.a.b.compute.amazonaws.com.cn", "a.b.compute.amazonaws.com.cn");
}

static char *repeated(const char *piece, guint count, const char *end)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < count; i++)
        g_string_append(text, piece);
    g_string_append(text, end);
    return g_string_free(text, FALSE);
}

static void hostile(void)
{
    char *most = repeated("a.", 126, "com"), *longest = repeated("\\000\\255", 120, ".example.com");
    char *dots = repeated(".", 250, "com"), *label = repeated("a", 1003, "");

    is_registrable(most, "a.com");
    is_registrable(longest, "example.com");
    is_registrable("\\046com.com", "\\046com.com");
    is_registrable(label, label);
    domain_registrable(dots);
    domain_registrable("a..com");
    domain_registrable(".com");
    domain_registrable(".");
    domain_registrable("\\");
    g_free(most);
    g_free(longest);
    g_free(dots);
    g_free(label);
}

/* Any bytes, dots among them often: the answer ends the name. */
static void random_names(void)
{
    static const char SOME[] = "a.b.com.uk\\0\x80\xff";
    GRand            *random = g_rand_new_with_seed(7);
    char              name[128];

    for (guint i = 0; i < 20000; i++) {
        gint length = g_rand_int_range(random, 0, sizeof name);
        for (gint c = 0; c < length; c++)
            name[c] = SOME[g_rand_int_range(random, 0, sizeof SOME - 1)];
        name[length] = '\0';
        const char *answer = domain_registrable(name);
        g_assert_true(answer >= name && answer <= name + length);
        g_assert_true(domain_cache_registrable(&cache, name) == answer);
    }
    g_rand_free(random);
}

/* Four times as many names as slots, of lengths that fit and that do not. */
static void cache_overflows(void)
{
    for (guint i = 0; i < 4 * DOMAIN_CACHE_SLOTS; i++) {
        char *name = g_strdup_printf("%0*u.example%u.org", (gint)(i % 64), i % 1000, i % 100), *end = strchr(name, '.');
        g_assert_true(domain_cache_registrable(&cache, name) == end + 1);
        g_free(name);
    }
}

static gboolean is_kept(guint length)
{
    static const struct domain_cache EMPTY;
    char                            *name = g_strdup_printf("%0*u.example.org", (gint)length - 12, 0);

    cache = EMPTY;
    domain_cache_registrable(&cache, name);
    g_free(name);
    return memcmp(&cache, &EMPTY, sizeof cache) != 0;
}

static void cache_keeps_what_fits(void)
{
    g_assert_true(is_kept(62));
    g_assert_false(is_kept(63));
}

static void under(void)
{
    g_assert_true(domain_is_under("example.com", "example.com"));
    g_assert_true(domain_is_under("www.example.com", "example.com"));
    g_assert_true(domain_is_under("a.b.Example.COM", "eXAMPLE.com"));
    g_assert_true(domain_is_under("com", ""));
    g_assert_true(domain_is_under("", ""));
    g_assert_false(domain_is_under("badexample.com", "example.com"));
    g_assert_false(domain_is_under("example.com", "www.example.com"));
    g_assert_false(domain_is_under("example.com.org", "example.com"));
    g_assert_false(domain_is_under("", "com"));
    g_assert_false(domain_is_under("bad\\046example.com", "example.com"));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/domain/by-the-list", by_the_list);
    g_test_add_func("/domain/themselves", themselves);
    g_test_add_func("/domain/long-rules", long_rules);
    g_test_add_func("/domain/hostile", hostile);
    g_test_add_func("/domain/random-names", random_names);
    g_test_add_func("/domain/cache-overflows", cache_overflows);
    g_test_add_func("/domain/cache-keeps-what-fits", cache_keeps_what_fits);
    g_test_add_func("/domain/under", under);
    return g_test_run();
}
