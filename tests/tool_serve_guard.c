/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "serve_guard.h"

#include <string.h>

static struct serve_guard guard;

static void must_pass(const char *host, const char *origin, const char *fetch_site, gboolean acts)
{
    struct serve_claims claims = { host, origin, fetch_site, acts };

    g_assert_null(serve_guard_refusal(&guard, &claims));
}

static void must_not_pass(const char *host, const char *origin, const char *fetch_site, gboolean acts)
{
    struct serve_claims claims = { host, origin, fetch_site, acts };

    g_assert_nonnull(serve_guard_refusal(&guard, &claims));
}

static void test_hosts(void)
{
    must_pass("127.0.0.1:8000", NULL, NULL, FALSE);
    must_pass("localhost:8000", NULL, NULL, FALSE);
    must_pass("LOCALHOST:8000", NULL, NULL, FALSE);
    must_pass("[::1]:8000", NULL, NULL, FALSE);
    must_not_pass(NULL, NULL, NULL, FALSE);
    must_not_pass("", NULL, NULL, FALSE);
    must_not_pass("127.0.0.1", NULL, NULL, FALSE);
    must_not_pass("127.0.0.1:80000", NULL, NULL, FALSE);
    must_not_pass("127.0.0.1:800", NULL, NULL, FALSE);
    must_not_pass("localhost.evil.example:8000", NULL, NULL, FALSE);
    must_not_pass("evil.example:8000", NULL, NULL, FALSE);
}

static void test_origins(void)
{
    must_pass("127.0.0.1:8000", "http://127.0.0.1:8000", "same-origin", TRUE);
    must_pass("[::1]:8000", "http://[::1]:8000", NULL, TRUE);
    must_not_pass("127.0.0.1:8000", NULL, NULL, TRUE);
    must_not_pass("127.0.0.1:8000", "null", NULL, TRUE);
    must_not_pass("127.0.0.1:8000", "https://127.0.0.1:8000", NULL, TRUE);
    must_not_pass("127.0.0.1:8000", "http://127.0.0.1:8001", NULL, TRUE);
    must_not_pass("127.0.0.1:8000", "http://127.0.0.1:8000.evil.example", NULL, TRUE);
    must_not_pass("127.0.0.1:8000", "http://evil.example", NULL, FALSE);
}

static void test_fetch_sites(void)
{
    must_pass("127.0.0.1:8000", NULL, "none", FALSE);
    must_pass("127.0.0.1:8000", NULL, "same-origin", FALSE);
    must_not_pass("127.0.0.1:8000", NULL, "cross-site", FALSE);
    must_not_pass("127.0.0.1:8000", NULL, "same-site", FALSE); /* another port of this machine */
    must_not_pass("127.0.0.1:8000", "http://127.0.0.1:8000", "none", TRUE);
}

static const char *inside(const char *format)
{
    static char path[200];

    g_snprintf(path, sizeof path, format, guard.token);
    return serve_guard_inside(&guard, path);
}

static void test_token(void)
{
    char *wrong = g_strdup_printf("/%s/", guard.token);

    g_assert_cmpuint(strlen(guard.token), ==, SERVE_TOKEN_LENGTH);
    g_assert_cmpstr(inside("/%s/"), ==, "");
    g_assert_cmpstr(inside("/%s/save/a.csv"), ==, "save/a.csv");
    g_assert_null(inside("/%s"));
    g_assert_null(inside("/%s0/"));
    g_assert_null(inside("%s/"));
    g_assert_null(inside("//%s/"));
    g_assert_null(serve_guard_inside(&guard, ""));
    g_assert_null(serve_guard_inside(&guard, "/"));
    for (guint i = 1; i <= SERVE_TOKEN_LENGTH; i++) {
        wrong[i] ^= 1;
        g_assert_null(serve_guard_inside(&guard, wrong));
        wrong[i] ^= 1;
    }
    g_assert_nonnull(serve_guard_inside(&guard, wrong));
    g_free(wrong);
}

static void test_ticket(void)
{
    char *path = g_strdup_printf("/%s", guard.ticket), *longer = g_strdup_printf("/%s/", guard.ticket);

    g_assert_cmpstr(guard.ticket, !=, guard.token);
    g_assert_false(serve_guard_take_ticket(&guard, "/"));
    g_assert_false(serve_guard_take_ticket(&guard, longer));
    g_assert_true(serve_guard_take_ticket(&guard, path));
    g_assert_false(serve_guard_take_ticket(&guard, path));
    g_free(path);
    g_free(longer);
}

static void test_randomness(void)
{
    struct serve_guard other;

    g_assert_true(serve_guard_init(&other, 8000));
    g_assert_cmpstr(other.token, !=, guard.token);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_assert_true(serve_guard_init(&guard, 8000));
    g_test_add_func("/serve_guard/hosts", test_hosts);
    g_test_add_func("/serve_guard/origins", test_origins);
    g_test_add_func("/serve_guard/fetch_sites", test_fetch_sites);
    g_test_add_func("/serve_guard/token", test_token);
    g_test_add_func("/serve_guard/ticket", test_ticket);
    g_test_add_func("/serve_guard/randomness", test_randomness);
    return g_test_run();
}
