/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "serve_messages.h"

#include <stdio.h>
#include <string.h>

enum { KEPT = 8 };

#define OURS "winnow: "

/* GLib's handler is told nothing but the text. */
static GMutex lock;
static char  *kept[KEPT + 1];
static guint  count;

static void keep(const char *message)
{
    if (count == KEPT) {
        g_free(kept[0]);
        memmove(kept, kept + 1, (KEPT - 1) * sizeof *kept);
        count--;
    }
    kept[count++] = g_strchomp(g_strdup(message));
}

static void hear(const char *text)
{
    fputs(text, stderr);
    if (!g_str_has_prefix(text, OURS))
        return;
    g_mutex_lock(&lock);
    keep(text + strlen(OURS));
    g_mutex_unlock(&lock);
}

void serve_messages_watch(void)
{
    g_set_printerr_handler(hear);
}

void serve_messages_forget(void)
{
    g_mutex_lock(&lock);
    while (count)
        g_clear_pointer(&kept[--count], g_free);
    g_mutex_unlock(&lock);
}

char **serve_messages(void)
{
    char **copy = g_new0(char *, KEPT + 1);

    g_mutex_lock(&lock);
    for (guint i = 0; i < count; i++)
        copy[i] = g_strdup(kept[i]);
    g_mutex_unlock(&lock);
    return copy;
}
