/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "interrupts.h"

#include <signal.h>

static gint seen; /* a signal handler has no other place; atomic, which is safe there, too */

void interrupts_raise(void)
{
    g_atomic_int_inc(&seen);
}

void interrupts_forget(void)
{
    g_atomic_int_set(&seen, 0);
}

static void count_signal(int signal)
{
    (void)signal;
    interrupts_raise();
}

static void watch(int signal, gboolean though_ignored)
{
    struct sigaction action = { .sa_handler = count_signal }, before;

    sigemptyset(&action.sa_mask);
    if (sigaction(signal, NULL, &before) == 0 &&
        (before.sa_handler == SIG_DFL || (though_ignored && before.sa_handler == SIG_IGN)))
        sigaction(signal, &action, NULL);
}

void interrupts_watch(void)
{
    watch(SIGINT, TRUE);
    watch(SIGTERM, TRUE);
    watch(SIGHUP, FALSE); /* of which nohup wants nothing */
}

guint interrupts_seen(void)
{
    return (guint)g_atomic_int_get(&seen);
}
