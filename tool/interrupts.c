/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "interrupts.h"

#include <signal.h>

static volatile sig_atomic_t seen; /* a signal handler has no other place */

static void count_signal(int signal)
{
    (void)signal;
    seen = seen + 1;
}

void interrupts_watch(void)
{
    struct sigaction action = { .sa_handler = count_signal };

    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

guint interrupts_seen(void)
{
    return (guint)seen;
}
