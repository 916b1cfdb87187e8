/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "serve_guard.h"

#include <string.h>
#include <sys/random.h>

static const char *const HOSTS[] = { "127.0.0.1", "localhost", "[::1]" };

static gboolean make_secret(char *secret)
{
    guint8 bytes[SERVE_TOKEN_LENGTH / 2];

    if (getrandom(bytes, sizeof bytes, 0) != sizeof bytes)
        return FALSE;
    for (guint i = 0; i < sizeof bytes; i++)
        g_snprintf(secret + 2 * i, 3, "%02x", bytes[i]);
    return TRUE;
}

gboolean serve_guard_init(struct serve_guard *self, guint port)
{
    *self = (struct serve_guard){ .port = port };
    return make_secret(self->token) && make_secret(self->ticket);
}

gboolean serve_guard_same(const char *secret, const char *told, gsize length)
{
    volatile guint8 difference = 0;

    for (gsize i = 0; i < length; i++)
        difference = difference | (guint8)(secret[i] ^ told[i]);
    return difference == 0;
}

/* "/SECRET" at the beginning of a path: what follows, or NULL. */
static const char *after_secret(const char *secret, const char *path)
{
    if (*path != '/' || strlen(path) <= SERVE_TOKEN_LENGTH || !serve_guard_same(secret, path + 1, SERVE_TOKEN_LENGTH))
        return NULL;
    return path + 1 + SERVE_TOKEN_LENGTH;
}

const char *serve_guard_inside(const struct serve_guard *self, const char *path)
{
    const char *rest = after_secret(self->token, path);

    return rest && *rest == '/' ? rest + 1 : NULL;
}

gboolean serve_guard_take_ticket(struct serve_guard *self, const char *path)
{
    const char *rest = after_secret(self->ticket, path);

    if (self->ticket_used || !rest || *rest)
        return FALSE;
    self->ticket_used = TRUE;
    return TRUE;
}

/* Whether it is `before`, one of our hosts and our port. */
static gboolean is_ours(const struct serve_guard *self, const char *before, const char *told)
{
    char ours[64];

    for (guint i = 0; i < G_N_ELEMENTS(HOSTS); i++) {
        g_snprintf(ours, sizeof ours, "%s%s:%u", before, HOSTS[i], self->port);
        if (g_ascii_strcasecmp(ours, told) == 0)
            return TRUE;
    }
    return FALSE;
}

const char *serve_guard_refusal(const struct serve_guard *self, const struct serve_claims *claims)
{
    if (!claims->host || !is_ours(self, "", claims->host))
        return "This server answers to addresses of its own machine only.";
    if (claims->origin ? !is_ours(self, "http://", claims->origin) : claims->acts)
        return "Only a page of this server may ask for that.";
    if (claims->fetch_site && !g_str_equal(claims->fetch_site, "same-origin") &&
        (claims->acts || !g_str_equal(claims->fetch_site, "none")))
        return "Another page led here: copy the address that winnow printed into the browser's address bar.";
    return NULL;
}
